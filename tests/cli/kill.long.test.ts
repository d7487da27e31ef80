/** @module-tag long */
import { expect, it } from 'vitest';
import { killedAfter, uninterrupted } from './killing';

const KILLS = 200;

it(`${KILLS} kill -9 at random moments: every run ends with the hash of an uninterrupted one`, async () => {
  const { outcome, milliseconds } = await uninterrupted();
  let kills = 0;
  while (kills < KILLS) {
    const delays = Array.from({ length: 5 }, () => 60 + Math.random() * milliseconds * 0.5);
    const [resumed, met] = await killedAfter(delays, ['simd', 'scalar']);
    expect(resumed, `killed after ${delays.join(', ')} ms`).toEqual(outcome);
    kills += met;
  }
});
