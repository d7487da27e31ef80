/** All living cells of a compartment as columns, copied from the kernel's memory (the map is in assembly/memory/layout.ts). */
import { Column } from '../../../assembly/memory/cell';
import { Limit } from '../../../assembly/shared/limits';
import type { KernelInstance } from '../instantiate';
import type { Genotype } from '../model';
import { unpackGenotype } from '../numbers/genotype';
import { placeInTissue } from '../read/sites';
import { f32View, u8View, u16View, u32View } from '../read/views';
import type { TissueModel } from '../tissueModel';

/** Phenotypes below this stand for no cell: in a tissue, free sites and what dead cells left. */
const RESERVED_IN_TISSUE = 2;

/** One entry per cell in every column, in the order of memory. */
export interface CellColumns {
  count: number;
  phenotype: Uint16Array;
  /** Number of the clone: 0 is that of the first founders. */
  clone: Uint32Array;
  /** Level of expression, 0…255; 128 is the median. */
  expression: Uint8Array;
  /** Per drug, what the cell holds, µM of cell water. */
  amounts: Float32Array[];
  /** Per drug whose metabolite cells retain, what the cell holds of it, µM; in the order of drugs. */
  metabolites: Float32Array[];
  /** Of a tissue: x, y, z of each cell, sites; null where cells have no places. */
  places: Uint16Array | null;
  /** What each phenotype in use is. */
  genotypes: Map<number, Genotype>;
}

/** @param drugs of the model @param columns amounts a cell has: one per drug, then one per retained metabolite */
export function readColumns(
  kernel: KernelInstance,
  tissue: TissueModel | undefined,
  drugs: number,
  columns: number,
): CellColumns {
  const { exports, memory } = kernel;
  const least = tissue ? RESERVED_IN_TISSUE : 0;
  const room = tissue ? cellsFrom(least, kernel) : exports.cells() >>> 0;
  const all = {
    phenotype: new Uint16Array(room),
    clone: new Uint32Array(room),
    expression: new Uint8Array(room),
    amounts: Array.from({ length: columns }, () => new Float32Array(room)),
    places: tissue ? new Uint16Array(3 * room) : null,
  };
  let filled = 0;
  for (let tile = 0; tile < exports.tiles(); tile++) {
    const address = exports.tileAddressAt(tile) >>> 0;
    if (address === 0) continue;
    const sites = tissue ? Limit.tileCells : exports.tileCountAt(tile);
    const ids = u16View(memory, address + Column.phenotype, sites);
    const clones = u32View(memory, address + Column.lineage, sites);
    const levels = u8View(memory, address + Column.expression, sites);
    const held = all.amounts.map((_, column) =>
      f32View(memory, address + Column.amount + Column.amountBytes * column, sites),
    );
    for (let site = 0; site < sites; site++) {
      const id = ids[site]!;
      if (id < least) continue;
      all.phenotype[filled] = id;
      all.clone[filled] = clones[site]!;
      all.expression[filled] = levels[site]!;
      held.forEach((column, index) => {
        all.amounts[index]![filled] = column[site]!;
      });
      if (tissue) all.places?.set(placeInTissue(tissue, tile, site), 3 * filled);
      filled++;
    }
  }
  const { amounts, ...rest } = all;
  return {
    count: filled,
    ...rest,
    amounts: amounts.slice(0, drugs),
    metabolites: amounts.slice(drugs),
    genotypes: genotypesOf(kernel, all.phenotype),
  };
}

/** In a tissue cells of normal tissue are there too, which the kernel's count leaves out. */
function cellsFrom(least: number, { exports, memory }: KernelInstance): number {
  let sum = 0;
  for (let tile = 0; tile < exports.tiles(); tile++) {
    const address = exports.tileAddressAt(tile) >>> 0;
    if (address === 0) continue;
    for (const id of u16View(memory, address + Column.phenotype, Limit.tileCells)) if (id >= least) sum++;
  }
  return sum;
}

function genotypesOf({ exports, memory }: KernelInstance, phenotypes: Uint16Array): Map<number, Genotype> {
  const all = new Map<number, Genotype>();
  for (const id of new Set(phenotypes)) {
    const [first, copies, alleles] = u32View(memory, exports.phenotypeGenotypeAddress(id), 3);
    all.set(id, unpackGenotype(first!, copies!, alleles!));
  }
  return all;
}
