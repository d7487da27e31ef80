/**
 * What a driver does: takes errands (a compartment to advance, to count or to hash) from a list that all drivers
 * share, until none is left, and waits for the next list. Which driver has which errand never matters.
 */
import type { KernelExports } from '../instantiate';

/** Exports of one compartment's instance that drivers call. */
export type Driven = Pick<KernelExports, 'advance' | 'observe' | 'stateHash' | 'steps'>;

/**
 * The shared list: words (i32) at these places, then `stride` words per errand (compartment, steps or the
 * lower half of a hash, result, its upper half), then one f64 per errand, the `stopAtCells` of an advance.
 */
export const LIST = {
  round: 0,
  next: 1,
  arrived: 2,
  count: 3,
  listening: 4,
  task: 5,
  errands: 8,
  stride: 4,
  /** Tasks. */
  advance: 0,
  observe: 1,
  hash: 2,
  leave: 3,
  /** Results: a kernel that failed, which no advance returns; an errand that is done. */
  failed: -1,
  done: 0,
  /** A sleeper looks again after this long, so that no wake-up that is lost can stop a run. */
  napMilliseconds: 1000,
} as const;

export function listBytes(errands: number): number {
  // Eight head words and four per errand: what follows them is aligned for f64.
  return 4 * (LIST.errands + LIST.stride * errands) + 8 * errands;
}

export function stopsOf(list: SharedArrayBuffer, errands: number): Float64Array {
  return new Float64Array(list, list.byteLength - 8 * errands, errands);
}

/** Does errands until none is left. */
export function work(words: Int32Array, stops: Float64Array, compartments: readonly Driven[]): void {
  for (;;) {
    const errand = Atomics.add(words, LIST.next, 1);
    if (errand >= words[LIST.count]!) return;
    const at = LIST.errands + LIST.stride * errand;
    let result: number = LIST.failed;
    try {
      const compartment = compartments[words[at]!]!;
      if (words[LIST.task] === LIST.advance) {
        result = compartment.advance(words[at + 1]!, stops[errand]!, 0);
      } else if (words[LIST.task] === LIST.observe) {
        compartment.observe();
        result = LIST.done;
      } else {
        const hash = compartment.stateHash();
        words[at + 1] = Number(BigInt.asIntN(32, hash));
        words[at + 3] = Number(BigInt.asIntN(32, hash >> 32n));
        result = LIST.done;
      }
    } catch {
      // The caller learns of a kernel that fails by the result.
    }
    words[at + 2] = result;
  }
}

/** The life of a driver. */
export function serve(words: Int32Array, stops: Float64Array, compartments: readonly Driven[]): void {
  let seen = Atomics.load(words, LIST.round);
  Atomics.add(words, LIST.listening, 1);
  for (;;) {
    Atomics.wait(words, LIST.round, seen, LIST.napMilliseconds);
    const round = Atomics.load(words, LIST.round);
    if (round === seen) continue;
    seen = round;
    if (words[LIST.task] === LIST.leave) return;
    work(words, stops, compartments);
    Atomics.add(words, LIST.arrived, 1);
    Atomics.notify(words, LIST.arrived);
  }
}
