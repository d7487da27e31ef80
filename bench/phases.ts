/** Where the time of a step goes. */
import type { WasmKernel } from '../src/kernel/wasmKernel';

/** Seconds; environment and barrier are the part that no thread shares. */
export interface Phases {
  environment: number;
  sweep: number;
  events: number;
  barrier: number;
}

export const PHASES = ['environment', 'sweep', 'events', 'barrier'] as const satisfies (keyof Phases)[];

interface PhaseClock {
  timePhases(on: boolean): void;
  phases(): Phases;
}

/** Runs with the kernel's own clocks on; null for a kernel that has none. */
export function timePhases(kernel: WasmKernel, run: () => void): Phases | null {
  const clock = kernel as WasmKernel & Partial<PhaseClock>;
  if (!clock.timePhases || !clock.phases) return null;
  clock.timePhases(true);
  run();
  const phases = clock.phases();
  clock.timePhases(false);
  return phases;
}

export function serialShare({ environment, sweep, events, barrier }: Phases): number {
  return (environment + barrier) / (environment + sweep + events + barrier);
}
