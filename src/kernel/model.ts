/**
 * What a compartment kernel is told and what it tells: plain numbers, no drug names, no JSON.
 *
 * Units: concentrations and amounts µM of cell water, rates per hour, probabilities per division
 * in the one-daughter convention (exactly one of two daughters altered; Bozic, Iwasa, Komarova).
 */

import { Alteration } from '../../assembly/shared/genome';
import { Limit } from '../../assembly/shared/limits';
import { Response } from '../../assembly/shared/model';
import type { Whereabouts } from './whereabouts';

export { Alteration, Response };
/** f_FPGS of docs/model.md (13) without and with one and two losses, and repair without and with one and two gains. */
export const RETENTION_LEVELS: readonly [number, number, number] = [1, 0.03, 0];
export const REPAIR_LEVELS: readonly [number, number, number] = [0, 1, 3];
export const HISTOGRAM_BINS: number = Limit.histogramBins;

/** Resistance classes in the order used by every count, plot and export. */
export const CLASS_NAMES = [
  'sensitive',
  'pump',
  'amplified',
  'altered',
  'lost',
  'uptake',
  'metabolism',
  'several',
] as const;
export type ClassName = (typeof CLASS_NAMES)[number];
export const CLASS_COUNT = CLASS_NAMES.length;

/** One allele of a target as one drug meets it. Allele 0 is the wild type. */
export interface DrugAllele {
  /** Multiplies the drug's Kd. */
  kdFactor: number;
  /**
   * EC50, IC50 (free drug, µM) or B50 (bound target, µM) of the response; of `points` what multiplies the table's
   * levels; unused by `inhibitor`.
   */
  halfEffect: number;
  /** Hill exponent of the response; unused by `inhibitor`, `linear` and `points`. */
  hill: number;
}

/** A metabolite that is formed from free drug within the cell, is not pumped, and stays: dG/dt = f k_F C − k_H G. */
export interface RetainedModel {
  /** `binds` the target as the drug does, or `damages`: the effect depends on what exceeds the cell's repair. */
  acts: 'binds' | 'damages';
  /** k_F, /h. */
  formPerHour: number;
  /** k_H, /h. */
  lossPerHour: number;
  /** `damages`: damage that a cell with repair 1 mends, µM. */
  repairable?: number;
}

export interface DrugModel {
  /** k_p, passive exchange, /h. */
  passivePerHour: number;
  /** k_MRP, linear efflux, /h. */
  linearEffluxPerHour: number;
  /** k_G, conversion per unit of metabolism level, /h. */
  metabolismPerHour: number;
  /** V₁, µM/h per unit of pump expression; 0: not a substrate. */
  pumpVmax: number;
  /** K_m of the pump, µM. */
  pumpKm: number;
  /** 1: the pump also blocks entry of this drug (ε of docs/model.md (7)), 0: efflux only. */
  entryBlock: number;
  /** V_c, carrier-mediated influx, µM/h; 0: none. */
  carrierVmax: number;
  /** K_t of the carrier, µM. */
  carrierKm: number;
  /** Target this drug meets, 0…3, or -1: none. */
  target: number;
  /** K_d of tight binding, µM; 0: the drug is not depleted by its target (free = total). */
  kd: number;
  response: Response;
  /** A metabolite that cells keep; a further column of f32 per cell. */
  retained?: RetainedModel;
  /** `inhibitor`: free target a cell needs, µM. */
  neededTarget: number;
  /** Hazard of death at full effect (already times the cycle fraction γ), /h. */
  killPerHour: number;
  /** Kill goes with crowding as division does. In a tissue `quiescentKill` says the same of oxygen and room. */
  killFollowsGrowth?: boolean;
  /** Share of division that a full effect stops, 0…1; where a linear effect would stop more than all, it stops all. */
  stasis: number;
  /** Of the response `points`: free drug, µM, rising, and effect; at most 64. */
  points?: readonly (readonly [level: number, effect: number])[];
  /** Indexed by the allele of the drug's target; at least one entry. */
  alleles: DrugAllele[];
}

export interface TargetModel {
  /** E₁, µM at one copy. */
  abundance: number;
  /** Division rate of a cell that lost the target, as a share of the normal one. */
  growthWithoutTarget: number;
  /** Weights of variant alleles 1…n among variant alterations (index 0 is allele 1). */
  variantWeights: number[];
  /** Relative division rate per allele (index 0 = wild type = 1). */
  alleleFitness: number[];
  /** Fitness cost per doubling of copies, share of b. */
  costPerDoubling: number;
  /** Copies beyond the first are double minutes: dealt at random to the daughters at each division. */
  doubleMinutes?: boolean;
}

export interface AlterationRate {
  kind: Alteration;
  /** Target concerned, 0…3; 0 where it does not matter. */
  target: number;
  /** Probability per division that one daughter is altered. */
  probability: number;
}

export interface Genotype {
  /** MDR1 copies beyond silence: 0 is a cell without the pump. At most 255. */
  pumpCopies: number;
  /** Copies of each target, 1…255. */
  copies: number[];
  /** Allele of each target. */
  alleles: number[];
  /** Whether each target is lost. */
  lost: boolean[];
  /** 0, 1, 2: carrier at 1, 0.1, 0.01 of normal. */
  carrierLoss: number;
  /** 0, 1, 2: metabolism at 1, 3, 10 times normal. */
  metabolism: number;
  /** 0, 1, 2: level of loss of the enzyme that forms retained metabolites (FPGS). */
  retentionLoss: number;
  /** 0, 1, 2: level of repair gained (MGMT). */
  repair: number;
  mutator: boolean;
  /** A cell of normal tissue: rates of its own, no alterations. */
  normal?: boolean;
}

export interface FounderModel {
  count: number;
  genotype: Genotype;
  /** In a tissue: `count` places, x + sizeX·(y + sizeY·z). Those that are taken already are passed over. */
  sites?: Uint32Array;
}

export type BoundaryKind = 'closed' | 'fixed' | 'bath';

/** A substance between the cells. */
export interface FieldModel {
  /** µm²/h. */
  diffusion: number;
  /** /h, everywhere. */
  decayPerHour: number;
  /** `bath`: held at the drug's plasma level, closed while that is 0. */
  boundary: BoundaryKind;
  /** Of a `fixed` boundary; µM, of oxygen mmHg. */
  boundaryValue: number;
  /** Distance of the boundary from the outer faces of the outermost sites, sites. */
  boundaryOffset: number;
  /** Of vessel walls, µm/h. */
  permeability: number;
  /** Outward over inward permeability of vessel walls whose pumps nothing inhibits. */
  wallPump: number;
  /** Bulk flow out beside vessels, which no pump drives, over inward permeability; default 0. */
  wallBulk?: number;
  /** First-order consumption by an occupied site beside what exchange with the cell takes, /h. */
  consumptionPerHour: number;
}

export interface OxygenModel extends FieldModel {
  /** mmHg in the vessels. */
  vesselValue: number;
  /** mmHg; no division below the first, unhindered from the second on, linear between. */
  quiescentBelow: number;
  fullAbove: number;
  /** mmHg; necrosis begins below the first and is at its full rate below the second, linear between. */
  necrosisBelow: number;
  necrosisFullBelow: number;
  necrosisPerHour: number;
}

/** A vessel crossing the lattice: its place in sites and its wall's surface within that site over the site's volume. */
export interface Vessel {
  x: number;
  y: number;
  z: number;
  /** /µm. */
  surfacePerVolume: number;
}

export interface TissueModel {
  /** Sites along x, y and z: 2 or 3 of them, at most 4,096 each in a plane and 512 in a volume. */
  size: [number, number] | [number, number, number];
  neighbours: 'vonNeumann' | 'moore';
  /**
   * Distance in sites, ± ½, over which a dividing cell pushes others towards a gap, 0…16; 0: it needs a free neighbour.
   * Which share of attempts reaches places at √2 and √3 is set so that colonies grow round (assembly/lattice/places.ts).
   */
  reach: number;
  siteMicrometres: number;
  /** Sites along the edge of a voxel of the fields. */
  coarsening: 1 | 2;
  /** In the order of the drugs; all or none. */
  drugFields: FieldModel[];
  oxygen: OxygenModel | null;
  /** Share of each drug's kill that a quiescent cell meets, 0…1. */
  quiescentKill: number[];
  /** Rate at which what the dead leave is cleared, /h; 0: at once. */
  clearancePerHour: number;
  /** Cells of normal tissue: genotypes marked `normal`. */
  normal: { divisionPerHour: number; deathPerHour: number; kill: number };
  /** Volume of cell water over that of the fluid around it, at an occupied site. */
  volumeRatio: number;
  vessels: Vessel[];
  vesselDynamics: {
    /** Vessels close at this rate where cells crowd them and open where they do not, /h. */
    lossPerHour: number;
    gainPerHour: number;
    /** Share of occupied sites within `crowdedWithin` sites from which a vessel closes; above 1: never. */
    crowdedFrom: number;
    crowdedWithin: number;
  };
}

export interface KernelModel {
  stepHours: number;
  divisionPerHour: number;
  deathPerHour: number;
  crowding: 'none' | 'logistic' | 'gompertz' | 'homeostatic';
  /** Cells at which crowding stops division; homeostatic: at which division is as fast as given. */
  capacity: number;
  /**
   * Homeostatic: division times (capacity / cells)^exponent, at most `most` times. With a transit rate the cells are
   * progenitors of blood, which three stages that each pass on at this rate keep apart from them, and the feedback
   * follows the circulation as a share of normal in place of cells / capacity (Friberg et al. 2002).
   */
  feedback?: { exponent: number; most: number; transitPerHour?: number };
  /** Coefficient of variation of expression between cells (log-normal, 256 levels). */
  expressionCv: number;
  /** Probability that a daughter keeps its mother's expression level. */
  expressionInheritance: number;
  /** Pump expression P of a cell with 0 copies. */
  pumpBasal: number;
  /** Pump expression P added per copy. */
  pumpPerCopy: number;
  /** The pump's copies are double minutes. */
  pumpDoubleMinutes?: boolean;
  /** ε_max and P₅₀ of the entry block. */
  blockMax: number;
  blockHalf: number;
  pumpCostPerDoubling: number;
  /** Carrier strength at loss levels 0, 1, 2. */
  carrierLevels: [number, number, number];
  /** Metabolism multiplier at levels 0, 1, 2. */
  metabolismLevels: [number, number, number];
  /** Formation of retained metabolites that bind, at loss levels 0, 1, 2; default 1, 0.03, 0. */
  retentionLevels?: [number, number, number];
  /** Repair at levels 0, 1, 2; default 0, 1, 3. */
  repairLevels?: [number, number, number];
  retentionCost?: number;
  repairCost?: number;
  carrierCost: number;
  metabolismCost: number;
  mutatorFactor: number;
  mutatorCost: number;
  drugs: DrugModel[];
  targets: TargetModel[];
  alterations: AlterationRate[];
  founders: FounderModel[];
  /** Live phenotypes at most, up to 65,520. */
  maxPhenotypes: number;
  /** Cells with places; without it the compartment is well mixed. */
  tissue?: TissueModel;
}

/**
 * Environment of one step, {@link ENVIRONMENT_STRIDE} f32 values: extracellular concentration of drugs 0…3
 * (µM, mean over the step), pump activity 1/(1+I/K_i) (1 = uninhibited), factor on K_m (competitive inhibitor,
 * 1 = none), the share of the work of pumps in vessel walls that an inhibitor takes away (0 = none), one spare.
 */
export const ENVIRONMENT_STRIDE = 8;
export const ENVIRONMENT_PUMP = 4;
export const ENVIRONMENT_KM = 5;
export const ENVIRONMENT_WALL = 6;

export type StopReason = 'steps' | 'cells' | 'extinct' | 'memory';

export interface Advance {
  /** Steps completed. */
  steps: number;
  reason: StopReason;
}

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
export interface FieldBook {
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

export type Variant = 'simd' | 'scalar' | 'debug' | 'reference';

/** The one interface that the wasm kernel and the plain TypeScript reference both give. */
export interface CompartmentKernel {
  readonly variant: Variant;
  /** Threads that share the work. */
  readonly threads: number;
  readonly cells: number;
  readonly steps: number;
  /** Sum over steps of the cells alive at the step's start. */
  readonly cellSteps: number;
  /** Linear memory in use, bytes. */
  readonly bytes: number;
  readonly births: number;
  readonly deaths: number;
  readonly alterations: number;
  readonly alterationsRefused: number;
  /** Forget everything and begin anew with these numbers; `seed` is a whole number below 2^53. */
  start(model: KernelModel, seed: number): void;
  /** Adds founder cells now (also used to found again after an early extinction). */
  found(founder: FounderModel): void;
  /**
   * Advance by at most `environment.length / ENVIRONMENT_STRIDE` steps; stops early before a step when the live
   * count is 0, at least `stopAtCells` or below `stopBelowCells` (default 0), or when memory cannot hold the births
   * that must be expected.
   */
  advance(environment: Float32Array, stopAtCells: number, stopBelowCells?: number): Advance;
  /** Live cells after each step of the last `advance`, of its last 256 where there were more; holds until the next. */
  course(): Uint32Array;
  /** Lets time pass where no cell lives. */
  idle(steps: number): void;
  /**
   * Circulation as a share of normal after each step from step number `from` on to now (0: before the first), 256 at most. Of cells that make blood.
   */
  circulation(from: number): Float64Array;
  /** Removes each cell with this probability, independently; returns how many, counted among the deaths. */
  resect(share: number): number;
  observe(): Observation;
  /** Cells of the class `sensitive`: a pass over one column, where `observe` makes one over all. */
  countSensitive(): number;
  /** Of a tissue: the books of its fields, drugs in their order, then oxygen where there is such a field. */
  fields?(): FieldBook[];
  /** Of a tissue: a field's values now, by its drug or 4 for oxygen. */
  fieldValues?(field: number): FieldValues;
  /** Of a tissue: where a clone's own cells are, of null all of the tumour; null where none lives. */
  whereabouts?(clone: number | null): Whereabouts | null;
  /** Live cells per clone, the `count` largest, descending. */
  largestClones(count: number): CloneRecord[];
  /** Living cells per genotype, the most frequent first, equals in the order of their ids. */
  genotypes(): GenotypeCount[];
  /** Clones with id ≥ `first`, in id order, at most `count`; live counts are not filled (0). */
  clonesSince(first: number, count: number): CloneRecord[];
  /** 16 hex digits over the full state. */
  hash(): string;
  /** Ends the threads; the kernel is not used after it. */
  close(): void;
}
