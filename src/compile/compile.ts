/** From a scenario in human terms to the kernel's numbers: names to indices, days to hours, mechanisms to rates. */
import {
  Alteration,
  type AlterationRate,
  type DrugAllele,
  type DrugModel,
  type FounderModel,
  type Genotype,
  type KernelModel,
  Response,
  type RetainedModel,
  type TargetModel,
} from '../kernel/model';
import { wildType } from '../kernel/numbers/genotype';
import type { Drug, ResistantFounder, Scenario, Target } from '../scenario/scenario';

const HOURS_PER_DAY = 24;
const MAX_PHENOTYPES = 65_520;

export function kernelModel(scenario: Scenario): KernelModel {
  const { tumour, pump, carrier, metabolism, retention, repair, mutator } = scenario;
  return {
    stepHours: scenario.stepHours,
    divisionPerHour: tumour.divisionPerDay / HOURS_PER_DAY,
    deathPerHour: tumour.deathPerDay / HOURS_PER_DAY,
    crowding: tumour.crowding,
    capacity: tumour.capacity,
    feedback: { exponent: tumour.feedbackExponent, most: tumour.feedbackMost },
    expressionCv: tumour.expressionCv,
    expressionInheritance: tumour.expressionInheritance,
    pumpBasal: pump.basal,
    pumpPerCopy: pump.perCopy,
    pumpDoubleMinutes: pump.doubleMinutes,
    blockMax: pump.blockMax,
    blockHalf: pump.blockHalf,
    pumpCostPerDoubling: pump.costPerDoubling,
    carrierLevels: [1, carrier.reducedLevel, carrier.lostLevel],
    metabolismLevels: [1, metabolism.raisedFactor, metabolism.highFactor],
    retentionLevels: [1, retention.reducedLevel, retention.lostLevel],
    repairLevels: [0, repair.raisedLevel, repair.highLevel],
    retentionCost: retention.cost,
    repairCost: repair.cost,
    carrierCost: carrier.cost,
    metabolismCost: metabolism.cost,
    mutatorFactor: mutator.factor,
    mutatorCost: mutator.cost,
    drugs: scenario.drugs.map((drug) => drugModel(scenario, drug)),
    targets: scenario.targets.map(targetModel),
    // A division leaves as many in one daughter as in the other.
    passengersPerDaughter: scenario.passengers.perDivision / 2,
    alterations: alterationRates(scenario),
    founders: founderModels(scenario),
    maxPhenotypes: MAX_PHENOTYPES,
  };
}

function drugModel(scenario: Scenario, drug: Drug): DrugModel {
  const targetIndex = scenario.targets.findIndex((target) => target.name === drug.target);
  const target = scenario.targets[targetIndex];
  return {
    passivePerHour: drug.passivePerHour,
    linearEffluxPerHour: drug.linearEffluxPerHour,
    metabolismPerHour: drug.metabolismPerHour,
    // a = V₁/(k_p K_m), docs/model.md (6)
    pumpVmax: drug.pumpStrength * drug.passivePerHour * drug.pumpKmMicromolar,
    pumpKm: drug.pumpKmMicromolar,
    entryBlock: drug.entryBlock ? 1 : 0,
    carrierVmax: drug.carrierVmaxMicromolarPerHour,
    carrierKm: drug.carrierKmMicromolar,
    target: targetIndex,
    kd: target === undefined ? 0 : drug.kdMicromolar * displacement(drug),
    // A receptor's growth signal is a Hill curve of exponent 1 that stops division: receptorStasis.
    response: drug.response === 'receptor' ? Response.hill : Response[drug.response],
    neededTarget: drug.neededFraction * (target?.abundanceMicromolar ?? 0),
    killPerHour: (drug.killPerDay * drug.cycleFraction) / HOURS_PER_DAY,
    killFollowsGrowth: drug.killFollowsGrowth,
    stasis: drug.response === 'receptor' ? receptorStasis(drug) : drug.stasis,
    alleles: drugAlleles(drug, target),
    ...(drug.response === 'points'
      ? { points: drug.points.map(({ micromolar, effect }) => [micromolar, effect] as const) }
      : {}),
    ...retainedModel(drug),
  };
}

/** Nothing where nothing is kept: a cell then has no column for it. */
function retainedModel({ retained }: Drug): { retained?: RetainedModel } {
  const { acts, formPerHour, lossPerHour, repairableMicromolar } = retained;
  if (acts === 'none') return {};
  return { retained: { acts, formPerHour, lossPerHour, repairable: repairableMicromolar } };
}

/**
 * Growth that a receptor drives is b₀[w + (1 − w)A], A = x/(1 + x + T/K_T), x = E2/K_E (docs/model.md (20); competitive
 * binding). With IC50 = K_T(1 + x), A(T) = A(0)/(1 + T/IC50): relative to the growth without drug this is exactly
 * 1 − s·T/(T + IC50), s = (1 − w)A(0)/(w + (1 − w)A(0)).
 */
function receptorStasis({ ligandMicromolar, ligandKdMicromolar, ligandIndependence }: Drug): number {
  const occupied = ligandMicromolar / (ligandMicromolar + ligandKdMicromolar);
  const driven = (1 - ligandIndependence) * occupied;
  return driven > 0 ? driven / (ligandIndependence + driven) : 0;
}

/** How many times more drug half the receptors take beside the ligand than without it, 1 + x. */
function displacement(drug: Drug): number {
  return drug.response === 'receptor' ? 1 + drug.ligandMicromolar / drug.ligandKdMicromolar : 1;
}

/**
 * A viability assay gives the concentration outside; the kernel responds to the free one inside. Scaling by the
 * steady state of a wild-type cell without pump makes that cell reproduce the published curve (docs/model.md (23)).
 */
function insidePerOutside(drug: Drug): number {
  const leaving = drug.passivePerHour + drug.linearEffluxPerHour + drug.metabolismPerHour;
  return drug.response === 'hazard' && leaving > 0 ? drug.passivePerHour / leaving : 1;
}

function drugAlleles(drug: Drug, target: Target | undefined): DrugAllele[] {
  if (drug.response === 'receptor') return receptorAlleles(drug, target);
  // A table holds the wild type's levels; what multiplies them is a variant's half effect over the wild type's.
  const scale = drug.response === 'points' ? 1 / drug.halfEffectMicromolar : insidePerOutside(drug);
  const wildType: DrugAllele = {
    kdFactor: 1,
    halfEffect: drug.halfEffectMicromolar * scale,
    hill: drug.hill,
  };
  const variants = (target?.variants ?? []).map((variant): DrugAllele => {
    const effect = drug.variantEffects.find((candidate) => candidate.variant === variant.name);
    if (effect === undefined) return wildType;
    return { kdFactor: effect.kdFactor, halfEffect: effect.halfEffectMicromolar * scale, hill: effect.hill };
  });
  return [wildType, ...variants];
}

function receptorAlleles(drug: Drug, target: Target | undefined): DrugAllele[] {
  const halfEffect = drug.kdMicromolar * displacement(drug);
  const variants = (target?.variants ?? []).map(({ name }) => {
    const effect = drug.variantEffects.find(({ variant }) => variant === name);
    return effect?.kdFactor ?? 1;
  });
  return [1, ...variants].map((kdFactor) => ({ kdFactor, halfEffect: halfEffect * kdFactor, hill: 1 }));
}

function targetModel(target: Target): TargetModel {
  return {
    abundance: target.abundanceMicromolar,
    growthWithoutTarget: target.growthWithoutTarget,
    variantWeights: target.variants.map((variant) => variant.weight),
    alleleFitness: [1, ...target.variants.map((variant) => variant.fitness)],
    costPerDoubling: target.costPerDoubling,
    doubleMinutes: target.doubleMinutes,
  };
}

function alterationRates(scenario: Scenario): AlterationRate[] {
  const own = scenario.alterations;
  const rates: AlterationRate[] = [
    { kind: Alteration.pumpGain, target: 0, probability: own.pumpGain },
    { kind: Alteration.pumpFurtherGain, target: 0, probability: own.pumpFurtherGain },
    { kind: Alteration.pumpLoss, target: 0, probability: own.pumpLoss },
    { kind: Alteration.carrierLoss, target: 0, probability: own.carrierLoss },
    { kind: Alteration.metabolismGain, target: 0, probability: own.metabolismGain },
    { kind: Alteration.retentionLoss, target: 0, probability: own.retentionLoss },
    { kind: Alteration.repairGain, target: 0, probability: own.repairGain },
    { kind: Alteration.mutator, target: 0, probability: own.mutator },
  ];
  scenario.targets.forEach((each, target) => {
    rates.push(
      { kind: Alteration.targetGain, target, probability: each.gainProbability },
      { kind: Alteration.targetFurtherGain, target, probability: each.furtherGainProbability },
      { kind: Alteration.targetCopyLoss, target, probability: each.copyLossProbability },
      { kind: Alteration.targetVariant, target, probability: each.variantProbability },
      { kind: Alteration.targetLoss, target, probability: each.lossProbability },
    );
  });
  return rates.filter((rate) => rate.probability > 0);
}

function resistantGenotype(scenario: Scenario, founder: ResistantFounder): Genotype {
  const genotype = wildType();
  genotype.pumpCopies = founder.pumpCopies;
  genotype.carrierLoss = founder.carrierLoss;
  genotype.metabolism = founder.metabolismLevel;
  genotype.retentionLoss = founder.retentionLoss;
  genotype.repair = founder.repairLevel;
  genotype.mutator = founder.mutator;
  const index = scenario.targets.findIndex((target) => target.name === founder.target);
  const target = scenario.targets[index];
  if (target !== undefined) {
    genotype.copies[index] = founder.copies;
    genotype.alleles[index] = 1 + target.variants.findIndex((variant) => variant.name === founder.variant);
    genotype.lost[index] = founder.targetLost;
  }
  return genotype;
}

/** Founders in the order sensitive, then the resistant kinds as listed; kinds without a cell are left out. */
export function founderModels(scenario: Scenario): FounderModel[] {
  const sensitive: FounderModel = { count: scenario.tumour.founders, genotype: wildType() };
  const resistant = scenario.tumour.resistantFounders.map(
    (founder): FounderModel => ({ count: founder.count, genotype: resistantGenotype(scenario, founder) }),
  );
  return [sensitive, ...resistant].filter((founder) => founder.count > 0);
}
