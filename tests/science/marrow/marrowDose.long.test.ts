/**
 * Dose against the share of marrow that carries MDR1.
 *
 * Catches: copies of a pump that do nothing.
 *
 * @module-tag long
 */
import { expect, test } from 'vitest';
import { createGroup } from '../../../src/kernel/group';
import { Patient } from '../../../src/patient/patient';
import { compartmentCount } from '../../../src/scenario/compartments';
import { marrowGeneTherapy } from '../../../src/scenario/presets/marrow';
import type { Scenario } from '../../../src/scenario/scenario';

const SHARES = [0, 0.05, 0.2, 0.5];
const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);
const LOOK_DAY = 56;
/** Of one distribution of 20 values, means this many standard errors apart are seen less than once in 400. */
const APART = 3;

const pumped = {
  count: 200,
  pumpCopies: 1,
  target: '',
  copies: 1,
  variant: '',
  targetLost: false,
  carrierLoss: 0,
  metabolismLevel: 0,
  retentionLoss: 0,
  repairLevel: 0,
  mutator: false,
};

/** The preset at ten thousand cells, treated from the first day, with the pump in one tumour cell of fifty. */
function small(seed: number, transducedShare: number): Scenario {
  const { scenario } = marrowGeneTherapy;
  return {
    ...scenario,
    seed,
    tumour: { ...scenario.tumour, founders: 10_000, resistantFounders: [pumped] },
    compartments: scenario.compartments.map((marrow) => ({ ...marrow, founders: 10_000, transducedShare })),
    treatment: { ...scenario.treatment, begin: 'day', onDay: 0 },
    stop: { ...scenario.stop, relapseCells: 200_000 },
  };
}

interface Outcome {
  cured: boolean;
  /** Lowest blood count until the day of the look, as a share of normal. */
  nadir: number;
  /** Highest multiple of the first dose that was given until then. */
  dose: number;
  /** log10 of 1 + tumour cells then. */
  residual: number;
}

async function outcome(scenario: Scenario): Promise<Outcome> {
  const patient = new Patient(scenario, await createGroup('simd', compartmentCount(scenario)));
  const blood = patient.compartments[1]!.blood!;
  let nadir = blood.share;
  // All are looked at after the same time: those that live longer are given more doses.
  while (patient.hours < 24 * LOOK_DAY) {
    expect(patient.done).toBe(false);
    patient.advance({ steps: 6 });
    nadir = Math.min(nadir, blood.share);
  }
  const factors = patient.chronicle.map(({ text }) =>
    Number(/now given at ([\d.]+) times/.exec(text)?.[1] ?? 1),
  );
  const residual = Math.log10(1 + patient.cells);
  while (!patient.done) patient.advance({});
  return { cured: patient.stoppedBy === 'extinct', nadir, dose: Math.max(...factors), residual };
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const squaredError = (values: number[]) =>
  mean(values.map((value) => (value - mean(values)) ** 2)) / (values.length - 1);

/** Difference of means over its standard error (Welch). */
function apart(more: number[], less: number[]): number {
  return (mean(more) - mean(less)) / Math.sqrt(squaredError(more) + squaredError(less));
}

test('the more of the marrow carries MDR1, the higher nadir, reachable dose and probability of cure', async () => {
  const byShare: Outcome[][] = [];
  for (const share of SHARES) {
    const outcomes: Outcome[] = [];
    for (const seed of SEEDS) outcomes.push(await outcome(small(seed, share)));
    byShare.push(outcomes);
  }
  const cured = byShare.map((outcomes) => outcomes.filter((each) => each.cured).length);
  const of = (key: 'nadir' | 'dose' | 'residual', index: number) => byShare[index]!.map((each) => each[key]);
  const summary = SHARES.map((share, index) => ({
    share,
    cured: cured[index],
    nadir: mean(of('nadir', index)),
    dose: mean(of('dose', index)),
    residual: mean(of('residual', index)),
  }));
  const told = JSON.stringify(summary);

  for (let index = 1; index < SHARES.length; index++) {
    expect(apart(of('nadir', index), of('nadir', index - 1)), `nadir ${told}`).toBeGreaterThan(APART);
    expect(cured[index], `cured ${told}`).toBeGreaterThanOrEqual(cured[index - 1]!);
    expect(mean(of('residual', index)), `residual ${told}`).toBeLessThanOrEqual(
      mean(of('residual', index - 1)),
    );
    // Against no transduction at all.
    expect(apart(of('dose', index), of('dose', 0)), `dose ${told}`).toBeGreaterThan(APART);
  }
  // Fisher's exact test: 2 of 20 against 18 of 20 would come by chance once in 10^6.
  expect(cured[0], told).toBeLessThanOrEqual(2);
  expect(cured.at(-1), told).toBeGreaterThanOrEqual(18);
});
