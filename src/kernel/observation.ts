/** What a compartment kernel tells: counts and sums over its cells, books of its fields, clones. */

import type { Alteration } from '../../assembly/shared/genome';
import type { ClassName, Genotype } from './model';

export interface Observation {
  cells: number;
  births: number;
  deaths: number;
  /** Alterations that gave a new clone. */
  alterations: number;
  /** Alterations refused because every phenotype id was in use. */
  alterationsRefused: number;
  clones: number;
  phenotypes: number;
  cellsByClass: Float64Array;
  /** Cells of the parts of classes, in the order of `subclassesOf`. */
  cellsBySubclass: Float64Array;
  /** [drug × class] mean intracellular amount, µM; 0 where the class is empty. */
  meanAmountByClass: Float64Array;
  /** [drug] mean over all cells. */
  meanAmount: Float64Array;
  /**
   * [drug × 64] cells per bin of intracellular amount: two bins per octave, bin i covers
   * [2^(i/2−20), 2^((i+1)/2−20)) with bin edges at 1 and 1.5 of each octave; bin 0 also holds everything below.
   */
  histogram: Float64Array;
  /** [drug × class × 64] the same by class. */
  histogramByClass: Float64Array;
  tissue?: TissueObservation;
}

export interface TissueObservation {
  /** Cells of normal tissue, which no other count holds. */
  normal: number;
  /** Tumour cells that could not divide in the last step for want of oxygen, and for want of room. */
  hypoxic: number;
  crowded: number;
  /** Sites taken by what dead cells left. */
  debris: number;
  /** Mean share of vessels' walls that is open, 0…1; 1 where there are none. */
  openVessels: number;
}

/** Where a field's substance came from and went since the start; µM × sites, of oxygen mmHg × sites. */
export interface MassBalance {
  /** Mean of the field over its voxels, µM, of oxygen mmHg. */
  level: number;
  /** In the fluid now, less what it owes for cells' last uptake, and free and bound in cells now (0 of oxygen). */
  inFluid: number;
  inCells: number;
  fromVessels: number;
  throughBoundary: number;
  decayed: number;
  /** By occupied sites, first order. */
  consumed: number;
  /** Changed by cells' metabolism, or kept by them as a metabolite. */
  metabolised: number;
  /** What the sums leave open, as a share of all that came in. */
  error: number;
}

export interface FieldValues {
  /** Voxels along x, y, z. */
  size: [number, number, number];
  /** x fastest, then y, then z; µM, of oxygen mmHg. */
  values: Float32Array;
}

export interface GenotypeCount {
  genotype: Genotype;
  cells: number;
}

export interface CloneRecord {
  id: number;
  parent: number;
  birthStep: number;
  alteration: Alteration;
  target: number;
  phenotype: number;
  genotype: Genotype;
  cells: number;
  className: ClassName;
}
