/** What this device gives to a run: cores and memory. */
import { MAX_THREADS } from '../kernel/workers/threads';

/**
 * Threads within a compartment wait for each other many times a step, so one core is left to the page. Several
 * compartments meet once in many steps: the page gets its turn from a core in between.
 */
export function threadsToUse(compartments: number): number {
  const cores = navigator.hardwareConcurrency ?? 2;
  return Math.min(MAX_THREADS, Math.max(1, compartments > 1 ? cores : cores - 1));
}

/** Browsers round what they tell of a device's memory, and the largest answer only means that much or more. */
const MOST_TOLD_GIB = 8;
/** The rest is the system's and other pages'. */
const USABLE_SHARE = 0.6;

/** Memory that this device may have for cells; null where the browser does not say. */
export function deviceBytes(): number | null {
  const { deviceMemory } = navigator as Navigator & { deviceMemory?: number };
  return deviceMemory === undefined || deviceMemory >= MOST_TOLD_GIB
    ? null
    : deviceMemory * 2 ** 30 * USABLE_SHARE;
}
