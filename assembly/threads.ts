/**
 * Threads of one compartment. The first drives; the others listen. A task is handed out tile by tile from an atomic
 * counter, and all meet again before anything depends on it. Which thread has a tile never matters to the result.
 */
import { ARRIVED, header, LISTENING, NEXT_TILE, ROUND, SEEN, setHeader, TASK, THREADS } from './layout';

export enum Task {
  sweep = 0,
  settle = 1,
  leave = 2,
  /** Of a tissue: the events of the blocks of a colour. */
  events = 3,
  /** A pass of a field's solution, by bands (fieldWork.ts). */
  field = 8,
  /** Who is in which voxel (fieldStep.ts). */
  occupy = 9,
  /** What cells will take of a drug that comes. */
  foresee = 10,
}

/** Looks at a word this often before sleeping on it: about as long as waking a sleeper takes. */
const SPINS: i32 = 4000;

/** Fewer tiles than this per thread are not worth waking the others for. */
const LEAST_TILES: u32 = 8;

/** Whether the others are to be woken for this many tiles. */
export function worthSharing(tiles: u32): bool {
  return header(THREADS) > 1 && tiles >= LEAST_TILES * header(THREADS);
}

export function takeTile(): u32 {
  return atomic.add<u32>(NEXT_TILE, 1);
}

/** Wakes the others for a task; the caller then does its own share and calls meet(). */
export function announce(task: u32): void {
  setHeader(TASK, task);
  atomic.store<u32>(NEXT_TILE, 0);
  atomic.store<u32>(ARRIVED, 0);
  atomic.add<u32>(ROUND, 1);
  atomic.notify(ROUND, -1);
}

/**
 * Waits until all others have done their share.
 *
 * Here and in listen() nothing is kept in a local variable over a wait: V8 11 (Node 20), in code it has not optimised
 * yet, stores the address of a wait as 64 bits in a slot of 32 and so overwrites the local beside it.
 */
export function meet(): void {
  for (;;) {
    for (let spin = 0; spin < SPINS; ++spin) {
      if (atomic.load<u32>(ARRIVED) == header(THREADS) - 1) return;
    }
    const arrived = atomic.load<u32>(ARRIVED);
    if (arrived == header(THREADS) - 1) return;
    atomic.wait<i32>(ARRIVED, arrived, -1);
  }
}

/** Joins a thread that is to hear of every round after this one. */
export function enlist(thread: u32): void {
  store<u32>(SEEN + ((<usize>thread) << 2), atomic.load<u32>(ROUND));
  atomic.add<u32>(LISTENING, 1);
}

/** Waits for the round after the last one this thread has seen. */
export function listen(thread: u32): void {
  for (;;) {
    for (let spin = 0; spin < SPINS; ++spin) {
      if (atomic.load<u32>(ROUND) != load<u32>(SEEN + ((<usize>thread) << 2))) {
        // No further round can begin before this thread has arrived from this one.
        store<u32>(SEEN + ((<usize>thread) << 2), atomic.load<u32>(ROUND));
        return;
      }
    }
    atomic.wait<i32>(ROUND, load<u32>(SEEN + ((<usize>thread) << 2)), -1);
  }
}

export function arrive(): void {
  atomic.add<u32>(ARRIVED, 1);
  atomic.notify(ARRIVED, -1);
}

/** Threads that listen to this memory. */
export function listening(): u32 {
  return atomic.load<u32>(LISTENING);
}
