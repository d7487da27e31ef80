import { instantiate } from './instantiate';
import type { CompartmentKernel, Variant } from './model';
import { ReferenceKernel } from './reference';
import { WasmKernel } from './wasmKernel';

export { KernelMemoryError } from './wasmKernel';

/**
 * A compartment of individual cells.
 * @param variant `simd` (fastest), `scalar`, `debug` (bounds checks) or `reference` (plain TypeScript, slow); all
 *   give the same bits
 * @param options.maximumBytes most memory it may take, default and at most 4 GiB
 */
export async function createKernel(
  variant: Variant,
  options: { maximumBytes?: number } = {},
): Promise<CompartmentKernel> {
  if (variant === 'reference') return new ReferenceKernel();
  return new WasmKernel(variant, await instantiate(variant, options.maximumBytes));
}
