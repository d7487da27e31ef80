/** Washout and pulses: what step of the kernel is needed, against differential equations. */
import { beforeAll, describe, expect, it } from 'vitest';
import { wildType } from '../../src/kernel/genotype';
import { createKernel } from '../../src/kernel/kernel';
import type { CompartmentKernel, DrugModel } from '../../src/kernel/model';
import { exchange } from '../../src/kernel/reference/exchange';
import { phenotypeOf } from '../../src/kernel/reference/phenotype';
import { effectIn } from '../../src/kernel/reference/rates';
import { ResponseCurves } from '../../src/kernel/reference/response';
import { amountNow, hold, vessel } from '../../src/verify/exchange';
import { exchanged } from '../../src/verify/theory/exchange';
import { type Pulse, survivors } from '../../src/verify/theory/pulse';
import { expectRelative, plainDrug, plainTarget, type Surroundings } from './support';

const STEPS = [0.25, 0.5, 1, 2, 4];
let kernel: CompartmentKernel;
beforeAll(async () => {
  kernel = await createKernel('simd');
});

describe('washout of 20 µM in four hours: 1% of what is left, at any step', () => {
  const pump = { pumpVmax: 5, pumpKm: 1, passivePerHour: 0.1 };
  const cases: [string, Partial<DrugModel>, number, Surroundings][] = [
    ['saturable pump', pump, 0, {}],
    ['pump that an inhibitor leaves a third of', pump, 0, { pumpActivity: 1 / 3 }],
    ['pump beside a tight target', { ...pump, kd: 0.05, target: 0 }, 2, {}],
    ['tight target alone', { passivePerHour: 1, kd: 0.05, target: 0 }, 2, {}],
    ['pump, while a carrier goes on', { ...pump, carrierVmax: 4, carrierKm: 2 }, 0, { outside: [3] }],
  ];
  it.each(cases)('%s', (_, changes, abundance, around) => {
    const drug = plainDrug(changes);
    const { kd, pumpVmax, pumpKm, passivePerHour, carrierVmax, carrierKm } = drug;
    for (const stepHours of STEPS) {
      const targets = abundance > 0 ? [plainTarget({ abundance })] : [];
      kernel.start(vessel(drug, { stepHours, targets }), 1);
      // As much inside as outside, once the pump stands still.
      const still = { outside: [20], pumpActivity: 0 };
      hold(kernel, Math.ceil(400 / stepHours), still);
      const loaded = amountNow(kernel);
      hold(kernel, Math.round(4 / stepHours), around);
      const level = around.outside?.[0] ?? 0;
      const rates = {
        inflow: passivePerHour * level + (carrierVmax * level) / (carrierKm + level),
        leave: passivePerHour,
        pull: pumpVmax * (around.pumpActivity ?? 1),
        km: pumpKm,
        target: abundance,
        kd,
      };
      const wanted = exchanged(loaded, rates, 4).total;
      expectRelative(amountNow(kernel), wanted, 0.01, `steps of ${stepHours} h`);
    }
  });

  it('20 µM, V 5 µM/h, Km 1 µM, 0.1/h besides: 0.3116 µM', () => {
    expectRelative(
      exchanged(20, { inflow: 0, leave: 0.1, pull: 5, km: 1, target: 0, kd: 0 }, 4).total,
      0.3116,
      1e-4,
      'theory',
    );
  });
});

const plainRates = { inflow: 0, leave: 1, pull: 5, km: 1, target: 0, kd: 0 };
const PULSES: [string, Pulse][] = [
  [
    'slow exchange, no pump',
    {
      peak: 20,
      halfLife: 4,
      entry: 0.3,
      kill: 0.15,
      half: 2,
      hill: 2,
      rates: { ...plainRates, leave: 0.3, pull: 0 },
    },
  ],
  ['saturable pump', { peak: 20, halfLife: 4, entry: 1, kill: 0.15, half: 2, hill: 2, rates: plainRates }],
  [
    'fast exchange',
    {
      peak: 20,
      halfLife: 3,
      entry: 14,
      kill: 0.15,
      half: 2,
      hill: 2,
      rates: { ...plainRates, leave: 14, pull: 40 },
    },
  ],
  [
    'pump and tight target',
    {
      peak: 20,
      halfLife: 4,
      entry: 1,
      kill: 0.15,
      half: 2,
      hill: 2,
      rates: { ...plainRates, target: 2, kd: 0.05 },
    },
  ],
  [
    'steep curve, half-life of two hours',
    {
      peak: 20,
      halfLife: 2,
      entry: 0.5,
      kill: 0.3,
      half: 1,
      hill: 4,
      rates: { ...plainRates, leave: 0.5, km: 0.3 },
    },
  ],
];

/** A drug and its cell for a pulse. */
function drugOf({ entry, rates, kill, half, hill }: Pulse): DrugModel {
  const { leave, pull, km, target, kd } = rates;
  return plainDrug({
    passivePerHour: entry,
    linearEffluxPerHour: leave - entry,
    pumpVmax: pull,
    pumpKm: km,
    kd,
    target: target > 0 ? 0 : -1,
    killPerHour: kill,
    alleles: [{ kdFactor: 1, halfEffect: half, hill }],
  });
}

/** Mean of what is outside in each step. */
function levelsOf({ peak, halfLife }: Pulse, stepHours: number, hours: number): number[] {
  const fade = Math.LN2 / halfLife;
  return Array.from(
    { length: Math.round(hours / stepHours) },
    (_, step) =>
      (peak * Math.exp(-fade * step * stepHours) * -Math.expm1(-fade * stepHours)) / (fade * stepHours),
  );
}

/** Share of cells that outlive a pulse by the kernel's own rules, without chance. */
function surviving(pulse: Pulse, stepHours: number, hours: number): number {
  const drug = drugOf(pulse);
  const targets = pulse.rates.target > 0 ? [plainTarget({ abundance: pulse.rates.target })] : [];
  const model = vessel(drug, { stepHours, targets });
  const rates = phenotypeOf(model, wildType()).drugs[0] as ReturnType<typeof phenotypeOf>['drugs'][number];
  const curves = new ResponseCurves();
  let [held, exposure] = [0, 0];
  for (const level of levelsOf(pulse, stepHours, hours)) {
    const around = { outside: Math.fround(level), carried: 0, activity: 1, km: Math.fround(drug.pumpKm) };
    const { total, inside } = exchange(drug, rates, held, 1, around);
    held = total;
    exposure += stepHours * effectIn(model, curves, 0, rates, inside);
  }
  return Math.exp(-pulse.kill * exposure);
}

describe('cells that outlive a pulse', () => {
  it.each(PULSES)('%s: 1% at 1 h, 1/2% at 1/4 h', (_, pulse) => {
    const wanted = survivors(pulse, 48);
    const errors = STEPS.map((stepHours) => surviving(pulse, stepHours, 48) / wanted - 1);
    expect(Math.abs(errors[0] as number)).toBeLessThan(0.005);
    expect(Math.abs(errors[2] as number)).toBeLessThan(0.01);
  });

  it('of second order: from 1/2 to 1/8 h the error falls to a tenth or less', () => {
    const [, pulse] = PULSES[4] as (typeof PULSES)[number];
    const wanted = survivors(pulse, 48);
    const [coarse, fine] = [0.5, 0.125].map((step) => Math.abs(surviving(pulse, step, 48) / wanted - 1));
    expect(fine).toBeLessThan((coarse as number) / 10);
  });

  it('100,000 cells in steps of an hour: z < 4', () => {
    const [, pulse] = PULSES[1] as (typeof PULSES)[number];
    const cells = 100_000;
    kernel.start(vessel(drugOf(pulse), { cells }), 3);
    for (const level of levelsOf(pulse, 1, 48)) hold(kernel, 1, { outside: [level] });
    const wanted = survivors(pulse, 48);
    const error = Math.sqrt(cells * wanted * (1 - wanted));
    expect(Math.abs(kernel.cells - cells * wanted)).toBeLessThan(4 * error);
  });
});
