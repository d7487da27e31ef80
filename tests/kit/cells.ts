/** Single cells as they lie in the kernel's memory (the map is in assembly/memory/layout.ts); for tests only. */
import { instantiate, type KernelInstance, type WasmVariant } from '../../src/kernel/instantiate';
import { WasmKernel } from '../../src/kernel/wasmKernel';

export const TILE = 1024;
export const LINEAGE = 2 * TILE;
export const EXPRESSION = 6 * TILE;
export const FLAGS = 7 * TILE;
export const AMOUNT = 8 * TILE;

export interface OpenKernel {
  kernel: WasmKernel;
  instance: KernelInstance;
}

/** A kernel together with the exports and the memory below it. */
export async function openKernel(
  variant: WasmVariant,
  maximumBytes?: number,
  tissue = false,
): Promise<OpenKernel> {
  const instance = await instantiate(variant, maximumBytes, tissue);
  return { kernel: new WasmKernel(variant, instance), instance };
}

export interface CellColumns {
  phenotype: number[];
  lineage: number[];
  expression: number[];
  /** [drug][cell], µM. */
  amounts: number[][];
}

/** Address and count of every tile. */
export function tiles({ exports }: KernelInstance): { address: number; count: number }[] {
  return Array.from({ length: exports.tiles() }, (_, t) => ({
    address: exports.tileAddressAt(t) >>> 0,
    count: exports.tileCountAt(t) >>> 0,
  }));
}

/** Every cell, in the order of tiles. */
export function readCells(instance: KernelInstance, drugs = 0): CellColumns {
  const cells: CellColumns = {
    phenotype: [],
    lineage: [],
    expression: [],
    amounts: Array.from({ length: drugs }, () => []),
  };
  const { buffer } = instance.memory;
  for (const { address, count } of tiles(instance)) {
    cells.phenotype.push(...new Uint16Array(buffer, address, count));
    cells.lineage.push(...new Uint32Array(buffer, address + LINEAGE, count));
    cells.expression.push(...new Uint8Array(buffer, address + EXPRESSION, count));
    cells.amounts.forEach((column, drug) => {
      column.push(...new Float32Array(buffer, address + AMOUNT + 4 * TILE * drug, count));
    });
  }
  return cells;
}
