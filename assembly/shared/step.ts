/** A step: its surroundings, its random numbers, why it ends. The kernel and TypeScript both import it. */

/** Columns of one step of the environment buffer (f32). */
export enum Environment {
  concentration = 0,
  pumpActivity = 4,
  kmFactor = 5,
  /** Share of the work of pumps in vessel walls that an inhibitor takes away. */
  wallInhibition = 6,
  stride = 8,
}

/** What a block of random numbers is for: the third word of the Philox counter. */
export enum Purpose {
  fate = 0,
  division = 1,
  alteration = 2,
  founding = 3,
  tieBreak = 4,
  segregation = 5,
  resection = 6,
  /** Order of colours in a step, and of the cells of a block. */
  order = 7,
  /** Which of a cell's descendants in a step has the next event, and which. */
  choice = 8,
  /** How many passenger mutations a division leaves in each daughter. */
  passenger = 9,
  /** Where vessels lie, drawn before a run. */
  vessels = 16,
  /** Reads of a sequencer, drawn after a run. */
  reads = 17,
  /** Which cells are taken one by one, drawn after a run. */
  sampling = 18,
  /** Which mutations of a single cell are not called. */
  dropout = 19,
}

/** Why `advance` returned. */
export enum Stop {
  steps = 0,
  cells = 1,
  extinct = 2,
  memory = 3,
}

/** Why threads of a compartment can not meet any more. */
export const enum Failure {
  none = 0,
  /** One of them has trapped. */
  thread = 1,
  /** One of them has done nothing for minutes. */
  silent = 2,
}
