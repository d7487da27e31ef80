/**
 * The published rules of competitive release (Bravo et al. 2020 PLoS Comput Biol 16:e1007635, example 6) as a plain
 * program of their own, cell after cell in random order, that shares nothing with the kernel: what the reference says
 * of chances, and two choices that it leaves open.
 *
 * As published, a daughter takes any free neighbour alike, and the field is stepped by alternating directions with an
 * edge whose inflow is put in once a step: 5.5% more drug comes in than through faces held at 1, and since drug is let
 * in from the step after a pulse begins, a pulse is one step shorter. As in the kernel, the nearer of free neighbours
 * is taken in proportion to 1/distance, and the faces are held at 1. And as published a cell divides once in a step
 * with its chance p, where in the kernel growth goes on within a step: with p/(1 + p), then mother and daughter each with
 * p/2 once more, as many births in the open; and who dies may have divided before, or her daughter die too.
 *
 * Whether a cell dies or tries to divide owes nothing to the others' turns, only whether it finds room does. So who dies
 * or tries is drawn first, by the gaps between such cells, and only these have a turn: the same law, in a tenth of the time.
 */
import { AlternatingField, FacedField, type Field } from './releaseFields';

export type Regime = 'none' | 'constant' | 'pulsed' | 'adaptive';

export interface ReleaseRules {
  side: number;
  radius: number;
  choices: 'published' | 'kernel';
  regime: Regime;
}

export const STEPS_PER_DAY = 12;
const chance = (perDay: number) => 1 - Math.exp(-perDay / STEPS_PER_DAY);
const DIVISION = [0, chance(0.693147), chance(0.223144)] as const;
const FIRST_DIVISION = DIVISION.map((p) => p / (1 + p)) as [number, number, number];
const DEATH = chance(0.0202027);
const KILL = chance(1.609438);
const UPTAKE = 0.03 / STEPS_PER_DAY;
const [START, PERIOD, PULSE] = [20 * STEPS_PER_DAY, 15 * STEPS_PER_DAY, 2 * STEPS_PER_DAY];
export const SENSITIVE = 1;
export const RESISTANT = 2;

/** Whether drug is given for a day that begins with so many cells: at 5,000 or more, and then until fewer than 4,500. */
export const givenAdaptively = (cells: number, before: boolean) => cells >= (before ? 4500 : 5000);

/** What `see` makes of the kinds of cells, by site, x + side·y, at each of `days`, ascending. */
export function releaseByRules<Seen>(
  rules: ReleaseRules,
  seed: number,
  days: readonly number[],
  see: (kinds: Uint8Array) => Seen,
): Seen[] {
  const { side, choices } = rules;
  const random = mulberry(seed);
  const kinds = disc(rules, random);
  const field = choices === 'published' ? new AlternatingField(side) : new FacedField(side);
  const taken = new Float64Array(side * side);
  const seen: Seen[] = [];
  let given = false;
  for (let step = 0; seen.length < days.length; step++) {
    if (step === days[seen.length]! * STEPS_PER_DAY) seen.push(see(kinds));
    given = isGiven(rules, step, given, kinds);
    noteUptake(kinds, field, taken);
    const acting = whoActs(rules, kinds, field, random);
    takeTurns(rules, kinds, acting, field, random);
    field.step(given, taken);
  }
  return seen;
}

function isGiven(
  { regime, choices }: ReleaseRules,
  step: number,
  before: boolean,
  kinds: Uint8Array,
): boolean {
  const since = step - START;
  if (regime === 'none' || since < 0) return false;
  if (regime === 'adaptive') {
    return step % STEPS_PER_DAY === 0
      ? givenAdaptively(kinds.filter((kind) => kind !== 0).length, before)
      : before;
  }
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

function noteUptake(kinds: Uint8Array, field: Field, taken: Float64Array): void {
  const { levels } = field;
  for (const [from, to] of field.wet()) {
    for (let site = from; site < to; site++) {
      taken[site] = kinds[site] === 0 ? 0 : levels[site]! * UPTAKE;
    }
  }
}

/** Sites of the cells that die in a step, as −1 − site, and of those that try to divide. */
function whoActs({ choices }: ReleaseRules, kinds: Uint8Array, field: Field, random: () => number): number[] {
  const dying = new Set<number>();
  some(kinds.length, DEATH, random, (site) => {
    if (kinds[site] !== 0) dying.add(site);
  });
  const { levels } = field;
  // Of those that do not die without drug: chances of death add up.
  const kill = KILL / (1 - DEATH);
  for (const [from, to] of field.wet()) {
    for (let site = from; site < to; site++) {
      if (kinds[site] === SENSITIVE && random() < levels[site]! * kill) dying.add(site);
    }
  }
  const acting = Array.from(dying, (site) => -1 - site);
  const [, sensitive, resistant] = choices === 'published' ? DIVISION : FIRST_DIVISION;
  some(kinds.length, sensitive, random, (site) => {
    const kind = kinds[site];
    if (kind === 0 || (choices === 'published' && dying.has(site))) return;
    if (kind === SENSITIVE || random() < resistant / sensitive) acting.push(site);
  });
  return acting;
}

/** Each of 0…`count` − 1 with one chance, by the gaps between those that it falls to. */
function some(count: number, chance: number, random: () => number, found: (index: number) => void): void {
  const perGap = 1 / Math.log(1 - chance);
  for (let index = 0; ; index++) {
    index += Math.floor(Math.log(1 - random()) * perGap);
    if (!(index < count)) return;
    found(index);
  }
}

/** Every acting cell in random order; daughters wait for the next step but for what growth within a step has them do. */
function takeTurns(
  rules: ReleaseRules,
  kinds: Uint8Array,
  acting: number[],
  { levels }: Field,
  random: () => number,
): void {
  for (let last = acting.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [acting[last], acting[other]] = [acting[other]!, acting[last]!];
  }
  const dead = new Set<number>();
  for (const turn of acting) {
    if (turn < 0) {
      kinds[-1 - turn] = 0;
      dead.add(-1 - turn);
      continue;
    }
    // Another's daughter may be there by now.
    if (dead.has(turn)) continue;
    const kind = kinds[turn] as 1 | 2;
    const daughter = divide(rules, kinds, turn, random);
    if (daughter === undefined || rules.choices === 'published') continue;
    const dies = DEATH + (kind === SENSITIVE ? levels[daughter]! * KILL : 0);
    if (random() < dies / 2) kinds[daughter] = 0;
    else if (random() < DIVISION[kind] / 2) divide(rules, kinds, daughter, random);
    if (random() < DIVISION[kind] / 2) divide(rules, kinds, turn, random);
  }
}

/** Puts a daughter beside a cell where there is room; returns her site. */
function divide(
  { side, choices }: ReleaseRules,
  kinds: Uint8Array,
  site: number,
  random: () => number,
): number | undefined {
  const diagonal = choices === 'published' ? 1 : Math.SQRT1_2;
  const free: number[] = [];
  let weight = 0;
  const [x, y] = [site % side, Math.floor(site / side)];
  const weightOf = (at: number) => (at % side !== x && Math.floor(at / side) !== y ? diagonal : 1);
  for (let j = Math.max(0, y - 1); j <= Math.min(side - 1, y + 1); j++) {
    for (let i = Math.max(0, x - 1); i <= Math.min(side - 1, x + 1); i++) {
      const at = i + side * j;
      if (kinds[at] !== 0) continue;
      free.push(at);
      weight += weightOf(at);
    }
  }
  if (free.length === 0) return undefined;
  let draw = random() * weight;
  let taken = 0;
  while (taken + 1 < free.length && draw >= weightOf(free[taken]!)) {
    draw -= weightOf(free[taken++]!);
  }
  const daughter = free[taken]!;
  kinds[daughter] = kinds[site]!;
  return daughter;
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
