import { exactExp, exactExpm1, exactLn } from '../../../assembly/numerics/maths';
import { Kind } from '../../../assembly/shared/genome';
import {
  CLASS_NAMES,
  type DrugModel,
  type Genotype,
  type KernelModel,
  REPAIR_LEVELS,
  RETENTION_LEVELS,
  Response,
} from '../model';
import { className, wildType } from '../numbers/genotype';

const f = Math.fround;
/** Share of a drug that is said to stay in a cell of a tissue over a step where less does. */
const LEAST_KEPT = 1e-20;
const LN2 = 0.6931471805599453;

/** What one drug does to one phenotype, all f32; names as in docs/model.md (5), (9), (10) and (17). */
export interface DrugRates {
  /** ρ: share of the free drug that stays over a step. */
  decay: number;
  /** θ k_p, and θ k_p ε that an uninhibited pump turns away at the membrane. */
  entry: number;
  blocked: number;
  /** θ V₁ P. */
  pumping: number;
  /** θ times the carrier's strength. */
  carrier: number;
  /** E and K of the target; E = 0 if it is lost. */
  target: number;
  kd: number;
  /** Free target needed; 0 if the target is lost. */
  need: number;
  allele: number;
  /** The target is lost: this drug does nothing to the cell. */
  unresponsive: boolean;
  /** Retained metabolite formed per µM of free drug in a step, the share of it kept, and damage mended. */
  forming: number;
  kept: number;
  mended: number;
  /** Of a tissue: drug changed in a step, per µM before and per µM of free drug after it. */
  changedBefore?: number;
  changedAfter?: number;
}

export interface Phenotype {
  genotype: Genotype;
  /** Index into CLASS_NAMES. */
  resistanceClass: number;
  kind: Kind;
  /** Share of every drug's kill that it meets, f32. */
  killShare: number;
  /** b Δt and d Δt without drug, f32. */
  division: number;
  death: number;
  drugs: DrugRates[];
  /** e^{bΔt} − 1, f64: the most one cell grows to be expected in a step. */
  growth: number;
}

export function isBound(drug: DrugModel): boolean {
  return drug.kd > 0 && drug.target >= 0;
}

/** Division rate as a share of the wild type's: one factor per cost (docs/model.md (26)). */
function divisionShare(model: KernelModel, genotype: Genotype): number {
  let share = 1 - (model.pumpCostPerDoubling * exactLn(1 + genotype.pumpCopies)) / LN2;
  if (genotype.carrierLoss > 0) share *= 1 - model.carrierCost;
  if (genotype.metabolism > 0) share *= 1 - model.metabolismCost;
  if (genotype.retentionLoss > 0) share *= 1 - (model.retentionCost ?? 0);
  if (genotype.repair > 0) share *= 1 - (model.repairCost ?? 0);
  if (genotype.mutator) share *= 1 - model.mutatorCost;
  model.targets.forEach((target, t) => {
    if (genotype.lost[t]) {
      share *= target.growthWithoutTarget;
    } else {
      share *= 1 - (target.costPerDoubling * exactLn(genotype.copies[t]!)) / LN2;
      share *= target.alleleFitness[genotype.alleles[t]!]!;
    }
  });
  return share > 0 ? share : 0;
}

export function phenotypeOf(model: KernelModel, genotype: Genotype): Phenotype {
  const hours = model.stepHours;
  const share = divisionShare(model, genotype);
  const normal = genotype.normal ? model.tissue?.normal : undefined;
  const { divisionPerHour, deathPerHour } = normal ?? model;
  return {
    genotype,
    resistanceClass: CLASS_NAMES.indexOf(className(genotype)),
    kind: normal ? Kind.normal : Kind.tumour,
    killShare: f(normal?.kill ?? 1),
    division: f(divisionPerHour * share * hours),
    death: f(deathPerHour * hours),
    growth: exactExpm1(share * divisionPerHour * hours),
    drugs: model.drugs.map((drug) => drugRates(model, drug, genotype)),
  };
}

/** What a free site of a tissue has for a phenotype, and debris, which is cleared at a rate. */
export function reservedPhenotypes(model: KernelModel): Phenotype[] {
  if (!model.tissue) return [];
  const nothing = {
    genotype: wildType(),
    kind: Kind.none,
    resistanceClass: 0,
    killShare: 0,
    division: 0,
    growth: 0,
    drugs: [],
  };
  return [
    { ...nothing, death: 0 },
    { ...nothing, death: f(model.tissue.clearancePerHour * model.stepHours) },
  ];
}

/** What of a drug is changed, from the step's own balance (assembly/genome/genome.ts). */
function changed(
  bound: boolean,
  share: number,
  changing: number,
  hours: number,
  decay: number,
  time: number,
): Pick<DrugRates, 'changedBefore' | 'changedAfter'> {
  if (bound) return { changedBefore: 0, changedAfter: f(changing * hours) };
  return {
    changedBefore: f(share * (1 - (hours * decay) / time)),
    changedAfter: f(share * (hours / time - 1)),
  };
}

function levelOf(levels: readonly number[], level: number): number {
  return levels[level]!;
}

/** Pump expression P of a genotype, for a cell of mean expression. */
export function pumpExpression(model: KernelModel, genotype: Genotype): number {
  return model.pumpBasal + model.pumpPerCopy * genotype.pumpCopies;
}

/** One drug and one genotype as docs/model.md (5) has them, before a step is chosen: rates /h. */
interface HourlyRates {
  /** k_p, of what is free inside and outside. */
  passive: number;
  /** ε of an uninhibited pump. */
  block: number;
  /** k_MRP, k_met and the formation of a retained metabolite, of what is free inside. */
  linear: number;
  metabolism: number;
  forming: number;
  /** Strength of the carrier, 1 = wild type. */
  carrier: number;
}

export function hourlyRates(model: KernelModel, drug: DrugModel, genotype: Genotype): HourlyRates {
  const pump = pumpExpression(model, genotype);
  const formed =
    drug.retained?.acts === 'binds'
      ? levelOf(model.retentionLevels ?? RETENTION_LEVELS, genotype.retentionLoss)
      : 1;
  return {
    passive: drug.passivePerHour,
    block:
      drug.pumpVmax > 0 && pump > 0
        ? (drug.entryBlock * model.blockMax * pump) / (pump + model.blockHalf)
        : 0,
    linear: drug.linearEffluxPerHour,
    metabolism: drug.metabolismPerHour * model.metabolismLevels[genotype.metabolism]!,
    forming: (drug.retained?.formPerHour ?? 0) * formed,
    carrier: model.carrierLevels[genotype.carrierLoss]!,
  };
}

function drugRates(model: KernelModel, drug: DrugModel, genotype: Genotype): DrugRates {
  const hours = model.stepHours;
  const { passive, block, linear, metabolism, forming, carrier } = hourlyRates(model, drug, genotype);
  const leave = passive + linear + metabolism + forming;
  const changing = metabolism + forming;
  const bound = isBound(drug);
  const decay = bound ? 1 / (1 + leave * hours) : exactExp(-leave * hours);
  const time = bound ? hours * decay : leave > 0 ? -exactExpm1(-leave * hours) / leave : hours;
  const hasTarget = drug.target >= 0;
  const lost = hasTarget && genotype.lost[drug.target]!;
  const allele = hasTarget ? genotype.alleles[drug.target] : 0;
  const abundance =
    hasTarget && !lost ? genotype.copies[drug.target]! * model.targets[drug.target]!.abundance : 0;
  return {
    decay: f(model.tissue ? Math.max(decay, LEAST_KEPT) : decay),
    entry: f(time * passive),
    blocked: f(time * passive * block),
    pumping: f(time * drug.pumpVmax * pumpExpression(model, genotype)),
    carrier: f(time * carrier),
    target: f(abundance),
    kd: f(drug.kd * drug.alleles[allele!]!.kdFactor),
    need: lost || drug.response !== Response.inhibitor ? 0 : f(drug.neededTarget),
    allele: allele!,
    unresponsive: lost,
    forming: f(forming * hours),
    kept: f(1 / (1 + (drug.retained?.lossPerHour ?? 0) * hours)),
    ...changed(bound, leave > 0 ? changing / leave : 0, changing, hours, decay, time),
    mended: f(
      (drug.retained?.repairable ?? 0) * levelOf(model.repairLevels ?? REPAIR_LEVELS, genotype.repair),
    ),
  };
}
