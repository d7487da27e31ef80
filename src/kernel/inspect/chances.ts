/**
 * What becomes of one cell within some hours if its rates stay as they are: the linear birth–death process (Kendall
 * 1948), of the cell itself and of all that descends from it.
 */
export interface Chances {
  /** Of the cell itself; the three add up to 1. */
  diesFirst: number;
  dividesFirst: number;
  neither: number;
  /** That no descendant is left, the cell among them. */
  extinct: number;
  /** Descendants to be expected, the cell among them. */
  expected: number;
}

/** @param division /h @param death /h */
export function chancesWithin(hours: number, division: number, death: number): Chances {
  const rate = division + death;
  const event = -Math.expm1(-rate * hours);
  const share = rate > 0 ? death / rate : 0;
  const x = (division - death) * hours;
  // φ₁ = (eˣ − 1)/x; of a large x both parts of the fraction are divided by it.
  const phi = Math.abs(x) < 1e-9 ? 1 : Math.expm1(x) / x;
  const none = Number.isFinite(phi) ? (death * hours * phi) / (1 + division * hours * phi) : death / division;
  return {
    diesFirst: share * event,
    dividesFirst: rate > 0 ? event - share * event : 0,
    neither: 1 - event,
    extinct: none,
    expected: Math.exp(x),
  };
}
