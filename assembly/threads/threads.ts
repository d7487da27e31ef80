/**
 * Threads of one compartment. The first drives; the others listen. A task is handed out tile by tile from an atomic
 * counter, and all meet again before anything depends on it. Which thread has a tile never matters to the result.
 */

import { header, SHARED_TILES, setHeader, TASK, THREADS } from '../memory/header';
import { ARRIVED, LISTENING, NEXT_TILE, ROUND, SEEN, WATCHED } from '../memory/layout';
import { Failure } from '../shared/step';

export enum Task {
  sweep = 0,
  settle = 1,
  leave = 2,
  /** Of a tissue: the events of the blocks of a colour. */
  events = 3,
  /** A pass of a field's solution, by bands (fields/work.ts). */
  field = 8,
  /** Who is in which voxel (fields/step.ts). */
  occupy = 9,
  /** What cells will take of a drug that comes. */
  linearise = 10,
}

/** Looks at a word this often before sleeping on it: about as long as waking a sleeper takes. */
const SPINS: i32 = 4000;

/** A sleeper looks again after this long, so that no wake-up that is lost can stop a run: one second. */
const NAP_NANOSECONDS: i64 = 1_000_000_000;
const TIMED_OUT: i32 = 2;

/**
 * Naps through which nobody may have taken a tile or arrived. A tile is milliseconds of work; naps and not a clock, so
 * that a machine that slept does not count.
 */
const MOST_NAPS: u32 = 120;

/** Behind {@link WATCHED}: naps since what is there was seen first, and a `Failure`. */
const WATCHED_NAPS: usize = 4;
const WATCHED_FAILURE: usize = 8;

/** Fewer tiles than this per thread are not worth waking the others for. */
const LEAST_TILES: u32 = 8;

/** Whether the others are to be woken for this many tiles. */
function worthSharing(tiles: u32): bool {
  return header(THREADS) > 1 && tiles >= LEAST_TILES * header(THREADS);
}

export function takeTile(): u32 {
  return atomic.add<u32>(NEXT_TILE, 1);
}

/**
 * Sets out so many parts of a task, for all threads if that pays. `weight`: tiles that a part is worth. The caller then
 * takes parts until none is left, and where this says so, that others do too, calls meet().
 */
export function offer(task: u32, parts: u32, weight: u32): bool {
  setHeader(SHARED_TILES, parts);
  if (worthSharing(parts * weight)) {
    announce(task);
    return true;
  }
  atomic.store<u32>(NEXT_TILE, 0);
  return false;
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
 * Waits until all others have done their share; traps where one has failed or does nothing for two minutes (failed()
 * says which).
 *
 * Here and in listen() nothing is kept in a local variable over a wait: V8 11 (Node 20), in code it has not optimised
 * yet, stores the address of a wait as 64 bits in a slot of 32 and so overwrites the local beside it.
 */
export function meet(): void {
  for (;;) {
    for (let spin = 0; spin < SPINS; ++spin) {
      if (atomic.load<u32>(ARRIVED) >= header(THREADS) - 1) return;
    }
    if (failed() != 0) unreachable();
    const arrived = atomic.load<u32>(ARRIVED);
    if (arrived >= header(THREADS) - 1) return;
    if (atomic.wait<i32>(ARRIVED, arrived, NAP_NANOSECONDS) == TIMED_OUT) watch();
  }
}

/** After a nap: whether anything has happened since the one before. */
function watch(): void {
  const seen =
    atomic.load<u32>(ROUND) * 0x9e3779b1 + atomic.load<u32>(NEXT_TILE) * 31 + atomic.load<u32>(ARRIVED);
  const naps: u32 = seen == load<u32>(WATCHED) ? load<u32>(WATCHED, WATCHED_NAPS) + 1 : 0;
  store<u32>(WATCHED, seen);
  store<u32>(WATCHED, naps, WATCHED_NAPS);
  if (naps < MOST_NAPS) return;
  atomic.store<u32>(WATCHED + WATCHED_FAILURE, Failure.silent);
  unreachable();
}

/** What a thread says that can do nothing more; whoever waits for it hears of it at once. */
export function fail(): void {
  atomic.store<u32>(WATCHED + WATCHED_FAILURE, Failure.thread);
  atomic.notify(ARRIVED, -1);
}

/** A `Failure`: why threads can not meet any more; none while they can. */
export function failed(): u32 {
  return atomic.load<u32>(WATCHED + WATCHED_FAILURE);
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
    atomic.wait<i32>(ROUND, load<u32>(SEEN + ((<usize>thread) << 2)), NAP_NANOSECONDS);
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
