import { expect, test } from 'vitest';
import { completeScenario } from '../../src/scenario/schema';
import { bloodReading } from '../../src/ui/readouts/bloodReading';

const rulesOf = (...limits: number[]) =>
  completeScenario({
    compartments: [{ name: 'marrow', kind: 'marrow', founders: 100 }],
    drugs: [{ name: 'drug' }],
    rules: [
      { kind: 'cycle' },
      ...limits.map((holdBelow) => ({ kind: 'toxicity', holdBelow, resumeAbove: 0.9, factor: 1 })),
    ],
  }).rules;

// 5.05·10⁹/L is normal (Friberg et al. 2002): 0.3 of it 1.515, 0.396 of it 2.
test.each([
  [1, [0.3], 'normal'],
  [0.397, [0.3], 'normal'],
  [0.395, [0.3], 'low'],
  [0.301, [0.3], 'low'],
  [0.299, [0.3], 'below limit'],
  [0.299, [], 'low'],
  [0.45, [0.3, 0.5], 'below limit'],
] as const)('%f of normal under limits %j is %s', (share, limits, word) => {
  const reading = bloodReading(share, 5.05, rulesOf(...limits));
  expect(reading.word).toBe(word);
  expect(reading.count).toBeCloseTo(5.05 * share, 12);
  if (limits.length === 0) expect(reading.limit).toBeNull();
  else expect(reading.limit).toBeCloseTo(5.05 * Math.max(...limits), 12);
});
