/** @module-tag long */
import { expect, it } from 'vitest';
import { damagedCheckpoints } from './damaged';

it('1,000 damaged checkpoints are refused in one sentence, or run', async () => {
  const { refused } = await damagedCheckpoints(1000, 11);
  expect(refused).toBeGreaterThan(500);
});
