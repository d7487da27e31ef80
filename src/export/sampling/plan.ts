/**
 * Which cells a sample takes, and how that is said: "bulk; region 100,-50 200; needle -800,0 800,0 30; cells 96". Places and
 * lengths in µm from the middle of the tissue; in a plane the third coordinate may be left out.
 */

export type Point = readonly [x: number, y: number, z: number];

export type SamplePlan =
  /** Every cell of a compartment. */
  | { kind: 'bulk' }
  /** Cells within a radius of a point. */
  | { kind: 'region'; middle: Point; radius: number }
  /** Cells that a cylinder of this width from one point to another holds. */
  | { kind: 'needle'; from: Point; to: Point; width: number }
  /** So many of the tumour's cells, each by itself. */
  | { kind: 'cells'; count: number };

/** What is taken where nothing else is said. */
export const SAMPLES: readonly SamplePlan[] = [{ kind: 'bulk' }, { kind: 'cells', count: 100 }];

export const MOST_SAMPLES = 100;
/** Of one sample: a file of their mutations stays within what a table can hold. */
export const MOST_SINGLE_CELLS = 10_000;

/** @throws RangeError in a sentence that names the sample */
export function samplesOf(text: string): SamplePlan[] {
  const plans = text.split(';').map((part) => planOf(part.trim()));
  if (plans.length > MOST_SAMPLES) {
    throw new RangeError(`${plans.length} samples are more than ${MOST_SAMPLES}`);
  }
  return plans;
}

/** The same text again. */
export function textOf(plan: SamplePlan): string {
  const point = ([x, y, z]: Point) => (z === 0 ? `${x},${y}` : `${x},${y},${z}`);
  switch (plan.kind) {
    case 'bulk':
      return 'bulk';
    case 'region':
      return `region ${point(plan.middle)} ${plan.radius}`;
    case 'needle':
      return `needle ${point(plan.from)} ${point(plan.to)} ${plan.width}`;
    case 'cells':
      return `cells ${plan.count}`;
  }
}

/** Whether it takes cells by their places. */
export const byPlace = ({ kind }: SamplePlan) => kind === 'region' || kind === 'needle';

function planOf(text: string): SamplePlan {
  const [kind, ...words] = text.split(/\s+/);
  const expect = (count: number, form: string) => {
    if (words.length !== count) throw new RangeError(`"${text}" is not of the form "${form}"`);
  };
  switch (kind) {
    case 'bulk':
      expect(0, 'bulk');
      return { kind };
    case 'region':
      expect(2, 'region X,Y RADIUS');
      return { kind, middle: pointOf(text, words[0]!), radius: lengthOf(text, words[1]!) };
    case 'needle':
      expect(3, 'needle X,Y X,Y WIDTH');
      return {
        kind,
        from: pointOf(text, words[0]!),
        to: pointOf(text, words[1]!),
        width: lengthOf(text, words[2]!),
      };
    case 'cells':
      expect(1, 'cells COUNT');
      return { kind, count: countOf(text, words[0]!) };
    default:
      throw new RangeError(`"${text}" is none of bulk, region, needle and cells`);
  }
}

function pointOf(text: string, word: string): Point {
  const [x, y, z = 0, ...more] = word.split(',').map((part) => (part === '' ? Number.NaN : Number(part)));
  if (more.length > 0 || ![x, y, z].every(Number.isFinite)) {
    throw new RangeError(`"${text}": "${word}" is not a place such as 100,-50`);
  }
  return [x!, y!, z];
}

function lengthOf(text: string, word: string): number {
  const length = Number(word);
  if (!(length > 0 && Number.isFinite(length))) {
    throw new RangeError(`"${text}": "${word}" is not a length in µm above 0`);
  }
  return length;
}

function countOf(text: string, word: string): number {
  const count = Number(word);
  if (!Number.isInteger(count) || count < 1 || count > MOST_SINGLE_CELLS) {
    throw new RangeError(`"${text}": "${word}" is not a whole number from 1 to ${MOST_SINGLE_CELLS}`);
  }
  return count;
}
