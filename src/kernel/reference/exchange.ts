import { Environment } from '../../../assembly/shared';
import { type DrugModel, Response } from '../model';
import { type Course, fitted, fittedBound, flow, freePart, isMoving, isTurning } from './flow';
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
    carried: drug.carrierVmax > 0 ? carriedAt(drug, outside) : 0,
    activity: environment[Environment.pumpActivity] as number,
    km: f(f(drug.pumpKm) * (environment[Environment.kmFactor] as number)),
  };
}

/** What an effect depends on in a step, or on average, at the begin and at the end of it. */
export type Inside = number | readonly [mean: number, begin: number, end: number];

export interface Exchanged {
  /** Total amount inside after the step, µM. */
  total: number;
  /** Retained metabolite after the step, µM. */
  metabolite: number;
  /** What the effect depends on: free drug, bound target, missing free target, or unmended damage, µM: of the step's mean. */
  argument: number;
  /** The same, with what it is at the step's begin and end where it changes much. */
  inside: Inside;
  /** Of a target that binds: free drug in the step and at its end, and what it has to bind with and how tightly; else 0. */
  free: number;
  reached: number;
  target: number;
  kd: number;
}

/**
 * Drug in one cell over one step: the new free concentration C solves
 *
 *     C + E'C/(K + C) + wC/(Km + C) = g,   g = ρD + θJ,  w = θV₁Pe/(1 + I/K_i),  E' = ρE
 *
 * (MODEL §9). One saturable term makes it a quadratic; with both, the root of a quadratic with the tangent of the one
 * that saturates later is improved by a Halley step or two. See assembly/drug.ts.
 */
export function exchange(
  drug: DrugModel,
  rates: DrugRates,
  amount: number,
  expression: number,
  around: Surroundings,
  metabolite = 0,
  before: Readonly<{ held: number; level: number }> = { held: amount, level: around.outside },
): Exchanged {
  let inflow = f(around.outside * f(rates.entry - f(around.activity * rates.blocked)));
  if (around.carried > 0) inflow = f(inflow + f(around.carried * rates.carrier));
  const supply = f(f(amount * rates.decay) + inflow);
  const pumped = drug.pumpVmax > 0;
  const pull = pumped ? f(f(rates.pumping * expression) * around.activity) : 0;
  const km = around.km;
  if (!isBound(drug)) {
    const free = implicitFree({ supply, hold: 0, kd: 0, pull, km });
    const total = traced(free);
    const nothing = { free: 0, reached: 0, target: 0, kd: 0 };
    if (!isMoving(before.held, total)) return { total, ...nothing, ...retained(free, total) };
    const turns = isTurning(before.held, total);
    const course = courseOf(free, 0, 0);
    const after = turns ? flow(course) : fitted(course);
    const end = traced(after.free);
    const inside: Inside = turns ? [after.mean, before.held, end] : after.mean;
    return { total: end, ...nothing, ...retained(after.mean, after.mean, inside) };
  }
  const target = f(rates.target * expression);
  const hold = f(target * rates.decay);
  const binds = drug.retained?.acts === 'binds';
  // A metabolite that binds too leaves the drug a target that it meets with K + G, G its free part.
  const bath = binds ? freeMetabolite(target, rates.kd, f(supply / rates.decay), rates.decay, metabolite) : 0;
  const kd = f(rates.kd + bath);
  let free = implicitFree({ supply, hold, kd, pull, km });
  let reached = free;
  let total = traced(f(free + f(f(target * free) * f(1 / f(kd + free)))));
  if (!isMoving(before.held, total)) {
    return { total, free, reached, target, kd, ...retained(free, argumentOf(free)) };
  }
  const course = courseOf(free, target, kd);
  const little = isTurning(before.held, total) ? null : fittedBound(course, total);
  if (little) {
    total = traced(little.total);
    free = freePart(little.mean, target, kd);
    return {
      total,
      free,
      reached: freePart(total, target, kd),
      target,
      kd,
      ...retained(free, argumentOf(free)),
    };
  }
  const after = flow(course);
  reached = after.free;
  total = traced(f(reached + f(f(target * reached) * f(1 / f(kd + reached)))));
  free = freePart(after.mean, target, kd);
  const argument = argumentOf(free);
  const inside = [argument, argumentOf(freePart(before.held, target, kd)), argumentOf(reached)] as const;
  return { total, free, reached, target, kd, ...retained(free, argument, inside) };

  function courseOf(free: number, target: number, kd: number): Course {
    const { held, level } = before;
    const inflow = inflowAt(drug, rates, level, around.activity);
    return { held, free, decay: rates.decay, inflow, pull, km, bound: isBound(drug), target, kd };
  }

  /** What a bound drug's effect depends on, at so much free drug. */
  function argumentOf(free: number): number {
    const share = f(1 / f(kd + free));
    if (drug.response === Response.poison) return f(f(target * free) * share);
    if (drug.response !== Response.inhibitor) return free;
    const left = free > 0 || bath > 0 ? f(f(target * rates.kd) * share) : target;
    const wanted = rates.need < target ? rates.need : target;
    return wanted > left ? f(wanted - left) : 0;
  }

  /** Formed from free drug and lost; as damage its mean decides the effect. */
  function retained(
    free: number,
    argument: number,
    inside: Inside = argument,
  ): Pick<Exchanged, 'metabolite' | 'argument' | 'inside'> {
    if (!drug.retained) return { metabolite: 0, argument, inside };
    const after = traced(f(f(metabolite * rates.kept) + f(rates.forming * free)));
    if (drug.retained.acts === 'binds') return { metabolite: after, argument, inside };
    const mean = f(after + f(rates.lagging * f(metabolite - after)));
    const damage = mean > rates.mended ? f(mean - rates.mended) : 0;
    return { metabolite: after, argument: damage, inside: damage };
  }
}

/** What an implicit step shares out, and what takes part: θJ + ρD, and E', K, w and K_m of the equation above. */
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
 * the free target at the end of the step (assembly/retain.ts).
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

/** What comes in over a step from so much outside, as far as it stays. */
export function inflowAt(drug: DrugModel, rates: DrugRates, level: number, activity: number): number {
  const inflow = f(level * f(rates.entry - f(activity * rates.blocked)));
  if (!(drug.carrierVmax > 0)) return inflow;
  return f(inflow + f(carriedAt(drug, level) * rates.carrier));
}

/** Influx through a carrier at full strength, µM/h. */
function carriedAt(drug: DrugModel, level: number): number {
  return f(f(f(drug.carrierVmax) * level) / f(f(drug.carrierKm) + level));
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
