/** Kernels in WebAssembly. What the page imports: the plain TypeScript kernel is not part of it. */
import { instantiate, type WasmVariant } from './instantiate';
import { WasmKernel } from './wasmKernel';
import { ThreadCrew } from './workers/threads';

export interface KernelOptions {
  /** Most memory a compartment may take, default and at most 4 GiB. */
  maximumBytes?: number;
  /** Threads that share its work, default 1, at most 16; one where memory cannot be shared. */
  threads?: number;
  /** The whole build: compartments may be tissues. */
  tissue?: boolean;
}

export async function createCompiled(variant: WasmVariant, options: KernelOptions = {}): Promise<WasmKernel> {
  const instance = await instantiate(variant, options.maximumBytes, options.tissue);
  return new WasmKernel(variant, instance, await ThreadCrew.gather(instance, options.threads ?? 1));
}

/** The SIMD kernel, or the scalar one, with the same bits, where the engine cannot compile SIMD. */
export async function createFastest(options: KernelOptions = {}): Promise<WasmKernel> {
  try {
    return await createCompiled('simd', options);
  } catch (error) {
    if (!(error instanceof WebAssembly.CompileError)) throw error;
    return createCompiled('scalar', options);
  }
}
