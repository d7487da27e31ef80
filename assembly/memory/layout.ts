/**
 * Where everything lies in the one linear memory. Every address derives from the constants below or from a
 * pointer kept in the header; the kernel has no globals that change, so any instance can join the memory. Fields of the header are in
 * header.ts, a thread's own room in room.ts, a drug's step in drugStep.ts, a phenotype's row in row.ts.
 *
 *      0 ┌────────────────────────────┐
 *        │ static data of the build   │  (messages of the debug build only)
 *  64 Ki ├────────────────────────────┤  HEADER
 *        │ header: u32 / f64 fields   │
 *        ├────────────────────────────┤  MODEL
 *        │ model block, f64           │
 *        ├────────────────────────────┤  ENVIRONMENT
 *        │ steps × 8 f32              │
 *        ├────────────────────────────┤  EXPRESSION
 *        │ 256 f32 expression factors │
 *        ├────────────────────────────┤  OBSERVATION
 *        │ counts, sums, histograms   │
 *        ├────────────────────────────┤  COURSE
 *        │ cells after each step, u32 │
 *        ├────────────────────────────┤  HEAP: grows by bump allocation, nothing in it moves but the
 *        │ each thread's own room     │
 *        │ response curves            │  directories and the phenotype table, which are replaced by larger
 *        │ phenotype table · clones   │  ones between steps
 *        │ tile · tile · tile …       │
 *  4 Gi  └────────────────────────────┘
 *
 * A tile, 1,024 sites, columns one after another (12 bytes a cell with one drug):
 *
 *  0      phenotype u16 × 1024
 *  2 Ki   lineage   u32 × 1024
 *  6 Ki   expression u8 × 1024
 *  7 Ki   flags      u8 × 1024
 *  8 Ki   amount    f32 × 1024, once per drug, then once per drug whose metabolite cells retain
 */

import { Limit } from '../shared/limits';
import { AlleleField, DrugField, ModelField, PointField, TargetField } from '../shared/model';
import { Environment } from '../shared/step';
import { FieldField, TissueCount } from '../shared/tissue';
import { Column } from './cell';

export const TILE: i32 = Limit.tileCells;
export const PHENOTYPE_COLUMN: usize = Column.phenotype;
export const LINEAGE_COLUMN: usize = Column.lineage;
export const EXPRESSION_COLUMN: usize = Column.expression;
export const FLAGS_COLUMN: usize = Column.flags;
export const AMOUNT_COLUMN: usize = Column.amount;
export const AMOUNT_COLUMN_BYTES: usize = Column.amountBytes;

export const HEADER: usize = 65536;
export const MODEL: usize = HEADER + 1024;
export const ENVIRONMENT: usize = MODEL + 8 * ModelField.size;
export const EXPRESSION: usize = ENVIRONMENT + 4 * Environment.stride * Limit.environmentSteps;
/** A genotype on its way in from JavaScript. */
export const GENOTYPE_IN: usize = EXPRESSION + 4 * Limit.expressionLevels;
/** What one step does with one drug, the same for every tile: 64 bytes a drug. */
export const DRUG_STEP: usize = GENOTYPE_IN + 64;
export const DRUG_STEP_BYTES: usize = 64;
/** Numbers that vector code loads once a tile: as literals engines would build them anew in every turn of a loop. */
export const CONSTANTS: usize = DRUG_STEP + DRUG_STEP_BYTES * Limit.drugs;
export const OBSERVATION: usize = CONSTANTS + 128;
/** Counts: u32 per class; then f64 sums [drug][class]; then u32 bins [drug][class][64]. */
export const OBSERVED_CLASSES: usize = OBSERVATION;
export const OBSERVED_SUMS: usize = OBSERVED_CLASSES + 4 * Limit.classes;
export const OBSERVED_BINS: usize = OBSERVED_SUMS + 8 * Limit.drugs * Limit.classes;
/** Of a tissue, f64 each, in the order of `TissueCount`. */
export const OBSERVED_TISSUE: usize = OBSERVED_BINS + 4 * Limit.drugs * Limit.classes * Limit.histogramBins;
/** Live cells after each step of the last advance, u32. */
export const COURSE: usize = OBSERVED_TISSUE + 8 * TissueCount.count;
/** Circulation after a step, f64, at the step modulo `Limit.environmentSteps`: a trace of the last steps. */
export const CIRCULATED: usize = COURSE + 4 * Limit.environmentSteps;
export const HEAP: usize = (CIRCULATED + 8 * Limit.environmentSteps + 1023) & ~(<usize>1023);

/** Constants, f32. */
export const ONE: usize = CONSTANTS;
export const TWO: usize = CONSTANTS + 4;
export const FOUR: usize = CONSTANTS + 8;
export const QUARTER: usize = CONSTANTS + 12;
export const HALF: usize = CONSTANTS + 16;
export const TRACE: usize = CONSTANTS + 20;
export const RATE_LIMIT: usize = CONSTANTS + 28;
export const C945: usize = CONSTANTS + 32;
export const C105: usize = CONSTANTS + 36;
export const C420: usize = CONSTANTS + 40;
export const C15: usize = CONSTANTS + 44;
export const LAST_NODE: usize = CONSTANTS + 48; // i32
/** Multipliers and key increments of Philox, u32. */
export const PHILOX_M0: usize = CONSTANTS + 64;
export const PHILOX_M1: usize = CONSTANTS + 68;
export const PHILOX_W0: usize = CONSTANTS + 72;
export const PHILOX_W1: usize = CONSTANTS + 76;

export const CURVE_BYTES: usize = 8 * Limit.curveNodes;
/** The largest effect of any allele at the upper end of each piece, f32. */
export const ENVELOPE_BYTES: usize = 4 * Limit.curveNodes;
export const CLONE_CHUNK: u32 = Limit.cloneChunk;
export const CLONE_CHUNKS: u32 = 32768;
/** Nursery tiles and tiles of drafted alterations that all threads together may fill in a step. */
export const NURSERY_TILES: u32 = 65536;
export const DRAFT_TILES: u32 = 4096;
/** Tiles of drafts that a thread may fill in a step where divisions leave passengers. */
export const PASSENGER_TILES: u32 = 65536;
/**
 * A draft (drafts.ts), u32 each: the cell's place; what has altered, kind | target << 8; the clone it comes of; the three
 * words of its genotype; the draft whose clone it stays in or its clone begins in, address or 0; its clone once it is entered.
 */
export const DRAFT_PLACE: usize = 0;
export const DRAFT_WHAT: usize = DRAFT_PLACE + 4;
export const DRAFT_FROM: usize = DRAFT_WHAT + 4;
export const DRAFT_GENOTYPE: usize = DRAFT_FROM + 4;
export const DRAFT_PARENT: usize = DRAFT_GENOTYPE + 12;
export const DRAFT_CLONE: usize = DRAFT_PARENT + 4;
export const DRAFT_BYTES: usize = DRAFT_CLONE + 4;
export const DRAFTS_PER_TILE: u32 = 256;

/**
 * Offsets in the room for drawing. All are words, colours and pixels RGBA premultiplied by alpha: a colour per
 * phenotype, the ramp, two rows of a tile (draw.ts), the brush, the places of a tile (dish.ts), the pixels.
 */
export const DRAW_COLOURS: usize = 0;
export const DRAW_RAMP: usize = 4 * Limit.phenotypes;
export const DRAW_ROWS: usize = DRAW_RAMP + 4 * Limit.rampColours;
export const DRAW_BRUSH: usize = DRAW_ROWS + 256;
export const DRAW_PLACES: usize = DRAW_BRUSH + 64;
export const DRAW_PIXELS: usize = DRAW_PLACES + 4 * Limit.tileCells;
export const DRAW_BYTES: usize = DRAW_PIXELS + 4 * Limit.stripPixels;

/**
 * How threads meet; outside the header, which a new start clears. Each on a cache line of its own: the round of
 * work, threads that have done theirs, the next tile to take, the allocator's lock, threads that listen, the last
 * round that each thread has seen, and what a thread that waits has watched (threads.ts).
 */
export const ROUND: usize = HEADER + 512;
export const ARRIVED: usize = HEADER + 576;
export const NEXT_TILE: usize = HEADER + 640;
export const LOCK: usize = HEADER + 704;
export const LISTENING: usize = HEADER + 768;
export const SEEN: usize = HEADER + 832;
export const WATCHED: usize = HEADER + 896;

export function model(field: i32): f64 {
  return load<f64>(MODEL + ((<usize>field) << 3));
}

export function drugValue(drug: i32, field: i32): f64 {
  return model(ModelField.drugBase + drug * DrugField.stride + field);
}

export function alleleValue(drug: i32, allele: i32, field: i32): f64 {
  return model(ModelField.alleleBase + (drug * Limit.alleles + allele) * AlleleField.stride + field);
}

export function pointValue(drug: i32, point: i32, field: i32): f64 {
  return model(ModelField.pointBase + (drug * Limit.points + point) * PointField.stride + field);
}

export function targetValue(target: i32, field: i32): f64 {
  return model(ModelField.targetBase + target * TargetField.stride + field);
}

export function tissueValue(field: i32): f64 {
  return model(ModelField.tissueBase + field);
}

export function fieldValue(field: i32, property: i32): f64 {
  return model(ModelField.fieldBase + field * FieldField.stride + property);
}

/** Offset of an amount column within its tile: a drug's own, or from `DRUGS` on of a metabolite. */
export function amountColumn(column: i32): usize {
  return AMOUNT_COLUMN + AMOUNT_COLUMN_BYTES * <usize>column;
}
