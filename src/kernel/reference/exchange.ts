import { Environment } from '../../../assembly/shared/step';
import { type DrugModel, Response } from '../model';
import { boundMoved, isBoundMoving } from './boundFlow';
import { isMoving, moved } from './flow';
import { type DrugRates, isBound } from './phenotype';

const f = Math.fround;

/** Amounts below this, µM, are nothing. */
const TRACE = f(1e-12);
const TINY = f(f(TRACE * TRACE) * TRACE);

/** What surrounds a cell in one step, f32. */
export interface Surroundings {
  /** Concentration outside, µM. */
  outside: number;
  /** Influx through the carrier at full strength, µM/h. */
  carried: number;
  /** Pump activity 1/(1 + I/K_i). */
  activity: number;
  /** K_m of the pump, times the competitive inhibitor's factor. */
  km: number;
}

/**
 * @param outside of the drug, µM
 * @param environment of the step: pump activity and the factor on its K_m
 */
export function surroundingsOf(drug: DrugModel, outside: number, environment: Float32Array): Surroundings {
  return {
    outside,
    carried: drug.carrierVmax > 0 ? f(f(f(drug.carrierVmax) * outside) / f(f(drug.carrierKm) + outside)) : 0,
    activity: environment[Environment.pumpActivity] as number,
    km: f(f(drug.pumpKm) * (environment[Environment.kmFactor] as number)),
  };
}

export interface Exchanged {
  /** Total amount inside after the step, µM. */
  total: number;
  /** Retained metabolite after the step, µM. */
  metabolite: number;
  /** What the effect depends on: free drug, bound target, missing free target, or unmended damage, µM. */
  argument: number;
  /** Of a target that binds: free drug over the step, and what it has to bind with and how tightly; else 0. */
  free: number;
  target: number;
  kd: number;
}

/**
 * Drug in one cell over one step: the new free concentration C solves
 *
 *     C + E'C/(K + C) + wC/(Km + C) = g,   g = ρD + θJ,  w = θV₁Pe/(1 + I/K_i),  E' = ρE
 *
 * (docs/model.md (9), (10)). One saturable term makes it a quadratic; with both, the root of a quadratic with the tangent of the one
 * that saturates later is improved by a Halley step or two. See assembly/cells/drug.ts; where a pump alone acts and the amount
 * moves, assembly/cells/flow.ts; where a target binds, assembly/cells/boundFlow.ts.
 *
 * @param held what the cell held, where `amount` has the inflow in it already (assembly/fields/infuse.ts)
 * @param follows an amount that moves, of a drug that a target binds
 */
export function exchange(
  drug: DrugModel,
  rates: DrugRates,
  amount: number,
  expression: number,
  around: Surroundings,
  metabolite = 0,
  held = amount,
  follows = true,
): Exchanged {
  const retained = (free: number, argument: number) => retainedOf(drug, rates, metabolite, free, argument);
  let inflow = f(around.outside * f(rates.entry - f(around.activity * rates.blocked)));
  if (around.carried > 0) inflow = f(inflow + f(around.carried * rates.carrier));
  const supply = f(f(amount * rates.decay) + inflow);
  const pumped = drug.pumpVmax > 0;
  const pull = pumped ? f(f(rates.pumping * expression) * around.activity) : 0;
  const km = around.km;
  if (!isBound(drug)) {
    const free = traced(implicitFree({ supply, hold: 0, kd: 0, pull, km }));
    const moves = pull > 0 && isMoving(held, free);
    const total = moves ? traced(moved({ held, free, supply, decay: rates.decay, pull, km })) : free;
    return { total, free: 0, target: 0, kd: 0, ...retained(total, total) };
  }
  const target = f(rates.target * expression);
  const hold = f(target * rates.decay);
  const binds = drug.retained?.acts === 'binds';
  // A metabolite that binds too leaves the drug a target that it meets with K + G, G its free part.
  const bath = binds ? freeMetabolite(target, rates.kd, f(supply / rates.decay), rates.decay, metabolite) : 0;
  const kd = f(rates.kd + bath);
  const isOfFree = drug.response !== Response.poison && drug.response !== Response.inhibitor;
  const free = implicitFree({ supply, hold, kd, pull, km });
  const total = traced(f(free + takenAt(free)));
  if (!follows || !isBoundMoving(held, total)) {
    return { total, free, target, kd, ...retained(free, argumentAt(free)) };
  }
  const course = boundMoved({ held, total, free, supply, decay: rates.decay, pull, km, target, kd });
  const end = argumentAt(course.free);
  const argument = isOfFree ? course.level : f(end + f(f(argumentAt(course.first) - end) * course.weight));
  return {
    total: traced(f(course.free + takenAt(course.free))),
    free: course.level,
    target,
    kd,
    ...retained(course.level, argument),
  };

  function takenAt(level: number): number {
    return f(f(target * level) * f(1 / f(kd + level)));
  }

  function argumentAt(level: number): number {
    if (drug.response === Response.poison) return takenAt(level);
    if (isOfFree) return level;
    const share = f(1 / f(kd + level));
    const left = level > 0 || bath > 0 ? f(f(target * rates.kd) * share) : target;
    const wanted = rates.need < target ? rates.need : target;
    return wanted > left ? f(wanted - left) : 0;
  }
}

/** Formed from free drug and lost, implicit Euler; as damage it decides the effect. */
function retainedOf(
  drug: DrugModel,
  rates: DrugRates,
  metabolite: number,
  free: number,
  argument: number,
): Pick<Exchanged, 'metabolite' | 'argument'> {
  if (!drug.retained) return { metabolite: 0, argument };
  const left = f(f(metabolite + f(rates.forming * free)) * rates.kept);
  const after = left > TRACE ? left : 0;
  if (drug.retained.acts === 'binds') return { metabolite: after, argument };
  return { metabolite: after, argument: after > rates.mended ? f(after - rates.mended) : 0 };
}

/** What an implicit step shares out, and what takes part: θJ + ρD, E', K, w and K_m of the equation above. */
export interface Shares {
  supply: number;
  /** 0 and 0 without a target. */
  hold: number;
  kd: number;
  pull: number;
  km: number;
}

/** Free drug after an implicit step. */
export function implicitFree({ supply, hold, kd, pull, km }: Shares): number {
  if (!(kd > 0)) return pull > 0 ? positiveRoot(f(f(supply - km) - pull), f(km * supply), 1) : supply;
  // The term of smaller constant saturates first.
  const pumpFirst = pull > 0 && km < kd;
  const [near, far] = pumpFirst ? [km, kd] : [kd, km];
  const [nearPull, farPull] = pumpFirst ? [pull, hold] : [hold, pull];
  const slope = f(far + farPull);
  const low = f(f(far * f(supply - nearPull)) - f(slope * near));
  let free = positiveRoot(low, f(f(far * near) * supply), slope);
  if (pull > 0) {
    const beyondNear = f(supply - nearPull);
    if (beyondNear > far) {
      const high = positiveRoot(f(f(beyondNear - far) - farPull), f(far * beyondNear), 1);
      free = free > high ? free : high;
    }
    const least = free;
    const square = f(f(far + least) * f(far + least));
    const m = f(square + f(farPull * far));
    const g = Math.max(0, f(f(supply * square) - f(farPull * f(least * least))));
    const tangent = positiveRoot(f(f(g - f(nearPull * square)) - f(m * near)), f(near * g), m);
    const start = least < tangent ? tangent : least;
    free = halley(start, supply, hold, kd, pull, km);
    if (Math.abs(f(free - start)) > f(free / 128)) free = halley(free, supply, hold, kd, pull, km);
  }
  return free;
}

/**
 * Free part of a metabolite that shares the drug's target, each molecule being free with chance K/(K + F), where F is
 * the free target at the end of the step (assembly/cells/retain.ts).
 */
function freeMetabolite(
  target: number,
  kd: number,
  ligand: number,
  decay: number,
  metabolite: number,
): number {
  const far = f(kd / decay);
  const slope = f(far + ligand);
  const beyond = f(target - metabolite);
  const low = positiveRoot(f(f(far * beyond) - f(slope * kd)), f(f(far * kd) * target), slope);
  const rest = beyond > 0 ? beyond : 0;
  const high = positiveRoot(f(f(rest - far) - ligand), f(far * rest), 1);
  const least = low > high ? low : high;
  const once = halley(least, target, metabolite, kd, ligand, far);
  const free = halley(once, target, metabolite, kd, ligand, far);
  return f(metabolite * f(kd * f(1 / f(kd + free))));
}

/** Nothing, if that little is left. */
function traced(amount: number): number {
  return amount > TRACE ? amount : 0;
}

/** Positive root of m C² − s C − p = 0 in the branch that does not cancel (Morrison 1969). */
function positiveRoot(s: number, p: number, m: number): number {
  const r = f(Math.sqrt(f(f(s * s) + f(f(4 * m) * p))));
  return s >= 0 ? f(f(s + r) / f(2 * m)) : f(f(2 * p) / f(r - s));
}

/** One Halley step, with (K + C)(Km + C) multiplied out; it stays between nothing and all there is. */
function halley(free: number, supply: number, hold: number, kd: number, pull: number, km: number): number {
  const a = f(kd + free);
  const b = f(km + free);
  const ab = f(a * b);
  const excess = f(f(f(free - supply) * ab) + f(free * f(f(hold * b) + f(pull * a))));
  const holding = f(f(hold * kd) * f(b * b));
  const pumping = f(f(pull * km) * f(a * a));
  const gradient = f(f(f(ab * ab) + holding) + pumping);
  const bend = f(f(holding * b) + f(pumping * a));
  let curved = f(f(gradient * gradient) + f(excess * bend));
  // Where the square leaves the range of f32 the step becomes shorter, not wrong.
  if (curved < TINY) curved = TINY;
  const next = f(free - f(f(excess * ab) * f(gradient / curved)));
  const most = supply < next ? supply : next;
  return most > 0 ? most : 0;
}
