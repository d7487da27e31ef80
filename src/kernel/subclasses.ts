/**
 * Parts of a resistance class: of altered targets one per variant, of more copies of a gene one per doubling. Each cell of
 * such a class is in exactly one of them, so that they add up to it; other classes have none.
 */
import { CLASS_NAMES, type ClassName, type Genotype, type TargetModel } from './model';
import { className, packGenotype } from './numbers/genotype';

/** MDR1 in place of a target's number. */
export const PUMP_GENE = -1;
/** Doublings that copies are told apart by: so many and fewer than twice as many, of the last so many and more. */
const COPY_STEPS: readonly number[] = [1, 2, 4, 8, 16, 32, 64];
const MOST_COPIES = 255;

export interface Subclass {
  className: ClassName;
  /** Number of the target, or {@link PUMP_GENE}. */
  gene: number;
  /** Of altered targets: allele, from 1 on; null of copies. */
  allele: number | null;
  /** Copies of the gene, from and to; 0 of variants. */
  from: number;
  to: number;
}

/** How many variants each target has: what the list of parts depends on. Every compartment of a patient has the same. */
export type Variants = readonly number[];

export const variantsOf = (targets: readonly Pick<TargetModel, 'variantWeights'>[]): Variants =>
  targets.map(({ variantWeights }) => variantWeights.length);

/** In the order of every count: the pump, then target by target copies and variants. */
export function subclassesOf(variants: Variants): Subclass[] {
  const copies = (gene: number, own: ClassName, steps: readonly number[]) =>
    steps.map((from): Subclass => {
      const to = from === COPY_STEPS.at(-1) ? MOST_COPIES : 2 * from - 1;
      return { className: own, gene, allele: null, from, to };
    });
  return [
    ...copies(PUMP_GENE, 'pump', COPY_STEPS),
    ...variants.flatMap((count, gene) => [
      ...copies(gene, 'amplified', COPY_STEPS.slice(1)),
      ...Array.from({ length: count }, (_, index): Subclass => {
        return { className: 'altered', gene, allele: index + 1, from: 0, to: 0 };
      }),
    ]),
  ];
}

export const subclassCount = (variants: Variants): number =>
  variants.reduce((sum, count) => sum + COPY_STEPS.length - 1 + count, COPY_STEPS.length);

const PUMP = CLASS_NAMES.indexOf('pump');
const AMPLIFIED = CLASS_NAMES.indexOf('amplified');
const ALTERED = CLASS_NAMES.indexOf('altered');

/** Place of copies among {@link COPY_STEPS}. */
const stepOf = (copies: number) => Math.min(31 - Math.clz32(copies), COPY_STEPS.length - 1);

/** Of a genotype as the kernel keeps it. */
type Words = readonly [first: number, copies: number, alleles: number];

/**
 * Place among {@link subclassesOf} of a genotype of a class, −1 where it has none. Of several altered targets the first
 * counts, as of several with more copies; what a cell has lost is neither.
 */
function placeOf(variants: Variants, resistanceClass: number, [first, copies, alleles]: Words): number {
  if (resistanceClass === PUMP) return stepOf(first & 255);
  if (resistanceClass !== AMPLIFIED && resistanceClass !== ALTERED) return -1;
  let at = COPY_STEPS.length;
  for (let target = 0; target < variants.length; target++) {
    const own = (copies >>> (8 * target)) & 255;
    const allele = (alleles >>> (8 * target)) & 255;
    if (resistanceClass === AMPLIFIED && own > 1) return at + stepOf(own) - 1;
    at += COPY_STEPS.length - 1;
    if (resistanceClass === ALTERED && allele > 0) return at + allele - 1;
    at += variants[target]!;
  }
  return -1;
}

/** The same of a genotype by itself. */
export const subclassOf = (variants: Variants, genotype: Genotype): number =>
  placeOf(variants, CLASS_NAMES.indexOf(className(genotype)), packGenotype(genotype));

/** Cells by part from cells by genotype. */
export function countSubclasses(
  variants: Variants,
  counts: readonly { genotype: Genotype; cells: number }[],
): Float64Array {
  const found = new Float64Array(subclassCount(variants));
  for (const { genotype, cells } of counts) {
    const at = subclassOf(variants, genotype);
    if (at >= 0) found[at]! += cells;
  }
  return found;
}

/** Words of a row of the kernel's table of genotypes, the class in the lowest byte of the last. */
const ROW_WORDS = 4;

/**
 * Cells by part from the kernel's own table.
 * @param counts living cells per row of the table
 */
export function countTable(variants: Variants, table: Uint32Array, counts: Uint32Array): Float64Array {
  const found = new Float64Array(subclassCount(variants));
  for (let id = 0; id < counts.length; id++) {
    const cells = counts[id]!;
    if (cells === 0) continue;
    const row = id * ROW_WORDS;
    const at = placeOf(variants, table[row + 3]! & 255, [table[row]!, table[row + 1]!, table[row + 2]!]);
    if (at >= 0) found[at]! += cells;
  }
  return found;
}
