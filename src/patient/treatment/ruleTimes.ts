/** Times at which treatment rules act by the calendar, in hours since treatment began. */
import type { Rule } from '../../scenario/scenario';

/** Guards a time that falls on an edge against rounding in its sum of steps. */
export const EDGE_HOURS = 1e-6;

/** Whether a time lies in the days on of a cycle. */
export function inCycle({ onDays, offDays, cycles, onDay }: Rule, treatmentHours: number): boolean {
  const days = (treatmentHours + EDGE_HOURS) / 24 - onDay;
  if (days < 0) return false;
  const length = onDays + offDays;
  if (length <= 0) return true;
  const cycle = Math.floor(days / length);
  return (cycles === 0 || cycle < cycles) && days - cycle * length < onDays;
}

/** The next treatment hour after `hours` at which a rule acts by the calendar; Infinity for none. */
export function nextRuleHours(rules: readonly Rule[], hours: number): number {
  const after = hours + EDGE_HOURS;
  return rules.reduce((soonest, rule) => Math.min(soonest, nextEdge(rule, after)), Infinity);
}

function nextEdge(rule: Rule, after: number): number {
  switch (rule.kind) {
    case 'cycle': {
      const start = rule.onDay * 24;
      if (after < start) return start;
      const length = (rule.onDays + rule.offDays) * 24;
      if (length <= 0) return Infinity;
      const cycle = Math.floor((after - start) / length);
      if (rule.cycles > 0 && cycle >= rule.cycles) return Infinity;
      const off = start + cycle * length + rule.onDays * 24;
      return after < off ? off : start + (cycle + 1) * length;
    }
    case 'escalate':
      return (Math.floor(after / (24 * rule.everyDays)) + 1) * 24 * rule.everyDays;
    case 'resect':
      return rule.onDay > 0 && after < rule.onDay * 24 ? rule.onDay * 24 : Infinity;
    default:
      return Infinity;
  }
}
