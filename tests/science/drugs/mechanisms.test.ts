/**
 * Every mechanism by itself, and against every drug: how much more drug an altered cell bears than a normal one, as
 * counted by the deaths of individual cells, against the closed form (docs/model.md (12)). 2% relative; half as many cells
 * as `clonarium verify` takes for its tables (tests/cli/verify.test.ts, tests/cli/verify.long.test.ts).
 *
 * Catches: the Kd of another allele.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { CompartmentKernel } from '../../../src/kernel/compartmentKernel';
import { createKernel } from '../../../src/kernel/kernel';
import { drugNames } from '../../../src/scenario/drugs';
import type { Scenario } from '../../../src/scenario/schema';
import { measuredHalfEffect, whereReached } from '../../../src/verify/doseResponse';
import { drugScenario, measureAblations, measureMatrix, type Shift } from '../../../src/verify/mechanisms';
import { halfEffectOutside } from '../../../src/verify/theory/halfEffect';
import { LONG } from '../../kit/long';
import { expectRelative } from '../../kit/statistics';

// A slow or busy machine may take much longer than the few seconds these need.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let kernel: CompartmentKernel;
beforeAll(async () => {
  kernel = await createKernel('simd');
});

describe('half-effect levels themselves, 1%', () => {
  // An anchor for the closed form: numbers worked out by hand from the parameters.
  it.each([
    ['imatinib', 0.1876],
    ['dasatinib', 0.00241],
    ['ponatinib', 0.0005],
    // K B₅₀/(E − B₅₀) for a poison without other ways out.
    ['paclitaxel', (0.015 * 2) / 18],
    // (14 + 1)/14 of it beside MRP1.
    ['doxorubicin', ((0.1 * 0.1) / 0.4) * (15 / 14)],
    // Adducts of 1 µM: 0.3 µM free, with (0.5 + 0.05 + 0.1)/0.5 of it outside.
    ['cisplatin', 0.3 * (0.65 / 0.5)],
    // K_T(1 + E2/K_E).
    ['tamoxifen', 0.00225],
  ] as const)('%s %d µM', (name, level) => {
    const scenario = drugScenario(name);
    expectRelative(measuredHalfEffect(kernel, scenario, {}, {}, 400_000), level, 0.01, 'half effect');
  });

  it.each([1e-3, 0.2, 1, 7, 1e4])('the search comes back from %d times the level', (off) => {
    const curve = (level: number) => 1 / (1 + (0.02 / level) ** 3);
    expectRelative(whereReached(curve, 0.5, 0.02 * off), 0.02, 1e-3, 'level');
    const dead = (level: number) => (level > 0.02 * 50 ? Infinity : Math.log1p((level / 0.02) ** 2));
    expectRelative(whereReached(dead, Math.LN2, 0.02 * off), 0.02, 1e-3, 'level');
  });
});

describe('the ablation table', () => {
  const rows: Shift[] = [];
  beforeAll(() => rows.push(...measureAblations(kernel, 300_000)));

  it('every shift within 2% of its closed form', () => {
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows) expect(row.error, JSON.stringify(row)).toBeLessThan(0.02);
  });

  it('holds what each mechanism is for', () => {
    const fold = (start: string) =>
      rows.find(({ mechanism }) => mechanism.startsWith(start))?.measured ?? NaN;
    // Twice the copies need about twice the drug where it is held tightly; ten times the copies, ten times.
    expectRelative(fold('DHFR ×2'), 2, 0.03, 'twice the copies');
    expectRelative(fold('DHFR ×10'), 10, 0.06, 'ten times the copies');
    expect(fold('topoisomerase II ×2')).toBeLessThan(0.5);
    expect(fold('estrogen receptor lost')).toBe(Infinity);
    expectRelative(fold('BCR-ABL T315I'), 5885 / 187.6, 0.02, 'T315I and imatinib');
    expect(fold('P-gp efflux and entry block')).toBeGreaterThan(fold('P-gp, inhibitor at K_i'));
    expect(fold('P-gp, inhibitor at K_i')).toBeGreaterThan(fold('P-gp, inhibitor at 10 K_i'));
    expect(fold('mutator')).toBe(1);
  });
});

describe('the cross-resistance matrix', LONG, () => {
  const rows: Shift[] = [];
  beforeAll(() => rows.push(...measureMatrix(kernel, 150_000)));
  const resisted = (mechanism: string) =>
    rows.filter((row) => row.mechanism === mechanism && row.measured > 1.02).map(({ drug }) => drug);

  it('equals what the parameters say, 2%', () => {
    expect(rows).toHaveLength(drugNames.length * 14);
    for (const row of rows) expect(row.error, JSON.stringify(row)).toBeLessThan(0.02);
  });

  it.each(['MDR1 on', 'MDR1 ×10', 'MDR1 ×10, inhibited'])(
    '%s: resists exactly the substrates',
    (mechanism) => {
      const substrates = ['doxorubicin', 'paclitaxel', 'vincristine', 'imatinib', 'dasatinib', 'nilotinib'];
      expect(resisted(mechanism).sort()).toEqual(substrates.sort());
    },
  );

  it('an inhibitor at ten times its K_i takes most of the resistance of every substrate away', () => {
    for (const drug of resisted('MDR1 ×10')) {
      const fold = (mechanism: string) =>
        rows.find((row) => row.drug === drug && row.mechanism === mechanism)?.measured ?? NaN;
      expect(fold('MDR1 ×10, inhibited')).toBeLessThan(1 + 0.2 * (fold('MDR1 ×10') - 1));
    }
  });

  it('uptake concerns methotrexate alone, metabolism cisplatin alone, repair what damages DNA', () => {
    expect(resisted('carrier reduced')).toEqual(['methotrexate']);
    expect(resisted('carrier lost')).toEqual(['methotrexate']);
    expect(resisted('metabolism high')).toEqual(['cisplatin']);
    expect(resisted('repair raised')).toEqual(['cisplatin', 'temozolomide']);
    // A level that is held fills the target with or without polyglutamates (Blood 2009;113:4362).
    expect(resisted('retention reduced')).toEqual([]);
  });

  it('target changes concern the drugs that meet it', () => {
    const aimed = drugNames.filter((name) => !['cisplatin', 'temozolomide'].includes(name));
    expect(resisted('target lost')).toEqual(aimed);
    expect(resisted('target altered')).toEqual(aimed);
    expect(resisted('target ×2')).toEqual(['methotrexate']);
    expect(resisted('mutator')).toEqual([]);
  });
});

describe('reversal of resistance as the inhibitor rises', () => {
  const scenario = drugScenario('doxorubicin');
  const [drug] = scenario.drugs as [Scenario['drugs'][number]];
  const kind = { pumpCopies: 20 };
  const levels = [0, 0.3, 1, 10, 100, 1000];

  it.each([false, true])('competitive %s: the whole curve within 2%', (competitive) => {
    const folds = levels.map((inhibitorOverKi) => {
      const around = { inhibitorOverKi, competitive };
      const fold =
        measuredHalfEffect(kernel, scenario, kind, around, 200_000) /
        measuredHalfEffect(kernel, scenario, {}, around, 200_000);
      const theory =
        halfEffectOutside(scenario, drug, kind, around) / halfEffectOutside(scenario, drug, {}, around);
      expectRelative(fold, theory, 0.02, `I/K_i ${inhibitorOverKi}`);
      return fold;
    });
    for (let i = 1; i < folds.length; i++) expect(folds[i]).toBeLessThan(folds[i - 1]!);
    // A competitor sets the pump free of the drug but not the membrane: entry stays blocked.
    const [first, last] = [folds[0], folds.at(-1)];
    if (competitive) expectRelative(last, 1 / (1 - (0.9 * 20) / 30), 0.1, 'entry block left');
    else expect(last).toBeLessThan(1.2);
    expect(first).toBeGreaterThan(100);
  });
});
