/**
 * Cure against the share of marrow that was given MDR1. The drug is held for good once the marrow falls below a limit,
 * so that what the marrow withstands sets how long the tumour is treated; the chance that a tumour of n cells then dies
 * out is Kendall's (1948): under treatment for T days a line has the generating function F_T, and what is left dies out
 * with d/b a line, so that the cure has the probability F_T(d/b)ⁿ.
 *
 * Catches: copies of a pump that do nothing.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createGroup, type KernelGroup } from '../../../src/kernel/group';
import { Patient } from '../../../src/patient/patient';
import { completeScenario } from '../../../src/scenario/schema';
import { LONG } from '../../kit/long';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 });

let group: KernelGroup;
beforeAll(async () => {
  group = await createGroup('simd', 2);
});

const FOUNDERS = 3000;
const b = 0.5;
const d = 0.2;
const KILL = 1.5;
const RUNS = 60;
const LONGEST = 30;

/** F_t(z) of a birth–death line, by its closed form. */
function generating(z: number, birth: number, death: number, days: number): number {
  const e = Math.exp((death - birth) * days);
  return (death * (z - 1) - e * (birth * z - death)) / (birth * (z - 1) - e * (birth * z - death));
}

function treated(transducedShare: number, seed: number, tumour: object): Patient {
  const scenario = completeScenario({
    seed,
    stepHours: 0.5,
    outputEveryHours: 12,
    untilDays: LONGEST,
    tumour: { founders: FOUNDERS, expressionCv: 0, ...tumour },
    compartments: [
      {
        name: 'marrow',
        kind: 'marrow',
        founders: 5000,
        killFactor: 0.7,
        transducedShare,
        transducedCopies: 20,
      },
    ],
    drugs: [
      {
        name: 'drug',
        // Inside and outside are level within minutes.
        passivePerHour: 100,
        pumpStrength: 100,
        halfEffectMicromolar: 0.02,
        hill: 2,
        killPerDay: KILL,
        schedule: { levelMicromolar: 1 },
      },
    ],
    rules: [{ kind: 'toxicity', drug: 'drug', holdBelow: 0.5, resumeAbove: 1000, factor: 1 }],
    treatment: { begin: 'day', onDay: 0 },
    // Beyond doubt.
    untilCells: 2 * FOUNDERS,
  });
  const patient = new Patient(scenario, group);
  patient.advance({});
  return patient;
}

/** Days until the marrow has the drug held: those of the same marrow beside a tumour that lives through it all. */
function daysGiven(transducedShare: number, seed: number): number {
  const hardy = { divisionPerDay: 10, deathPerDay: 0, crowding: 'logistic', capacity: FOUNDERS };
  const { chronicle } = treated(transducedShare, seed, hardy);
  return chronicle.find(({ text }) => text.startsWith('drug is held'))?.day ?? LONGEST;
}

describe('MDR1 in the marrow', LONG, () => {
  const shares = [0, 0.2, 0.35, 1];
  const cures = new Map<number, number>();

  it.each(shares)('transduced share %f: cures as Kendall says for the days given, z < 4', (share) => {
    let [cured, expected, variance] = [0, 0, 0];
    for (let seed = 1; seed <= RUNS; seed++) {
      const chance = generating(d / b, b, d + KILL, daysGiven(share, seed)) ** FOUNDERS;
      const patient = treated(share, seed, { divisionPerDay: b, deathPerDay: d });
      if (patient.stoppedBy === 'extinct') cured++;
      expected += chance;
      variance += chance * (1 - chance);
    }
    cures.set(share, cured);
    expect(Math.abs(cured - expected), `${cured} cured of ${RUNS}, ${expected} expected`).toBeLessThan(
      4 * Math.sqrt(variance) + 0.5,
    );
  });

  it('none without it, all with all of it, and more with more of it', () => {
    const counts = shares.map((share) => cures.get(share) as number);
    expect(counts[0]).toBe(0);
    expect(counts[3]).toBe(RUNS);
    for (let i = 1; i < counts.length; i++) expect(counts[i]).toBeGreaterThanOrEqual(counts[i - 1]!);
  });
});
