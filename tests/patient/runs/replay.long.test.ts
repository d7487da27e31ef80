/** @module-tag long */
import { expect, test, vi } from 'vitest';
import { playAndReplay } from './replay';

// The page has each preset as a file of its own, which only its build makes.
vi.mock('../../../src/ui/state/presets', async () => {
  const { presets } = await import('../../../src/scenario/presets/index');
  return { presetNamed: async (id: string) => presets.find((preset) => preset.id === id) };
});

test('200 runs that were interfered with are given again by what is saved of them', async () => {
  let deeds = 0;
  for (let seed = 1000; seed < 1200; seed++) deeds += await playAndReplay(seed);
  expect(deeds).toBeGreaterThan(400);
});
