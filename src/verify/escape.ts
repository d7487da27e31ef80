/** Treatment of a tumour of M cells that divides at L and dies at D, and dies faster by H while resistance is absent. */
import { wildType } from '../kernel/genotype';
import {
  Alteration,
  type CompartmentKernel,
  ENVIRONMENT_STRIDE,
  type KernelModel,
  Response,
} from '../kernel/model';
import { growTo, plainDrug, plainModel, plainTarget, surroundings } from './plain';

export interface Escape extends Record<string, number> {
  /** Drugs. */
  n: number;
  u: number;
  M: number;
  L: number;
  D: number;
  /** Added death of sensitive cells under treatment; L − D − H = −(L − D). */
  H: number;
}

/** Resistant cells from which extinction is as good as excluded: (D/L)^60 < 10⁻¹⁸. */
const SAFE = 60;
/** Level 1000 times the wild type's half effect, 10⁻⁶ of the variant's, with Hill exponent 4: all or nothing. */
const LEVEL = 1;

function escaping({ u, L, D, H }: Escape, stepDays: number): KernelModel {
  return plainModel({
    stepHours: 24 * stepDays,
    divisionPerHour: L / 24,
    deathPerHour: D / 24,
    drugs: [
      plainDrug({
        // Inside and outside are level within one step.
        passivePerHour: 1000,
        target: 0,
        response: Response.hill,
        killPerHour: H / 24,
        alleles: [
          { kdFactor: 1, halfEffect: LEVEL * 1e-3, hill: 4 },
          { kdFactor: 1, halfEffect: LEVEL * 1e3, hill: 4 },
        ],
      }),
    ],
    targets: [plainTarget({ variantWeights: [1], alleleFitness: [1, 1] })],
    alterations: [{ kind: Alteration.targetVariant, target: 0, probability: u }],
    founders: [{ count: 1, genotype: wildType() }],
  });
}

export interface Outcome {
  /** Resistant cells when treatment began. */
  presentAtStart: boolean;
  /** Treatment failed. */
  escaped: boolean;
}

/** Outcomes of `runs` treatments of tumours that reached M cells. */
export function treatments(
  kernel: CompartmentKernel,
  published: Escape,
  stepDays: number,
  runs: number,
  firstSeed: number,
): Outcome[] {
  const model = escaping(published, stepDays);
  const treated = surroundings(32, { outside: [LEVEL] });
  const overshoot = Math.exp(-0.5 * (published.L - published.D) * stepDays);
  const outcomes: Outcome[] = [];
  for (let seed = firstSeed; outcomes.length < runs; seed++) {
    kernel.start(model, seed);
    growTo(kernel, published.M * overshoot);
    if (kernel.cells === 0) continue;
    let resistant = resistantCells(kernel);
    const presentAtStart = resistant > 0;
    while (kernel.cells > 0 && resistant < SAFE) {
      kernel.advance(treated.subarray(0, 32 * ENVIRONMENT_STRIDE), Infinity);
      resistant = resistantCells(kernel);
    }
    outcomes.push({ presentAtStart, escaped: resistant >= SAFE });
  }
  return outcomes;
}

function resistantCells(kernel: CompartmentKernel): number {
  const { cells, cellsByClass } = kernel.observe();
  return cells - (cellsByClass[0] as number);
}
