import { exactExpm1 } from '../../../assembly/numerics/maths';
import { Purpose } from '../../../assembly/shared/step';
import type { RandomSource } from '../numbers/philox';

const f = Math.fround;
const view = new DataView(new ArrayBuffer(8));

/** A cell that may have an event, and the number to compare with its probabilities of one. */
interface Candidate {
  site: number;
  draw: number;
}

/**
 * The candidates among the cells of a tile, in the order of sites: see assembly/cells/chance.ts.
 * @param bound most that division and death of any of its cells add up to in the step
 */
export function* candidates(
  random: RandomSource,
  step: number,
  tile: number,
  count: number,
  bound: number,
): Generator<Candidate> {
  if (bound === 0) return;
  const gap = 1 / bound;
  const chance = f(-exactExpm1(-bound) * 2 ** -32);
  let words: number[] = [];
  let site = 0;
  for (let drawn = 0; ; drawn++) {
    const place = drawn % 8;
    if (place === 0) {
      const block = tile * 512 + drawn / 2;
      const blocks = [0, 1, 2, 3].map((j) => random.block(step, block + j, Purpose.fate));
      words = [0, 1, 2, 3].flatMap((w) => blocks.map((own) => own[w] as number));
    }
    site += Math.floor(exponential(words[place] as number) * gap);
    if (!(site < count)) return;
    yield { site, draw: f(f(words[place + 8] as number) * chance) };
    site++;
  }
}

/** Exponential number of mean 1 from 32 random bits: −ln((w + ½)/2³²), to 10⁻¹⁰. */
export function exponential(word: number): number {
  view.setFloat64(0, word + 0.5);
  const mantissaBits = view.getBigUint64(0) & 0xfffffffffffffn;
  const above = mantissaBits >= 0x6a09e667f3bcdn ? 1 : 0;
  const exponent = 32 + 1023 - above - (view.getUint32(0) >>> 20);
  view.setBigUint64(0, mantissaBits | (BigInt(1023 - above) << 52n));
  const mantissa = view.getFloat64(0);
  const s = (mantissa - 1) / (mantissa + 1);
  const z = s * s;
  const series = 1 + z * (1 / 3 + z * (0.2 + z * (1 / 7 + z * (1 / 9 + z * (1 / 11 + z * (1 / 13))))));
  return exponent * 0.6931471805599453 - 2 * s * series;
}
