/** Schedules in words. */
import type { Agent, Schedule } from '../../scenario/scenario';
import { digits } from '../words/format';

export const dayText = (days: number): string => String(Number(days.toFixed(2)));

/** 12 h, 7 d. */
export function hoursText(hours: number): string {
  return hours >= 24 && hours % 24 === 0
    ? `${hours / 24} d`
    : hours > 96
      ? `${dayText(hours / 24)} d`
      : `${dayText(hours)} h`;
}

export function doseText({ pharmacokinetics: { route } }: Agent, schedule: Schedule): string {
  const { doseMg, levelMicromolar, infusionHours } = schedule;
  if (route === 'level') {
    const each = infusionHours > 0 ? ` for ${hoursText(infusionHours)}` : '';
    return `${digits(levelMicromolar)} µM${each}`;
  }
  const over = route === 'infusion' ? ` over ${hoursText(infusionHours)}` : '';
  return `${digits(doseMg)} mg${over}`;
}
