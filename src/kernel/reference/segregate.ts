import { Limit } from '../../../assembly/shared/limits';
import { Purpose } from '../../../assembly/shared/step';
import type { Genotype, KernelModel } from '../model';
import type { RandomSource } from '../numbers/philox';

/** Place of the pump among the genes: behind the targets. */
const PUMP = Limit.targets;
const GENES = Array.from({ length: Limit.targets + 1 }, (_, gene) => gene);

/** Double minutes of a gene: all copies of a pump that is on them, those beyond the first of a target. */
function minutes(model: KernelModel, genotype: Genotype, gene: number): number {
  if (gene === PUMP) return model.pumpDoubleMinutes ? genotype.pumpCopies : 0;
  const segregates = model.targets[gene]?.doubleMinutes && !genotype.lost[gene];
  return segregates ? genotype.copies[gene]! - 1 : 0;
}

function withMinutes(genotype: Genotype, gene: number, count: number): Genotype {
  if (gene === PUMP) return { ...genotype, pumpCopies: Math.min(count, 255) };
  const copies = genotype.copies.map((old, t) => (t === gene ? Math.min(count + 1, 255) : old));
  return { ...genotype, copies };
}

export function withoutMinutes(model: KernelModel, genotype: Genotype): Genotype {
  const genes = GENES.filter((gene) => minutes(model, genotype, gene) > 0);
  return genes.reduce((left, gene) => withMinutes(left, gene, 0), genotype);
}

export function hasMinutes(model: KernelModel, genotype: Genotype): boolean {
  return GENES.some((gene) => minutes(model, genotype, gene) > 0);
}

/**
 * The genotypes of mother and daughter after a division: of 2k double minutes Binomial(2k, ½) to the mother, the rest
 * to the daughter (docs/model.md (30)).
 */
export function segregate(
  model: KernelModel,
  random: RandomSource,
  step: number,
  genotype: Genotype,
  index: number,
  event: number,
): [Genotype, Genotype] {
  let [mother, daughter] = [genotype, genotype];
  for (const gene of GENES) {
    const copies = minutes(model, genotype, gene);
    if (copies === 0) continue;
    let kept = 0;
    let words: number[] = [];
    for (let coin = 0; coin < 2 * copies; coin++) {
      if (coin % 128 === 0) {
        const purpose = Purpose.segregation | (gene << 16) | ((coin / 128) << 20);
        words = random.block(step, index, purpose, event);
      }
      kept += (words[(coin % 128) >> 5]! >>> (coin % 32)) & 1;
    }
    mother = withMinutes(mother, gene, kept);
    daughter = withMinutes(daughter, gene, 2 * copies - kept);
  }
  return [mother, daughter];
}
