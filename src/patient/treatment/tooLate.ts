/** Changes that would act on what has already happened. */
import type { Scenario } from '../../scenario/scenario';
import type { Clock } from '../clock';
import { dayCount, days } from '../story/words';

const STARTS = /^(?:drugs\[\d+\]|inhibitor)\.schedule\.startDay$/;
const RULE_STARTS = /^rules\[\d+\]\.onDay$/;

/**
 * Why a value comes too late, as the end of a sentence; null where it does not.
 * @param after the scenario with the change
 */
export function tooLate(
  path: string,
  value: number,
  after: Scenario,
  clock: Clock,
  step: number,
  treatmentStartHours: number | null,
): string | null {
  const isPast = (hours: number) => clock.stepAt(hours) < step;
  const present = `the present, day ${days(step * after.stepHours)}`;
  const begun = treatmentStartHours !== null;
  if (path.startsWith('treatment.')) {
    if (begun) return `comes too late; treatment began on day ${days(treatmentStartHours)}.`;
    const { begin, onDay } = after.treatment;
    if (begin !== 'day' || !isPast(onDay * 24)) return null;
    return path === 'treatment.onDay'
      ? `lies before ${present}.`
      : `would let treatment begin on day ${onDay}, before ${present}.`;
  }
  if (path === 'untilDays') return isPast(value * 24) ? `lies before ${present}.` : null;
  if (!begun) return null;
  const fromTreatment =
    (path === 'stop.daysAfterTreatment' && value > 0) || STARTS.test(path) || RULE_STARTS.test(path);
  if (!fromTreatment || !isPast(treatmentStartHours + value * 24)) return null;
  return `lies before ${present}, ${dayCount(step * after.stepHours - treatmentStartHours)} into treatment.`;
}
