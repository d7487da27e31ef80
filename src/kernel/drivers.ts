/** Threads that work on several compartments at once, each with an instance on every compartment's memory. */
import { type Driven, type DriverTask, LIST, listBytes, serve, stopsOf, work } from './drive';
import { entrust, never, type Trial } from './threads';

/** What is to be done with one compartment. */
export interface Share {
  compartment: number;
  /** Of an advance. */
  steps: number;
  stopAtCells: number;
}

interface Helper {
  terminate(): unknown;
}

const START_MILLISECONDS = 20_000;
/** Seconds through which no step may have been made: one of the largest compartment is a minute. */
const MOST_NAPS = 600;

export class Drivers {
  private readonly words: Int32Array;
  private readonly stops: Float64Array;

  private constructor(
    private readonly list: SharedArrayBuffer,
    private readonly own: readonly Driven[],
    private readonly helpers: Helper[] = [],
  ) {
    this.words = new Int32Array(list, 0, LIST.errands + LIST.stride * own.length);
    this.stops = stopsOf(list, own.length);
  }

  /** The caller's thread included. */
  get size(): number {
    return 1 + this.helpers.length;
  }

  /**
   * Starts `size − 1` helpers and waits until all of them listen.
   * @param own the caller's instances, one per memory
   * @returns null where the engine hands no memory to workers
   */
  static async gather(
    own: readonly Driven[],
    task: Omit<DriverTask, 'list'>,
    size: number,
  ): Promise<Drivers | null> {
    const drivers = new Drivers(new SharedArrayBuffer(listBytes(own.length)), own);
    const trials: Trial[] = [];
    for (let driver = 1; driver < size; driver++) {
      const trial = await startHelper({ ...task, list: drivers.list });
      if (trial === null) return null;
      trials.push(trial);
      drivers.helpers.push(trial.helper);
    }
    const deadline = Date.now() + START_MILLISECONDS;
    while (drivers.listening < drivers.helpers.length) {
      if (trials.some(({ failed }) => failed()) && drivers.listening === 0) {
        for (const helper of drivers.helpers.splice(0)) helper.terminate();
        return null;
      }
      if (Date.now() > deadline) {
        const began = drivers.listening + 1;
        drivers.disband();
        throw new Error(`Only ${began} of ${size} threads started.`);
      }
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
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
    work(words, this.stops, this.own, LIST);
    // No driver may still be at this list when the next is written.
    this.meet();
    return shares.map(({ compartment }, errand) => {
      const result = words[LIST.errands + LIST.stride * errand + 2] as number;
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
    if (this.helpers.length > 0) this.announce(LIST.leave);
    for (const helper of this.helpers.splice(0)) helper.terminate();
  }

  /** Waits until all drivers are done. @throws Error when nothing happens for {@link MOST_NAPS} seconds */
  private meet(): void {
    let seen = -1;
    let naps = 0;
    for (;;) {
      const arrived = Atomics.load(this.words, LIST.arrived);
      if (arrived >= this.helpers.length) return;
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

/** A driver in Node runs this text; it needs no file of its own, so the bundled program finds it anywhere. */
const nodeDriver = () => `
const { workerData } = require('node:worker_threads');
const { module, memories, words, stops, layout } = workerData;
const abort = () => { throw new Error('The kernel\\'s own check failed in a thread.'); };
const work = ${work.toString()};
const serve = ${serve.toString()};
Promise.all(memories.map((memory) => WebAssembly.instantiate(module, { env: { memory, abort } }))).then(
  (instances) => serve(words, stops, instances.map(({ exports }) => exports), layout, work),
);`;

async function startHelper(task: DriverTask): Promise<Trial | null> {
  if (import.meta.env.SSR) {
    const threadModule = 'node:worker_threads';
    const { Worker: NodeWorker } = (await import(
      /* @vite-ignore */ threadModule
    )) as typeof import('node:worker_threads');
    const { module, memories, list } = task;
    const words = new Int32Array(list);
    const workerData = { module, memories, words, stops: stopsOf(list, memories.length), layout: LIST };
    const helper = new NodeWorker(nodeDriver(), { eval: true, workerData });
    helper.unref();
    return { helper, failed: never };
  }
  return entrust(new Worker(new URL('./driver.worker.ts', import.meta.url), { type: 'module' }), task);
}
