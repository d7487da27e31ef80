/**
 * Where everything lies in the one linear memory. Every address derives from the constants below or from a
 * pointer kept in the header; the kernel has no globals that change, so any instance can join the memory.
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

/**
 * A thread's own room, offsets from its address: what one tile's sweep leaves for its events, and counters. Columns
 * are f32 or u32 × 1024, records 16 bytes × 1024.
 */
export const RANDOM: usize = 0; // two words a candidate
export const EVENTS: usize = 8192; // records
/** Columns of a drug's exchange, before candidates are drawn: what its passes leave for one another. */
export const SUPPLY: usize = 0;
export const HOLD: usize = 4096;
export const PULL: usize = 8192;
/** Of a drug with a retained metabolite: its free part after the exchange, and that of the metabolite before it. */
export const FREE: usize = 8192;
export const BATH: usize = 12288;
export const TARGETS: usize = 16384;
export const KDS: usize = 20480;
/** Per drug that its target binds, what its effect depends on. The fates of the tile are known when DIVISIONS begins. */
export const ARGUMENTS: usize = 24576;
/**
 * Of a drug that nothing binds: amounts after an implicit step, and of the groups of four that move (flow.ts), one after
 * another, which they are, u16, and what was held; then the same of those to be followed, where (2) puts them, what stays,
 * what pumps pull, and which of their cells are meant.
 */
export const AFTER: usize = 0;
export const WAS_HELD: usize = 4096;
export const WAS_STAYING: usize = 12288;
export const WAS_PULLED: usize = 16384;
export const TURNS: usize = 20480;
export const MOVING: usize = 40960;
export const DIVISIONS: usize = 24576; // four random words per division
export const DEAD: usize = 0; // sites
/** Of a tissue: which cells of the tile have room (roomMask.ts), 512 bytes. */
export const ROOM_MASK: usize = 40960;
export const BLOCK: usize = 45056;
/** Genotypes of a division under way, and of the draft being written. */
export const MOTHER: usize = BLOCK + 64;
export const DAUGHTER: usize = BLOCK + 80;
export const DRAFT: usize = BLOCK + 96;
export const EVENT_COUNT: usize = BLOCK + 128; // u32, as all that follow
export const THREAD_BIRTHS: usize = BLOCK + 132;
export const THREAD_DEATHS: usize = BLOCK + 136;
export const THREAD_REFUSED: usize = BLOCK + 140;
export const NURSED: usize = BLOCK + 144;
export const NURSERY: usize = BLOCK + 148;
export const DRAFTED: usize = BLOCK + 152;
export const DRAFTS: usize = BLOCK + 156;
export const THREAD_UNDRAFTED: usize = BLOCK + 160;
export const DEATH_COUNT: usize = BLOCK + 164;
/** Whether ROOM_MASK holds for the tile under way. */
export const MASKED: usize = BLOCK + 168;
/** Address of the place for a brood, and how many of it were born, died and live. */
export const BROOD: usize = BLOCK + 172;
export const BROOD_BIRTHS: usize = BLOCK + 176;
export const BROOD_DEATHS: usize = BLOCK + 180;
export const BROOD_LIVING: usize = BLOCK + 184;
/** Whether the division under way has changed a genotype. */
export const CHANGED_KIND: usize = BLOCK + 188;
/** dΔt and bΔt of the candidate under way in a tissue, f32. */
export const RATES: usize = BLOCK + 192;
/** Of a tissue: rows from which ROOM_MASK is worked out, of the farthest reach in a volume. */
export const MASK_ROWS: usize = BLOCK + 256;
export const MASK_ROWS_BYTES: usize = 2 * 8 * (8 + 2 * 16) * (8 + 2 * 16);
export const THREAD_BYTES: usize = MASK_ROWS + MASK_ROWS_BYTES;

/**
 * A place for a brood (brood.ts), offsets from its address: records of 48 bytes for a cell and the daughters that live at
 * once; then a tile that holds one cell and a room for its exchange, from which its rates follow.
 *
 * A record: phenotype u32 (or NO_PHENOTYPE), clone u32, draft that its clone begins in u32 (address, 0: none), three words
 * of its genotype, expression u8, flags u8, double minutes u8, –, then f32 dΔt and bΔt; in a tissue where it is, u32 × 3.
 */
export const KIN_BYTES: usize = 48;
export const KIN_CLONE: usize = 4;
export const KIN_DRAFT: usize = 8;
export const KIN_GENOTYPE: usize = 12;
export const KIN_EXPRESSION: usize = 24;
export const KIN_FLAGS: usize = 25;
export const KIN_MINUTES: usize = 26;
export const KIN_DEATH: usize = 28;
export const KIN_DIVISION: usize = 32;
export const KIN_X: usize = 36;
export const KIN_Y: usize = 40;
export const KIN_Z: usize = 44;
export const LONE_ROOM: usize = KIN_BYTES * (Limit.daughtersPerStep + 1);
export const LONE_TILE: usize = LONE_ROOM + THREAD_BYTES;

/** Fields of a drug's step. f32 unless said. */
export const STEP_OUTSIDE: usize = 0;
export const STEP_CARRIED: usize = 4;
export const STEP_ACTIVITY: usize = 8;
export const STEP_KM: usize = 12;
export const STEP_KILL: usize = 20;
export const STEP_STASIS: usize = 24;
export const STEP_LOWEST_NODE: usize = 28; // i32
export const STEP_PER_NEED: usize = 32;
export const STEP_PUMPED: usize = 36; // u32
export const STEP_BOUND: usize = 40; // u32
export const STEP_RESPONSE: usize = 44; // i32
export const STEP_ENVELOPE: usize = 48; // u32, address
export const STEP_RETAINED: usize = 52; // u32, a Retained
export const STEP_RETAINED_COLUMN: usize = 56; // u32
export const STEP_KEPT: usize = 60;

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

/** Header fields, byte offsets from HEADER. u32 unless said. */
export const HEAP_TOP: usize = 0;
export const MEMORY_LIMIT_PAGES: usize = 4;
export const DRUGS: usize = 8;
export const SEED_LOW: usize = 12;
export const SEED_HIGH: usize = 16;
export const STEP: usize = 20;
export const CELLS: usize = 24;
export const FOUNDED: usize = 28;
export const BIRTHS: usize = 32; // f64
export const DEATHS: usize = 40; // f64
export const ALTERATIONS: usize = 48; // f64
export const ALTERATIONS_REFUSED: usize = 56; // f64
export const CELL_STEPS: usize = 64; // f64
export const BIRTHS_REFUSED: usize = 72; // f64
export const TILE_COUNT: usize = 80;
export const TILE_DIRECTORY: usize = 84;
export const TILE_DIRECTORY_CAPACITY: usize = 88;
export const TILE_BYTES: usize = 92;
export const FREE_TILE: usize = 96;
export const FREE_TILES: usize = 100;
export const THREADS: usize = 104;
export const THREAD_ROOMS: usize = 108;
export const PHENOTYPES_USED: usize = 112;
export const PHENOTYPE_CAPACITY: usize = 116;
export const PHENOTYPE_ROWS: usize = 120;
export const PHENOTYPE_STRIDE: usize = 124;
export const GENOTYPES: usize = 128;
export const GENOTYPE_INDEX: usize = 132;
export const GENOTYPE_INDEX_MASK: usize = 136;
export const FREE_PHENOTYPES: usize = 140;
export const FREE_PHENOTYPE_LIST: usize = 144;
export const PHENOTYPE_FULL: usize = 148;
export const CLONE_COUNT: usize = 152;
export const CLONE_DIRECTORY: usize = 156;
export const CURVES: usize = 160;
export const ENVELOPES: usize = 236;
/** What the threads are at: the step's sweep, or settling daughters. */
export const TASK: usize = 164;
export const MAX_GROWTH: usize = 168; // f64, e^{bΔt} − 1 of the fastest phenotype
export const CROWD: usize = 176; // f32, this step's factor on division
/** Bound on division per step of any cell, f64, and on division and death together where there is no drug. */
export const DIVISION_BOUND: usize = 208;
export const DEATH_BOUND: usize = 216;
/** For that bound: gaps between candidates per unit of exponential waiting, f64; chance per unit of the 32 bits, f32. */
export const DRY_GAP: usize = 224;
export const DRY_CHANCE: usize = 232;
/** No cell of whatever genotype divides and dies more than this in the step, f64; infinite where an effect has no end. */
export const MOST_RATE: usize = 464;
export const LIVE_PHENOTYPES: usize = 188;
/** Spilled daughters settle in the last tile from here on, then in the tiles after it. */
export const SETTLE_TILE: usize = 192;
export const SETTLE_SITE: usize = 196;
export const PLACED: usize = 200;
/** Tiles that the task under way covers. */
export const SHARED_TILES: usize = 204;
/** Tiles there were when the step began. */
export const SWEPT_TILES: usize = 240;
/** Genes whose copies are double minutes, a bit each: targets 0…3, then the pump. */
export const SEGREGATING: usize = 244;
/** Room for a count of cells per phenotype. */
export const PHENOTYPE_COUNTS: usize = 248;
/** Columns of amounts: drugs, then retained metabolites. */
export const COLUMNS: usize = 252;

/** Of a tissue: a `Space`, its sites, its tiles, and as shifts the edges of a tile. */
export const SPACE: usize = 256;
export const SITES_X: usize = 260;
export const SITES_Y: usize = 264;
export const SITES_Z: usize = 268;
export const TILES_X: usize = 272;
export const TILES_Y: usize = 276;
export const TILES_Z: usize = 280;
export const TILE_SHIFT_X: usize = 284;
export const TILE_SHIFT_Y: usize = 288;
export const TILE_SHIFT_Z: usize = 292;
/** Of its fields: voxels, numbers from row to row and from plane to plane, sites per voxel edge as a shift. */
export const VOXELS_X: usize = 296;
export const VOXELS_Y: usize = 300;
export const VOXELS_Z: usize = 304;
export const VOXEL_ROW: usize = 308;
export const VOXEL_PLANE: usize = 312;
export const VOXEL_SHIFT: usize = 316;
/** Address of voxel 0 of each field's values, f32; 0: no such field. */
export const FIELD_VALUES: usize = 320;
/** What else their solution needs (fields/layout.ts). */
export const FIELD_BLOCK: usize = 500;
/** Three stages of cells on their way to the blood, then the circulation, as shares of normal (blood.ts), f64 each. */
export const BLOOD: usize = 408;
/** Cells when the step began, f64. */
export const BEGUN_WITH: usize = 440;
/** Records of vessels (vessels.ts). */
export const VESSEL_RECORDS: usize = 448;
export const VESSEL_COUNT: usize = 452;
/** 1: what they give has changed since it was last gathered. */
export const VESSELS_CHANGED: usize = 456;
/** Share of the work of pumps in their walls that an inhibitor takes in this step, f32. */
export const WALL_INHIBITION: usize = 460;
/** Places around a site (places.ts): their list, where each distance begins in it, and how many are neighbours. */
export const PLACES: usize = 344;
export const RINGS: usize = 348;
export const NEAR: usize = 352;
export const REACH: usize = 356;
/** Squared distance of the farthest of them. */
export const FARTHEST: usize = 472;
/** Of 65,536 attempts to divide, those whose reach falls short of a place at √2 and at √3. */
export const SHORT_OF_2: usize = 476;
export const SHORT_OF_3: usize = 480;
/** Tiles over which that reaches, along x, and along y and z. */
export const REACH_TILES_X: usize = 360;
export const REACH_TILES_YZ: usize = 364;
/** Tiles that have memory. */
export const TILES_REACHED: usize = 368;
/** Colour of the blocks whose events are under way. */
export const COLOUR: usize = 372;
/** For tiles without room or drug: as DRY_GAP and DRY_CHANCE, of deaths alone. */
export const FULL_GAP: usize = 376; // f64
export const FULL_CHANCE: usize = 384; // f32
/** Oxygen's part in fates, f32: no division below; its gain per mmHg; necrosis below; its rise per mmHg; its most. */
export const QUIESCENT_BELOW: usize = 388;
export const OXYGEN_GAIN: usize = 392;
export const NECROSIS_BELOW: usize = 396;
export const NECROSIS_RISE: usize = 400;
export const NECROSIS_MOST: usize = 404;
/** Room that drawing takes once it is asked for: a colour per phenotype, a ramp, and the pixels of one strip. */
export const DRAW_ROOM: usize = 508;

/**
 * A phenotype row, f32: [bΔt, dΔt, share of every kill, –], then per drug [ρ, θk_p, θk_pε, θV₁P] [θf, E, K, curve or need]
 * [metabolite formed per µM of free drug, damage mended, –, –].
 */
export const ROW_DRUG: usize = 16;
export const ROW_DRUG_BYTES: usize = 48;

/** A genotype: see genome.ts. Behind its three words: class, mutator, double minutes, a `Kind`, a byte each. */
export const GENOTYPE_BYTES: usize = 16;
export const GENOTYPE_CLASS: usize = 12;
export const GENOTYPE_MUTATOR: usize = 13;
export const GENOTYPE_MINUTES: usize = 14;
export const GENOTYPE_KIND: usize = 15;

export const CURVE_BYTES: usize = 8 * Limit.curveNodes;
/** The largest effect of any allele at the upper end of each piece, f32. */
export const ENVELOPE_BYTES: usize = 4 * Limit.curveNodes;
export const CLONE_CHUNK: u32 = 2048;
export const CLONE_CHUNKS: u32 = 32768;
/** Nursery tiles and tiles of drafted alterations that all threads together may fill in a step. */
export const NURSERY_TILES: u32 = 65536;
export const DRAFT_TILES: u32 = 4096;
/** Of a draft: the draft whose clone it stays in or its clone begins in, u32 address or 0; its clone once it is entered. */
export const DRAFT_PARENT: usize = 24;
export const DRAFT_CLONE: usize = 28;
export const DRAFT_BYTES: usize = 32;
export const DRAFTS_PER_TILE: u32 = 256;

/**
 * Offsets in the room for drawing. All are words, colours and pixels RGBA premultiplied by alpha: a colour per
 * phenotype, the ramp, two rows of a tile, the brush (see draw.ts), the pixels.
 */
export const DRAW_COLOURS: usize = 0;
export const DRAW_RAMP: usize = 4 * Limit.phenotypes;
export const DRAW_ROWS: usize = DRAW_RAMP + 4 * Limit.rampColours;
export const DRAW_BRUSH: usize = DRAW_ROWS + 256;
export const DRAW_PIXELS: usize = DRAW_BRUSH + 64;
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

export function header(field: usize): u32 {
  return load<u32>(HEADER + field);
}

/** A header field that holds an address or a size in bytes. */
export function pointer(field: usize): usize {
  return <usize>load<u32>(HEADER + field);
}

export function setHeader(field: usize, value: u32): void {
  store<u32>(HEADER + field, value);
}

export function tally(field: usize, more: f64): void {
  store<f64>(HEADER + field, load<f64>(HEADER + field) + more);
}

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

/** Address of a thread's own room. */
export function roomOf(thread: u32): usize {
  return pointer(THREAD_ROOMS) + THREAD_BYTES * <usize>thread;
}

/** Address of what this step does with a drug. */
export function drugStep(drug: i32): usize {
  return DRUG_STEP + DRUG_STEP_BYTES * <usize>drug;
}

/** Offset of an amount column within its tile: a drug's own, or from `DRUGS` on of a metabolite. */
export function amountColumn(column: i32): usize {
  return AMOUNT_COLUMN + AMOUNT_COLUMN_BYTES * <usize>column;
}
