/**
 * Treatment of a tumour of M cells by one drug or by two at once: cells divide at L and die at D, and die faster by H
 * for each drug that meets a cell which does not resist it. Resistance to the first drug is an altered target, to the second
 * a lost one, to both at once (cross-resistance) the pump.
 */

import type { CompartmentKernel } from '../kernel/compartmentKernel';
import {
  Alteration,
  CLASS_NAMES,
  type ClassName,
  type DrugModel,
  ENVIRONMENT_STRIDE,
  type KernelModel,
  Response,
} from '../kernel/model';
import { wildType } from '../kernel/numbers/genotype';
import { growTo, plainDrug, plainModel, plainTarget, surroundings } from './plain';

export interface Escape {
  /** Drugs, 1 or 2. */
  n: number;
  /** Probability per division of resistance to one drug, the same for each. */
  u: number;
  /** Of resistance to both at once; 0 by default. */
  uBoth?: number;
  M: number;
  L: number;
  D: number;
  /** Death that each drug adds to cells that do not resist it; L − D − H = −(L − D) in the published setting. */
  H: number;
  /** Division of a resistant cell over that of a sensitive one, once for each drug resisted; 1 by default. */
  fitness?: number;
}

/** Resistant cells from which extinction is as good as excluded: (D/L)^60 < 10⁻¹⁸. */
const SAFE = 60;
/** Level 1000 times the wild type's half effect, 10⁻⁶ of the variant's, with Hill exponent 4: all or nothing. */
const LEVEL = 1;
/** Takes all but a millionth of the drug out. */
const PUMP = 1e9;

function escaping(tumour: Escape, stepDays: number): KernelModel {
  const { n, u, uBoth = 0, L, D, H, fitness = 1 } = tumour;
  const drug = (target: number): DrugModel =>
    plainDrug({
      // Inside and outside are level within one step.
      passivePerHour: 1000,
      pumpVmax: PUMP,
      target,
      response: Response.hill,
      killPerHour: H / 24,
      alleles: [
        { kdFactor: 1, halfEffect: LEVEL * 1e-3, hill: 4 },
        ...(target === 0 ? [{ kdFactor: 1, halfEffect: LEVEL * 1e3, hill: 4 }] : []),
      ],
    });
  const altered = plainTarget({ variantWeights: [1], alleleFitness: [1, fitness] });
  const lost = plainTarget({ growthWithoutTarget: fitness });
  const rates = [
    { kind: Alteration.targetVariant, target: 0, probability: u },
    { kind: Alteration.targetLoss, target: 1, probability: u },
  ].slice(0, n);
  if (uBoth > 0) rates.push({ kind: Alteration.pumpGain, target: 0, probability: uBoth });
  return plainModel({
    stepHours: 24 * stepDays,
    divisionPerHour: L / 24,
    deathPerHour: D / 24,
    pumpPerCopy: 1,
    drugs: [drug(0), drug(1)].slice(0, n),
    targets: [altered, lost].slice(0, n),
    alterations: rates,
    founders: [{ count: 1, genotype: wildType() }],
  });
}

export interface Outcome {
  /** Cells that resist every drug when treatment began. */
  presentAtStart: boolean;
  /** Treatment failed. */
  escaped: boolean;
}

/** Outcomes of `runs` treatments of tumours that reached M cells. */
export function treatments(
  kernel: CompartmentKernel,
  tumour: Escape,
  stepDays: number,
  runs: number,
  firstSeed: number,
): Outcome[] {
  const model = escaping(tumour, stepDays);
  const treated = surroundings(32, { outside: [LEVEL, LEVEL] });
  const overshoot = Math.exp(-0.5 * (tumour.L - tumour.D) * stepDays);
  const outcomes: Outcome[] = [];
  for (let seed = firstSeed; outcomes.length < runs; seed++) {
    kernel.start(model, seed);
    growTo(kernel, tumour.M * overshoot);
    if (kernel.cells === 0) continue;
    let resistant = resistantCells(kernel, tumour.n);
    const presentAtStart = resistant > 0;
    while (kernel.cells > 0 && resistant < SAFE) {
      kernel.advance(treated.subarray(0, 32 * ENVIRONMENT_STRIDE), Infinity);
      resistant = resistantCells(kernel, tumour.n);
    }
    outcomes.push({ presentAtStart, escaped: resistant >= SAFE });
  }
  return outcomes;
}

/** Cells that resist every drug. */
function resistantCells(kernel: CompartmentKernel, drugs: number): number {
  const { cellsByClass } = kernel.observe();
  const ways: ClassName[] = drugs === 1 ? ['altered'] : ['several', 'pump'];
  return ways.reduce((sum, name) => sum + cellsByClass[CLASS_NAMES.indexOf(name)]!, 0);
}
