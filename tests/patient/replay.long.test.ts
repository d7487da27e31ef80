import { expect, test } from 'vitest';
import { playAndReplay } from './replay';

test('200 runs that were interfered with are given again by what is saved of them', async () => {
  let deeds = 0;
  for (let seed = 1000; seed < 1200; seed++) deeds += await playAndReplay(seed);
  expect(deeds).toBeGreaterThan(400);
});
