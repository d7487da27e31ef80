/**
 * Saturable efflux at steady state, its inhibition and its share of all efflux; f32, 10⁻⁴ relative.
 *
 * Catches: uptake or pump 2% too fast.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { CompartmentKernel } from '../../../src/kernel/compartmentKernel';
import { createKernel } from '../../../src/kernel/kernel';
import type { DrugModel } from '../../../src/kernel/model';
import { amountAfter, solveRising, vessel } from '../../../src/verify/exchange';
import { reference } from '../../kit/published';
import { expectRelative, plainDrug, type Surroundings } from '../../kit/statistics';

const SETTLED = 60;
let kernel: CompartmentKernel;
beforeAll(async () => {
  kernel = await createKernel('simd');
});

/** Level outside that holds `inside` free drug inside: the level of equal effect, whatever the effect is. */
function outsideFor(drug: DrugModel, inside: number, around: Surroundings = {}): number {
  const model = vessel(drug);
  return solveRising(
    (outside) => amountAfter(kernel, model, SETTLED, { ...around, outside: [outside] }),
    inside,
    inside * 0.5,
    inside * 1000,
  );
}

describe('J1: pump at steady state', () => {
  const { expected } = reference<{
    kp: number;
    Km: number;
    table: ({ Vmax: number; Ci: Record<string, number> } & Record<string, number>)[];
  }>('J1_pgp_ss');
  const drugOf = (Vmax: number) =>
    plainDrug({ passivePerHour: expected.kp, pumpVmax: Vmax, pumpKm: expected.Km });

  it.each(expected.table)('Vmax $Vmax: drug inside at five levels outside', ({ Vmax, Ci }) => {
    for (const [outside, inside] of Object.entries(Ci)) {
      const got = amountAfter(kernel, vessel(drugOf(Vmax)), SETTLED, { outside: [Number(outside)] });
      expectRelative(got, inside, 1e-4, `at ${outside} µM`);
    }
  });

  it.each(expected.table)('Vmax $Vmax: fold change of the IC50 at three effective levels', (row) => {
    for (const [column, level] of [
      ['IC50_fold_Cstar0p01', 0.01],
      ['IC50_fold_Cstar1', 1],
      ['IC50_fold_Cstar10', 10],
    ] as const) {
      const fold = outsideFor(drugOf(row.Vmax), level) / outsideFor(drugOf(0), level);
      expectRelative(fold, row[column]!, 1e-4, column);
    }
  });
});

describe('J3: fold change of the IC50 under an inhibitor of the pump', () => {
  const { expected } =
    reference<{ mode: 'noncomp' | 'comp'; I_over_Ki: number; fold: number }[]>('J3_inhibitor');
  // The table's own numbers: Vmax 50, Km 1, kp 1, effect at 0.1 inside give fold 1 + 50/1.1 without inhibitor.
  const drug = plainDrug({ pumpVmax: 50, pumpKm: 1 });

  it.each(expected)('$mode, I/Ki $I_over_Ki', ({ mode, I_over_Ki, fold }) => {
    const around = mode === 'noncomp' ? { pumpActivity: 1 / (1 + I_over_Ki) } : { kmFactor: 1 + I_over_Ki };
    expectRelative(outsideFor(drug, 0.1, around) / outsideFor(plainDrug(), 0.1), fold, 1e-4, 'fold');
  });
});

describe('J10: share of the pump in the efflux of paclitaxel (Jang 2001)', () => {
  const { params, expected } = reference<Record<string, number>>('J10');
  const drug = plainDrug({ pumpVmax: params.Vmax_over_k_nM, pumpKm: params.Km_nM });

  it.each([
    [1, expected.share_at_1nM],
    [1500, expected.share_at_1500nM],
  ])('at %d nM: %d, within 0.03', (level, share) => {
    const free = level * params.fu!;
    const inside = amountAfter(kernel, vessel(drug), SETTLED, { outside: [free] });
    // At steady state what comes in passively leaves passively or by the pump: share = 1 − C_in/C_out.
    expect(Math.abs(1 - inside / free - share!)).toBeLessThan(0.03);
  });
});
