/**
 * Metabolites that cells keep (docs/model.md (13) to (15)): polyglutamates of methotrexate, dG/dt = f k_F C − k_H G, which bind the
 * target beside the drug; and adducts that count only beyond what repair mends (MGMT).
 *
 * Catches: metabolites formed 2% too fast.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { CompartmentKernel } from '../../../src/kernel/compartmentKernel';
import { createKernel } from '../../../src/kernel/kernel';
import { type DrugModel, type KernelModel, Response } from '../../../src/kernel/model';
import { wildType } from '../../../src/kernel/numbers/genotype';
import { openKernel, readCells } from '../../kit/cells';
import {
  expectRelative,
  expectWithinFour,
  plainDrug,
  plainModel,
  plainTarget,
  surroundings,
  zOfCount,
} from '../../kit/statistics';

vi.setConfig({ testTimeout: 120_000 });

const FORM = 0.2;
const LOSS = 0.02;
const TARGET = 0.8;
const KD = 1e-5;
const PASSIVE = 0.5;

const antifolate = plainDrug({
  passivePerHour: PASSIVE,
  target: 0,
  kd: KD,
  response: Response.inhibitor,
  neededTarget: 0.05 * TARGET,
  retained: { acts: 'binds', formPerHour: FORM, lossPerHour: LOSS },
});

function model(drug: DrugModel, changes: Partial<KernelModel> = {}): KernelModel {
  return plainModel({ drugs: [drug], targets: [plainTarget({ abundance: TARGET })], ...changes });
}

/** Drug and metabolite of the first cell after so many hours outside at one concentration. */
async function inside(
  drug: DrugModel,
  outside: number,
  hours: number,
  stepHours: number,
): Promise<[number, number]> {
  const open = await openKernel('simd');
  open.kernel.start(model(drug, { stepHours }), 1);
  open.kernel.advance(surroundings(Math.round(hours / stepHours), { outside: [outside] }), Infinity);
  const { amounts } = readCells(open.instance, 2);
  return [amounts[0]![0]!, amounts[1]![0]!];
}

/** Free target, Morrison's (2), of drug and metabolite together; the free share of either is K/(K + F). */
function freeTarget(ligand: number): number {
  const s = TARGET - ligand - KD;
  const r = Math.sqrt(s * s + 4 * TARGET * KD);
  return s >= 0 ? (s + r) / 2 : (2 * TARGET * KD) / (r - s);
}

/** The same cell by Runge–Kutta in steps of 10⁻⁴ h. */
function integrated(outside: number, hours: number): [number, number] {
  const h = 1e-4;
  const slope = (drug: number, metabolite: number) => {
    const free = (drug * KD) / (KD + freeTarget(drug + metabolite));
    return [PASSIVE * (outside - free) - FORM * free, FORM * free - LOSS * metabolite] as const;
  };
  let [drug, metabolite] = [0, 0];
  for (let step = 0; step < Math.round(hours / h); step++) {
    const a = slope(drug, metabolite);
    const b = slope(drug + (h / 2) * a[0], metabolite + (h / 2) * a[1]);
    const c = slope(drug + (h / 2) * b[0], metabolite + (h / 2) * b[1]);
    const d = slope(drug + h * c[0], metabolite + h * c[1]);
    drug += (h / 6) * (a[0] + 2 * b[0] + 2 * c[0] + d[0]);
    metabolite += (h / 6) * (a[1] + 2 * b[1] + 2 * c[1] + d[1]);
  }
  return [drug, metabolite];
}

describe('polyglutamates', () => {
  it.each([0.05, 1, 20])(
    'outside %f µM for long: C = k_p C_e/(k_p + k_F), G = k_F C/k_H, to 10⁻⁴',
    async (outside) => {
      const [drug, metabolite] = await inside(antifolate, outside, 4000, 1);
      const free = (PASSIVE * outside) / (PASSIVE + FORM);
      expectRelative(metabolite, (FORM * free) / LOSS, 1e-4, 'metabolite');
      // What is bound is shared in proportion to the free parts.
      const ligand = drug + metabolite;
      expectRelative((drug * KD) / (KD + freeTarget(ligand)), free, 1e-3, 'free drug');
    },
  );

  it.each([0.1, 1, 24, 240])(
    'with the target nearly full, steps of %f h: the same steady state, to 2·10⁻³, whatever K',
    async (stepHours) => {
      for (const kd of [1e-5, 3e-4, 0.02]) {
        // Free target F = 0.03; of drug and metabolite together L = K(E/F − 1) is free, of each the share K/(K + F).
        const share = kd / (kd + 0.03);
        const ligand = kd * (TARGET / 0.03 - 1);
        const free = ligand / (1 + (FORM / LOSS) * share);
        const outside = (free * (PASSIVE + FORM)) / PASSIVE;
        const steps = Math.round(20_000 / stepHours);
        for (const last of [steps, steps + 1]) {
          const [drug, metabolite] = await inside(
            { ...antifolate, kd },
            outside,
            last * stepHours,
            stepHours,
          );
          expectRelative(drug, free / share, 2e-3, `drug, K ${kd}`);
          expectRelative(metabolite, (FORM * free) / LOSS, 2e-3, `metabolite, K ${kd}`);
        }
      }
    },
  );

  it.each([
    [1, 1],
    [1, 6],
    [8, 2],
    [8, 12],
  ])(
    'outside %f µM for %f h against Runge–Kutta: error halves with the step, below 2% at 1/100 h',
    async (outside, hours) => {
      const exact = integrated(outside, hours);
      const errors: number[][] = [];
      for (const step of [0.02, 0.01]) {
        const found = await inside(antifolate, outside, hours, step);
        errors.push(found.map((value, i) => value / exact[i]! - 1));
      }
      for (const i of [0, 1]) {
        const [coarse, fine] = [errors[0]?.[i], errors[1]?.[i]];
        expect(Math.abs(fine!)).toBeLessThan(0.02);
        if (Math.abs(coarse!) > 1e-4) expect(coarse! / fine!).toBeGreaterThan(1.7);
      }
    },
  );

  it('without its enzyme the cell forms 3% of them', async () => {
    const open = await openKernel('simd');
    const genotype = { ...wildType(), retentionLoss: 1 };
    open.kernel.start(model(antifolate, { founders: [{ count: 1, genotype }] }), 1);
    open.kernel.advance(surroundings(4000, { outside: [1] }), Infinity);
    const free = PASSIVE / (PASSIVE + 0.03 * FORM);
    expectRelative(readCells(open.instance, 2).amounts[1]![0]!, (0.03 * FORM * free) / LOSS, 1e-3, 'G');
  });
});

describe('loss of the enzyme', () => {
  let kernel: CompartmentKernel;
  beforeAll(async () => {
    kernel = await createKernel('simd');
  });

  /** Cells left of 20,000 after ten days, exposed for the first `hours` of each day. */
  function survivors(retentionLoss: number, hours: number): number {
    const founder = { count: 20_000, genotype: { ...wildType(), retentionLoss } };
    // Bound weakly enough to be washed out within hours once there is none outside.
    const killing = { ...antifolate, passivePerHour: 5, kd: 0.01, killPerHour: 0.02 };
    kernel.start(model(killing, { founders: [founder] }), 4);
    for (let day = 0; day < 10; day++) {
      if (hours > 0) kernel.advance(surroundings(hours, { outside: [40] }), Infinity);
      if (hours < 24) kernel.advance(surroundings(24 - hours, { outside: [0] }), Infinity);
    }
    return kernel.cells;
  }

  it('protects from pulses, not from continuous exposure', () => {
    // Continuous: the target is held in either cell, and both die at the full hazard.
    const all = Math.exp(-0.02 * 240);
    for (const loss of [0, 1]) {
      const z = zOfCount(survivors(loss, 24), 20_000, all);
      // The first hour or two, before the target is filled, cost nothing: that lifts survival by 2–4%.
      expect(z, `loss ${loss}: ${z}`).toBeGreaterThan(-4);
      expect(survivors(loss, 24)).toBeLessThan(20_000 * all * 1.25);
    }
    // An hour a day: polyglutamates hold the target for the rest of it, the drug alone does not.
    const [kept, lost] = [survivors(0, 1), survivors(1, 1)];
    expect(kept).toBeLessThan(0.05 * 20_000);
    expect(lost).toBeGreaterThan(10 * kept);
  });
});

describe('adducts', () => {
  let kernel: CompartmentKernel;
  beforeAll(async () => {
    kernel = await createKernel('simd');
  });
  const alkylator = plainDrug({
    passivePerHour: 5,
    response: Response.hill,
    killPerHour: 0.03,
    alleles: [{ kdFactor: 1, halfEffect: 2, hill: 2 }],
    retained: { acts: 'damages', formPerHour: 0.1, lossPerHour: 0.05, repairable: 1.5 },
  });

  /** Survivors of 50,000 after 40 h, once adducts are steady at 0.1·C/0.05 with C = 5 C_e/5.1. */
  function survivors(repair: number, outside: number): number {
    const founder = { count: 50_000, genotype: { ...wildType(), repair } };
    kernel.start(model({ ...alkylator, killPerHour: 0 }, { founders: [founder] }), 6);
    kernel.advance(surroundings(400, { outside: [outside] }), Infinity);
    expect(kernel.cells).toBe(50_000);
    const hours = 40;
    kernel.start(model(alkylator, { founders: [founder] }), 6);
    kernel.advance(surroundings(400, { outside: [outside] }), Infinity);
    const before = kernel.cells;
    kernel.advance(surroundings(hours, { outside: [outside] }), Infinity);
    const adducts = (0.1 * ((5 * outside) / 5.1)) / 0.05;
    const unmended = Math.max(0, adducts - 1.5 * [0, 1, 3][repair]!);
    const effect = (unmended / 2) ** 2 / (1 + (unmended / 2) ** 2);
    if (effect === 0) expect(kernel.cells).toBe(before);
    else
      expectWithinFour(zOfCount(kernel.cells, before, Math.exp(-0.03 * effect * hours)), `repair ${repair}`);
    return kernel.cells / before;
  }

  it.each([0.4, 0.6, 1.5])('kill by what repair leaves unmended, %f µM outside, z < 4', (outside) => {
    const shares = [0, 1, 2].map((repair) => survivors(repair, outside));
    expect(shares[1]).toBeGreaterThan(shares[0]!);
    expect(shares[2]).toBeGreaterThanOrEqual(shares[1]!);
    if (outside < 0.7) expect(shares[1]).toBe(1);
  });
});
