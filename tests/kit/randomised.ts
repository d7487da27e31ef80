import { Alteration } from '../../assembly/shared/genome';
import { Dice } from '../../bench/fuzz/dice';
import { type DrugModel, ENVIRONMENT_STRIDE, type KernelModel, Response } from '../../src/kernel/model';
import { wildType } from '../../src/kernel/numbers/genotype';

const ALL_ALTERATIONS = [
  Alteration.pumpGain,
  Alteration.pumpFurtherGain,
  Alteration.pumpLoss,
  Alteration.targetGain,
  Alteration.targetFurtherGain,
  Alteration.targetCopyLoss,
  Alteration.targetVariant,
  Alteration.targetLoss,
  Alteration.carrierLoss,
  Alteration.metabolismGain,
  Alteration.mutator,
];

function randomDrug(dice: Dice, target: number, alleles: number): DrugModel {
  const bound = dice.next() < 0.6;
  const response = bound
    ? dice.pick([Response.inhibitor, Response.poison, Response.hill])
    : dice.pick([Response.hill, Response.hazard]);
  return {
    passivePerHour: dice.decades(0.05, 14),
    linearEffluxPerHour: dice.next() < 0.5 ? dice.between(0, 1) : 0,
    metabolismPerHour: dice.between(0, 0.1),
    pumpVmax: dice.next() < 0.7 ? dice.decades(0.1, 100) : 0,
    pumpKm: dice.decades(0.01, 10),
    entryBlock: dice.pick([0, 1]),
    carrierVmax: dice.next() < 0.4 ? dice.decades(0.1, 10) : 0,
    carrierKm: dice.decades(0.5, 5),
    target,
    kd: bound ? dice.decades(1e-5, 1) : 0,
    response,
    neededTarget: dice.between(0.02, 0.2),
    killPerHour: dice.between(0, 0.08),
    stasis: dice.pick([0, 0.5, 1]),
    alleles: Array.from({ length: alleles }, (_, a) => ({
      kdFactor: a === 0 ? 1 : dice.decades(1, 100),
      halfEffect: dice.decades(0.05, 5),
      hill: dice.between(0.7, 7),
    })),
  };
}

/** Some drugs act in proportion or by a table that rises and falls, and some kill as the tumour grows. */
function varied(dice: Dice, drug: DrugModel): DrugModel {
  const killFollowsGrowth = dice.next() < 0.3;
  if (drug.response === Response.inhibitor || drug.response === Response.poison || dice.next() < 0.6) {
    return { ...drug, killFollowsGrowth };
  }
  if (dice.next() < 0.5) return { ...drug, killFollowsGrowth, response: Response.linear };
  const start = dice.decades(0.01, 0.5);
  const points = Array.from({ length: 1 + Math.floor(7 * dice.next()) }, (_, i): [number, number] => [
    start * 2.7 ** i,
    dice.between(0, 1.5),
  ]);
  return { ...drug, killFollowsGrowth, response: Response.points, points };
}

/** Some drugs leave a metabolite in the cell. */
function retaining(dice: Dice, drug: DrugModel): DrugModel {
  if (dice.next() < 0.5) return drug;
  const acts = drug.kd > 0 ? dice.pick(['binds', 'damages'] as const) : 'damages';
  const rates = { formPerHour: dice.decades(0.01, 1), lossPerHour: dice.decades(0.01, 1) };
  return { ...drug, retained: { acts, ...rates, repairable: dice.decades(0.01, 1) } };
}

/** A randomised compartment with 1–4 drugs and every alteration on, dense enough that all of them happen. */
export function randomModel(seed: number): KernelModel {
  const dice = new Dice(seed);
  const drugs = 1 + (seed % 4);
  const alleles = 1 + Math.floor(dice.next() * 6);
  const more = new Dice(seed + 5000);
  const curves = new Dice(seed + 9000);
  const passengers = new Dice(seed + 12_000);
  const picked = dice.pick(['none', 'logistic', 'gompertz'] as const);
  const crowding = picked === 'logistic' && more.next() < 0.5 ? 'homeostatic' : picked;
  const deathPerHour = dice.between(0.001, 0.01);
  return {
    stepHours: dice.pick([0.5, 1, 2, 4]),
    // Unchecked growth is kept slow, and homeostasis near its size: the reference has to follow it.
    divisionPerHour:
      crowding === 'none' || crowding === 'homeostatic' ? deathPerHour * 1.1 : dice.between(0.02, 0.05),
    deathPerHour,
    crowding,
    capacity: crowding === 'homeostatic' ? 1500 : 4000,
    feedback: {
      exponent: more.between(0.1, 2),
      most: more.between(1, 2),
      // Every other homeostatic one makes blood.
      transitPerHour: crowding === 'homeostatic' && seed % 2 === 0 ? deathPerHour : 0,
    },
    expressionCv: dice.pick([0, 0.25, 0.6]),
    expressionInheritance: dice.between(0.5, 1),
    pumpBasal: dice.pick([0, 0.05]),
    pumpPerCopy: 1,
    pumpDoubleMinutes: more.next() < 0.4,
    blockMax: 0.9,
    blockHalf: 10,
    pumpCostPerDoubling: 0.005,
    carrierLevels: [1, 0.1, 0.01],
    metabolismLevels: [1, 3, 10],
    carrierCost: 0.01,
    metabolismCost: 0.01,
    mutatorFactor: 10,
    mutatorCost: 0.02,
    // Every other one has passengers: from few to several in every daughter, and clones that become too many.
    passengersPerDaughter: seed % 2 === 1 ? passengers.decades(0.01, 2) : 0,
    mostPassengerClones: passengers.pick([500, 2 ** 25]),
    drugs: Array.from({ length: drugs }, (_, d) =>
      retaining(more, varied(curves, randomDrug(dice, d, alleles))),
    ),
    retentionCost: 0.01,
    repairCost: 0.02,
    targets: Array.from({ length: drugs }, () => ({
      abundance: dice.decades(0.2, 5),
      growthWithoutTarget: dice.between(0.3, 1),
      variantWeights: Array.from({ length: alleles - 1 }, () => dice.next()),
      alleleFitness: Array.from({ length: alleles }, (_, a) => (a === 0 ? 1 : dice.between(0.9, 1))),
      costPerDoubling: 0.01,
      doubleMinutes: more.next() < 0.5,
    })),
    alterations: [
      ...ALL_ALTERATIONS.map((kind) => ({
        kind,
        target: Math.floor(dice.next() * drugs),
        probability: dice.decades(1e-4, 8e-3),
      })),
      { kind: Alteration.retentionLoss, target: 0, probability: more.decades(1e-4, 8e-3) },
      { kind: Alteration.repairGain, target: 0, probability: more.decades(1e-4, 8e-3) },
    ],
    founders: [
      { count: 300, genotype: wildType() },
      { count: 40, genotype: { ...wildType(), pumpCopies: 4, mutator: true } },
    ],
    maxPhenotypes: dice.pick([24, 65536]),
  };
}

/** Drug levels that come and go, with an inhibitor of either kind in between. */
export function randomEnvironment(seed: number, steps: number): Float32Array {
  const dice = new Dice(seed + 1000);
  const environment = new Float32Array(steps * ENVIRONMENT_STRIDE);
  const levels = Array.from({ length: 4 }, () => dice.decades(0.02, 2));
  const start = Math.floor(steps * 0.2);
  for (let step = 0; step < steps; step++) {
    const at = step * ENVIRONMENT_STRIDE;
    for (let drug = 0; drug < 4; drug++) {
      const on = step > start && (step + drug * 7) % 50 < 20;
      environment[at + drug] = on ? levels[drug]! * dice.between(0.5, 1.5) : 0;
    }
    environment[at + 4] = step % 90 < 30 ? 1 / (1 + dice.between(0, 20)) : 1;
    environment[at + 5] = step % 70 < 10 ? 1 + dice.between(0, 5) : 1;
    environment[at + 6] = step % 60 < 20 ? (step % 7) / 10 : 0;
  }
  return environment;
}
