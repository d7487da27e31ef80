/**
 * The brain as a sanctuary, in small patients.
 *
 * Catches: a brain that drugs reach as they do the body.
 */
import { expect, test } from 'vitest';
import { createGroup } from '../../../src/kernel/group';
import { Patient } from '../../../src/patient/patient';
import { compartmentCount } from '../../../src/scenario/compartments';
import {
  brainSanctuary,
  brainSanctuaryInhibitor,
  brainTemozolomide,
} from '../../../src/scenario/presets/brainSanctuary';
import type { Scenario } from '../../../src/scenario/scenario';

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

/** The preset at twenty thousand cells; enough founders in the brain that none dies out before treatment. */
function small(scenario: Scenario, seed: number): Scenario {
  return {
    ...scenario,
    seed,
    compartments: scenario.compartments.map((brain) => ({ ...brain, founders: 20 })),
    treatment: { ...scenario.treatment, atCells: 20_000 },
    stop: { ...scenario.stop, relapseCells: 20_000 },
  };
}

async function treated(
  scenario: Scenario,
): Promise<{ stoppedBy: string | null; body: number; brain: number }> {
  const patient = new Patient(scenario, await createGroup('simd', compartmentCount(scenario)));
  while (!patient.done) patient.advance({});
  const [body, brain] = patient.compartments.map(({ cells }) => cells);
  return { stoppedBy: patient.stoppedBy, body: body!, brain: brain! };
}

// By the exact law of Clopper and Pearson, 20 of 20 puts the probability above 0.83 with 97.5% confidence.
test('the body is cleared and the relapse comes from the brain, in 20 of 20 patients', async () => {
  for (const seed of SEEDS) {
    const { stoppedBy, body, brain } = await treated(small(brainSanctuary.scenario, seed));
    expect(stoppedBy, `seed ${seed}`).toBe('cells');
    expect(body / (body + brain), `seed ${seed}`).toBeLessThan(0.01);
  }
}, 120_000);

test.each([brainSanctuaryInhibitor, brainTemozolomide])(
  '$id: body and brain are cleared, in 20 of 20 patients',
  async ({ scenario }) => {
    for (const seed of SEEDS) {
      expect(await treated(small(scenario, seed)), `seed ${seed}`).toEqual({
        stoppedBy: 'extinct',
        body: 0,
        brain: 0,
      });
    }
  },
  120_000,
);

test('only what reaches the brain differs: the same seed grows the same tumour until treatment', () => {
  const { inhibitor, title, about, ...rest } = brainSanctuaryInhibitor.scenario;
  expect({ ...rest, inhibitor: null }).toEqual({
    ...brainSanctuary.scenario,
    title: undefined,
    about: undefined,
  });
  expect([inhibitor?.name, title, about.length > 0]).toEqual(['tariquidar', 'Sanctuary opened', true]);
});
