import { Failure } from '../../assembly/shared/step';

/** The exports of assembly/index.ts. Addresses come back signed: use `>>> 0`. */
export interface KernelExports {
  advance(steps: number, stopAtCells: number, stopBelowCells: number): number;
  resect(share: number): number;
  hindrance(stopAtCells: number, stopBelowCells: number): number;
  prepareStep(environment: number): void;
  sweepTiles(): void;
  sweepTile(index: number): void;
  carryOutTile(index: number): void;
  enterBooks(): void;
  settleDaughters(): void;
  finishStep(): void;
  found(count: number): number;
  idle(steps: number): void;
  start(seedLow: number, seedHigh: number, limitPages: number, threads: number, again: boolean): number;
  serve(thread: number): void;
  dismiss(): void;
  listening(): number;
  fail(): void;
  /** A `Failure`. */
  failed(): number;
  observe(): void;
  stateHash(): bigint;
  chunks(part: number): number;
  pack(part: number, index: number): number;
  unpack(part: number, bytes: number): number;
  packAddress(): number;
  cloneAddress(clone: number): number;
  countClones(): void;
  largestClones(out: number, most: number): number;
  phenotypeGenotypeAddress(phenotype: number): number;
  phenotypesUsed(): number;
  countPhenotypes(): number;
  countSensitive(): number;
  exponential(word: number): number;
  fillRandom(
    out: number,
    draws: number,
    step: number,
    firstBlock: number,
    purpose: number,
    key0: number,
    key1: number,
  ): void;
  philox(out: number, x0: number, x1: number, x2: number, x3: number, key0: number, key1: number): void;
  circulatedAddress(): number;
  circulationAhead(cells: number): number;
  modelAddress(): number;
  environmentAddress(): number;
  courseAddress(): number;
  genotypeScratchAddress(): number;
  observedClassesAddress(): number;
  observedPhenotypesAddress(): number;
  observedSumsAddress(): number;
  observedBinsAddress(): number;
  listAddress(): number;
  listCapacity(): number;
  cells(): number;
  steps(): number;
  clones(): number;
  livePhenotypes(): number;
  births(): number;
  deaths(): number;
  alterations(): number;
  alterationsRefused(): number;
  birthsRefused(): number;
  cellSteps(): number;
  bytesUsed(): number;
  tiles(): number;
  tileAddressAt(index: number): number;
  tileCountAt(index: number): number;
  drawRoom(): number;
  rampAddress(): number;
  brushAddress(): number;
  placesAddress(): number;
  pixelsAddress(): number;
  dishOrder(tiles: number): number;
  drawDish(u: number, v: number, width: number, height: number, places: number, shift: number): void;
}

/** What assembly/tissue.ts exports beyond them; the plain SIMD build has none of it. */
export interface WholeExports extends KernelExports {
  measureLattice(): void;
  hasRoom(tile: number, site: number): number;
  layVessels(count: number): number;
  vesselAddress(index: number): number;
  tendVessels(): void;
  openVessels(): number;
  foundAt(list: number, count: number): number;
  observedTissueAddress(): number;
  solveField(field: number, plasma: number): void;
  fieldArray(field: number, array: number): number;
  fieldCycles(field: number): number;
  countField(field: number): void;
  fieldsChanged(): void;
  draw(
    axis: number,
    u: number,
    v: number,
    w: number,
    width: number,
    height: number,
    shift: number,
    deep: boolean,
  ): void;
}

export type WasmVariant = 'simd' | 'scalar' | 'debug';
/** `simd` comes plain and whole; the others are whole. */
type Build = WasmVariant | 'whole';

export interface KernelInstance {
  module: WebAssembly.Module;
  exports: KernelExports;
  memory: WebAssembly.Memory;
  /** The same exports where the build is a whole one, else null. */
  whole: WholeExports | null;
  /** Pages that the memory may grow to. */
  limitPages: number;
}

const PAGE_BYTES = 65536;
/**
 * Engines reserve 8 GiB and more of address space for each memory, and keep those of a closed group until its threads
 * have ended, which the page sees to: as many as there may be fit only once.
 */
const PAUSES_MS = [20, 50, 100, 200, 0];
const compiled = new Map<Build, Promise<WebAssembly.Module>>();

const buildOf = (variant: WasmVariant, whole: boolean): Build =>
  variant === 'simd' && whole ? 'whole' : variant;

/**
 * A kernel instance on a memory of its own.
 * @param maximumBytes most memory the compartment may take, up to 4 GiB; less where the engine refuses so much
 * @param whole the build that knows tissues
 */
export async function instantiate(
  variant: WasmVariant,
  maximumBytes = 2 ** 32,
  whole = false,
): Promise<KernelInstance> {
  const build = buildOf(variant, whole);
  const module = await moduleOf(build);
  const { memory, limitPages } = await reserve(Math.floor(maximumBytes / PAGE_BYTES));
  const instance = await WebAssembly.instantiate(module, { env: { memory, abort } });
  return { module, ...exportsOf(instance, build), memory, limitPages };
}

/** @throws RangeError where the engine has no room even when it is asked again */
async function reserve(mostPages: number): Promise<Pick<KernelInstance, 'memory' | 'limitPages'>> {
  for (const pause of PAUSES_MS) {
    // A weak device may refuse to reserve the whole range: ask for half until it agrees.
    let limitPages = Math.max(64, Math.min(65536, mostPages));
    do {
      try {
        const memory = new WebAssembly.Memory({ initial: 48, maximum: limitPages, shared: true });
        return { memory, limitPages };
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
      }
      limitPages >>>= 1;
    } while (limitPages >= 1024);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  throw new RangeError('no memory could be reserved');
}

function exportsOf(instance: WebAssembly.Instance, build: Build): Pick<KernelInstance, 'exports' | 'whole'> {
  const exports = audible(instance.exports as unknown as WholeExports);
  return { exports, whole: build === 'simd' ? null : exports };
}

/** Exports in which threads meet. */
const MEETINGS = [
  'advance',
  'prepareStep',
  'sweepTiles',
  'settleDaughters',
  'finishStep',
  'solveField',
] as const;

const FAILURES: Record<number, string> = {
  [Failure.thread]: 'A thread of this compartment has failed, so that the run cannot go on.',
  [Failure.silent]:
    'A thread of this compartment has done nothing for two minutes, so that the run cannot go on.',
};

/** The same exports, which say in a sentence why threads could not meet. */
function audible(exports: WholeExports): WholeExports {
  const all: Record<string, unknown> = { ...exports };
  for (const name of MEETINGS) {
    const meet = exports[name] as ((...values: number[]) => number) | undefined;
    if (meet === undefined) continue;
    all[name] = (...values: number[]) => {
      try {
        return meet(...values);
      } catch (error) {
        const sentence = FAILURES[exports.failed()];
        throw sentence === undefined ? error : new Error(sentence, { cause: error });
      }
    };
  }
  return all as unknown as WholeExports;
}

function moduleOf(build: Build): Promise<WebAssembly.Module> {
  let pending = compiled.get(build);
  if (!pending) {
    pending = compile(build);
    compiled.set(build, pending);
    // One that the network did not bring may come the next time.
    pending.catch(() => compiled.delete(build));
  }
  return pending;
}

function abort(_message: number, _file: number, line: number, column: number): never {
  throw new Error(`The kernel's own check failed at line ${line}, column ${column}.`);
}

async function compile(build: Build): Promise<WebAssembly.Module> {
  return import.meta.env.SSR
    ? WebAssembly.compile(await readBuilt(build))
    : WebAssembly.compileStreaming(fetch(pageUrl(build)));
}

/** Addresses that the page's bundler recognises; the debug build is not shipped with the page. */
function pageUrl(build: Build): URL {
  if (build === 'scalar') return new URL('../../build/kernel.scalar.wasm', import.meta.url);
  if (build === 'whole') return new URL('../../build/kernel.whole.wasm', import.meta.url);
  return new URL('../../build/kernel.simd.wasm', import.meta.url);
}

/** In Node the kernels lie beside the bundled program, or in build/ when run from the sources. */
async function readBuilt(build: Build): Promise<Uint8Array<ArrayBuffer>> {
  const fileSystem = 'node:fs/promises';
  const { readFile } = (await import(/* @vite-ignore */ fileSystem)) as typeof import('node:fs/promises');
  const name = `kernel.${build}.wasm`;
  // Kept apart from `new URL`, in which a bundler would take the pattern for a list of files to ship.
  const here = import.meta.url;
  try {
    return new Uint8Array(await readFile(new URL(`./${name}`, here)));
  } catch {
    return new Uint8Array(await readFile(new URL(`../../build/${name}`, here)));
  }
}
