/** A schedule as it would run from its first day: doses on the days of treatment, and the plasma level they give. */
import { Dosing } from '../../patient/treatment/dosing';
import type { Agent, Scenario, Schedule } from '../../scenario/scenario';
import { roundUp } from '../plots/scales';

/** Days of treatment. */
interface PlannedDose {
  from: number;
  to: number;
}

export interface Plan {
  doses: PlannedDose[];
  /** Days, ascending. */
  times: number[];
  /** Plasma level that acts on cells at those times, µM: the free share of the total. */
  levels: number[];
  peakMicromolar: number;
  /** Lowest and mean level from the last dose shown to the one after it, or to the end of what is shown. */
  troughMicromolar: number;
  meanMicromolar: number;
}

/** More would take the page's thread too long, and could not be told apart. */
export const MOST_DOSES = 2000;
const SAMPLES = 400;
/** Just after: a dose at once begins at its own time. */
const INSTANT_HOURS = 1e-6;

/** Whether a level is held without a break: the interval then only says how long, with the number of doses. */
export const heldForGood = ({ pharmacokinetics, schedule }: Agent): boolean =>
  pharmacokinetics.route === 'level' && schedule.infusionHours === 0;

/** Doses that begin before `days` of treatment. */
export function doseCount({ startDay, everyHours, doses }: Schedule, days: number): number {
  if (startDay >= days) return 0;
  const fit = Math.floor(((days - startDay) * 24 - INSTANT_HOURS) / everyHours) + 1;
  return doses > 0 ? Math.min(doses, fit) : fit;
}

/** null where there are more than {@link MOST_DOSES} doses to show. */
export function planOf(agent: Agent, days: number): Plan | null {
  const { schedule } = agent;
  const count = heldForGood(agent) ? 1 : doseCount(schedule, days);
  if (count > MOST_DOSES) return null;
  const end = days * 24;
  const dosing = new Dosing(agent);
  dosing.begin(0);
  const hours = sampleTimes(agent, count, end);
  const levels: number[] = [];
  const lastDose = schedule.startDay * 24 + (count - 1) * schedule.everyHours;
  const after = Math.min(end, lastDose + schedule.everyHours);
  let [now, area] = [0, 0];
  for (const at of hours) {
    if (at > now) {
      const mean = dosing.advance(now, at);
      if (now >= lastDose && at <= after) area += mean * (at - now);
      now = at;
    }
    levels.push(dosing.levelAt(at) * agent.unboundFraction);
  }
  const inLast = levels.filter((_, index) => {
    const at = hours[index]!;
    return at > lastDose && at <= after;
  });
  return {
    doses: dosing.doses.map(({ start, end: until }) => ({
      from: start / 24,
      to: Math.min(until / 24, days),
    })),
    times: hours.map((hour) => hour / 24),
    levels,
    peakMicromolar: levels.reduce((most, level) => Math.max(most, level), 0),
    troughMicromolar:
      count > 0 && inLast.length > 0 ? inLast.reduce((least, level) => Math.min(least, level)) : 0,
    meanMicromolar: count > 0 && after > lastDose ? (area * agent.unboundFraction) / (after - lastDose) : 0,
  };
}

/** An even grid, and both sides of every moment at which the level turns. */
function sampleTimes({ schedule }: Agent, count: number, endHours: number): number[] {
  const times = Array.from({ length: SAMPLES + 1 }, (_, index) => (endHours * index) / SAMPLES);
  const { startDay, everyHours, infusionHours, doses } = schedule;
  for (let dose = 0; dose < count; dose++) {
    const start = startDay * 24 + dose * everyHours;
    const stop = start + (infusionHours > 0 ? infusionHours : everyHours);
    times.push(start, start + INSTANT_HOURS, stop - INSTANT_HOURS, stop, stop + INSTANT_HOURS);
  }
  if (doses > 0) {
    const stop = startDay * 24 + doses * everyHours;
    times.push(stop - INSTANT_HOURS, stop);
  }
  return times.filter((time) => time >= 0 && time <= endHours).sort((a, b) => a - b);
}

/** Days that show what matters of every schedule: all doses of a short course, else the first eight. */
export function fittingDays({ drugs, inhibitor, untilDays }: Scenario): number {
  const agents: Agent[] = inhibitor === null ? drugs : [...drugs, inhibitor];
  const needed = agents.map((agent) => {
    const { startDay, everyHours, doses } = agent.schedule;
    const shown = doses > 0 && doses <= 12 ? doses : 8;
    return startDay + (shown * everyHours) / 24;
  });
  return Math.min(untilDays, roundUp(Math.max(7, ...needed)));
}

const NICE_HOURS = [1, 2, 3, 4, 6, 12, 24, 48, 72, 168];

/** What a pointer can set: no finer than it can point. */
export function snapHours(hoursPerPixel: number): number {
  return NICE_HOURS.find((nice) => nice >= hoursPerPixel * 0.9) ?? 168;
}

/** One press of an arrow key on an interval. */
export const intervalStepHours = (hours: number): number => (hours < 24 ? 1 : hours < 96 ? 6 : 24);
