/**
 * Two drugs at once against the same two in turn, each resisted by cells of its own kind and by no cell both: at once
 * they fail as often as the theory of Komarova and Wodarz (2005) says; in turn they fail always (Bozic et al. 2013 eLife
 * 2:e00747: sequential treatment precludes a cure), because cells that resist the first are many when the second comes.
 *
 * Catches: alterations twice as probable.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { CompartmentKernel } from '../../../src/kernel/compartmentKernel';
import { createKernel } from '../../../src/kernel/kernel';
import { Patient } from '../../../src/patient/patient';
import { completeScenario, type Scenario } from '../../../src/scenario/schema';
import { failureProbability, symmetricTherapy } from '../../../src/verify/theory/escape';
import { LONG } from '../../kit/long';
import { expectWithinFour, zOfCount } from '../../kit/statistics';

vi.setConfig({ testTimeout: 300_000 });

let kernel: CompartmentKernel;
beforeAll(async () => {
  kernel = await createKernel('simd');
});

const [M, b, d, kill, u] = [20_000, 1, 0.5, 1, 6e-4];
const STEP_HOURS = 1;

/** Drugs that no other cell than those without their target resists; all or nothing. */
const drug = (target: string, schedule: object) => ({
  name: `against ${target}`,
  target,
  passivePerHour: 1000,
  halfEffectMicromolar: 0.001,
  hill: 4,
  killPerDay: kill,
  schedule: { levelMicromolar: 1, ...schedule },
});
const target = (name: string) => ({ name, lossProbability: u, growthWithoutTarget: 1 });

function scenario(seed: number, second: object, first: object): Scenario {
  return completeScenario({
    seed,
    stepHours: STEP_HOURS,
    untilDays: 120,
    tumour: { founders: 1, divisionPerDay: b, deathPerDay: d, expressionCv: 0 },
    targets: [target('A'), target('B')],
    drugs: [drug('A', first), drug('B', second)],
    // A step overshoots by half of its growth.
    treatment: { begin: 'size', atCells: Math.round(M * Math.exp((-(b - d) * STEP_HOURS) / 48)) },
    stop: { relapseCells: 50 * M },
  });
}

function failures(runs: number, second: object, first: object): number {
  let failed = 0;
  for (let seed = 1; seed <= runs; seed++) {
    const patient = new Patient(scenario(seed, second, first), kernel);
    patient.advance({});
    expect(patient.stoppedBy).not.toBe('time');
    if (patient.stoppedBy === 'cells') failed++;
  }
  return failed;
}

describe('cells of which none resists both when treatment begins, or few', () => {
  const theory = failureProbability(
    symmetricTherapy({ n: 2, M, L: b, D: d, H: kill, u, killTogether: 2 * kill }),
  );

  it('at once: theory, z < 4', LONG, () => {
    expect(theory).toBeGreaterThan(0.2);
    expect(theory).toBeLessThan(0.6);
    expectWithinFour(zOfCount(failures(100, {}, {}), 100, theory), 'failures');
  });

  it('in turn, the second when the first has failed: all fail', () => {
    const first = { infusionHours: 480, everyHours: 480, doses: 1 };
    expect(failures(15, { startDay: 20 }, first)).toBe(15);
  });
});
