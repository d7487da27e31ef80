/**
 * How long runs stay free of progression, from runs that were not all followed until it came: the product-limit
 * estimate (Kaplan and Meier 1958 J Am Stat Assoc 53:457) with the variance of Greenwood (1926). Its limits are worked
 * out for the logarithm of the cumulative hazard, so that they stay between 0 and 1 (Kalbfleisch and Prentice 1980).
 */

/** One run. */
export interface FollowUp {
  /** Until progression, or for which there was none. */
  days: number;
  progressed: boolean;
}

/** The estimate from one time of progression until the next. */
interface SurvivalStep {
  days: number;
  /** Runs that were followed until then and had not progressed before. */
  atRisk: number;
  progressed: number;
  /** Share without progression just after it. */
  share: number;
  /** Standard error of the share. */
  error: number;
  /** 95% limits of the share. */
  lower: number;
  upper: number;
}

/** Of the normal distribution, for two-sided limits of 95%. */
const QUANTILE = 1.959963984540054;

/** A step for each different time of progression; a run that ends at the time of another's progression was at risk. */
export function kaplanMeier(runs: readonly FollowUp[]): SurvivalStep[] {
  const times = [...new Set(runs.filter(({ progressed }) => progressed).map(({ days }) => days))];
  let share = 1;
  let sum = 0;
  return times
    .sort((a, b) => a - b)
    .map((days) => {
      const atRisk = runs.filter((run) => run.days >= days).length;
      const progressed = runs.filter((run) => run.progressed && run.days === days).length;
      share *= (atRisk - progressed) / atRisk;
      sum += progressed / (atRisk * (atRisk - progressed));
      return { days, atRisk, progressed, share, ...spread(share, sum) };
    });
}

/** @param sum of Greenwood: d / (n (n − d)) over all steps so far, Infinity once none is left */
function spread(share: number, sum: number): Pick<SurvivalStep, 'error' | 'lower' | 'upper'> {
  if (share === 0) return { error: 0, lower: 0, upper: 0 };
  const root = Math.sqrt(sum);
  const factor = Math.exp((QUANTILE * root) / Math.log(share));
  return { error: share * root, lower: share ** (1 / factor), upper: share ** factor };
}

/** First time by which at least half have progressed, days; null where it was not reached. */
export const median = (steps: readonly SurvivalStep[]): number | null =>
  steps.find(({ share }) => share <= 0.5)?.days ?? null;
