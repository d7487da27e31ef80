/** Where the time of a step goes, as the kernel's own clocks say. */
import type { Phases } from '../src/kernel/phases';
import type { WasmKernel } from '../src/kernel/wasmKernel';

export type { Phases };

export const PHASES = ['environment', 'sweep', 'events', 'barrier'] as const satisfies (keyof Phases)[];

/** Runs with the clocks on, which makes a single thread a little slower: not for comparing speeds. */
export function timePhases(kernel: WasmKernel, run: () => void): Phases {
  kernel.timePhases(true);
  run();
  const phases = kernel.phases();
  kernel.timePhases(false);
  return phases;
}

/** What no thread divides. */
export function serialShare({ environment, sweep, events, barrier }: Phases): number {
  return (environment + barrier) / (environment + sweep + events + barrier);
}
