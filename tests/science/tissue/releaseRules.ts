/**
 * The published rules of competitive release (Bravo et al. 2020 PLoS Comput Biol 16:e1007635, example 6) as a plain
 * program of their own, cell after cell in random order, that shares nothing with the kernel: what the reference says
 * of chances, and two choices that it leaves open.
 *
 * As published, a daughter takes any free neighbour alike, and the field is stepped by alternating directions with an
 * edge whose inflow is put in once a step: 5.5% more drug comes in than through faces held at 1, and since drug is let
 * in from the step after a pulse begins, a pulse is one step shorter. As in the kernel, the nearer of free neighbours
 * is taken in proportion to 1/distance, and the faces are held at 1.
 */
export interface ReleaseRules {
  side: number;
  radius: number;
  choices: 'published' | 'kernel';
  regime: 'none' | 'constant' | 'pulsed';
}

const STEPS_PER_DAY = 12;
const chance = (perDay: number) => 1 - Math.exp(-perDay / STEPS_PER_DAY);
const DIVISION = [0, chance(0.693147), chance(0.223144)] as const;
const DEATH = chance(0.0202027);
const KILL = chance(1.609438);
const UPTAKE = 0.03 / STEPS_PER_DAY;
/** D Δt/h²: 0.02 µm²/s, 2 h, 20 µm. */
const SPREAD = (0.02 * 7200) / 400;
const [START, PERIOD, PULSE] = [20 * STEPS_PER_DAY, 15 * STEPS_PER_DAY, 2 * STEPS_PER_DAY];
const SENSITIVE = 1;
const RESISTANT = 2;

/** Sensitive and resistant cells at each of `days`, ascending. */
export function releaseByRules(
  rules: ReleaseRules,
  seed: number,
  days: readonly number[],
): [number, number][] {
  const { side, choices } = rules;
  const random = mulberry(seed);
  const kinds = disc(rules, random);
  const field = choices === 'published' ? new AlternatingField(side) : new FacedField(side);
  const uptake = new Float64Array(side * side);
  const counts: [number, number][] = [];
  for (let step = 0; counts.length < days.length; step++) {
    if (step === days[counts.length] * STEPS_PER_DAY) counts.push(census(kinds));
    uptake.fill(0);
    cells(rules, kinds, field.levels, uptake, random);
    field.step(isOn(rules, step), uptake);
  }
  return counts;
}

function isOn({ regime, choices }: ReleaseRules, step: number): boolean {
  const since = step - START;
  if (regime === 'none' || since < 0) return false;
  const within = since % PERIOD;
  if (choices === 'published' && within === 0) return false;
  return regime === 'constant' || within < PULSE;
}

function disc({ side, radius }: ReleaseRules, random: () => number): Uint8Array {
  const kinds = new Uint8Array(side * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if ((x - side / 2) ** 2 + (y - side / 2) ** 2 > radius ** 2) continue;
      kinds[x + side * y] = random() < 0.5 ? RESISTANT : SENSITIVE;
    }
  }
  return kinds;
}

function census(kinds: Uint8Array): [number, number] {
  let [sensitive, resistant] = [0, 0];
  for (const kind of kinds) {
    if (kind === SENSITIVE) sensitive++;
    else if (kind === RESISTANT) resistant++;
  }
  return [sensitive, resistant];
}

/** Every cell once, in random order; daughters wait for the next step. */
function cells(
  { side, choices }: ReleaseRules,
  kinds: Uint8Array,
  levels: Float64Array,
  uptake: Float64Array,
  random: () => number,
): void {
  const order: number[] = [];
  for (let site = 0; site < kinds.length; site++) if (kinds[site] !== 0) order.push(site);
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  const diagonal = choices === 'published' ? 1 : Math.SQRT1_2;
  const free: number[] = [];
  const weights: number[] = [];
  for (const site of order) {
    const kind = kinds[site] as 1 | 2;
    const level = levels[site];
    uptake[site] = level * UPTAKE;
    if (random() < DEATH + (kind === SENSITIVE ? level * KILL : 0)) {
      kinds[site] = 0;
      continue;
    }
    if (!(random() < DIVISION[kind])) continue;
    free.length = weights.length = 0;
    const [x, y] = [site % side, Math.floor(site / side)];
    for (let j = Math.max(0, y - 1); j <= Math.min(side - 1, y + 1); j++) {
      for (let i = Math.max(0, x - 1); i <= Math.min(side - 1, x + 1); i++) {
        if (kinds[i + side * j] !== 0) continue;
        free.push(i + side * j);
        weights.push(i !== x && j !== y ? diagonal : 1);
      }
    }
    if (free.length === 0) continue;
    let draw = random() * weights.reduce((sum, weight) => sum + weight, 0);
    let taken = 0;
    while (taken + 1 < free.length && draw >= weights[taken]) draw -= weights[taken++];
    kinds[free[taken]] = kind;
  }
}

/** Explicit in steps of a sixth, so short that time adds nothing to the error of the sites. */
class FacedField {
  readonly levels: Float64Array;
  private readonly next: Float64Array;
  private dry = true;

  constructor(private readonly side: number) {
    this.levels = new Float64Array(side * side);
    this.next = new Float64Array(side * side);
  }

  step(on: boolean, uptake: Float64Array): void {
    if (on) this.dry = false;
    if (this.dry) return;
    const { side, levels, next } = this;
    const parts = 6;
    for (let part = 0; part < parts; part++) {
      for (let y = 0; y < side; y++) {
        for (let x = 0; x < side; x++) {
          const at = x + side * y;
          const own = levels[at];
          // Half a site away.
          const beyond = on ? 2 * (1 - own) : 0;
          let inflow = x > 0 ? levels[at - 1] - own : beyond;
          inflow += x + 1 < side ? levels[at + 1] - own : beyond;
          inflow += y > 0 ? levels[at - side] - own : beyond;
          inflow += y + 1 < side ? levels[at + side] - own : beyond;
          next[at] = own + (SPREAD / parts) * inflow;
        }
      }
      levels.set(next);
    }
    for (let at = 0; at < levels.length; at++) levels[at] -= uptake[at];
  }
}

/** Half a step implicit along y and explicit along x, then the other way; 4 − 2u where an edge is held at 1. */
class AlternatingField {
  readonly levels: Float64Array;
  private readonly half: Float64Array;
  private readonly upper: Float64Array;

  constructor(private readonly side: number) {
    this.levels = new Float64Array(side * side);
    this.half = new Float64Array(side * side);
    this.upper = new Float64Array(side);
  }

  step(on: boolean, uptake: Float64Array): void {
    const { side, levels, half } = this;
    this.sweep(levels, half, 1, side, on);
    this.sweep(half, levels, side, 1, on);
    for (let at = 0; at < levels.length; at++) levels[at] -= uptake[at];
  }

  /** Lines along `along` are solved; what passes across them is taken from before. */
  private sweep(from: Float64Array, to: Float64Array, across: number, along: number, on: boolean): void {
    const { side, upper } = this;
    const off = -SPREAD / 2;
    for (let line = 0; line < side; line++) {
      for (let i = 0; i < side; i++) {
        const at = line * across + i * along;
        const own = from[at];
        const beyond = on ? 4 - 2 * own : 0;
        const lower = line > 0 ? from[at - across] - own : beyond;
        const higher = line + 1 < side ? from[at + across] - own : beyond;
        const known = own + (SPREAD / 2) * (lower + higher);
        const edge = i === 0 || i === side - 1;
        const middle = 1 + SPREAD * (edge ? (on ? 1.5 : 0.5) : 1);
        const pivot = i === 0 ? middle : middle - off * upper[i - 1];
        upper[i] = off / pivot;
        to[at] = (known - (i === 0 ? 0 : off * to[at - along])) / pivot;
      }
      for (let i = side - 2; i >= 0; i--) {
        const at = line * across + i * along;
        to[at] -= upper[i] * to[at + along];
      }
    }
  }
}

function mulberry(seed: number): () => number {
  let state = Math.imul(seed, 7919) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
  };
}
