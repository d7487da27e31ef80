/** What the page is told of clones; see ../protocol.ts. */
import type { ClassName } from '../../kernel/model';

/** A clone that is shown by itself. */
export interface ShownClone {
  /** Its number in files, whichever compartment it is of. */
  identity: number;
  /** Place among the clones shown of the nearest ancestor that is shown too; −1: none is. */
  parent: number;
  /** Its number within its compartment, which its shade goes by. */
  id: number;
  className: ClassName;
  /** What it began with, in words; of founders what they were. */
  text: string;
  birthDay: number;
  /** Living cells of it alone, and with all that came from it, as of {@link CloneView.hours}. */
  cells: number;
  clade: number;
}

export interface CloneView {
  /** {@link RunStatus.run} */
  run: number;
  /** The compartment that it is of; −1: the tumour in all its compartments. */
  shown: number;
  steps: number;
  hours: number;
  /** Since when clones are counted; 0: from the beginning. */
  sinceHours: number;
  /** Cells of a clone with all that came from it from which on it is counted by itself. */
  from: number;
  /** The leading clones, a parent before what came from it. */
  clones: ShownClone[];
  /** Of the output times that are shown, rising. */
  days: Float64Array;
  /** [clone][time] cells, with those of clones that are not shown themselves and came from it. */
  cells: Float64Array[];
  diversity: DiversityCourse;
  /** Sizes of living clones, the largest first. */
  sizes: CloneSizes;
  frequencies: Frequencies;
  /** {@link neutralRate} of the scenario. */
  neutralRate: number | null;
}

/** Measures of docs/model.md (90), (91) and (92) at the times of {@link CloneView.days}. */
export interface DiversityCourse {
  clones: Float64Array;
  shannon: Float64Array;
  simpson: Float64Array;
  /** What {@link heterozygosity} is told by, and a column for each. */
  loci: string[];
  heterozygosity: Float64Array[];
}

/** Of many clones some, evenly by the logarithm of their rank. */
export interface CloneSizes {
  /** How many clones live. */
  clones: number;
  /** 1: the largest. */
  rank: Float64Array;
  cells: Float64Array;
  /** Places in `CLASS_NAMES`. */
  classOf: Uint8Array;
  /** Its number in files; of several of one size and class any of them, each once. */
  identity: Float64Array;
}

/**
 * docs/model.md (95): alterations by variant allele frequency, half the share of cells that carry them; bin b holds frequencies above
 * 2^−(b+2), up to 2^−(b+1) with it.
 */
export interface Frequencies {
  /** Cells that the shares are of. */
  cells: number;
  /** Of passengers each mutation. */
  alterations: Float64Array;
  /** How many of them all cells carry. */
  clonal: number;
}
