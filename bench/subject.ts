/** Something whose steps can be timed: a kernel of this engine, one in a browser, or the native program. */

import type { CompartmentKernel, Variant } from '../src/kernel/compartmentKernel';
import { instantiate, type KernelInstance, type WasmVariant } from '../src/kernel/instantiate';
import { createKernel } from '../src/kernel/kernel';
import { WasmKernel } from '../src/kernel/wasmKernel';
import { ThreadCrew } from '../src/kernel/workers/threads';
import { type Case, environmentOf, genotypesOf, modelOf, REFERENCE_CELLS } from './cases';
import { type Phases, timePhases } from './phases';

export interface Timing {
  nanoseconds: number;
  /** Sum over steps of the cells alive at the step's start. */
  cellSteps: number;
  /** Births and deaths in these steps. */
  events: number;
  /** Alive at the end, and the bytes that hold them. */
  cells: number;
  bytes: number;
  /** Mean intracellular amount per drug at the end, µM. */
  meanAmount: number[];
}

export interface Subject {
  engine: string;
  variant: string;
  threads: number;
  /** Lays out the population; not timed. */
  begin(own: Case, seed: number): Promise<void>;
  run(steps: number): Promise<Timing>;
  /** Digest of the state, the same for every kernel; null where there is none to compare. */
  hash(): Promise<string | null>;
  /** Runs once more with the kernel's own clocks on; null for what has none. */
  phases(steps: number): Promise<Phases | null>;
  end(): Promise<void>;
  /** Lets threads go; the subject is not used after it. */
  close(): void;
}

/** A kernel in the engine that runs this code. */
export async function kernelSubject(engine: string, variant: Variant, threads = 1): Promise<Subject> {
  const instance = variant === 'reference' ? null : await instantiate(variant);
  const kernel = instance
    ? new WasmKernel(variant as WasmVariant, instance, await ThreadCrew.gather(instance, threads))
    : await createKernel('reference');
  let own: Case;
  const advance = (steps: number) => {
    const advanced = kernel.advance(environmentOf(own, steps), Infinity);
    if (advanced.steps < steps) throw new Error(`The population ended after ${kernel.steps} steps.`);
  };
  return {
    engine,
    variant,
    threads: kernel.threads,
    async begin(wanted, seed) {
      own = wanted;
      if (instance && own.cells > REFERENCE_CELLS) plant(kernel, instance, own, seed);
      else plantOneByOne(kernel, own, seed);
    },
    async run(steps) {
      const { cellSteps, births, deaths } = kernel;
      const begun = performance.now();
      advance(steps);
      const nanoseconds = (performance.now() - begun) * 1e6;
      return {
        nanoseconds,
        cellSteps: kernel.cellSteps - cellSteps,
        events: kernel.births + kernel.deaths - births - deaths,
        cells: kernel.cells,
        bytes: kernel.bytes,
        meanAmount: Array.from(kernel.observe().meanAmount),
      };
    },
    async hash() {
      return kernel.hash();
    },
    async phases(steps) {
      return kernel instanceof WasmKernel ? timePhases(kernel, () => advance(steps)) : null;
    },
    async end() {},
    close() {
      kernel.close();
    },
  };
}

/** The SIMD kernel once for each number of threads, then the scalar one; threads that are not to be had left out. */
export async function kernelSubjects(engine: string, threadCounts: number[]): Promise<Subject[]> {
  const subjects: Subject[] = [];
  for (const threads of threadCounts) {
    const subject = await kernelSubject(engine, 'simd', threads);
    if (subject.threads === threads) subjects.push(subject);
    else subject.close();
  }
  return [...subjects, await kernelSubject(engine, 'scalar')];
}

/**
 * Founders come genotype by genotype, which would leave neighbours alike: the ids are dealt out anew. A tile begins
 * with its phenotype column; founders have the ids 0, 1, … in the order of founding. Lineages stay where they are:
 * nothing measured reads them.
 */
function plant(
  kernel: CompartmentKernel,
  { exports, memory }: KernelInstance,
  own: Case,
  seed: number,
): void {
  kernel.start(modelOf(own), seed);
  if (own.phenotypes === 1) return;
  const dice = diceOf(seed);
  for (let tile = 0; tile < exports.tiles(); tile++) {
    const ids = new Uint16Array(memory.buffer, exports.tileAddressAt(tile) >>> 0, exports.tileCountAt(tile));
    for (let site = 0; site < ids.length; site++) ids[site] = dice(own.phenotypes);
  }
}

/**
 * The same mixture through the interface alone: each founder is a clone of its own, which small numbers allow. All
 * kernels plant small populations so, which makes the reference's hash comparable.
 */
function plantOneByOne(kernel: CompartmentKernel, own: Case, seed: number): void {
  const genotypes = genotypesOf(own);
  const dice = diceOf(seed);
  kernel.start({ ...modelOf(own), founders: [] }, seed);
  for (let cell = 0; cell < own.cells; cell++) {
    const genotype = genotypes[dice(genotypes.length)];
    kernel.found({ count: 1, genotype: genotype! });
  }
}

/** Whole numbers below `faces` (Steele, Lea, Flood 2014: SplitMix), the same for the same seed. */
function diceOf(seed: number): (faces: number) => number {
  let state = seed;
  return (faces) => {
    state = (state + 0x9e3779b9) | 0;
    const a = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    const b = Math.imul(a ^ (a >>> 15), 0x735a2d97);
    return Math.floor((((b ^ (b >>> 15)) >>> 0) / 2 ** 32) * faces);
  };
}
