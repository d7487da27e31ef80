/** Threads that work on several compartments at once, each with an instance on every compartment's memory. */
import { type Driven, LIST, listBytes, stopsOf, work } from './errands';
import type { DriverTask } from './helper';
import { Pool } from './pool';

/** What is to be done with one compartment. */
export interface Share {
  compartment: number;
  /** Of an advance. */
  steps: number;
  stopAtCells: number;
}

/** Seconds through which no step may have been made: one of the largest compartment is a minute. */
const MOST_NAPS = 600;

export class Drivers {
  private readonly words: Int32Array;
  private readonly stops: Float64Array;

  private constructor(
    private readonly list: SharedArrayBuffer,
    private readonly own: readonly Driven[],
    private others: Pool | null = null,
  ) {
    this.words = new Int32Array(list, 0, LIST.errands + LIST.stride * own.length);
    this.stops = stopsOf(list, own.length);
  }

  /** The caller's thread included. */
  get size(): number {
    return 1 + this.helpers;
  }

  /**
   * Starts `size − 1` helpers and waits until all of them listen.
   * @param own the caller's instances, one per memory
   * @returns null where the engine hands no memory to workers
   */
  static async gather(
    own: readonly Driven[],
    task: Pick<DriverTask, 'module' | 'memories'>,
    size: number,
  ): Promise<Drivers | null> {
    const drivers = new Drivers(new SharedArrayBuffer(listBytes(own.length)), own);
    const each = { kind: 'driver' as const, ...task, list: drivers.list };
    const others = await Pool.start(Array(size - 1).fill(each), () => drivers.listening);
    if (others.size === 0) return null;
    drivers.others = others;
    return drivers;
  }

  /**
   * Has all shares done and returns when the last is.
   * @returns what the kernel of each share returned
   * @throws Error when one failed
   */
  perform(
    task: typeof LIST.advance | typeof LIST.observe | typeof LIST.hash,
    shares: readonly Share[],
  ): number[] {
    const { words } = this;
    shares.forEach(({ compartment, steps, stopAtCells }, errand) => {
      words.set([compartment, steps, 0], LIST.errands + LIST.stride * errand);
      this.stops[errand] = stopAtCells;
    });
    words[LIST.count] = shares.length;
    this.announce(task);
    work(words, this.stops, this.own);
    // No driver may still be at this list when the next is written.
    this.meet();
    return shares.map(({ compartment }, errand) => {
      const result = words[LIST.errands + LIST.stride * errand + 2]!;
      if (result === LIST.failed) throw new Error(`The kernel of compartment ${compartment + 1} failed.`);
      return result;
    });
  }

  /** The hash of each compartment's state, in the order of the shares. */
  hashes(shares: readonly Share[]): bigint[] {
    this.perform(LIST.hash, shares);
    return shares.map((_, errand) => {
      const at = LIST.errands + LIST.stride * errand;
      const [low = 0, , high = 0] = this.words.subarray(at + 1, at + 4);
      return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
    });
  }

  disband(): void {
    if (this.helpers > 0) this.announce(LIST.leave);
    this.others?.end();
  }

  /** Waits until all drivers are done. @throws Error when nothing happens for {@link MOST_NAPS} seconds */
  private meet(): void {
    let seen = -1;
    let naps = 0;
    for (;;) {
      const arrived = Atomics.load(this.words, LIST.arrived);
      if (arrived >= this.helpers) return;
      const woken = Atomics.wait(this.words, LIST.arrived, arrived, LIST.napMilliseconds);
      if (woken !== 'timed-out') continue;
      const now = this.progress();
      naps = now === seen ? naps + 1 : 0;
      seen = now;
      if (naps >= MOST_NAPS) {
        throw new Error(
          `A thread has neither advanced its compartment nor ended for ${MOST_NAPS / 60} minutes, so that the run cannot go on.`,
        );
      }
    }
  }

  /** Grows with every errand taken, every driver done and every step made. */
  private progress(): number {
    const { words, own } = this;
    const taken = Atomics.load(words, LIST.next) + Atomics.load(words, LIST.arrived);
    return own.reduce((sum, compartment) => sum + (compartment.steps() >>> 0), taken);
  }

  private get helpers(): number {
    return this.others?.size ?? 0;
  }

  private get listening(): number {
    return Atomics.load(this.words, LIST.listening);
  }

  private announce(task: number): void {
    const { words } = this;
    words[LIST.task] = task;
    Atomics.store(words, LIST.next, 0);
    Atomics.store(words, LIST.arrived, 0);
    Atomics.add(words, LIST.round, 1);
    Atomics.notify(words, LIST.round);
  }
}
