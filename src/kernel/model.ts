/**
 * What a compartment kernel is told: plain numbers, no drug names, no JSON. Of a tissue more is in tissueModel.ts; what it
 * tells is in observation.ts, what it can do in compartmentKernel.ts.
 *
 * Units: concentrations and amounts µM of cell water, rates per hour, probabilities per division
 * in the one-daughter convention (exactly one of two daughters altered; Bozic, Iwasa, Komarova).
 */

import { Alteration } from '../../assembly/shared/genome';
import { Limit } from '../../assembly/shared/limits';
import { Response } from '../../assembly/shared/model';
import type { TissueModel } from './tissueModel';

export { Alteration, Response };
/** f_FPGS of docs/model.md (13) without and with one and two losses, and repair without and with one and two gains. */
export const RETENTION_LEVELS: readonly [number, number, number] = [1, 0.03, 0];
export const REPAIR_LEVELS: readonly [number, number, number] = [0, 1, 3];
export const HISTOGRAM_BINS: number = Limit.histogramBins;
/** Number of the field of oxygen; that of a drug is the drug's. */
export const OXYGEN_FIELD: number = Limit.drugs;

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

/** Clones of a compartment from which on passengers begin no more: their records take 1 GiB. */
export const PASSENGER_CLONES = 2 ** 25;

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
  /** Passenger mutations that a division leaves in each daughter, on average; default 0. */
  passengersPerDaughter?: number;
  /** Clones from which on passengers begin no more; default {@link PASSENGER_CLONES}. */
  mostPassengerClones?: number;
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
