import { Alteration, type Genotype, type KernelModel } from '../model';

/** Copies after a gain: n → round(n·U(1, 2)), at least one more, at most 255 (docs/model.md (29)). */
function gained(copies: number, unit: number): number {
  return Math.min(255, Math.max(copies + 1, Math.floor(copies * (1 + unit) + 0.5)));
}

function reduced(copies: number, unit: number): number {
  return Math.min(copies - 1, Math.floor(copies * (1 - 0.5 * unit) + 0.5));
}

/** The alteration that `point`, 0 ≤ point < Σ probabilities, falls on. */
export function chooseAlteration(model: KernelModel, point: number) {
  let sum = 0;
  for (const entry of model.alterations) {
    sum += entry.probability;
    if (point < sum) return entry;
  }
  return model.alterations[model.alterations.length - 1];
}

function chooseVariant(weights: number[], unit: number): number {
  let total = 0;
  for (const weight of weights) total += weight;
  const point = unit * total;
  let sum = 0;
  for (let i = 0; i < weights.length - 1; i++) {
    sum += weights[i]!;
    if (point < sum) return i + 1;
  }
  return weights.length;
}

/** The genotype after an alteration, or null where it cannot happen to this one. */
export function altered(
  model: KernelModel,
  genotype: Genotype,
  kind: Alteration,
  target: number,
  unit: number,
): Genotype | null {
  const pump = genotype.pumpCopies;
  const withPump = (pumpCopies: number) => ({ ...genotype, pumpCopies });
  const replaced = <T>(list: T[], value: T) => list.map((old, t) => (t === target ? value : old));
  switch (kind) {
    case Alteration.pumpGain:
      return pump === 0 ? withPump(1) : null;
    case Alteration.pumpFurtherGain:
      return pump > 0 && pump < 255 ? withPump(gained(pump, unit)) : null;
    case Alteration.pumpLoss:
      return pump > 0 ? withPump(reduced(pump, unit)) : null;
    case Alteration.carrierLoss:
      return genotype.carrierLoss < 2 ? { ...genotype, carrierLoss: genotype.carrierLoss + 1 } : null;
    case Alteration.metabolismGain:
      return genotype.metabolism < 2 ? { ...genotype, metabolism: genotype.metabolism + 1 } : null;
    case Alteration.retentionLoss:
      return genotype.retentionLoss < 2 ? { ...genotype, retentionLoss: genotype.retentionLoss + 1 } : null;
    case Alteration.repairGain:
      return genotype.repair < 2 ? { ...genotype, repair: genotype.repair + 1 } : null;
    case Alteration.mutator:
      return genotype.mutator ? null : { ...genotype, mutator: true };
  }
  if (genotype.lost[target]) return null;
  const copies = genotype.copies[target]!;
  const withCopies = (n: number) => ({ ...genotype, copies: replaced(genotype.copies, n) });
  const weights = model.targets[target]!.variantWeights;
  switch (kind) {
    case Alteration.targetGain:
      return copies === 1 ? withCopies(gained(copies, unit)) : null;
    case Alteration.targetFurtherGain:
      return copies > 1 && copies < 255 ? withCopies(gained(copies, unit)) : null;
    case Alteration.targetCopyLoss:
      return copies > 1 ? withCopies(reduced(copies, unit)) : null;
    case Alteration.targetVariant:
      return genotype.alleles[target] === 0 && weights.length > 0
        ? { ...genotype, alleles: replaced(genotype.alleles, chooseVariant(weights, unit)) }
        : null;
    case Alteration.targetLoss:
      return { ...genotype, lost: replaced(genotype.lost, true) };
    default:
      return null;
  }
}
