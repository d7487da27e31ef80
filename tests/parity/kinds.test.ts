/**
 * Cells that share their kind's exchange (assembly/cells/kinds.ts, only where there are vectors and cells enough) against
 * the scalar kernel, in which each is worked out on its own: the same bits, with one thread and with several.
 *
 * Catches: an outcome of another step, kind, drug or amount taken over; a cell put apart and not put back.
 */
import { describe, expect, it } from 'vitest';
import type { CompartmentKernel } from '../../src/kernel/compartmentKernel';
import { createKernel } from '../../src/kernel/kernel';
import { ENVIRONMENT_STRIDE, type KernelModel } from '../../src/kernel/model';
import { wildType } from '../../src/kernel/numbers/genotype';
import { longIf } from '../kit/long';
import { randomEnvironment, randomModel } from '../kit/randomised';

const STEPS = 120;

/** From below the number of cells at which sharing begins, through it, and to far fewer. */
function manyCells(seed: number): KernelModel {
  const model = randomModel(seed);
  return {
    ...model,
    crowding: 'logistic',
    capacity: 300_000,
    // Few events a step, so that most cells come to rest; phenotypes run out in half of the scenarios.
    divisionPerHour: 0.03 / model.stepHours,
    deathPerHour: 0.01 / model.stepHours,
    expressionInheritance: 0.9,
    founders: [...model.founders, { count: 64_000, genotype: wildType() }],
  };
}

/** Levels that rest for thirty steps and then change: cells come to hold the same, and part again. */
function inBlocks(seed: number): Float32Array {
  const environment = randomEnvironment(seed, STEPS);
  for (let step = 0; step < STEPS; step++) {
    // In a step with drug, of those of the random environment.
    const from = (step - (step % 30) + 25) * ENVIRONMENT_STRIDE;
    environment.copyWithin(step * ENVIRONMENT_STRIDE, from, from + ENVIRONMENT_STRIDE);
  }
  return environment;
}

/** More phenotypes than have slots of their own, each of many cells. */
function manyPhenotypes(seed: number): KernelModel {
  const genotypes = Array.from({ length: 200 }, (_, i) => ({ ...wildType(), pumpCopies: 1 + i }));
  const [drug] = manyCells(seed).drugs;
  return {
    ...manyCells(seed),
    drugs: [{ ...drug!, retained: undefined, pumpVmax: 1 }],
    expressionCv: 0,
    maxPhenotypes: 65536,
    founders: genotypes.map((genotype) => ({ count: 400, genotype })),
  };
}

function run(kernel: CompartmentKernel, seed: number, chunk: number, model = manyCells(seed)): string {
  kernel.start(model, seed);
  const environment = inBlocks(seed);
  const hashes: string[] = [];
  for (let step = 0; step < STEPS; step += chunk) {
    const end = Math.min(step + chunk, STEPS);
    kernel.advance(environment.subarray(step * ENVIRONMENT_STRIDE, end * ENVIRONMENT_STRIDE), Infinity);
    if (end % 30 === 0) hashes.push(kernel.hash());
  }
  return `${hashes} ${kernel.cells} ${kernel.births} ${kernel.deaths} ${kernel.alterations}`;
}

describe('cells that share their kind’s exchange have the bits of cells that do not', async () => {
  const scalar = await createKernel('scalar');
  const simd = await createKernel('simd');
  const debug = await createKernel('debug');
  const several = await createKernel('simd', { threads: 3 });
  for (let seed = 1; seed <= 24; seed++) {
    it(`randomised scenario ${seed}`, longIf(seed > 8), () => {
      const alone = run(scalar, seed, 30);
      expect(run(simd, seed, 30)).toBe(alone);
      expect(run(several, seed, 5)).toBe(alone);
      if (seed % 4 === 1) expect(run(debug, seed, 10)).toBe(alone);
    });
  }

  it('and so where two hundred phenotypes meet in 64 places', () => {
    for (const seed of [3, 4]) {
      const model = manyPhenotypes(seed);
      const alone = run(scalar, seed, 30, model);
      expect(run(simd, seed, 30, model)).toBe(alone);
      expect(run(several, seed, 5, model)).toBe(alone);
    }
  });
});
