/** Kernels of every build and of three threads, on the same randomised tissue with fields. */
import { expect } from 'vitest';
import type { CompartmentKernel } from '../../../src/kernel/compartmentKernel';
import { createKernel } from '../../../src/kernel/kernel';
import { ENVIRONMENT_STRIDE } from '../../../src/kernel/model';
import { randomFluid } from '../../kit/fluids';
import { randomEnvironment } from '../../kit/randomised';

const STEPS = 60;

/** SIMD, and the others. */
export async function fluidKernels(): Promise<[CompartmentKernel, CompartmentKernel[]]> {
  const simd = await createKernel('simd', { tissue: true });
  const others = await Promise.all([
    createKernel('scalar', { tissue: true }),
    createKernel('debug', { tissue: true }),
    createKernel('reference', { tissue: true }),
    createKernel('simd', { tissue: true, threads: 3 }),
  ]);
  return [simd, others];
}

function run(kernel: CompartmentKernel, seed: number, chunk: number): string[] {
  kernel.start(randomFluid(seed), seed);
  const environment = randomEnvironment(seed, STEPS);
  const hashes: string[] = [];
  for (let step = 0; step < STEPS; step += chunk) {
    const end = Math.min(step + chunk, STEPS);
    kernel.advance(environment.subarray(step * ENVIRONMENT_STRIDE, end * ENVIRONMENT_STRIDE), Infinity);
    if (end % 30 === 0) hashes.push(`${kernel.hash()} ${kernel.cells}`);
  }
  return hashes;
}

/** The same bits of all, and books that balance to 10⁻⁴ a day. */
export function expectSameFluid(
  simd: CompartmentKernel,
  others: readonly CompartmentKernel[],
  seed: number,
): void {
  const hashes = run(simd, seed, 30);
  const books = simd.fields?.() ?? [];
  expect(books.some((book) => book.metabolised > 0)).toBe(true);
  for (const book of books) expect(book.error, JSON.stringify(book)).toBeLessThan(1e-4);
  for (const kernel of others) expect(run(kernel, seed, 10)).toEqual(hashes);
}
