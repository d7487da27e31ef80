import { instantiate } from './instantiate';
import type { CompartmentKernel, Variant } from './model';
import { ReferenceKernel } from './reference';
import { ThreadCrew } from './threads';
import { WasmKernel } from './wasmKernel';

export { KernelMemoryError } from './wasmKernel';

/**
 * A compartment of individual cells.
 * @param variant `simd` (fastest), `scalar`, `debug` (bounds checks) or `reference` (plain TypeScript, slow); all
 *   give the same bits
 * @param options.maximumBytes most memory it may take, default and at most 4 GiB
 * @param options.threads threads that share its work, default 1, at most 16; one where memory cannot be shared
 */
export async function createKernel(
  variant: Variant,
  options: { maximumBytes?: number; threads?: number } = {},
): Promise<CompartmentKernel> {
  if (variant === 'reference') return new ReferenceKernel();
  const instance = await instantiate(variant, options.maximumBytes);
  return new WasmKernel(variant, instance, await ThreadCrew.gather(instance, options.threads ?? 1));
}

/** The SIMD kernel, or the scalar one, with the same bits, where the engine cannot compile SIMD. */
export async function createFastestKernel(
  options: Parameters<typeof createKernel>[1],
): Promise<CompartmentKernel> {
  try {
    return await createKernel('simd', options);
  } catch (error) {
    if (!(error instanceof WebAssembly.CompileError)) throw error;
    return createKernel('scalar', options);
  }
}
