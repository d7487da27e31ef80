/**
 * Parts of classes: counted by every build of the kernel as by the oracle, each the number of cells whose genotype is of
 * that part, and together their class.
 *
 * Catches: a pass that counts cells of a tissue that are none of the tumour, or a part that goes to the wrong variant.
 */
import { describe, expect, it } from 'vitest';
import type { CompartmentKernel } from '../../src/kernel/compartmentKernel';
import { createKernel } from '../../src/kernel/kernel';
import { CLASS_NAMES, ENVIRONMENT_STRIDE } from '../../src/kernel/model';
import { className, wildType } from '../../src/kernel/numbers/genotype';
import { PUMP_GENE, subclassCount, subclassesOf, variantsOf } from '../../src/kernel/subclasses';
import { randomEnvironment, randomModel } from '../kit/randomised';
import { randomTissue } from '../kit/randomisedTissues';
import { founders, plainDrug, plainModel, plainTarget } from '../kit/statistics';

const PARTED = ['pump', 'amplified', 'altered'] as const;

function expectParts(kernel: CompartmentKernel, variants: readonly number[]): void {
  const { cellsByClass, cellsBySubclass } = kernel.observe();
  const parts = subclassesOf(variants);
  const census = kernel.genotypes();
  for (const name of PARTED) {
    const sum = parts.reduce(
      (all, part, index) => all + (part.className === name ? (cellsBySubclass[index] ?? 0) : 0),
      0,
    );
    expect(sum).toBe(cellsByClass[CLASS_NAMES.indexOf(name)]);
  }
  parts.forEach(({ className: own, gene, allele, from, to }, index) => {
    const cells = census.reduce((all, { genotype, cells: count }) => {
      if (className(genotype) !== own) return all;
      if (own === 'altered') {
        const altered = genotype.alleles.findIndex((each, t) => each > 0 && !genotype.lost[t]);
        return altered === gene && genotype.alleles[gene] === allele ? all + count : all;
      }
      const first = gene === PUMP_GENE ? PUMP_GENE : genotype.copies.findIndex((each) => each > 1);
      const copies = gene === PUMP_GENE ? genotype.pumpCopies : (genotype.copies[gene] ?? 1);
      return first === gene && copies >= from && copies <= to ? all + count : all;
    }, 0);
    expect([index, cellsBySubclass[index]]).toEqual([index, cells]);
  });
}

describe('cells of each part', async () => {
  const kernels = await Promise.all(
    (['reference', 'scalar', 'simd', 'debug'] as const).map((variant) => createKernel(variant)),
  );

  it.each([1, 2, 3, 5])('of randomised model %i add up to their class', (seed) => {
    const model = randomModel(seed);
    const variants = variantsOf(model.targets);
    const counts = kernels.map((kernel) => {
      kernel.start(model, seed);
      kernel.advance(randomEnvironment(seed, 250).subarray(0, 250 * ENVIRONMENT_STRIDE), Infinity);
      expectParts(kernel, variants);
      return kernel.observe().cellsBySubclass;
    });
    for (const each of counts) expect(each).toEqual(counts[0]);
    expect(counts[0]?.length).toBe(subclassCount(variants));
    expect(counts[0]?.filter((cells) => cells > 0).length).toBeGreaterThan(1);
  });

  it.each([1, 2, 3])('of randomised tissue %i are those of the tumour', async (seed) => {
    const model = randomTissue(seed);
    const tissues = await Promise.all(
      (['reference', 'simd'] as const).map((variant) => createKernel(variant, { tissue: true })),
    );
    const counts = tissues.map((kernel) => {
      kernel.start(model, seed);
      kernel.advance(randomEnvironment(seed, 20), Infinity);
      expectParts(kernel, variantsOf(model.targets));
      return kernel.observe().cellsBySubclass;
    });
    expect(counts[1]).toEqual(counts[0]);
  });
});

it('numbers variants and doublings of copies, of the first gene that has changed', async () => {
  const genotype = (changes: object) => ({ ...wildType(), ...changes });
  const target = plainTarget({ variantWeights: [1, 1], alleleFitness: [1, 1, 1] });
  const kernel = await createKernel('simd');
  kernel.start(
    plainModel({
      drugs: [plainDrug({})],
      targets: [target, target],
      founders: [
        ...founders(5),
        { count: 11, genotype: genotype({ pumpCopies: 1 }) },
        { count: 12, genotype: genotype({ pumpCopies: 7 }) },
        { count: 13, genotype: genotype({ pumpCopies: 200 }) },
        { count: 14, genotype: genotype({ copies: [1, 9, 1, 1] }) },
        { count: 15, genotype: genotype({ copies: [2, 9, 1, 1] }) },
        { count: 16, genotype: genotype({ alleles: [0, 2, 0, 0] }) },
        { count: 17, genotype: genotype({ alleles: [1, 2, 0, 0] }) },
        // Of several classes: in no part.
        { count: 18, genotype: genotype({ pumpCopies: 1, alleles: [1, 0, 0, 0] }) },
      ],
    }),
    1,
  );
  const { cellsBySubclass } = kernel.observe();
  // Seven rungs of the pump; six rungs and two variants of each target.
  expect(Array.from(cellsBySubclass)).toEqual([
    ...[11, 0, 12, 0, 0, 0, 13],
    ...[15, 0, 0, 0, 0, 0, 17, 0],
    ...[0, 0, 14, 0, 0, 0, 0, 16],
  ]);
});
