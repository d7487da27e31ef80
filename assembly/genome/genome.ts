/**
 * What a genotype means: its alterations at division, the rates of its phenotype, its resistance class.
 *
 * A genotype is three words: [pump copies | carrier | metabolism | flags] [copies of targets 0…3] [their alleles],
 * a byte each; metabolism: bits 0–3 its gain, 4–5 loss of retention, 6–7 gain of repair; flags: bit 0 mutator, bit 1
 * normal tissue, bit 4 + t target t lost.
 */

import { isBound } from '../cells/drug';
import { curveOffset } from '../cells/response';
import { isTissue } from '../lattice/lattice';
import { alleleValue, drugValue, model, targetValue, tissueValue } from '../memory/layout';
import {
  partOf,
  ROW_BLOCKED,
  ROW_CARRIER,
  ROW_CHANGED_AFTER,
  ROW_CHANGED_BEFORE,
  ROW_CURVE,
  ROW_DEATH,
  ROW_DECAY,
  ROW_DIVISION,
  ROW_ENTRY,
  ROW_FORMED,
  ROW_KD,
  ROW_KILL,
  ROW_MENDED,
  ROW_NEED,
  ROW_PUMP,
  ROW_SPARE,
  ROW_TARGET,
} from '../memory/row';
import { exactExp, exactExpm1, exactLn } from '../numerics/maths';
import { Alteration, ResistanceClass } from '../shared/genome';
import {
  AlleleField,
  AlterationField,
  DrugField,
  ModelField,
  Response,
  Retained,
  TargetField,
} from '../shared/model';
import { TissueField } from '../shared/tissue';

/** Share of a drug that is said to stay in a cell over a step where less does. */
const LEAST_KEPT: f64 = 1e-20;

const LN2: f64 = 0.6931471805599453;

function lost(genotype: usize, target: i32): bool {
  return ((load<u8>(genotype, 3) >> <u8>(4 + target)) & 1) != 0;
}

/** A cell of normal tissue, which only a tissue has. */
export function isNormal(genotype: usize): bool {
  return isTissue() && (load<u8>(genotype, 3) & 2) != 0;
}

/** Division rate of the wild type. */
export function divisionPerHour(genotype: usize): f64 {
  if (isNormal(genotype)) return tissueValue(TissueField.normalDivisionPerHour);
  return model(ModelField.divisionPerHour);
}

function deathPerHour(genotype: usize): f64 {
  return isNormal(genotype) ? tissueValue(TissueField.normalDeathPerHour) : model(ModelField.deathPerHour);
}

function metabolismGained(genotype: usize): u32 {
  return load<u8>(genotype, 2) & 15;
}

function retentionLost(genotype: usize): u32 {
  return (load<u8>(genotype, 2) >> 4) & 3;
}

function repairGained(genotype: usize): u32 {
  return load<u8>(genotype, 2) >> 6;
}

function copies(genotype: usize, target: i32): u32 {
  return load<u8>(genotype + <usize>target, 4);
}

function allele(genotype: usize, target: i32): u32 {
  return load<u8>(genotype + <usize>target, 8);
}

/** Division rate of the genotype without drug, as a share of the wild type's: one factor per cost. */
export function divisionShare(genotype: usize): f64 {
  let share: f64 = 1 - (model(ModelField.pumpCostPerDoubling) * exactLn(1 + <f64>load<u8>(genotype))) / LN2;
  if (load<u8>(genotype, 1) > 0) share *= 1 - model(ModelField.carrierCost);
  if (metabolismGained(genotype) > 0) share *= 1 - model(ModelField.metabolismCost);
  if (retentionLost(genotype) > 0) share *= 1 - model(ModelField.retentionCost);
  if (repairGained(genotype) > 0) share *= 1 - model(ModelField.repairCost);
  if ((load<u8>(genotype, 3) & 1) != 0) share *= 1 - model(ModelField.mutatorCost);
  for (let t = 0; t < <i32>model(ModelField.targets); ++t) {
    if (lost(genotype, t)) {
      share *= targetValue(t, TargetField.growthWithoutTarget);
    } else {
      share *= 1 - (targetValue(t, TargetField.costPerDoubling) * exactLn(<f64>copies(genotype, t))) / LN2;
      share *= targetValue(t, TargetField.fitnessBase + <i32>allele(genotype, t));
    }
  }
  return share > 0 ? share : 0;
}

/** Fills a phenotype row (see row.ts); the cell's own expression multiplies pump and target later. */
export function fillRow(row: usize, genotype: usize, share: f64): void {
  const hours = model(ModelField.stepHours);
  store<f32>(row, <f32>(divisionPerHour(genotype) * share * hours), ROW_DIVISION);
  store<f32>(row, <f32>(deathPerHour(genotype) * hours), ROW_DEATH);
  store<f32>(row, isNormal(genotype) ? <f32>tissueValue(TissueField.normalKill) : 1, ROW_KILL);
  store<f32>(row, 0, ROW_SPARE);
  const pump = model(ModelField.pumpBasal) + model(ModelField.pumpPerCopy) * <f64>load<u8>(genotype);
  const carrier = model(ModelField.carrierLevel0 + <i32>load<u8>(genotype, 1));
  const metabolism = model(ModelField.metabolismLevel0 + <i32>metabolismGained(genotype));
  const retention = model(ModelField.retentionLevel0 + <i32>retentionLost(genotype));
  const repair = model(ModelField.repairLevel0 + <i32>repairGained(genotype));
  for (let drug = 0; drug < <i32>model(ModelField.drugs); ++drug) {
    const at = partOf(row, drug);
    const passive = drugValue(drug, DrugField.passivePerHour);
    const retained = <i32>drugValue(drug, DrugField.retained);
    // Loss of retention concerns the enzyme of what binds; damage forms by itself.
    const formed = retained == Retained.binds ? retention : 1;
    const forming = retained != Retained.none ? drugValue(drug, DrugField.formPerHour) * formed : 0;
    const leave =
      passive +
      drugValue(drug, DrugField.linearEffluxPerHour) +
      drugValue(drug, DrugField.metabolismPerHour) * metabolism +
      forming;
    const bound = isBound(drug);
    const decay = bound ? 1 / (1 + leave * hours) : exactExp(-leave * hours);
    const time = bound ? hours * decay : leave > 0 ? -exactExpm1(-leave * hours) / leave : hours;
    const pumping = drugValue(drug, DrugField.pumpVmax) > 0;
    const block =
      pumping && pump > 0
        ? (drugValue(drug, DrugField.entryBlock) * model(ModelField.blockMax) * pump) /
          (pump + model(ModelField.blockHalf))
        : 0;
    // Exchange with a field divides by it (infuse.ts); less stays nowhere.
    store<f32>(at, isTissue() && decay < LEAST_KEPT ? <f32>LEAST_KEPT : <f32>decay, ROW_DECAY);
    store<f32>(at, <f32>(time * passive), ROW_ENTRY);
    store<f32>(at, <f32>(time * passive * block), ROW_BLOCKED);
    store<f32>(at, <f32>(time * drugValue(drug, DrugField.pumpVmax) * pump), ROW_PUMP);
    store<f32>(at, <f32>(time * carrier), ROW_CARRIER);
    fillTarget(at, drug, genotype);
    store<f32>(at, <f32>(forming * hours), ROW_FORMED);
    store<f32>(
      at,
      retained != Retained.none ? <f32>(drugValue(drug, DrugField.repairable) * repair) : 0,
      ROW_MENDED,
    );
    // And ROW_CHANGED_AFTER.
    store<f64>(at, 0, ROW_CHANGED_BEFORE);
    if (isTissue() && leave > 0) {
      const changing = drugValue(drug, DrugField.metabolismPerHour) * metabolism + forming;
      fillChange(at, changing, leave, hours, decay, time, bound);
    }
  }
}

/** What a row says of a drug's target: how much of it there is, how tightly it is held, and what comes of it. */
function fillTarget(at: usize, drug: i32, genotype: usize): void {
  const target = <i32>drugValue(drug, DrugField.target);
  const gone = target >= 0 && lost(genotype, target);
  const variant = target >= 0 ? <i32>allele(genotype, target) : 0;
  let abundance: f64 = 0;
  if (target >= 0 && !gone)
    abundance = <f64>copies(genotype, target) * targetValue(target, TargetField.abundance);
  store<f32>(at, <f32>abundance, ROW_TARGET);
  store<f32>(
    at,
    <f32>(drugValue(drug, DrugField.kd) * alleleValue(drug, variant, AlleleField.kdFactor)),
    ROW_KD,
  );
  if (<i32>drugValue(drug, DrugField.response) == Response.inhibitor) {
    store<f32>(at, gone ? 0 : <f32>drugValue(drug, DrugField.neededTarget), ROW_NEED);
  } else {
    store<u32>(at, gone ? 0 : curveOffset(drug, variant), ROW_CURVE);
  }
}

/**
 * Drug that is changed in a step, per µM before and per µM of free drug after it. Where nothing binds, from the balance
 * D' = D + Δt J − q ∫D with the step's own D' = ρD + θJ; where a target does, by implicit Euler.
 */
function fillChange(
  at: usize,
  changing: f64,
  leave: f64,
  hours: f64,
  decay: f64,
  time: f64,
  bound: bool,
): void {
  const share = changing / leave;
  store<f32>(at, bound ? 0 : <f32>(share * (1 - (hours * decay) / time)), ROW_CHANGED_BEFORE);
  store<f32>(at, bound ? <f32>(changing * hours) : <f32>(share * (hours / time - 1)), ROW_CHANGED_AFTER);
}

/** The class a cell is counted in: the one way it differs from the founder, or `several`. */
export function classOf(genotype: usize): i32 {
  let result: i32 = ResistanceClass.sensitive;
  let ways = 0;
  if (load<u8>(genotype) > 0) {
    result = ResistanceClass.pump;
    ++ways;
  }
  let amplified = false;
  let altered = false;
  let without = false;
  for (let t = 0; t < <i32>model(ModelField.targets); ++t) {
    if (lost(genotype, t)) {
      without = true;
    } else {
      if (copies(genotype, t) > 1) amplified = true;
      if (allele(genotype, t) > 0) altered = true;
    }
  }
  if (amplified) {
    result = ResistanceClass.amplified;
    ++ways;
  }
  if (altered) {
    result = ResistanceClass.altered;
    ++ways;
  }
  if (without) {
    result = ResistanceClass.lost;
    ++ways;
  }
  if (load<u8>(genotype, 1) > 0) {
    result = ResistanceClass.uptake;
    ++ways;
  }
  if (load<u8>(genotype, 2) > 0) {
    result = ResistanceClass.metabolism;
    ++ways;
  }
  return ways > 1 ? ResistanceClass.several : result;
}

/** Which entry of the alteration table `point` (0 ≤ point < total probability) falls on. */
export function chooseAlteration(point: f64): i32 {
  const last = <i32>model(ModelField.alterations) - 1;
  let sum: f64 = 0;
  for (let i = 0; i < last; ++i) {
    sum += model(ModelField.alterationBase + i * AlterationField.stride + AlterationField.probability);
    if (point < sum) return i;
  }
  return last;
}

function gained(n: u32, unit: f64): u32 {
  const more = <u32>floor(<f64>n * (1 + unit) + 0.5);
  return min<u32>(more > n + 1 ? more : n + 1, 255);
}

function reduced(n: u32, unit: f64): u32 {
  const fewer = <u32>floor(<f64>n * (1 - 0.5 * unit) + 0.5);
  return fewer < n - 1 ? fewer : n - 1;
}

function chooseVariant(target: i32, unit: f64): u32 {
  const alleles = <i32>targetValue(target, TargetField.alleles);
  let total: f64 = 0;
  for (let a = 1; a < alleles; ++a) total += targetValue(target, TargetField.weightBase + a);
  const point = unit * total;
  let sum: f64 = 0;
  for (let a = 1; a < alleles - 1; ++a) {
    sum += targetValue(target, TargetField.weightBase + a);
    if (point < sum) return <u32>a;
  }
  return <u32>(alleles - 1);
}

/**
 * Applies an alteration to the genotype at `genotype`, in place; `unit` in [0, 1) decides how far or which.
 * Returns false where it cannot happen to this genotype. Chromosomal copies: n → round(n·U(1, 2)), at least one
 * more (docs/model.md (29)).
 */
export function alter(genotype: usize, kind: i32, target: i32, unit: f64): bool {
  const pump = <u32>load<u8>(genotype);
  const flags = <u32>load<u8>(genotype, 3);
  switch (kind) {
    case Alteration.pumpGain: {
      if (pump != 0) return false;
      store<u8>(genotype, 1);
      return true;
    }
    case Alteration.pumpFurtherGain: {
      if (pump == 0 || pump == 255) return false;
      store<u8>(genotype, <u8>gained(pump, unit));
      return true;
    }
    case Alteration.pumpLoss: {
      if (pump == 0) return false;
      store<u8>(genotype, <u8>reduced(pump, unit));
      return true;
    }
    case Alteration.carrierLoss: {
      const level = load<u8>(genotype, 1);
      if (level >= 2) return false;
      store<u8>(genotype, level + 1, 1);
      return true;
    }
    case Alteration.metabolismGain: {
      if (metabolismGained(genotype) >= 2) return false;
      store<u8>(genotype, load<u8>(genotype, 2) + 1, 2);
      return true;
    }
    case Alteration.retentionLoss: {
      if (retentionLost(genotype) >= 2) return false;
      store<u8>(genotype, load<u8>(genotype, 2) + 16, 2);
      return true;
    }
    case Alteration.repairGain: {
      if (repairGained(genotype) >= 2) return false;
      store<u8>(genotype, load<u8>(genotype, 2) + 64, 2);
      return true;
    }
    case Alteration.mutator: {
      if ((flags & 1) != 0) return false;
      store<u8>(genotype, <u8>(flags | 1), 3);
      return true;
    }
  }
  return alterTarget(genotype, kind, target, unit);
}

function alterTarget(genotype: usize, kind: i32, target: i32, unit: f64): bool {
  if (lost(genotype, target)) return false;
  const n = copies(genotype, target);
  switch (kind) {
    case Alteration.targetGain: {
      if (n != 1) return false;
      store<u8>(genotype + <usize>target, <u8>gained(n, unit), 4);
      return true;
    }
    case Alteration.targetFurtherGain: {
      if (n < 2 || n == 255) return false;
      store<u8>(genotype + <usize>target, <u8>gained(n, unit), 4);
      return true;
    }
    case Alteration.targetCopyLoss: {
      if (n < 2) return false;
      store<u8>(genotype + <usize>target, <u8>reduced(n, unit), 4);
      return true;
    }
    case Alteration.targetVariant: {
      if (allele(genotype, target) != 0 || targetValue(target, TargetField.alleles) < 2) return false;
      store<u8>(genotype + <usize>target, <u8>chooseVariant(target, unit), 8);
      return true;
    }
    case Alteration.targetLoss: {
      store<u8>(genotype, <u8>(<u32>load<u8>(genotype, 3) | (1 << (4 + target))), 3);
      return true;
    }
  }
  return false;
}
