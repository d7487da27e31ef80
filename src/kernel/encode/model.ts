import { Limit } from '../../../assembly/shared/limits';
import {
  AlleleField,
  AlterationField,
  Crowding,
  DrugField,
  ModelField,
  PointField,
  Response,
  Retained,
  TargetField,
} from '../../../assembly/shared/model';
import {
  type DrugModel,
  type KernelModel,
  PASSENGER_CLONES,
  REPAIR_LEVELS,
  RETENTION_LEVELS,
} from '../model';
import { expressionLevels } from '../numbers/expression';
import { encodeTissue } from './tissue';

/** Exponent bits of the f32 at which the response curves of a drug begin. */
export function curveExponent(drug: DrugModel): number {
  if (drug.response === Response.inhibitor) return 0;
  const least = Math.min(...drug.alleles.map((allele) => allele.halfEffect));
  if (drug.response === Response.points) {
    // Up to its first point a table is one straight line, as the curve is up to its first node.
    const [first] = (drug.points ?? []).find(([level]) => level > 0) ?? [1];
    return Math.max(1, exponentOf(least * first) - 1);
  }
  return Math.max(1, exponentOf(least) - Limit.curveOctavesBelow);
}

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

function exponentOf(value: number): number {
  float[0] = value;
  return bits[0]! >>> 23;
}

/** The model block of assembly/shared/model.ts: every number of a KernelModel in its place. */
export function encodeModel(model: KernelModel): Float64Array {
  const block = new Float64Array(ModelField.size);
  block[ModelField.stepHours] = model.stepHours;
  block[ModelField.divisionPerHour] = model.divisionPerHour;
  block[ModelField.deathPerHour] = model.deathPerHour;
  block[ModelField.crowding] = Crowding[model.crowding];
  block[ModelField.capacity] = model.capacity;
  block[ModelField.feedback] = model.feedback?.exponent ?? 0;
  block[ModelField.feedbackMost] = model.feedback?.most ?? 1;
  block[ModelField.transitPerHour] = model.feedback?.transitPerHour ?? 0;
  block[ModelField.pumpSegregates] = model.pumpDoubleMinutes ? 1 : 0;
  block[ModelField.expressionInheritance] = model.expressionInheritance;
  block[ModelField.pumpBasal] = model.pumpBasal;
  block[ModelField.pumpPerCopy] = model.pumpPerCopy;
  block[ModelField.blockMax] = model.blockMax;
  block[ModelField.blockHalf] = model.blockHalf;
  block[ModelField.pumpCostPerDoubling] = model.pumpCostPerDoubling;
  block.set(model.carrierLevels, ModelField.carrierLevel0);
  block.set(model.metabolismLevels, ModelField.metabolismLevel0);
  block[ModelField.carrierCost] = model.carrierCost;
  block.set(model.retentionLevels ?? RETENTION_LEVELS, ModelField.retentionLevel0);
  block.set(model.repairLevels ?? REPAIR_LEVELS, ModelField.repairLevel0);
  block[ModelField.retentionCost] = model.retentionCost ?? 0;
  block[ModelField.repairCost] = model.repairCost ?? 0;
  block[ModelField.metabolismCost] = model.metabolismCost;
  block[ModelField.mutatorFactor] = model.mutatorFactor;
  block[ModelField.mutatorCost] = model.mutatorCost;
  block[ModelField.passengersPerDaughter] = model.passengersPerDaughter ?? 0;
  block[ModelField.mostPassengerClones] = model.mostPassengerClones ?? PASSENGER_CLONES;
  block[ModelField.drugs] = model.drugs.length;
  block[ModelField.targets] = model.targets.length;
  block[ModelField.alterations] = model.alterations.length;
  block[ModelField.maxPhenotypes] = Math.min(model.maxPhenotypes, Limit.phenotypes);
  block[ModelField.uniformExpression] = model.expressionCv === 0 ? 1 : 0;
  block[ModelField.alterationTotal] = alterationTotal(model);
  model.drugs.forEach((drug, d) => {
    encodeDrug(block, drug, d);
  });
  model.targets.forEach((target, t) => {
    const at = ModelField.targetBase + t * TargetField.stride;
    block[at + TargetField.abundance] = target.abundance;
    block[at + TargetField.growthWithoutTarget] = target.growthWithoutTarget;
    block[at + TargetField.costPerDoubling] = target.costPerDoubling;
    block[at + TargetField.segregates] = target.doubleMinutes ? 1 : 0;
    block[at + TargetField.alleles] = 1 + target.variantWeights.length;
    block.set(target.variantWeights, at + TargetField.weightBase + 1);
    block.set(target.alleleFitness, at + TargetField.fitnessBase);
  });
  model.alterations.forEach((alteration, i) => {
    const at = ModelField.alterationBase + i * AlterationField.stride;
    block[at + AlterationField.kind] = alteration.kind;
    block[at + AlterationField.target] = alteration.target;
    block[at + AlterationField.probability] = alteration.probability;
  });
  block.set(expressionLevels(model.expressionCv), ModelField.expressionBase);
  if (model.tissue) encodeTissue(block, model.tissue);
  return block;
}

/** Sum of the alteration probabilities, added in table order. */
export function alterationTotal(model: KernelModel): number {
  return model.alterations.reduce((sum, alteration) => sum + alteration.probability, 0);
}

function encodeDrug(block: Float64Array, drug: DrugModel, d: number): void {
  const at = ModelField.drugBase + d * DrugField.stride;
  block[at + DrugField.passivePerHour] = drug.passivePerHour;
  block[at + DrugField.linearEffluxPerHour] = drug.linearEffluxPerHour;
  block[at + DrugField.metabolismPerHour] = drug.metabolismPerHour;
  block[at + DrugField.pumpVmax] = drug.pumpVmax;
  block[at + DrugField.pumpKm] = drug.pumpKm;
  block[at + DrugField.entryBlock] = drug.entryBlock;
  block[at + DrugField.carrierVmax] = drug.carrierVmax;
  block[at + DrugField.carrierKm] = drug.carrierKm;
  block[at + DrugField.target] = drug.target;
  block[at + DrugField.kd] = drug.kd;
  block[at + DrugField.response] = drug.response;
  block[at + DrugField.neededTarget] = drug.neededTarget;
  block[at + DrugField.killPerHour] = drug.killPerHour;
  block[at + DrugField.killFollowsGrowth] = drug.killFollowsGrowth ? 1 : 0;
  block[at + DrugField.stasis] = drug.stasis;
  block[at + DrugField.points] = drug.points?.length ?? 0;
  drug.points?.forEach(([level, effect], p) => {
    const place = ModelField.pointBase + (d * Limit.points + p) * PointField.stride;
    block[place + PointField.level] = level;
    block[place + PointField.effect] = effect;
  });
  block[at + DrugField.curveExponent] = curveExponent(drug);
  if (drug.retained) {
    block[at + DrugField.retained] = Retained[drug.retained.acts];
    block[at + DrugField.formPerHour] = drug.retained.formPerHour;
    block[at + DrugField.lossPerHour] = drug.retained.lossPerHour;
    block[at + DrugField.repairable] = drug.retained.repairable ?? 0;
  }
  drug.alleles.forEach((allele, a) => {
    const place = ModelField.alleleBase + (d * Limit.alleles + a) * AlleleField.stride;
    block[place + AlleleField.kdFactor] = allele.kdFactor;
    block[place + AlleleField.halfEffect] = allele.halfEffect;
    block[place + AlleleField.hill] = allele.hill;
  });
}
