/**
 * Tight binding (Morrison 1969) and amplification of the target; f32, 10⁻⁴ relative.
 *
 * Catches: a Kd 2% too high.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { CompartmentKernel } from '../../../src/kernel/compartmentKernel';
import { createKernel } from '../../../src/kernel/kernel';
import { Response } from '../../../src/kernel/model';
import { exchange } from '../../../src/kernel/reference/exchange';
import { amountAfter, amountNow, hold, solveRising, vessel } from '../../../src/verify/exchange';
import { reference } from '../../kit/published';
import { expectRelative, plainDrug, plainTarget } from '../../kit/statistics';

let kernel: CompartmentKernel;
beforeAll(async () => {
  kernel = await createKernel('simd');
});

interface Morrison {
  E: number;
  D: number;
  Kd: number;
  bound: number;
  free_target: number;
  free_drug: number;
}

describe('J4: bound and free', () => {
  const { expected } = reference<Morrison[]>('J4_morrison');

  it.each(expected)('E $E, D $D, Kd $Kd: total that goes with the free drug, in the kernel', (row) => {
    const drug = plainDrug({ passivePerHour: 1e4, target: 0, kd: row.Kd });
    const model = vessel(drug, { targets: [plainTarget({ abundance: row.E })] });
    const total = amountAfter(kernel, model, 300, { outside: [row.free_drug] });
    expectRelative(total, row.D, 1e-4, 'total');
  });

  it.each(expected)('E $E, D $D, Kd $Kd: what a closed cell makes of its total', (row) => {
    const rates = {
      decay: 1,
      entry: 0,
      blocked: 0,
      pumping: 0,
      carrier: 0,
      target: Math.fround(row.E),
      kd: Math.fround(row.Kd),
      need: Math.fround(row.E),
      allele: 0,
      unresponsive: false,
      forming: 0,
      kept: 1,
      mended: 0,
    };
    const argument = (response: Response) =>
      exchange(plainDrug({ target: 0, kd: row.Kd, response }), rates, Math.fround(row.D), 1, {
        outside: 0,
        carried: 0,
        activity: 1,
        km: 1,
      });
    const free = argument(Response.hill);
    expectRelative(free.total, row.D, 1e-4, 'total');
    expectRelative(free.argument, row.free_drug, 1e-4, 'free drug');
    expectRelative(argument(Response.poison).argument, row.bound, 1e-4, 'bound');
    // With all of E needed, what is missing is what is bound.
    expectRelative(argument(Response.inhibitor).argument, row.bound, 1e-4, 'missing target');
    expectRelative(row.E - argument(Response.inhibitor).argument, row.free_target, 1e-4, 'free target');
  });
});

describe('J5: amplification of an inhibited target', () => {
  const { expected } = reference<{
    E1_uM: number;
    Emin_uM: number;
    Kd_uM: number;
    rows: { n: number; Dtotal_required: number; fold: number; Cfree_required: number; fold_Cfree: number }[];
  }>('J5_amp');
  const settled = 500;
  const model = (copies: number, killPerHour: number) =>
    vessel(
      plainDrug({
        target: 0,
        kd: expected.Kd_uM,
        response: Response.inhibitor,
        neededTarget: expected.Emin_uM,
        killPerHour,
      }),
      {
        targets: [plainTarget({ abundance: expected.E1_uM })],
        genotype: { copies: [copies, 1, 1, 1] },
        cells: 64,
      },
    );

  /** Level outside, equal to the free level inside, above which cells die. */
  function deadlyLevel(copies: number, guess: number): number {
    const deadly = model(copies, 1e5);
    const deaths = (outside: number) => {
      kernel.start(deadly, 1);
      hold(kernel, settled, { outside: [outside] });
      return kernel.deaths;
    };
    return solveRising(deaths, 1, guess * 0.5, guess * 2);
  }

  it.each(expected.rows)('$n copies: free and total drug at which the need is no longer met', (row) => {
    expectRelative(deadlyLevel(row.n, row.Cfree_required), row.Cfree_required, 1e-4, 'free drug');
    kernel.start(model(row.n, 0), 1);
    hold(kernel, settled, { outside: [row.Cfree_required] });
    expectRelative(amountNow(kernel), row.Dtotal_required, 1e-4, 'total');
    expect(kernel.deaths).toBe(0);
  });

  it('folds over one copy', () => {
    const one = expected.rows[0]!;
    const free = deadlyLevel(1, one.Cfree_required);
    for (const row of expected.rows.slice(1)) {
      expectRelative(
        deadlyLevel(row.n, row.Cfree_required) / free,
        row.fold_Cfree,
        1e-4,
        `free, ${row.n} copies`,
      );
      const total = (copies: number, outside: number) =>
        amountAfter(kernel, model(copies, 0), settled, { outside: [outside] });
      const fold = total(row.n, row.Cfree_required) / total(1, one.Cfree_required);
      expectRelative(fold, row.fold, 1e-4, `total, ${row.n} copies`);
    }
  });
});
