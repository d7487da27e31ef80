/** Why a run ends, in one sentence each. */
import { cells, dayCount, days } from '../story/words';

/** @param place '' where there is but one compartment */
export function memoryFull(hours: number, live: number, place: string): string {
  const where = place === '' ? '' : ` in ${place}`;
  return `Memory is full${where} at ${cells(live)} on day ${days(hours)}; everything so far is kept.`;
}

export function sizeReached(hours: number, live: number): string {
  return `The tumour reached ${cells(live)} on day ${days(hours)}.`;
}

/** @param responded whether treatment had brought the tumour below half */
export function relapsed(hours: number, live: number, startHours: number, responded: boolean): string {
  const after = dayCount(hours - startHours);
  return responded
    ? `Relapse to ${cells(live)} on day ${days(hours)}, ${after} after treatment began.`
    : `The tumour grew through treatment to ${cells(live)} on day ${days(hours)}, ${after} after it began.`;
}

export function lastDay(hours: number, live: number): string {
  return `The run reached its last day, ${days(hours)}, with ${cells(live)}.`;
}
