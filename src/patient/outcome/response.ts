/**
 * Response to treatment by the burden of cells. The limits of RECIST 1.1 (Eisenhauer et al. 2009 Eur J Cancer 45:228)
 * are for diameters, 30% less and 20% more; cells go with their cube, 0.7³ = 0.343 and 1.2³ = 1.728.
 */

export type Category = 'complete' | 'partial' | 'stable' | 'progression';

export interface ResponseLimits {
  /** Share of the starting burden at or below which a response is complete: too little to be seen. */
  completeShare: number;
  /** Share of the starting burden at or below which a response is partial. */
  partialShare: number;
  /** Growth over the lowest burden that is progression. */
  progressionFactor: number;
}

export interface ResponseState {
  startHours: number;
  startBurden: number;
  lowestBurden: number;
  category: Category;
  /** Best category reached before progression. */
  best: Category;
  /** Hours of the run at which progression was first seen; null while it has not been. */
  progressedHours: number | null;
  /** Hours of the run at which no tumour cell was left; null while there is one. */
  curedHours: number | null;
}

const ORDER: readonly Category[] = ['complete', 'partial', 'stable', 'progression'];

export function beginResponse(hours: number, burden: number): ResponseState {
  return {
    startHours: hours,
    startBurden: burden,
    lowestBurden: burden,
    category: 'stable',
    best: 'stable',
    progressedHours: null,
    curedHours: null,
  };
}

/** The state after one more look at the burden; looks come in the order of time. */
export function followResponse(
  state: ResponseState,
  limits: ResponseLimits,
  hours: number,
  burden: number,
): ResponseState {
  const lowestBurden = Math.min(state.lowestBurden, burden);
  const category = categoryOf(limits, state.startBurden, lowestBurden, burden);
  const progressed = state.progressedHours !== null;
  const better = ORDER.indexOf(category) < ORDER.indexOf(state.best);
  return {
    ...state,
    lowestBurden,
    category,
    best: better && !progressed ? category : state.best,
    progressedHours: progressed || category !== 'progression' ? state.progressedHours : hours,
    curedHours: burden > 0 ? null : (state.curedHours ?? hours),
  };
}

/** Growth from less than can be seen is progression only once it can be seen again. */
export function categoryOf(
  { completeShare, partialShare, progressionFactor }: ResponseLimits,
  startBurden: number,
  lowestBurden: number,
  burden: number,
): Category {
  const seen = completeShare * startBurden;
  if (burden <= seen) return 'complete';
  if (burden >= progressionFactor * Math.max(lowestBurden, seen)) return 'progression';
  return burden <= partialShare * startBurden ? 'partial' : 'stable';
}

/** Hours from the beginning of treatment to progression; null while there is none. */
export function timeToProgression({ startHours, progressedHours }: ResponseState): number | null {
  return progressedHours === null ? null : progressedHours - startHours;
}
