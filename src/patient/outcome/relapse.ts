/**
 * When a treated tumour has come back: it must first have fallen well below the size at which it counts as back, so
 * that a size below the one at which treatment met it does not end a run before anything has happened.
 */
const FALLEN = 0.5;
/** A tumour that never fell ends its run at this multiple. */
const GROWN = 2;

/** Sizes at which a treated run is judged, cells. */
export interface RelapseSizes {
  /** Below this the tumour has fallen. */
  fallenBelow: number;
  /** Once fallen, back at this size it is told of as relapsed. */
  back: number;
  /** Ends the run of a tumour that has fallen, and of one that has not; Infinity where neither does. */
  endAfterFall: number;
  endWithoutFall: number;
}

/**
 * @param relapseCells of the scenario; 0: no size ends the run
 * @param byIntent whether treatment lets the tumour grow back on purpose: it then fails only where the scenario says so
 */
export function relapseSizes(relapseCells: number, startCells: number, byIntent: boolean): RelapseSizes {
  const size = Math.min(startCells, relapseCells || startCells);
  return {
    fallenBelow: FALLEN * size,
    back: byIntent ? Math.max(size, relapseCells) : size,
    endAfterFall: relapseCells || Infinity,
    endWithoutFall: relapseCells > 0 ? GROWN * Math.max(relapseCells, startCells) : Infinity,
  };
}
