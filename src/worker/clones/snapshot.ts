/** The clones that live now: their sizes by rank, and how often each alteration would be found. */
import type { CloneColumns } from '../../kernel/lineage/columns';
import { cladeCells } from '../../kernel/lineage/prune';
import { CLASS_COUNT } from '../../kernel/model';
import type { CloneSizes, Frequencies } from './messages';

/** Ranks that all are shown, and how many a factor of ten has beyond them. */
const ALL_RANKS = 100;
const RANKS_PER_DECADE = 60;
/** Frequencies are halved from bin to bin: more than 2³² cells there are not in a compartment, of which 64 are. */
const BINS = 40;

interface Snapshot {
  sizes: CloneSizes;
  frequencies: Frequencies;
  /** Living cells of each clone with all that came from it, by compartment and clone. */
  clades: Float64Array[];
}

/** The number in files of a clone, by its part and its id there. */
type Identify = (part: number, id: number) => number;

/** @param parts every clone of each compartment, living cells as they are now */
export function snapshotOf(parts: readonly CloneColumns[], identify: Identify): Snapshot {
  const clades = parts.map((clones) => cladeCells(clones));
  return { sizes: sizesOf(parts, identify), frequencies: frequenciesOf(parts, clades), clades };
}

export function sizesOf(parts: readonly CloneColumns[], identify: Identify): CloneSizes {
  const living = parts.reduce(
    (sum, { cells }) => sum + cells.reduce((all, own) => all + (own > 0 ? 1 : 0), 0),
    0,
  );
  /** Cells and class in one number each, so that they are sorted together. */
  const sorted = new Float64Array(living);
  let at = 0;
  for (const { cells, className } of parts) {
    for (let row = 0; row < cells.length; row++) {
      const own = cells[row] as number;
      if (own > 0) sorted[at++] = packedOf(own, className[row]!);
    }
  }
  sorted.sort().reverse();
  const ranks = ranksOf(living);
  const packed = (rank: number) => sorted[rank - 1] as number;
  return {
    identity: identitiesOf(parts, identify, ranks.map(packed)),
    clones: living,
    rank: ranks,
    cells: ranks.map((rank) => Math.floor(packed(rank) / CLASS_COUNT)),
    classOf: Uint8Array.from(ranks, (rank) => CLASS_COUNT - 1 - (packed(rank) % CLASS_COUNT)),
  };
}

const packedOf = (cells: number, className: number) => cells * CLASS_COUNT + (CLASS_COUNT - 1 - className);

/** Of clones of these sizes and classes. */
function identitiesOf(
  parts: readonly CloneColumns[],
  identify: Identify,
  wanted: Float64Array,
): Float64Array {
  const found = new Float64Array(wanted.length);
  const waiting = new Map<number, number[]>();
  for (const [at, packed] of wanted.entries()) waiting.set(packed, [...(waiting.get(packed) ?? []), at]);
  for (const [part, { cells, className, id }] of parts.entries()) {
    for (let row = 0; row < cells.length; row++) {
      const at = cells[row] === 0 ? undefined : waiting.get(packedOf(cells[row]!, className[row]!))?.shift();
      if (at !== undefined) found[at] = identify(part, id[row]!);
    }
  }
  return found;
}

/** The first ones, then evenly by their logarithm, and the last. */
function ranksOf(count: number): Float64Array {
  const ranks = Array.from({ length: Math.min(count, ALL_RANKS) }, (_, index) => index + 1);
  for (let step = 1; (ranks.at(-1) ?? count) < count; step++) {
    const rank = Math.min(count, Math.round(ALL_RANKS * 10 ** (step / RANKS_PER_DECADE)));
    if (rank > (ranks.at(-1) as number)) ranks.push(rank);
  }
  return Float64Array.from(ranks);
}

/** Every alteration is a site of its own, on one of two chromosomes: docs/model.md (93), without a sample's reads. */
export function frequenciesOf(parts: readonly CloneColumns[], clades: readonly Float64Array[]): Frequencies {
  const cells = parts.reduce((sum, part) => sum + part.cells.reduce((all, own) => all + own, 0), 0);
  const alterations = new Float64Array(BINS);
  let clonal = 0;
  for (const [index, { count, mutations }] of parts.entries()) {
    const carriersOf = clades[index] as Float64Array;
    for (let row = 0; row < count; row++) {
      const carriers = carriersOf[row] as number;
      if (carriers === 0 || mutations[row] === 0) continue;
      // Of all cells the first bin, of half of them the second: exact, since halving is.
      const bin = Math.min(BINS - 1, Math.floor(Math.log2(cells / carriers)));
      const own = mutations[row] as number;
      alterations[bin] = (alterations[bin] as number) + own;
      if (carriers === cells) clonal += own;
    }
  }
  return { cells, alterations, clonal };
}
