/** Where in a tissue cells are, as a whole. One pass over all of them; nothing of it enters the state. */
import { Column } from '../../assembly/memory/cell';
import { Limit } from '../../assembly/shared/limits';
import { VesselWord } from '../../assembly/shared/tissue';
import type { KernelInstance } from './instantiate';
import { unpackGenotype } from './numbers/genotype';
import { f32View, u16View, u32View } from './read/views';
import { Lattice, type Position } from './reference/tissue/lattice';
import type { TissueModel } from './tissueModel';

/** Where cells of a tissue are, as a whole. */
export interface Whereabouts {
  cells: number;
  /** From the mean of the cells' places to the middle of the tissue, µm. */
  fromMiddle: number;
  /** From there to the nearest vessel of whose wall half or more is open, µm; null where there is none. */
  fromVessel: number | null;
  /** No further than this from there lies half of the cells, µm. */
  halfWithin: number;
}

/** Share of a vessel's wall from which on it counts as open. */
const OPEN = 0.5;
/** Phenotypes below this stand for free sites and for what dead cells left. */
const FIRST_PHENOTYPE = 2;

/** @param clone cells of just this clone, null: all of the tumour; null is returned where none lives */
export function whereaboutsOf(
  instance: KernelInstance,
  tissue: TissueModel,
  clone: number | null,
): Whereabouts | null {
  const lattice = new Lattice(tissue);
  const sum = [0, 0, 0] as [number, number, number];
  let cells = 0;
  visit(instance, lattice, clone, (x, y, z) => {
    cells++;
    sum[0] += x;
    sum[1] += y;
    sum[2] += z;
  });
  if (cells === 0) return null;
  const mean: Position = [sum[0] / cells, sum[1] / cells, sum[2] / cells];
  const distances = new Float64Array(cells);
  let next = 0;
  visit(instance, lattice, clone, (x, y, z) => {
    distances[next++] = Math.sqrt((x - mean[0]) ** 2 + (y - mean[1]) ** 2 + (z - mean[2]) ** 2);
  });
  distances.sort();
  const [x, y, z] = lattice.size;
  const middle: Position = [(x - 1) / 2, (y - 1) / 2, (z - 1) / 2];
  const sites = openVessels(instance, tissue).map((vessel) => distance(vessel, mean));
  const nearest = sites.reduce((least, each) => Math.min(least, each), Infinity);
  const length = tissue.siteMicrometres;
  return {
    cells,
    fromMiddle: length * distance(mean, middle),
    fromVessel: nearest === Infinity ? null : length * nearest,
    halfWithin: length * distances[Math.ceil(cells / 2) - 1]!,
  };
}

const distance = (a: Position, b: Position) =>
  Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2);

/** Tells of the place of every cell wanted, in sites. */
function visit(
  { exports, memory }: KernelInstance,
  lattice: Lattice,
  clone: number | null,
  tell: (x: number, y: number, z: number) => void,
): void {
  const wanted = Uint8Array.from({ length: exports.phenotypesUsed() }, (_, id) => {
    if (id < FIRST_PHENOTYPE) return 0;
    const [a = 0, b = 0, c = 0] = u32View(memory, exports.phenotypeGenotypeAddress(id), 3);
    return unpackGenotype(a, b, c).normal ? 0 : 1;
  });
  const [edgeX, edgeY] = lattice.edges;
  for (let tile = 0; tile < exports.tiles(); tile++) {
    const address = exports.tileAddressAt(tile) >>> 0;
    if (address === 0) continue;
    const [left, top, front] = lattice.positionOf(tile * Limit.tileCells);
    const phenotypes = u16View(memory, address + Column.phenotype, Limit.tileCells);
    const clones = u32View(memory, address + Column.lineage, Limit.tileCells);
    for (let site = 0; site < Limit.tileCells; site++) {
      if (wanted[phenotypes[site]!] !== 1 || (clone !== null && clones[site] !== clone)) continue;
      const line = Math.floor(site / edgeX);
      tell(left + (site % edgeX), top + (line % edgeY), front + Math.floor(line / edgeY));
    }
  }
}

function openVessels({ whole, memory }: KernelInstance, { vessels }: TissueModel): Position[] {
  if (whole === null || vessels.length === 0) return [];
  const words = f32View(memory, whole.vesselAddress(0) >>> 0, vessels.length * VesselWord.stride);
  return vessels
    .filter((_, index) => words[index * VesselWord.stride + VesselWord.openness]! >= OPEN)
    .map(({ x, y, z }) => [x, y, z]);
}
