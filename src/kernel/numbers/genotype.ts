import { Limit } from '../../../assembly/shared/limits';
import { CLASS_NAMES, type ClassName, type Genotype } from '../model';

/** A cell as the founder has it before any alteration. */
export function wildType(): Genotype {
  return {
    pumpCopies: 0,
    copies: [1, 1, 1, 1],
    alleles: [0, 0, 0, 0],
    lost: [false, false, false, false],
    carrierLoss: 0,
    metabolism: 0,
    retentionLoss: 0,
    repair: 0,
    mutator: false,
  };
}

/** The three words of a genotype as the kernel keeps them (assembly/genome/genome.ts). */
export function packGenotype(genotype: Genotype): [number, number, number] {
  let flags = (genotype.mutator ? 1 : 0) | (genotype.normal ? 2 : 0);
  let copies = 0;
  let alleles = 0;
  for (let t = 0; t < Limit.targets; t++) {
    if (genotype.lost[t]) flags |= 1 << (4 + t);
    copies |= genotype.copies[t]! << (8 * t);
    alleles |= genotype.alleles[t]! << (8 * t);
  }
  const metabolism = genotype.metabolism | (genotype.retentionLoss << 4) | (genotype.repair << 6);
  const first = genotype.pumpCopies | (genotype.carrierLoss << 8) | (metabolism << 16) | (flags << 24);
  return [first >>> 0, copies >>> 0, alleles >>> 0];
}

export function unpackGenotype(first: number, copies: number, alleles: number): Genotype {
  const bytes = (word: number) => [0, 8, 16, 24].map((shift) => (word >>> shift) & 255);
  return {
    pumpCopies: first & 255,
    carrierLoss: (first >>> 8) & 255,
    metabolism: (first >>> 16) & 15,
    retentionLoss: (first >>> 20) & 3,
    repair: (first >>> 22) & 3,
    mutator: ((first >>> 24) & 1) === 1,
    ...(((first >>> 25) & 1) === 1 && { normal: true }),
    lost: [28, 29, 30, 31].map((bit) => ((first >>> bit) & 1) === 1),
    copies: bytes(copies),
    alleles: bytes(alleles),
  };
}

/** Resistance class of a genotype: the one way it differs from the founder, or `several`. */
export function className(genotype: Genotype): ClassName {
  const kept = genotype.lost.map((lost) => !lost);
  const ways: ClassName[] = [];
  if (genotype.pumpCopies > 0) ways.push('pump');
  if (genotype.copies.some((copies, t) => kept[t] && copies > 1)) ways.push('amplified');
  if (genotype.alleles.some((allele, t) => kept[t] && allele > 0)) ways.push('altered');
  if (genotype.lost.some((lost) => lost)) ways.push('lost');
  if (genotype.carrierLoss > 0) ways.push('uptake');
  if (genotype.metabolism + genotype.retentionLoss + genotype.repair > 0) ways.push('metabolism');
  return ways.length > 1 ? 'several' : (ways[0] ?? CLASS_NAMES[0]);
}
