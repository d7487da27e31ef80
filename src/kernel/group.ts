/**
 * The compartments of one patient, each a kernel with a memory of its own, advanced side by side where memory can be
 * shared and one after the other where it cannot: the bits are the same.
 */

import type { Advance, CompartmentKernel, Variant } from './compartmentKernel';
import { createCompiled, createFastest, type KernelOptions } from './compiled';
import type { WasmVariant } from './instantiate';
import { ENVIRONMENT_STRIDE } from './model';
import { Digest } from './numbers/digest';
import type { Observation } from './observation';
import { advanceOf, PREPARED_STEPS, type WasmKernel } from './wasmKernel';
import { Drivers, type Share } from './workers/drivers';
import { LIST } from './workers/errands';
import { canShare } from './workers/pool';
import { MAX_THREADS } from './workers/threads';

/** Fewer cell-steps are sooner done than other threads are woken. */
const WORTH_SHARING_CELL_STEPS = 50_000;

/** One compartment's part of an advance; null: it stays as it is. */
export interface Leg {
  /** At most 256 steps, ENVIRONMENT_STRIDE values each. */
  environment: Float32Array;
  stopAtCells: number;
  /** Of a compartment alone; those that are advanced side by side stop only where they must. */
  stopBelowCells?: number;
}

export class KernelGroup {
  private constructor(
    readonly kernels: readonly CompartmentKernel[],
    private readonly drivers: Drivers | null = null,
  ) {}

  /** Kernels that work one after the other, or a single one. */
  static of(...kernels: CompartmentKernel[]): KernelGroup {
    return new KernelGroup(kernels);
  }

  /** Kernels that `size` threads share, this one included. */
  static async sideBySide(kernels: readonly WasmKernel[], size: number): Promise<KernelGroup> {
    const [first] = kernels;
    if (first === undefined || size < 2 || !canShare()) return new KernelGroup(kernels);
    const task = { module: first.room.module, memories: kernels.map((kernel) => kernel.room.memory) };
    const own = kernels.map((kernel) => kernel.room.exports);
    return new KernelGroup(kernels, await Drivers.gather(own, task, size));
  }

  get size(): number {
    return this.kernels.length;
  }
  get variant(): Variant {
    return this.first.variant;
  }
  /** Threads that can work at once. */
  get threads(): number {
    return this.first.threads * (this.drivers?.size ?? 1);
  }
  get cells(): number {
    return this.sum((kernel) => kernel.cells);
  }
  get cellSteps(): number {
    return this.sum((kernel) => kernel.cellSteps);
  }
  get births(): number {
    return this.sum((kernel) => kernel.births);
  }
  get deaths(): number {
    return this.sum((kernel) => kernel.deaths);
  }
  get alterations(): number {
    return this.sum((kernel) => kernel.alterations);
  }
  get bytes(): number {
    return this.sum((kernel) => kernel.bytes);
  }

  /** Most memory that one compartment may take; Infinity for kernels that do not live in WebAssembly. */
  get compartmentBytes(): number {
    return Math.min(...this.kernels.map(({ maximumBytes = Infinity }) => maximumBytes));
  }

  /** Advances every compartment with a leg; see CompartmentKernel.advance. */
  advance(legs: readonly (Leg | null)[]): Advance[] {
    const shares: Share[] = [];
    let cellSteps = 0;
    legs.forEach((leg, compartment) => {
      if (leg === null) return;
      const steps = leg.environment.length / ENVIRONMENT_STRIDE;
      if (steps > PREPARED_STEPS) throw new RangeError(`legs[${compartment}]: ${steps} steps are too many.`);
      shares.push({ compartment, steps, stopAtCells: leg.stopAtCells });
      cellSteps += steps * this.kernel(compartment).cells;
    });
    if (this.drivers === null || shares.length < 2 || cellSteps < WORTH_SHARING_CELL_STEPS) {
      return legs.map((leg, compartment) =>
        leg === null
          ? { steps: 0, reason: 'steps' }
          : this.kernel(compartment).advance(leg.environment, leg.stopAtCells, leg.stopBelowCells),
      );
    }
    for (const { compartment } of shares) {
      (this.kernel(compartment) as WasmKernel).prepare((legs[compartment] as Leg).environment);
    }
    this.largestFirst(shares);
    const results = this.drivers.perform(LIST.advance, shares);
    const advances: Advance[] = legs.map(() => ({ steps: 0, reason: 'steps' }));
    shares.forEach(({ compartment }, index) => {
      advances[compartment] = advanceOf(results[index]!);
    });
    return advances;
  }

  observe(): Observation[] {
    if (this.drivers === null || this.cells < WORTH_SHARING_CELL_STEPS) {
      return this.kernels.map((kernel) => kernel.observe());
    }
    this.drivers.perform(LIST.observe, this.wholes());
    return this.kernels.map((kernel) => (kernel as WasmKernel).observed());
  }

  /** The hash of each compartment, in their order. */
  hashes(): string[] {
    if (this.drivers === null || this.cells < WORTH_SHARING_CELL_STEPS) {
      return this.kernels.map((kernel) => kernel.hash());
    }
    const shares = this.wholes();
    const hashes: string[] = [];
    this.drivers.hashes(shares).forEach((hash, index) => {
      hashes[shares[index]!.compartment] = hash.toString(16).padStart(16, '0');
    });
    return hashes;
  }

  /** The hash of a single compartment, or a digest of the hashes of all in their order. */
  hash(): string {
    if (this.size === 1) return this.first.hash();
    const digest = new Digest();
    for (const hash of this.hashes()) digest.add(BigInt(`0x${hash}`));
    return digest.finish();
  }

  /** Ends the threads; the group is not used after it. */
  close(): void {
    this.drivers?.disband();
    for (const kernel of this.kernels) kernel.close();
  }

  private get first(): CompartmentKernel {
    return this.kernel(0);
  }

  private kernel(index: number): CompartmentKernel {
    return this.kernels[index]!;
  }

  /** Every compartment, to be gone through from end to end. */
  private wholes(): Share[] {
    const shares = this.kernels.map((_, compartment) => ({ compartment, steps: 0, stopAtCells: 0 }));
    this.largestFirst(shares);
    return shares;
  }

  /** The last to end is then a small one. */
  private largestFirst(shares: Share[]): void {
    shares.sort((a, b) => this.kernel(b.compartment).cells - this.kernel(a.compartment).cells);
  }

  private sum(count: (kernel: CompartmentKernel) => number): number {
    return this.kernels.reduce((sum, kernel) => sum + count(kernel), 0);
  }
}

/**
 * @param variant as for createKernel, or `fastest`: SIMD where the engine compiles it, else scalar
 * @param count compartments
 * @param options.maximumBytes of each compartment
 * @param options.threads of all together: they go to compartments first, and what is left over for each compartment
 *   works within it
 */
export async function createGroup(
  variant: WasmVariant | 'fastest',
  count: number,
  options: KernelOptions = {},
): Promise<KernelGroup> {
  const wanted = Math.min(Math.max(1, Math.floor(options.threads ?? 1)), MAX_THREADS);
  const threads = canShare() ? wanted : 1;
  const each = { ...options, threads: Math.max(1, Math.floor(threads / count)) };
  const kernels: WasmKernel[] = [];
  for (let index = 0; index < count; index++) {
    kernels.push(await (variant === 'fastest' ? createFastest(each) : createCompiled(variant, each)));
  }
  return KernelGroup.sideBySide(kernels, Math.min(count, threads));
}
