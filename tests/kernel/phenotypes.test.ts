/** Ids of phenotypes: refused when all are in use, counted, and used again once their cells have died. */
import { describe, expect, it } from 'vitest';
import type { CompartmentKernel, Variant } from '../../src/kernel/compartmentKernel';
import { createKernel } from '../../src/kernel/kernel';
import { Alteration, type KernelModel } from '../../src/kernel/model';
import { packGenotype, wildType } from '../../src/kernel/numbers/genotype';
import { openKernel, readCells } from '../kit/cells';
import { plainModel, plainTarget, stepWithoutDrug } from '../kit/statistics';

const KINDS = [
  Alteration.pumpGain,
  Alteration.pumpFurtherGain,
  Alteration.pumpLoss,
  Alteration.targetGain,
  Alteration.targetFurtherGain,
  Alteration.targetCopyLoss,
];

function restless(changes: Partial<KernelModel>): KernelModel {
  const targets = 4;
  return plainModel({
    divisionPerHour: 0.3,
    deathPerHour: 0.3,
    targets: Array.from({ length: targets }, () => plainTarget()),
    alterations: KINDS.flatMap((kind) =>
      Array.from({ length: targets }, (_, target) => ({ kind, target, probability: 0.02 })),
    ),
    founders: [{ count: 3000, genotype: { ...wildType(), pumpCopies: 3, copies: [3, 3, 3, 3] } }],
    ...changes,
  });
}

function consistent(kernel: CompartmentKernel, founded: number): void {
  const { cells, cellsByClass, alterations, clones } = kernel.observe();
  expect(cells).toBe(founded + kernel.births - kernel.deaths);
  expect(cellsByClass.reduce((sum, count) => sum + count, 0)).toBe(cells);
  expect(clones).toBe(alterations + 1);
}

describe.each(['reference', 'scalar', 'simd', 'debug'] as Variant[])(
  'at most 24 phenotypes, %s',
  (variant) => {
    it('refuses and counts what does not fit, and uses the ids of the dead again', async () => {
      const kernel = await createKernel(variant);
      kernel.start(restless({ maxPhenotypes: 24 }), 3);
      const seen = new Set<string>();
      let refusedBefore = 0;
      for (let step = 0; step < 40; step++) {
        stepWithoutDrug(kernel, 1);
        const observed = kernel.observe();
        expect(observed.phenotypes).toBeLessThanOrEqual(24);
        expect(observed.alterationsRefused).toBeGreaterThanOrEqual(refusedBefore);
        refusedBefore = observed.alterationsRefused;
      }
      expect(refusedBefore).toBeGreaterThan(100);
      consistent(kernel, 3000);
      for (const clone of kernel.clonesSince(0, 1e6)) {
        expect(clone.phenotype).toBeLessThan(24);
        seen.add(packGenotype(clone.genotype).join());
      }
      // More genotypes have lived than there are ids: ids came back into use.
      expect(seen.size).toBeGreaterThan(24);
    });

    it('a living cell keeps the phenotype of its clone', async () => {
      const kernel = await createKernel(variant);
      kernel.start(restless({ maxPhenotypes: 24 }), 4);
      stepWithoutDrug(kernel, 30);
      const { cellsByClass, cells } = kernel.observe();
      const names = new Map<string, number>();
      const largest = kernel.largestClones(4096);
      for (const clone of largest)
        names.set(clone.className, (names.get(clone.className) ?? 0) + clone.cells);
      expect(largest.reduce((sum, clone) => sum + clone.cells, 0)).toBe(cells);
      expect(cellsByClass[7]).toBe(names.get('several'));
    });
  },
);

describe('all 65,520 phenotypes', () => {
  it('fill, refuse and go on, with the same bits from scalar and SIMD', async () => {
    const hashes: string[] = [];
    for (const variant of ['simd', 'scalar'] as const) {
      const { kernel, instance } = await openKernel(variant);
      kernel.start(
        restless({
          divisionPerHour: 0.5,
          deathPerHour: 0.4,
          founders: [
            { count: 200_000, genotype: { ...wildType(), pumpCopies: 60, copies: [60, 60, 60, 60] } },
          ],
        }),
        1,
      );
      for (let step = 0; step < 20 && kernel.alterationsRefused === 0; step++) stepWithoutDrug(kernel, 1);
      const before = kernel.observe();
      expect(before.alterationsRefused).toBeGreaterThan(0);
      // At the end of the step in which the last id went, the ids of the dead came free.
      expect(before.phenotypes).toBeLessThanOrEqual(65_520);
      expect(before.clones).toBeGreaterThan(65_520);
      const used = kernel.clonesSince(0, 1e7).reduce((most, { phenotype }) => Math.max(most, phenotype), 0);
      expect(used).toBe(65_519);
      consistent(kernel, 200_000);
      expect(new Set(readCells(instance).phenotype).size).toBeLessThanOrEqual(65_520);
      stepWithoutDrug(kernel, 2);
      expect(kernel.alterations).toBeGreaterThan(before.alterations);
      expect(kernel.alterationsRefused).toBeGreaterThan(before.alterationsRefused);
      consistent(kernel, 200_000);
      hashes.push(kernel.hash());
    }
    expect(hashes[1]).toBe(hashes[0]);
  });
});
