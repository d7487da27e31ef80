/** The exports of assembly/index.ts. Addresses come back signed: use `>>> 0`. */
export interface KernelExports {
  advance(steps: number, stopAtCells: number): number;
  resect(share: number): number;
  hindrance(stopAtCells: number): number;
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
  modelAddress(): number;
  environmentAddress(): number;
  genotypeScratchAddress(): number;
  observedClassesAddress(): number;
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
}

export type WasmVariant = 'simd' | 'scalar' | 'debug';

export interface KernelInstance {
  module: WebAssembly.Module;
  exports: KernelExports;
  memory: WebAssembly.Memory;
  /** Pages that the memory may grow to. */
  limitPages: number;
}

const PAGE_BYTES = 65536;
const compiled = new Map<WasmVariant, Promise<WebAssembly.Module>>();

/**
 * A kernel instance on a memory of its own.
 * @param maximumBytes most memory the compartment may take, up to 4 GiB; less where the engine refuses so much
 */
export async function instantiate(variant: WasmVariant, maximumBytes = 2 ** 32): Promise<KernelInstance> {
  let pending = compiled.get(variant);
  if (!pending) {
    pending = compile(variant);
    compiled.set(variant, pending);
  }
  const module = await pending;
  let limitPages = Math.max(64, Math.min(65536, Math.floor(maximumBytes / PAGE_BYTES)));
  for (;;) {
    try {
      const memory = new WebAssembly.Memory({ initial: 48, maximum: limitPages, shared: true });
      const instance = await WebAssembly.instantiate(module, { env: { memory, abort } });
      return { module, exports: instance.exports as unknown as KernelExports, memory, limitPages };
    } catch (error) {
      // A weak device may refuse to reserve the whole range: ask for half until it agrees.
      if (!(error instanceof RangeError) || limitPages <= 1024) throw error;
      limitPages >>>= 1;
    }
  }
}

function abort(_message: number, _file: number, line: number, column: number): never {
  throw new Error(`The kernel's own check failed at line ${line}, column ${column}.`);
}

async function compile(variant: WasmVariant): Promise<WebAssembly.Module> {
  return import.meta.env.SSR
    ? WebAssembly.compile(await readBuilt(variant))
    : WebAssembly.compileStreaming(fetch(pageUrl(variant)));
}

/** Addresses that the page's bundler recognises; the debug build is not shipped with the page. */
function pageUrl(variant: WasmVariant): URL {
  return variant === 'scalar'
    ? new URL('../../build/kernel.scalar.wasm', import.meta.url)
    : new URL('../../build/kernel.simd.wasm', import.meta.url);
}

/** In Node the kernels lie beside the bundled program, or in build/ when run from the sources. */
async function readBuilt(variant: WasmVariant): Promise<Uint8Array<ArrayBuffer>> {
  const fileSystem = 'node:fs/promises';
  const { readFile } = (await import(/* @vite-ignore */ fileSystem)) as typeof import('node:fs/promises');
  const name = `kernel.${variant}.wasm`;
  // Kept apart from `new URL`, in which a bundler would take the pattern for a list of files to ship.
  const here = import.meta.url;
  try {
    return new Uint8Array(await readFile(new URL(`./${name}`, here)));
  } catch {
    return new Uint8Array(await readFile(new URL(`../../build/${name}`, here)));
  }
}
