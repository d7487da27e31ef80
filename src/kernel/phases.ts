import { Environment } from '../../assembly/shared/step';
import type { KernelInstance } from './instantiate';
import { f32View } from './read/views';

/** Where the time of steps goes, seconds. `environment` and `barrier` are the serial part. */
export interface Phases {
  /** What holds for all tiles: plasma levels, crowding, bounds. */
  environment: number;
  /** Amounts and fates. With several threads this holds the events too, which they do tile by tile. */
  sweep: number;
  /** Deaths, divisions, and daughters that settle in other tiles. */
  events: number;
  /** Alterations entered, places assigned, counters, tidying. */
  barrier: number;
}

export const NO_TIME: Readonly<Phases> = { environment: 0, sweep: 0, events: 0, barrier: 0 };

/**
 * One step, its phases timed and added to `phases`; the same bits as an untimed one. Two readings of the clock per
 * tile make a single thread some per cent slower.
 * @param environment the step's {@link Environment.stride} values
 */
export function timedStep(
  { exports, memory }: KernelInstance,
  environment: Float32Array,
  threads: number,
  phases: Phases,
): void {
  const address = exports.environmentAddress();
  f32View(memory, address, Environment.stride).set(environment);
  let last = performance.now();
  const lap = (phase: keyof Phases) => {
    const now = performance.now();
    phases[phase] += (now - last) / 1000;
    last = now;
  };
  exports.prepareStep(address);
  lap('environment');
  if (threads > 1) {
    exports.sweepTiles();
    lap('sweep');
  } else {
    const tiles = exports.tiles();
    for (let tile = 0; tile < tiles; tile++) {
      exports.sweepTile(tile);
      lap('sweep');
      exports.carryOutTile(tile);
      lap('events');
    }
  }
  exports.enterBooks();
  lap('barrier');
  exports.settleDaughters();
  lap('events');
  exports.finishStep();
  lap('barrier');
}
