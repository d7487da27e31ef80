/** How far what was counted lies from what theory says. */

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function variance(values: readonly number[]): number {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}

/** Standard errors between a mean and its expectation. */
export function zOfMean(
  values: readonly number[],
  expected: number,
  sd = Math.sqrt(variance(values)),
): number {
  return (mean(values) - expected) / (sd / Math.sqrt(values.length));
}

/** Standard errors between a variance and its expectation, from the fourth moment of the values themselves. */
export function zOfVariance(values: readonly number[], expected: number): number {
  const centre = mean(values);
  const squares = values.map((value) => (value - centre) ** 2);
  return zOfMean(squares, expected);
}

/** Standard errors between a count of successes and its binomial expectation. */
export function zOfCount(count: number, trials: number, probability: number): number {
  return (count - trials * probability) / Math.sqrt(trials * probability * (1 - probability));
}

/**
 * Standard normal score of a χ² of some degrees of freedom (Wilson and Hilferty 1931); above 4: p below 3·10⁻⁵.
 * @param observed counts
 * @param expected their expectations; cells of fewer than 5 belong pooled by the caller
 */
export function zOfChiSquare(
  observed: readonly number[],
  expected: readonly number[],
  freedom = observed.length - 1,
): number {
  const sum = observed.reduce((total, count, i) => {
    const wanted = expected[i]!;
    return total + (count - wanted) ** 2 / wanted;
  }, 0);
  const spread = 2 / (9 * freedom);
  return (Math.cbrt(sum / freedom) - (1 - spread)) / Math.sqrt(spread);
}

export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}
