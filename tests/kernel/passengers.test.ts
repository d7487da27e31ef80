/** Passengers: what they leave as it is, how many there are, and what happens when clones are too many for them. */
import { describe, expect, it } from 'vitest';
import { MOST_COUNTED, poisson } from '../../assembly/numerics/poisson';
import { Dice } from '../../bench/fuzz/dice';
import type { CompartmentKernel, Variant } from '../../src/kernel/compartmentKernel';
import { createKernel } from '../../src/kernel/kernel';
import { cellsWithoutPassengers } from '../../src/kernel/lineage/passengers';
import { Alteration, type KernelModel } from '../../src/kernel/model';
import { randomEnvironment, randomModel } from '../kit/randomised';
import { randomTissue } from '../kit/randomisedTissues';
import { expectWithinFour, founders, plainModel, stepWithoutDrug, zOfChiSquare } from '../kit/statistics';

const VARIANTS: Variant[] = ['reference', 'scalar', 'simd', 'debug'];
/** Genes on the chromosome: of double minutes dealt twice in a step a passenger may enter the genotype in between. */
const onChromosome = (model: KernelModel): KernelModel => ({
  ...model,
  pumpDoubleMinutes: false,
  targets: model.targets.map((target) => ({ ...target, doubleMinutes: false })),
  maxPhenotypes: 65_520,
});

/** What cells are and what became of them, whichever clones they are of. */
function cellsOf(kernel: CompartmentKernel) {
  const { cells, births, deaths, alterations, alterationsRefused, histogramByClass } = kernel.observe();
  return {
    ...{ cells, births, deaths, alterations, alterationsRefused, histogramByClass },
    genotypes: kernel.genotypes(),
  };
}

describe('passengers change no cell', () => {
  const models: [string, (seed: number) => KernelModel, boolean][] = [
    ['a culture', randomModel, false],
    ['a tissue', randomTissue, true],
  ];
  for (const [name, modelOf, tissue] of models) {
    it.each(VARIANTS)(`of ${name}, %s`, async (variant) => {
      const kernel = await createKernel(variant, { tissue });
      let clones = 0;
      for (const seed of variant === 'reference' ? [1] : [1, 2, 3, 4]) {
        const model = onChromosome(modelOf(seed));
        const [without, few, many] = [0, 0.1, 5].map((passengersPerDaughter) => {
          kernel.start({ ...model, passengersPerDaughter, mostPassengerClones: 1e6 }, seed);
          kernel.advance(randomEnvironment(seed, 80), Infinity);
          const columns = kernel.cloneColumns();
          const own = [...columns.alteration].filter((kind) => kind === Alteration.passenger).length;
          expect(columns.count - own).toBe(model.founders.length + kernel.alterations);
          clones += own;
          const told = cellsWithoutPassengers(columns);
          const kinds = [...told.keys()].filter((row) => columns.alteration[row] !== Alteration.passenger);
          return { cells: cellsOf(kernel), clones: kinds.map((row) => told[row]) };
        });
        expect(few).toEqual(without);
        expect(many).toEqual(without);
      }
      expect(clones).toBeGreaterThan(100);
    });
  }
});

describe('too many clones', () => {
  it.each(VARIANTS)(
    'get no passengers: their cells stay in the clone that they came up in, %s',
    async (variant) => {
      const kernel = await createKernel(variant);
      const model = plainModel({
        divisionPerHour: 0.1,
        deathPerHour: 0.05,
        alterations: [{ kind: Alteration.pumpGain, target: 0, probability: 0.01 }],
        founders: founders(500),
        passengersPerDaughter: 0.3,
        mostPassengerClones: 300,
      });
      kernel.start(model, 5);
      stepWithoutDrug(kernel, 30);
      const { count, alteration, cells, parent } = kernel.cloneColumns();
      const passengers = [...alteration.keys()].filter((id) => alteration[id] === Alteration.passenger);
      // What alters a genotype still begins clones.
      expect(Math.max(...passengers)).toBe(299);
      expect(count).toBeGreaterThan(310);
      expect(kernel.alterationsRefused).toBe(0);
      expect(cells.reduce((sum, own) => sum + own, 0)).toBe(kernel.cells);
      expect([...parent.slice(1)].every((above, id) => above >= 0 && above <= id)).toBe(true);
    },
  );
});

describe('a Poisson number', () => {
  it.each([0.01, 0.5, 3, 50])('of mean %s is as frequent as the law says, χ² with z < 4', (mean) => {
    const dice = new Dice(9);
    const draws = 200_000;
    const found: number[] = [];
    for (let i = 0; i < draws; i++) {
      const own = poisson(dice.next(), mean);
      found[own] = (found[own] ?? 0) + 1;
    }
    // Rare numbers together, at both ends.
    let exactly = Math.exp(-mean);
    const bins: [number, number][] = [[0, 0]];
    for (let n = 0; n <= MOST_COUNTED; n++) {
      const last = bins.at(-1)!;
      if (last[1] >= 50) bins.push([found[n] ?? 0, draws * exactly]);
      else bins[bins.length - 1] = [last[0] + (found[n] ?? 0), last[1] + draws * exactly];
      exactly *= mean / (n + 1);
    }
    const [rest] = bins.splice(-1) as [[number, number]];
    bins[bins.length - 1]![0] += rest[0];
    bins[bins.length - 1]![1] += rest[1];
    const [counts, wanted] = [0, 1].map((part) => bins.map((bin) => bin[part]!)) as [number[], number[]];
    expect(counts.reduce((sum, own) => sum + own, 0)).toBe(draws);
    expectWithinFour(zOfChiSquare(counts, wanted, counts.length - 1), `mean ${mean}`);
  });

  it('is the one whose tail a number falls in, and never more than is told apart', () => {
    expect(poisson(0.99, 0.5)).toBe(0);
    expect(poisson(1 - Math.exp(-0.5) + 1e-12, 0.5)).toBe(0);
    expect(poisson(1 - Math.exp(-0.5) - 1e-12, 0.5)).toBe(1);
    expect(poisson(1 - 1.5 * Math.exp(-0.5) - 1e-12, 0.5)).toBe(2);
    expect(poisson(0, 50)).toBeGreaterThan(100);
    expect(poisson(0, 50)).toBeLessThanOrEqual(MOST_COUNTED);
    expect(poisson(0, 0)).toBe(0);
  });
});
