import type { CompartmentKernel, Variant } from './compartmentKernel';
import { createCompiled, type KernelOptions } from './compiled';
import { createGroup, KernelGroup } from './group';
import { ReferenceKernel } from './reference/kernel';
import { ReferenceTissue } from './reference/tissue/kernel';

export { KernelMemoryError } from './wasmKernel';

/**
 * A compartment of individual cells.
 * @param variant `simd` (fastest), `scalar`, `debug` (bounds checks) or `reference` (plain TypeScript, slow); all
 *   give the same bits
 */
export async function createKernel(
  variant: Variant,
  options: KernelOptions = {},
): Promise<CompartmentKernel> {
  return variant === 'reference' ? reference(options) : createCompiled(variant, options);
}

function reference({ tissue }: KernelOptions): CompartmentKernel {
  return tissue ? new ReferenceTissue() : new ReferenceKernel();
}

/** Several compartments that advance side by side, the plain TypeScript ones one after the other. */
export async function createKernels(
  variant: Variant,
  count: number,
  options: KernelOptions = {},
): Promise<KernelGroup> {
  return variant === 'reference'
    ? KernelGroup.of(...Array.from({ length: count }, () => reference(options)))
    : createGroup(variant, count, options);
}
