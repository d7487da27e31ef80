/**
 * Probability that treatment by one drug or by two at once fails (Komarova and Wodarz 2005 PNAS 102:9714; Bozic et al.
 * 2013 eLife 2:e00747), by the branching process itself: the chance of a cell's line to escape obeys a differential
 * equation in the time left before treatment.
 */

/** Division and death per day of cells that resist nothing, the first drug, the second, both. */
export interface Kinds<T> {
  none: T;
  first: T;
  second: T;
  both: T;
}

export interface Therapy {
  /** Cells when treatment begins. */
  M: number;
  division: Kinds<number>;
  death: Kinds<number>;
  treatedDivision: Kinds<number>;
  treatedDeath: Kinds<number>;
  /** Probability per division of resistance to the first drug alone, the second alone, both at once. */
  u: { first: number; second: number; both: number };
}

/**
 * The symmetric setting: n drugs, probability u for each and `uBoth` for both, fitness once per drug resisted. In
 * publications a cell dies at D + H unless it resists every drug; in the kernel the kills of two drugs add up, and
 * `killTogether` is 2H.
 */
export function symmetricTherapy({
  n,
  u,
  uBoth = 0,
  M,
  L,
  D,
  H,
  killTogether = H,
  fitness = 1,
}: {
  n: number;
  u: number;
  uBoth?: number;
  M: number;
  L: number;
  D: number;
  /** Added death of cells that resist one of two drugs. */
  H: number;
  /** Added death of cells that resist nothing. */
  killTogether?: number;
  /** Division over that of a sensitive cell, for each drug resisted; or of cells that resist one drug and two. */
  fitness?: number | [one: number, two: number];
}): Therapy {
  const [one, two] = typeof fitness === 'number' ? [fitness, fitness ** 2] : fitness;
  const single = n === 1;
  const division = { none: L, first: L * one, second: L * one, both: L * (single ? one : two) };
  const death = { none: D, first: D, second: D, both: D };
  const treatedDeath = { none: D + killTogether, first: single ? D : D + H, second: D + H, both: D };
  return {
    M,
    division,
    death,
    treatedDivision: division,
    treatedDeath,
    u: { first: u, second: single ? 0 : u, both: uBoth },
  };
}

/** Chance that the line of one cell, alive when treatment begins, does not die out. */
function escapeUnderTreatment({ treatedDivision: b, treatedDeath: d, u }: Therapy): Kinds<number> {
  const both = Math.max(0, 1 - d.both / b.both);
  const first = branching(b.first, d.first, [[u.second + u.both, both]]);
  const second = branching(b.second, d.second, [[u.first + u.both, both]]);
  const none = branching(b.none, d.none, [
    [u.first, first],
    [u.second, second],
    [u.both, both],
  ]);
  return { none, first, second, both };
}

/**
 * Greatest root p of b(1−v)(2p − p²) + b Σ uᵢ(p + pᵢ − p pᵢ) − (b + d)p = 0, v = Σ uᵢ: one of two daughters is altered
 * with probability uᵢ and then escapes with pᵢ.
 */
function branching(b: number, d: number, altered: readonly [u: number, p: number][]): number {
  const v = altered.reduce((sum, [u]) => sum + u, 0);
  const gain = b * altered.reduce((sum, [u, p]) => sum + u * p, 0);
  const square = b * (1 - v);
  const middle = square - d - gain;
  const root = Math.sqrt(middle * middle + 4 * square * gain);
  return middle >= 0 ? (middle + root) / (2 * square) : (2 * gain) / (root - middle);
}

type State = [first: number, second: number, both: number];

/** Probability that treatment fails. */
export function failureProbability(therapy: Therapy): number {
  return probabilityOf(therapy, escapeUnderTreatment(therapy));
}

/** Probability that a cell which resists every drug is alive when treatment begins. */
export function presenceProbability(therapy: Therapy): number {
  return probabilityOf(therapy, { none: 0, first: 0, second: 0, both: 1 });
}

/** Steps of the Runge–Kutta integration; doubling them changes the probability by less than 10⁻⁹. */
const STEPS = 4000;

/**
 * Probability of at least one success, each cell alive at the start of treatment having the given chance. Sensitive
 * cells before treatment grow as M e^{−(b−d)t}, from one cell on.
 */
function probabilityOf({ M, division: b, death: d, u }: Therapy, atStart: Kinds<number>): number {
  const growth = b.none - d.none;
  const step = Math.log(M) / growth / STEPS;
  let state: State = [atStart.first, atStart.second, atStart.both];
  const rate = (day: number, [first, second, both]: State) =>
    b.none * M * Math.exp(-growth * day) * (u.first * first + u.second * second + u.both * both);
  let area = 0;
  for (let i = 0; i < STEPS; i++) {
    const half = rungeKutta(state, step / 2, slope);
    const next = rungeKutta(state, step, slope);
    const ends = rate(i * step, state) + rate((i + 1) * step, next);
    area += (step / 6) * (ends + 4 * rate((i + 0.5) * step, half));
    state = next;
  }
  return -Math.expm1(-area - M * atStart.none);

  function slope([first, second, both]: State): State {
    return [
      single(first, both, b.first, d.first, u.second + u.both),
      single(second, both, b.second, d.second, u.first + u.both),
      (b.both - d.both) * both - b.both * both * both,
    ];
  }
}

/** dw/dt of a cell that gives altered daughters, of escape chance `up`, with probability v. */
function single(w: number, up: number, b: number, d: number, v: number): number {
  return b * (1 - v) * (2 * w - w * w) + b * v * (w + up - w * up) - (b + d) * w;
}

function rungeKutta(state: State, step: number, slope: (state: State) => State): State {
  const moved = (by: State, h: number) => state.map((value, i) => value + h * by[i]!) as State;
  const k1 = slope(state);
  const k2 = slope(moved(k1, step / 2));
  const k3 = slope(moved(k2, step / 2));
  const k4 = slope(moved(k3, step));
  return state.map((value, i) => value + (step / 6) * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!)) as State;
}
