/** What each thread has to itself: a room for one tile's sweep and its events, and a place for a brood. */

import { Limit } from '../shared/limits';
import { pointer, THREAD_ROOMS } from './header';
import { TILE } from './layout';

/** A column: f32 or u32 of each cell of a tile. */
const COLUMN: usize = 4 * <usize>TILE;

/**
 * A record of EVENTS, offsets from its address: site of a candidate or of a cell that divides, u32; the candidate's
 * number, u32, or the number less aq; dΔt and bΔt, f32 (fate.ts).
 */
export const EVENT_SITE: usize = 0;
export const EVENT_NUMBER: usize = EVENT_SITE + 4;
export const EVENT_DEATH: usize = EVENT_NUMBER + 4;
export const EVENT_DIVISION: usize = EVENT_DEATH + 4;
export const EVENT_BYTES: usize = EVENT_DIVISION + 4;

/**
 * A thread's own room, offsets from its address: what one tile's sweep leaves for its events, and counters. What is not
 * wanted at the same time lies in the same place:
 *
 *     column     0       1        2      3           4          5     6 – 9     10        10½    11½
 *     events     RANDOM  —        EVENTS —           —          —     DIVISIONS ROOM_MASK        BLOCK …
 *                DEAD
 *     bound drug SUPPLY  HOLD     PULL   BATH        TARGETS    KDS   ARGUMENTS MOVING    LEVELS
 *                WEIGHTS FIRSTS   FREE
 *                        WAS_HELD
 *     free drug  AFTER   WAS_HELD FREE   WAS_STAYING WAS_PULLED TURNS ARGUMENTS MOVING
 */
export const RANDOM: usize = 0; // two words a candidate
export const EVENTS: usize = RANDOM + 2 * COLUMN; // records of EVENT_BYTES
/** Columns of a drug's exchange, before candidates are drawn: what its passes leave for one another. */
export const SUPPLY: usize = 0;
export const HOLD: usize = SUPPLY + COLUMN;
export const PULL: usize = HOLD + COLUMN;
/** Of a drug with a retained metabolite: its free part after the exchange, and that of the metabolite before it. */
export const FREE: usize = PULL;
export const BATH: usize = FREE + COLUMN;
export const TARGETS: usize = BATH + COLUMN;
export const KDS: usize = TARGETS + COLUMN;
/** Per drug that its target binds, what its effect depends on. The fates of the tile are known when DIVISIONS begins. */
export const ARGUMENTS: usize = KDS + COLUMN;
/**
 * Of a drug that nothing binds: amounts after an implicit step, and of the groups of four that move (flow.ts), one after
 * another, which they are, u16, and what was held; then the same of those to be followed, where (2) puts them, what stays,
 * what pumps pull, and which of their cells are meant.
 */
export const AFTER: usize = 0;
export const WAS_HELD: usize = AFTER + COLUMN;
export const WAS_STAYING: usize = FREE + COLUMN;
export const WAS_PULLED: usize = WAS_STAYING + COLUMN;
export const TURNS: usize = WAS_PULLED + COLUMN;
export const MOVING: usize = ARGUMENTS + <usize>Limit.drugs * COLUMN;
/**
 * Of a drug that its target binds, of the cells or groups of four that move (boundFlow.ts), one after another: which they
 * are at MOVING and what was held at WAS_HELD; then what weight the begin of the step has, free drug then and over the step.
 */
export const WEIGHTS: usize = 0;
export const FIRSTS: usize = WEIGHTS + COLUMN;
export const LEVELS: usize = MOVING + COLUMN / 2;
export const DIVISIONS: usize = EVENTS + <usize>TILE * EVENT_BYTES; // four random words per division
export const DEAD: usize = 0; // sites
/** Of a tissue: which cells of the tile have room (roomMask.ts), 512 bytes. */
export const ROOM_MASK: usize = MOVING;
/** A block of random words, a few numbers of four cells, or where a daughter waits (NURSED_SITE). */
export const BLOCK: usize = LEVELS + COLUMN;
export const NURSED_SITE: usize = BLOCK + 16;
/** Genotypes of a division under way, and of the draft being written. */
export const MOTHER: usize = BLOCK + 64;
export const DAUGHTER: usize = MOTHER + 16;
export const DRAFT: usize = DAUGHTER + 16;
export const EVENT_COUNT: usize = DRAFT + 32; // u32, as all that follow
export const THREAD_BIRTHS: usize = EVENT_COUNT + 4;
export const THREAD_DEATHS: usize = THREAD_BIRTHS + 4;
export const THREAD_REFUSED: usize = THREAD_DEATHS + 4;
export const NURSED: usize = THREAD_REFUSED + 4;
export const NURSERY: usize = NURSED + 4;
export const DRAFTED: usize = NURSERY + 4;
export const DRAFTS: usize = DRAFTED + 4;
export const THREAD_UNDRAFTED: usize = DRAFTS + 4;
export const DEATH_COUNT: usize = THREAD_UNDRAFTED + 4;
/** Whether ROOM_MASK holds for the tile under way. */
export const MASKED: usize = DEATH_COUNT + 4;
/** Address of the place for a brood, and how many of it were born, died and live. */
export const BROOD: usize = MASKED + 4;
export const BROOD_BIRTHS: usize = BROOD + 4;
export const BROOD_DEATHS: usize = BROOD_BIRTHS + 4;
export const BROOD_LIVING: usize = BROOD_DEATHS + 4;
/** Whether the division under way has changed a genotype. */
export const CHANGED_KIND: usize = BROOD_LIVING + 4;
/** dΔt and bΔt of the candidate under way in a tissue, f32. */
export const RATES: usize = CHANGED_KIND + 4;
/** Of a tissue: rows from which ROOM_MASK is worked out, of the farthest reach in a volume. */
export const MASK_ROWS: usize = BLOCK + 256;
export const MASK_ROWS_BYTES: usize = 2 * 8 * (8 + 2 * 16) * (8 + 2 * 16);
/** Four random words per division, for its passengers. */
export const PASSING: usize = MASK_ROWS + MASK_ROWS_BYTES;
export const THREAD_BYTES: usize = PASSING + <usize>TILE * 16;

/**
 * A place for a brood (brood.ts), offsets from its address: records of 48 bytes for a cell and the daughters that live at
 * once; then a tile that holds one cell and a room for its exchange, from which its rates follow.
 *
 * A record: phenotype u32 (or NO_PHENOTYPE), clone u32, draft that its clone begins in u32 (address, 0: none), three words
 * of its genotype, expression u8, flags u8, double minutes u8, –, then f32 dΔt and bΔt; in a tissue where it is, u32 × 3.
 */
export const KIN_PHENOTYPE: usize = 0;
export const KIN_CLONE: usize = KIN_PHENOTYPE + 4;
export const KIN_DRAFT: usize = KIN_CLONE + 4;
export const KIN_GENOTYPE: usize = KIN_DRAFT + 4;
export const KIN_EXPRESSION: usize = KIN_GENOTYPE + 12;
export const KIN_FLAGS: usize = KIN_EXPRESSION + 1;
export const KIN_MINUTES: usize = KIN_FLAGS + 1;
export const KIN_DEATH: usize = KIN_MINUTES + 2;
export const KIN_DIVISION: usize = KIN_DEATH + 4;
export const KIN_X: usize = KIN_DIVISION + 4;
export const KIN_Y: usize = KIN_X + 4;
export const KIN_Z: usize = KIN_Y + 4;
export const KIN_BYTES: usize = KIN_Z + 4;
export const LONE_ROOM: usize = KIN_BYTES * (Limit.daughtersPerStep + 1);
export const LONE_TILE: usize = LONE_ROOM + THREAD_BYTES;

/** Address of a thread's own room. */
export function roomOf(thread: u32): usize {
  return pointer(THREAD_ROOMS) + THREAD_BYTES * <usize>thread;
}

/** Which thread a room is of. */
export function threadOf(room: usize): usize {
  return (room - pointer(THREAD_ROOMS)) / THREAD_BYTES;
}

/** Column of what the effect of a drug that a target binds depends on, and before that of its free part. */
export function argumentsOf(room: usize, drug: i32): usize {
  return room + ARGUMENTS + <usize>drug * COLUMN;
}
