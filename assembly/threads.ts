/**
 * Threads of one compartment. The first drives; the others listen. A task is handed out tile by tile from an atomic
 * counter, and all meet again before anything depends on it. Which thread has a tile never matters to the result.
 */
import { ARRIVED, header, LISTENING, NEXT_TILE, ROUND, setHeader, TASK, THREADS } from './layout';

export enum Task {
  sweep = 0,
  settle = 1,
  leave = 2,
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

/** Waits until all others have done their share. */
export function meet(): void {
  const others = header(THREADS) - 1;
  let arrived: u32 = 0;
  while (arrived != others) {
    for (let spin = 0; spin < SPINS && arrived != others; ++spin) arrived = atomic.load<u32>(ARRIVED);
    if (arrived != others) atomic.wait<i32>(ARRIVED, arrived, -1);
  }
}

/** Waits for the round after `seen`; returns it. */
export function listen(seen: u32): u32 {
  let round = seen;
  while (round == seen) {
    for (let spin = 0; spin < SPINS && round == seen; ++spin) round = atomic.load<u32>(ROUND);
    if (round == seen) atomic.wait<i32>(ROUND, seen, -1);
  }
  return round;
}

export function arrive(): void {
  atomic.add<u32>(ARRIVED, 1);
  atomic.notify(ARRIVED, -1);
}

/** Threads that listen to this memory. */
export function listening(): u32 {
  return atomic.load<u32>(LISTENING);
}
