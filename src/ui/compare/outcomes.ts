/** What came of many runs: who was followed for how long, shares, and a file. */
import type { Outcome, ResponseOutcome } from '../../patient/outcome/outcome';
import type { Category } from '../../patient/outcome/response';
import type { FollowUp } from '../../patient/outcome/survival';

/** Runs that were treated. */
export const followUps = (outcomes: readonly Outcome[]): FollowUp[] =>
  outcomes.flatMap(({ response }) =>
    response === null ? [] : [{ days: response.followedDays, progressed: response.progressionDays !== null }],
  );

export const CATEGORY_WORDS: Record<Category, string> = {
  complete: 'complete',
  partial: 'partial',
  stable: 'stable',
  progression: 'none',
};

export const STOPPED_WORDS: Record<Outcome['stoppedBy'], string> = {
  time: 'last day',
  cells: 'size reached',
  extinct: 'no cell left',
  memory: 'memory full',
  interrupt: 'not ended',
};

/** How one run of many went, in a few words. */
export function fate(response: ResponseOutcome | null): string {
  if (response === null) return 'not treated';
  const { progressionDays, cured } = response;
  if (progressionDays === null) return cured ? 'cured' : 'no progression';
  return cured ? 'progression, then cured' : 'progression';
}

export function outcomesCsv(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(({ seed, response, stoppedBy, hours, cells, cellsByClass, hash }) =>
    [
      seed,
      response?.best ?? '',
      response?.progressionDays ?? '',
      response?.followedDays ?? '',
      response === null ? '' : response.cured,
      stoppedBy,
      hours / 24,
      cells,
      cells - cellsByClass.sensitive,
      hash,
    ].join(),
  );
  const header =
    'seed,best_response,progression_days,followed_days,cured,stopped_by,end_day,cells,resistant_cells,hash';
  return `${[header, ...rows].join('\n')}\n`;
}
