/** The compiled module: straight inner loops, and no state of its own, so that any instance can join a memory. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { instantiate, type KernelExports, type KernelInstance } from '../../src/kernel/instantiate';
import { WasmKernel } from '../../src/kernel/wasmKernel';
import { randomEnvironment, randomModel } from '../kit/randomised';

const build = new URL('../../build/', import.meta.url);

interface Loop {
  function: string;
  /** Instructions of the loop outside loops within it. */
  own: string[];
}

/** Every loop of the text format, one instruction a line, blocks indented by their depth. */
function loopsOf(source: string): Loop[] {
  const loops: Loop[] = [];
  const open: { indent: number; loop: Loop }[] = [];
  let name = '';
  for (const line of source.split('\n')) {
    const indent = line.search(/\S/);
    const instruction = line.trim();
    const start = /^\(func \$(\S+)/.exec(instruction);
    if (start) {
      name = start[1]!;
      open.length = 0;
    }
    if (/^loop\b/.test(instruction)) {
      const loop = { function: name, own: [] };
      loops.push(loop);
      open.push({ indent, loop });
    } else if (instruction === 'end' && open.at(-1)?.indent === indent) {
      open.pop();
    } else {
      open.at(-1)?.loop.own.push(instruction);
    }
  }
  return loops;
}

const EXCHANGE = ['supplySimd', 'startSimd', 'bindSimd', 'exchangeFreeSimd'];
const BUILDS = [
  ['simd', [...EXCHANGE, 'drawFatesSimd', 'strewSimd']],
  ['whole', [...EXCHANGE, 'drawFatesSimd', 'weighUptake', 'smoothRow']],
] as const;
/** Loops over four voxels at a time, which ask where those lie. */
const OVER_VOXELS = /\b(bookUptake|countTile)$/;

describe.each(BUILDS)('the build %s', (name, parts) => {
  const text = readFileSync(new URL(`kernel.${name}.wat`, build), 'utf8');
  // A loop that only spreads constants over lanes is not one that sweeps cells.
  const arithmetic = /^[if](8x16|16x8|32x4|64x2)\.(?!splat|extract)/;
  const sweeps = loopsOf(text).filter(({ own }) => own.filter((line) => arithmetic.test(line)).length >= 4);

  it('has the sweeping loops that the sources speak of', () => {
    expect(sweeps.length).toBeGreaterThanOrEqual(5);
    const functions = sweeps.map((loop) => loop.function).join();
    for (const part of parts) expect(functions).toContain(part);
  });

  it('calls nothing from inside them', () => {
    const perCell = sweeps.filter((loop) => !OVER_VOXELS.test(loop.function));
    const calls = perCell.flatMap((loop) =>
      loop.own
        .filter((line) => /^(call|call_indirect|return_call)\b/.test(line))
        .map((line) => `${loop.function}: ${line}`),
    );
    expect(calls).toEqual([]);
  });

  it('declares no mutable global', () => {
    expect(text.match(/\(global [^\n]*\(mut /g) ?? []).toEqual([]);
  });

  it('imports shared memory and nothing that could make results differ', () => {
    const imports = [...text.matchAll(/\(import "(\w+)" "(\w+)"/g)].map(
      ([, module, name]) => `${module}.${name}`,
    );
    expect(imports).toEqual(['env.memory']);
    expect(text).not.toMatch(/relaxed/);
  });
});

describe.each(['simd', 'scalar'] as const)('two instances on one memory, %s', (variant) => {
  let first: KernelInstance;
  beforeAll(async () => {
    first = await instantiate(variant);
  });

  it('see and continue the same run', async () => {
    const model = randomModel(7);
    const environment = randomEnvironment(7, 200);
    const straight = new WasmKernel(variant, await instantiate(variant));
    straight.start(model, 7);
    straight.advance(environment, Infinity);

    const kernel = new WasmKernel(variant, first);
    kernel.start(model, 7);
    kernel.advance(environment.subarray(0, 8 * 90), Infinity);
    const before = kernel.hash();
    const module = new WebAssembly.Module(readFileSync(new URL(`kernel.${variant}.wasm`, build)));
    const abort = () => {
      throw new Error('abort');
    };
    const instance = new WebAssembly.Instance(module, { env: { memory: first.memory, abort } });
    const second: KernelInstance = { ...first, exports: instance.exports as unknown as KernelExports };
    const joined = new WasmKernel(variant, second);
    expect(joined.hash()).toBe(before);
    expect(kernel.hash()).toBe(before);
    // A facade that did not start the run does not know its drugs, but the memory does.
    joined.advance(environment.subarray(8 * 90), Infinity);
    expect(joined.hash()).toBe(straight.hash());
    expect(kernel.hash()).toBe(straight.hash());
  });
});
