/**
 * Treatment rules: what a scenario says in advance about giving, holding, raising, replacing a drug or operating, and
 * what follows from it at a control time. Pure: the same rules, memory and view give the same orders.
 */

import type { Rule } from '../../scenario/scenario';
import { EDGE_HOURS, inCycle } from './ruleTimes';

/** What is known at a control time. */
export interface View {
  /** Since treatment began; null before it. */
  treatmentHours: number | null;
  /** Tumour cells in all compartments. */
  burden: number;
  /** The burden when treatment began. */
  startBurden: number;
  /** Marrow as a share of normal; null without a marrow. */
  marrow: number | null;
  /** Cells that carry each variant, by name. */
  variants: ReadonlyMap<string, number>;
  compartments: readonly { name: string; cells: number }[];
  /** Every drug and the inhibitor, in a fixed order. */
  drugs: readonly string[];
}

/** What happens now, in the order of the rules; `because` goes on after "… is held: ". */
export type Order =
  | { kind: 'hold' | 'resume'; drug: string; because: string }
  | { kind: 'dose'; drug: string; factor: number; because: string }
  | { kind: 'switch'; drug: string; to: string; because: string }
  | { kind: 'resect'; compartment: string; share: number; because: string };

/** What rules remember from one control time to the next; plain data. */
export interface RulesMemory {
  /** [rule] whether an on-off rule holds its drug now. */
  holding: boolean[];
  /** [rule] escalations that have come due; 1 for an operation that is done. */
  due: number[];
  /** Drugs that another has replaced. */
  ended: string[];
  /** Drugs that a switch has begun. */
  begun: string[];
  /** Multiple of the scheduled dose, by drug, where it is not 1. */
  factors: Record<string, number>;
  /** Lowest burden since treatment or the last switch began. */
  lowestBurden: number;
}

/** How much the burden must grow over its lowest to count as progression, and what is too little to measure. */
export interface Progression {
  progressionFactor: number;
  /** Share of the starting burden. */
  measurableShare: number;
}

export function beginRules(rules: readonly Rule[]): RulesMemory {
  return {
    holding: rules.map(() => false),
    due: rules.map(() => 0),
    ended: [],
    begun: [],
    factors: {},
    lowestBurden: Infinity,
  };
}

/** Whether a drug is to be given as its schedule says; a drug that a switch leads to waits for it. */
export function isGiven(rules: readonly Rule[], memory: RulesMemory, drug: string): boolean {
  if (memory.ended.includes(drug)) return false;
  const waits = rules.some((rule) => rule.kind === 'switch' && rule.to === drug);
  if (waits && !memory.begun.includes(drug)) return false;
  return !rules.some((rule, index) => memory.holding[index] && concerns(rule, drug));
}

/** Multiple of the scheduled dose of a drug. */
export function doseFactor(memory: RulesMemory, drug: string): number {
  return memory.factors[drug] ?? 1;
}

/**
 * What the rules order at a control time.
 * @returns the orders, and what to hand in next time; `memory` is left as it is
 */
export function applyRules(
  rules: readonly Rule[],
  memory: RulesMemory,
  view: View,
  progression: Progression,
): { orders: Order[]; memory: RulesMemory } {
  const next = structuredClone(memory);
  const orders: Order[] = [];
  if (view.treatmentHours !== null) next.lowestBurden = Math.min(next.lowestBurden, view.burden);
  const before = new Map(view.drugs.map((drug) => [drug, isGiven(rules, memory, drug)]));
  const because = new Map<string, string>();
  rules.forEach((rule, index) => {
    const reason = decide(rule, index, rules, next, view, progression, orders);
    if (reason === null || rule.kind === 'resect') return;
    for (const drug of view.drugs) if (concerns(rule, drug)) because.set(drug, reason);
  });
  for (const drug of view.drugs) {
    const given = isGiven(rules, next, drug);
    if (given === before.get(drug) || orders.some((order) => replaces(order, drug))) continue;
    orders.push({ kind: given ? 'resume' : 'hold', drug, because: because.get(drug) ?? '' });
  }
  return { orders, memory: next };
}

function concerns(rule: Rule, drug: string): boolean {
  return rule.kind !== 'resect' && (rule.drug === '' || rule.drug === drug);
}

/** Such a change is told by the switch itself. */
function replaces(order: Order, drug: string): boolean {
  return order.kind === 'switch' && (order.drug === drug || order.to === drug);
}

/** Carries one rule out on `next`; returns why a drug's state may have changed, or null where it has not. */
function decide(
  rule: Rule,
  index: number,
  rules: readonly Rule[],
  next: RulesMemory,
  view: View,
  progression: Progression,
  orders: Order[],
): string | null {
  switch (rule.kind) {
    case 'cycle':
      if (view.treatmentHours === null) return null;
      return hold(next, index, !inCycle(rule, view.treatmentHours), 'by the calendar');
    case 'adaptive': {
      if (view.treatmentHours === null) return null;
      const share = view.burden / view.startBurden;
      return hysteresis(next, index, rule, share, `burden at ${percent(share)} of its start`);
    }
    case 'toxicity': {
      if (view.marrow === null) return null;
      const held = next.holding[index];
      const reason = hysteresis(
        next,
        index,
        rule,
        view.marrow,
        `marrow at ${percent(view.marrow)} of normal`,
      );
      if (held && !next.holding[index] && rule.factor !== 1) {
        scaleDose(rule, next, view, rule.factor, 'after a hold', orders);
      }
      return reason;
    }
    case 'escalate':
      escalate(rule, index, rules, next, view, orders);
      return null;
    case 'switch':
      replace(rule, rules, next, view, progression, orders);
      return null;
    case 'resect':
      operate(rule, index, next, view, orders);
      return null;
  }
}

function hold(next: RulesMemory, index: number, held: boolean, reason: string): string | null {
  const before = next.holding[index];
  next.holding[index] = held;
  return before === held ? null : reason;
}

/** Held from below one limit until above the other. */
function hysteresis(
  next: RulesMemory,
  index: number,
  { holdBelow, resumeAbove }: Rule,
  share: number,
  reason: string,
): string | null {
  const held = next.holding[index] ? share < resumeAbove : share < holdBelow;
  return hold(next, index, held, reason);
}

function escalate(
  rule: Rule,
  index: number,
  rules: readonly Rule[],
  next: RulesMemory,
  view: View,
  orders: Order[],
): void {
  if (view.treatmentHours === null) return;
  const due = Math.floor((view.treatmentHours + EDGE_HOURS) / (24 * rule.everyDays));
  const steps = due - next.due[index]!;
  next.due[index] = due;
  const drugs = view.drugs.filter((drug) => concerns(rule, drug) && isGiven(rules, next, drug));
  for (const drug of drugs) {
    const old = doseFactor(next, drug);
    const wanted = old * rule.factor ** steps;
    const factor = rule.factor > 1 ? Math.min(wanted, rule.limitFactor) : Math.max(wanted, rule.limitFactor);
    // A dose that toxicity has taken past the limit stays where it is.
    if (steps > 0 && (rule.factor > 1 ? factor > old : factor < old)) {
      next.factors[drug] = factor;
      orders.push({ kind: 'dose', drug, factor, because: 'by the calendar' });
    }
  }
}

function scaleDose(
  rule: Rule,
  next: RulesMemory,
  view: View,
  by: number,
  because: string,
  orders: Order[],
): void {
  for (const drug of view.drugs) {
    if (!concerns(rule, drug)) continue;
    const old = doseFactor(next, drug);
    const factor = Math.min(old, Math.max(rule.leastFactor, old * by));
    if (factor === old) continue;
    next.factors[drug] = factor;
    orders.push({ kind: 'dose', drug, factor, because });
  }
}

function replace(
  rule: Rule,
  rules: readonly Rule[],
  next: RulesMemory,
  view: View,
  { progressionFactor, measurableShare }: Progression,
  orders: Order[],
): void {
  if (view.treatmentHours === null || next.ended.includes(rule.drug)) return;
  const waiting = rules.some((each) => each.kind === 'switch' && each.to === rule.drug);
  if (waiting && !next.begun.includes(rule.drug)) return;
  const lowest = Math.max(next.lowestBurden, measurableShare * view.startBurden);
  if (rule.on === 'progression' && view.burden < progressionFactor * lowest) return;
  const found = (view.variants.get(rule.variant) ?? 0) / Math.max(1, view.burden);
  const needsVariant = rule.on === 'finding' || rule.variant !== '';
  if (needsVariant && !(found > 0 && found >= rule.variantShare)) return;
  next.ended.push(rule.drug);
  if (!next.begun.includes(rule.to)) next.begun.push(rule.to);
  next.lowestBurden = view.burden;
  const reasons = [
    ...(rule.on === 'progression' ? ['progression'] : []),
    ...(needsVariant ? [`${rule.variant} in ${percent(found)} of cells`] : []),
  ];
  orders.push({ kind: 'switch', drug: rule.drug, to: rule.to, because: reasons.join(', ') });
}

function operate(rule: Rule, index: number, next: RulesMemory, view: View, orders: Order[]): void {
  if (next.due[index]! > 0) return;
  const { compartment, share, atCells, onDay } = rule;
  const place = view.compartments.find(({ name }) => name === compartment || compartment === '');
  if (place === undefined) return;
  const hours = onDay * 24 - EDGE_HOURS;
  const byDay = onDay > 0 && view.treatmentHours !== null && view.treatmentHours >= hours;
  const bySize = atCells > 0 && place.cells >= atCells;
  if (!byDay && !bySize) return;
  next.due[index] = 1;
  const because = byDay ? 'by the calendar' : 'at its size';
  orders.push({ kind: 'resect', compartment: place.name, share, because });
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))}%`;
}
