/**
 * The document that fully describes a patient and a treatment; with its seed it determines every bit of a run.
 * Units stand in the names; help, ranges and sources stand in the parameter tables.
 */

import type { ParameterValue } from './parameters/parameter';
import type { Rule } from './rule';
import type { VesselArrangement } from './vessels';

export type { Rule, RuleKind } from './rule';
export type Crowding = 'none' | 'logistic' | 'gompertz' | 'homeostatic';
export type RetainedAction = 'none' | 'binds' | 'damages';
export type ResponseName = 'hill' | 'hazard' | 'linear' | 'points' | 'inhibitor' | 'poison' | 'receptor';
export type Route = 'level' | 'bolus' | 'infusion' | 'oral';
export type TreatmentBegin = 'size' | 'day' | 'never';

export interface ResistantFounder {
  count: number;
  pumpCopies: number;
  /** Name of a target, or '' when only pump, carrier or metabolism differ. */
  target: string;
  copies: number;
  /** Name of a variant of that target, or ''. */
  variant: string;
  targetLost: boolean;
  carrierLoss: number;
  metabolismLevel: number;
  retentionLoss: number;
  repairLevel: number;
  mutator: boolean;
}

export interface Tumour {
  /** Populations of the same kind, each with founders of its own. */
  lesions: number;
  founders: number;
  refound: boolean;
  divisionPerDay: number;
  deathPerDay: number;
  crowding: Crowding;
  capacity: number;
  /** Of homeostatic crowding. */
  feedbackExponent: number;
  feedbackMost: number;
  expressionCv: number;
  expressionInheritance: number;
  resistantFounders: ResistantFounder[];
  /** Null: well mixed. */
  tissue: Tissue | null;
}

/** Where the cells of a tumour have places, and what lies between them. Lengths without a unit are sites. */
export interface Tissue {
  sitesX: number;
  sitesY: number;
  /** 1: a plane. */
  sitesZ: number;
  siteMicrometres: number;
  neighbours: 'moore' | 'vonNeumann';
  reach: number;
  coarsening: number;
  founding: 'ball' | 'scattered' | 'everywhere';
  clearancePerDay: number;
  volumeRatio: number;
  boundaryOffset: number;
  oxygen: {
    present: boolean;
    boundary: 'fixed' | 'closed';
    boundaryMmHg: number;
    diffusionMicrometres2PerMinute: number;
    decayPerMinute: number;
    uptakePerMinute: number;
    fullAboveMmHg: number;
    quiescentBelowMmHg: number;
    necrosisBelowMmHg: number;
    necrosisFullBelowMmHg: number;
    necrosisPerDay: number;
  };
  normal: { share: number; divisionPerDay: number; deathPerDay: number; killFactor: number };
  vessels: {
    arrangement: VesselArrangement;
    perSquareMillimetre: number;
    leastDistanceMicrometres: number;
    spacingMicrometres: number;
    image: string;
    windingMicrometres: number;
    radiusMicrometres: number;
    absentWithinMicrometres: number;
    oxygenMmHg: number;
    oxygenPermeabilityMicrometresPerSecond: number;
    lossPerDay: number;
    gainPerDay: number;
    crowdedFrom: number;
    crowdedWithin: number;
  };
}

/** `tumour`: a lesion of the tumour itself. */
export type CompartmentKind = 'tumour' | 'metastasis' | 'brain' | 'marrow';

/** Keeps one drug of plasma out: clearances from inside over permeability × surface. */
export interface BarrierEntry {
  drug: string;
  pumpOverPermeability: number;
  bulkOverPermeability: number;
  /** In a tissue: permeability of these vessels over that of others. */
  permeabilityFactor: number;
}

/** A population beside the tumour, on the same plasma. What a kind does not use stays at its default. */
export interface OtherCompartment {
  name: string;
  kind: Exclude<CompartmentKind, 'tumour'>;
  founders: number;
  divisionPerDay: number;
  deathPerDay: number;
  crowding: Crowding;
  capacity: number;
  /** Cells have places in a tissue as the tumour's. */
  inTissue: boolean;
  killFactor: number;
  inhibitorRatio: number;
  /** Of marrow: from progenitors to the blood, four stages of equal length. */
  meanTransitHours: number;
  /** Of marrow: circulating cells, 10⁹/L, while it has its normal number. */
  normalGigaPerLitre: number;
  feedbackExponent: number;
  feedbackMost: number;
  transducedShare: number;
  transducedCopies: number;
  barriers: BarrierEntry[];
}

export interface TargetVariant {
  name: string;
  weight: number;
  fitness: number;
}

export interface Target {
  name: string;
  abundanceMicromolar: number;
  growthWithoutTarget: number;
  costPerDoubling: number;
  /** Extra copies lie outside the chromosomes and are dealt to the daughters at random. */
  doubleMinutes: boolean;
  gainProbability: number;
  furtherGainProbability: number;
  copyLossProbability: number;
  variantProbability: number;
  lossProbability: number;
  variants: TargetVariant[];
}

export interface VariantEffect {
  variant: string;
  kdFactor: number;
  halfEffectMicromolar: number;
  hill: number;
}

/** A point of a response given as a table. */
export interface ResponsePoint {
  micromolar: number;
  effect: number;
}

export interface Pharmacokinetics {
  route: Route;
  compartments: number;
  absorptionPerHour: number;
  clearanceLitresPerHour: number;
  centralLitres: number;
  exchange2LitresPerHour: number;
  peripheral2Litres: number;
  exchange3LitresPerHour: number;
  peripheral3Litres: number;
}

export interface Schedule {
  doseMg: number;
  levelMicromolar: number;
  infusionHours: number;
  everyHours: number;
  /** 0: until the end of the run. */
  doses: number;
  /** Days after treatment begins. */
  startDay: number;
}

/** What a drug and a pump inhibitor have in common: it reaches plasma by a schedule. */
export interface Agent {
  name: string;
  molarMass: number;
  unboundFraction: number;
  pharmacokinetics: Pharmacokinetics;
  schedule: Schedule;
}

/** A metabolite that a cell keeps, or damage that the drug leaves in it. */
export interface Retained {
  acts: RetainedAction;
  formPerHour: number;
  lossPerHour: number;
  repairableMicromolar: number;
}

/** A drug between cells that have places. */
export interface DrugTissue {
  diffusionMicrometres2PerSecond: number;
  decayPerHour: number;
  consumptionPerHour: number;
  vesselPermeabilityMicrometresPerSecond: number;
  boundary: 'bath' | 'fixed' | 'closed';
  boundaryMicromolar: number;
  quiescentKill: number;
}

export interface Drug extends Agent {
  passivePerHour: number;
  linearEffluxPerHour: number;
  metabolismPerHour: number;
  pumpStrength: number;
  pumpKmMicromolar: number;
  entryBlock: boolean;
  carrierVmaxMicromolarPerHour: number;
  carrierKmMicromolar: number;
  target: string;
  kdMicromolar: number;
  response: ResponseName;
  halfEffectMicromolar: number;
  hill: number;
  neededFraction: number;
  ligandMicromolar: number;
  ligandKdMicromolar: number;
  ligandIndependence: number;
  killPerDay: number;
  killFollowsGrowth: boolean;
  cycleFraction: number;
  stasis: number;
  retained: Retained;
  tissue: DrugTissue;
  /** Of the response `points`. */
  points: ResponsePoint[];
  variantEffects: VariantEffect[];
}

export interface Inhibitor extends Agent {
  kiMicromolar: number;
  competitive: boolean;
}

/** A value changed while the run was under way. */
export interface Change {
  hours: number;
  path: string;
  value: ParameterValue;
  /** Lines that had died out and been founded again by then; those before lived without it. */
  line: number;
}

/** An extra dose, beside the schedule. */
export interface DoseGiven {
  hours: number;
  drug: string;
  line: number;
  /** How many of the changes at the same time came before it. */
  afterChanges: number;
}

export interface Scenario {
  version: 1;
  title: string;
  about: string;
  seed: number;
  stepHours: number;
  untilDays: number;
  /** 0: no such limit. */
  untilCells: number;
  outputEveryHours: number;
  tumour: Tumour;
  compartments: OtherCompartment[];
  pump: {
    basal: number;
    perCopy: number;
    blockMax: number;
    blockHalf: number;
    costPerDoubling: number;
    doubleMinutes: boolean;
  };
  carrier: { reducedLevel: number; lostLevel: number; cost: number };
  metabolism: { raisedFactor: number; highFactor: number; cost: number };
  retention: { reducedLevel: number; lostLevel: number; cost: number };
  repair: { raisedLevel: number; highLevel: number; cost: number };
  mutator: { factor: number; cost: number };
  alterations: {
    pumpGain: number;
    pumpFurtherGain: number;
    pumpLoss: number;
    carrierLoss: number;
    metabolismGain: number;
    retentionLoss: number;
    repairGain: number;
    mutator: number;
  };
  targets: Target[];
  drugs: Drug[];
  inhibitor: Inhibitor | null;
  treatment: { begin: TreatmentBegin; atCells: number; onDay: number; controlEveryHours: number };
  rules: Rule[];
  /** Shares of the burden at the start of treatment, and growth over its lowest. */
  response: { completeShare: number; partialShare: number; progressionFactor: number };
  stop: { relapseCells: number; daysAfterTreatment: number };
  /** What was done by hand, in the order in which it was done. */
  changes: Change[];
  dosesGiven: DoseGiven[];
  /** The saved run that this one was forked from; for the record only. */
  parent: { hash: string; hours: number } | null;
}
