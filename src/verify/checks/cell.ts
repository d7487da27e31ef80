/** One cell: drug in and out, its target, its response. */
import { type DrugModel, Response } from '../../kernel/model';
import { alleles } from '../../scenario/bcrAbl';
import { type Bench, byRelative, byZ, type Check, type Finding } from '../check';
import { amountAfter, vessel } from '../exchange';
import { plainDrug, plainTarget } from '../plain';
import { zOfCount } from '../statistics';
import { assayScenario, panelDrugs, publishedCurve, survivors, viability } from '../viability';

/** Worst of several comparisons that belong together. */
function worst(
  name: string,
  theory: string,
  pairs: readonly [expected: number, measured: number][],
): Finding {
  const errors = pairs.map(([expected, measured]) => Math.abs(measured / expected - 1));
  const at = errors.indexOf(Math.max(...errors));
  const [expected, measured] = pairs[at] as [number, number];
  return byRelative(`${name} (worst of ${pairs.length})`, theory, expected, measured);
}

/** k_p(C_e − C) = V C/(K_m + C). */
function* pump({ kernel }: Bench): Generator<Finding> {
  const pairs: [number, number][] = [];
  for (const vmax of [0, 5, 50]) {
    for (const outside of [0.01, 1, 10, 100]) {
      const drug = plainDrug({ pumpVmax: vmax, pumpKm: 1 });
      const s = outside - 1 - vmax;
      const expected = (s + Math.sqrt(s * s + 4 * outside)) / 2;
      pairs.push([expected, amountAfter(kernel, vessel(drug), 60, { outside: [outside] })]);
    }
  }
  yield worst('drug inside beside a saturable pump', 'Michaelis–Menten, steady state', pairs);
}

/** Linear efflux is exact at any step. */
function* linear({ kernel }: Bench): Generator<Finding> {
  const pairs = [0.25, 1, 4, 12].map((hours): [number, number] => {
    const drug = plainDrug({ passivePerHour: 0.5, linearEffluxPerHour: 0.25 });
    const expected = (0.5 / 0.75) * 2 * -Math.expm1(-0.75 * hours);
    return [expected, amountAfter(kernel, vessel(drug, { stepHours: hours }), 1, { outside: [2] })];
  });
  yield worst('uptake in time, linear efflux', 'k_p C_e/(k_p + k_e)·(1 − e^−kt)', pairs);
}

/** Bound and free drug of Morrison, as the total that goes with a free level. */
function* morrison({ kernel }: Bench): Generator<Finding> {
  const pairs: [number, number][] = [];
  for (const [abundance, kd] of [
    [1, 1e-5],
    [0.5, 0.1],
    [20, 0.015],
    [1, 10],
  ] as const) {
    for (const free of [0.1 * kd, kd, 20 * kd]) {
      const drug: DrugModel = plainDrug({ passivePerHour: 1e4, target: 0, kd, response: Response.poison });
      const model = vessel(drug, { targets: [plainTarget({ abundance })] });
      pairs.push([
        free + (abundance * free) / (kd + free),
        amountAfter(kernel, model, 400, { outside: [free] }),
      ]);
    }
  }
  yield worst('drug held by its target', 'Morrison 1969', pairs);
}

/** Every allele of BCR-ABL with every inhibitor: survivors of the published assay. */
function* assay({ kernel, seed }: Bench): Generator<Finding> {
  const cells = 50_000;
  for (const drug of panelDrugs) {
    const scenario = assayScenario(drug);
    let largest = byZ('', '', 0, 0, 0);
    let trials = 0;
    for (const variant of ['', ...alleles.map(({ name }) => name)]) {
      const curve = publishedCurve(scenario, variant);
      for (const multiple of [0.5, 1, 2]) {
        const levelMicromolar = multiple * curve.ic50;
        const expected = viability(curve, levelMicromolar);
        if (Math.min(expected, 1 - expected) * cells < 5) continue;
        trials++;
        const trial = { variant, levelMicromolar, cells, seed: 1000 * seed + 10 * trials };
        const alive = survivors(kernel, scenario, trial);
        const z = zOfCount(alive, cells, expected);
        if (Math.abs(z) < Math.abs(largest.value)) continue;
        const name = `${drug} and ${variant || 'BCR-ABL'} at ${multiple} IC50: viable after 72 h`;
        largest = byZ(name, 'Leighow et al. 2020; O’Hare et al. 2009', expected, alive / cells, z);
      }
    }
    yield { ...largest, name: `${largest.name} (worst of ${trials})` };
  }
}

export const cellChecks: readonly Check[] = [pump, linear, morrison, assay].map((run) => ({
  group: 'Cell',
  run,
}));
