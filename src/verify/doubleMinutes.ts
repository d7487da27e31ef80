/**
 * Loss of double minutes by random segregation: copies along a line of descent are a critical Galton–Watson process,
 * k → Binomial(2k, ½), and the divisions behind a cell of a pure birth process are Poisson with mean 2bt.
 */

import type { CompartmentKernel } from '../kernel/compartmentKernel';
import { wildType } from '../kernel/numbers/genotype';
import { plainModel, plainTarget, stepWithoutDrug } from './plain';
import { mean, variance } from './statistics';

/** Probability that nothing is left of one copy after so many divisions: q' = ((1 + q)/2)², q₀ = 0. */
export function lostByOne(divisions: number): number {
  let q = 0;
  for (let g = 0; g < divisions; g++) q = ((1 + q) / 2) ** 2;
  return q;
}

/** Share of the cells of a growing population that have lost all, from founders with some copies. */
export function lostShare(copies: number, meanDivisions: number): number {
  let poisson = Math.exp(-meanDivisions);
  let share = 0;
  for (let g = 0; g < meanDivisions + 20 * Math.sqrt(meanDivisions) + 20; g++) {
    share += poisson * lostByOne(g) ** copies;
    poisson *= meanDivisions / (g + 1);
  }
  return share;
}

const FOUNDERS = 250;
const CULTURES = 30;

/** The share found in cultures that grow without drug, and its standard errors from theory. */
export function lossInCultures(
  kernel: CompartmentKernel,
  { copies, divisionsPerCell, firstSeed }: { copies: number; divisionsPerCell: number; firstSeed: number },
): { share: number; expected: number; z: number } {
  const steps = 80;
  const expected = lostShare(copies, 2 * divisionsPerCell);
  const model = plainModel({
    stepHours: 1,
    divisionPerHour: divisionsPerCell / steps,
    targets: [plainTarget({ doubleMinutes: true })],
    founders: [{ count: FOUNDERS, genotype: { ...wildType(), copies: [1 + copies, 1, 1, 1] } }],
  });
  const [lost, all]: [number[], number[]] = [[], []];
  for (let culture = 0; culture < CULTURES; culture++) {
    kernel.start(model, firstSeed + culture);
    stepWithoutDrug(kernel, steps);
    const counts = kernel.genotypes().map(({ genotype, cells }) => (genotype.copies[0] === 1 ? cells : 0));
    lost.push(counts.reduce((sum, cells) => sum + cells, 0));
    all.push(kernel.cells);
  }
  const differences = lost.map((cells, i) => cells - expected * all[i]!);
  const z = mean(differences) / Math.sqrt(variance(differences) / CULTURES);
  return { share: mean(lost) / mean(all), expected, z };
}
