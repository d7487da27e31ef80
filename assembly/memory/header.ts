/**
 * The header: what holds for the whole compartment, from HEADER on. Each field begins where the one before it ends, so
 * that none is numbered by hand; u32 unless said, and those of 8 bytes (f64) lie at multiples of 8, as a test holds.
 */

import { Limit } from '../shared/limits';
import { HEADER } from './layout';

/** What runs where: memory, and the random numbers' seed. */
export const HEAP_TOP: usize = 0;
export const MEMORY_LIMIT_PAGES: usize = HEAP_TOP + 4;
export const DRUGS: usize = MEMORY_LIMIT_PAGES + 4;
export const COLUMNS: usize = DRUGS + 4; // of amounts: drugs, then retained metabolites
export const SEED_LOW: usize = COLUMNS + 4;
export const SEED_HIGH: usize = SEED_LOW + 4;

/** What has been counted since the start. */
export const BIRTHS: usize = SEED_HIGH + 4; // f64
export const DEATHS: usize = BIRTHS + 8; // f64
export const ALTERATIONS: usize = DEATHS + 8; // f64
export const ALTERATIONS_REFUSED: usize = ALTERATIONS + 8; // f64
export const CELL_STEPS: usize = ALTERATIONS_REFUSED + 8; // f64
export const BIRTHS_REFUSED: usize = CELL_STEPS + 8; // f64
export const STEP: usize = BIRTHS_REFUSED + 8;
export const CELLS: usize = STEP + 4;
export const FOUNDED: usize = CELLS + 4;

/** Tiles, and threads with their rooms. */
export const TILE_COUNT: usize = FOUNDED + 4;
export const TILE_DIRECTORY: usize = TILE_COUNT + 4;
export const TILE_DIRECTORY_CAPACITY: usize = TILE_DIRECTORY + 4;
export const TILE_BYTES: usize = TILE_DIRECTORY_CAPACITY + 4;
export const FREE_TILE: usize = TILE_BYTES + 4;
export const FREE_TILES: usize = FREE_TILE + 4;
export const THREADS: usize = FREE_TILES + 4;
export const THREAD_ROOMS: usize = THREADS + 4;
export const TASK: usize = THREAD_ROOMS + 4; // what the threads are at: the step's sweep, or settling daughters
export const SHARED_TILES: usize = TASK + 4; // tiles that the task under way covers
export const SWEPT_TILES: usize = SHARED_TILES + 4; // tiles there were when the step began

/** Spilled daughters settle in the last tile from here on, then in the tiles after it. */
export const SETTLE_TILE: usize = SWEPT_TILES + 4;
export const SETTLE_SITE: usize = SETTLE_TILE + 4;
export const PLACED: usize = SETTLE_SITE + 4;

/** Phenotypes, their genotypes, clones. */
export const PHENOTYPES_USED: usize = PLACED + 4;
export const LIVE_PHENOTYPES: usize = PHENOTYPES_USED + 4;
export const PHENOTYPE_CAPACITY: usize = LIVE_PHENOTYPES + 4;
export const PHENOTYPE_ROWS: usize = PHENOTYPE_CAPACITY + 4;
export const PHENOTYPE_STRIDE: usize = PHENOTYPE_ROWS + 4;
export const PHENOTYPE_FULL: usize = PHENOTYPE_STRIDE + 4;
export const PHENOTYPE_COUNTS: usize = PHENOTYPE_FULL + 4; // room for a count of cells per phenotype
export const FREE_PHENOTYPES: usize = PHENOTYPE_COUNTS + 4;
export const FREE_PHENOTYPE_LIST: usize = FREE_PHENOTYPES + 4;
export const GENOTYPES: usize = FREE_PHENOTYPE_LIST + 4;
export const GENOTYPE_INDEX: usize = GENOTYPES + 4;
export const GENOTYPE_INDEX_MASK: usize = GENOTYPE_INDEX + 4;
export const SEGREGATING: usize = GENOTYPE_INDEX_MASK + 4; // genes of double minutes, a bit each: targets 0…3, the pump
export const CLONE_COUNT: usize = SEGREGATING + 4;
export const CLONE_DIRECTORY: usize = CLONE_COUNT + 4;

/** Response curves and what no effect exceeds. */
export const CURVES: usize = CLONE_DIRECTORY + 4;
export const ENVELOPES: usize = CURVES + 4;

/** Three stages of cells on their way to the blood, then the circulation, as shares of normal (blood.ts), f64 each. */
export const BLOOD: usize = ENVELOPES + 4;

/** How often cells of this step divide and die at most, from which candidates are drawn. */
export const MAX_GROWTH: usize = BLOOD + 32; // f64, e^{bΔt} − 1 of the fastest phenotype
export const DIVISION_BOUND: usize = MAX_GROWTH + 8; // f64, on division per step of any cell
export const DEATH_BOUND: usize = DIVISION_BOUND + 8; // f64, on division and death together where there is no drug
export const DRY_GAP: usize = DEATH_BOUND + 8; // f64, for that bound: between candidates per unit of waiting
export const FULL_GAP: usize = DRY_GAP + 8; // f64, the same in tiles without room or drug, of deaths alone
export const MOST_RATE: usize = FULL_GAP + 8; // f64, on both of any genotype; infinite where an effect has no end
export const BEGUN_WITH: usize = MOST_RATE + 8; // f64, cells when the step began
export const CROWD: usize = BEGUN_WITH + 8; // f32, this step's factor on division
export const DRY_CHANCE: usize = CROWD + 4; // f32, with DRY_GAP: chance per unit of the 32 bits
export const FULL_CHANCE: usize = DRY_CHANCE + 4; // f32, with FULL_GAP

/** Of a tissue: a `Space`, its sites, its tiles, and as shifts the edges of a tile. */
export const SPACE: usize = FULL_CHANCE + 4;
export const SITES_X: usize = SPACE + 4;
export const SITES_Y: usize = SITES_X + 4;
export const SITES_Z: usize = SITES_Y + 4;
export const TILES_X: usize = SITES_Z + 4;
export const TILES_Y: usize = TILES_X + 4;
export const TILES_Z: usize = TILES_Y + 4;
export const TILE_SHIFT_X: usize = TILES_Z + 4;
export const TILE_SHIFT_Y: usize = TILE_SHIFT_X + 4;
export const TILE_SHIFT_Z: usize = TILE_SHIFT_Y + 4;
export const TILES_REACHED: usize = TILE_SHIFT_Z + 4; // tiles that have memory
export const COLOUR: usize = TILES_REACHED + 4; // of the blocks whose events are under way

/** Of its fields: voxels, numbers from row to row and from plane to plane, sites per voxel edge as a shift. */
export const VOXELS_X: usize = COLOUR + 4;
export const VOXELS_Y: usize = VOXELS_X + 4;
export const VOXELS_Z: usize = VOXELS_Y + 4;
export const VOXEL_ROW: usize = VOXELS_Z + 4;
export const VOXEL_PLANE: usize = VOXEL_ROW + 4;
export const VOXEL_SHIFT: usize = VOXEL_PLANE + 4;

/** Address of voxel 0 of each field's values, f32; 0: no such field. Then what else their solution needs (fields/layout.ts). */
export const FIELD_VALUES: usize = VOXEL_SHIFT + 4;
export const FIELD_BLOCK: usize = FIELD_VALUES + 4 * (Limit.drugs + 1);

/**
 * Records of vessels (vessels.ts); what they give has changed since it was last gathered (1); the share of the work of pumps
 * in their walls that an inhibitor takes in this step, f32.
 */
export const VESSEL_RECORDS: usize = FIELD_BLOCK + 4;
export const VESSEL_COUNT: usize = VESSEL_RECORDS + 4;
export const VESSELS_CHANGED: usize = VESSEL_COUNT + 4;
export const WALL_INHIBITION: usize = VESSELS_CHANGED + 4;

/** Places around a site (places.ts): their list, where each distance begins in it, and how many are neighbours. */
export const PLACES: usize = WALL_INHIBITION + 4;
export const RINGS: usize = PLACES + 4;
export const NEAR: usize = RINGS + 4;
export const REACH: usize = NEAR + 4;
export const FARTHEST: usize = REACH + 4; // squared distance of the farthest of them
export const SHORT_OF_2: usize = FARTHEST + 4; // of 65,536 divisions, those that fall short of √2
export const SHORT_OF_3: usize = SHORT_OF_2 + 4; // and at √3
export const REACH_TILES_X: usize = SHORT_OF_3 + 4; // tiles over which that reaches, along x
export const REACH_TILES_YZ: usize = REACH_TILES_X + 4; // along y and z

/** Oxygen's part in fates, f32: no division below; its gain per mmHg; necrosis below; its rise per mmHg; its most. */
export const QUIESCENT_BELOW: usize = REACH_TILES_YZ + 4;
export const OXYGEN_GAIN: usize = QUIESCENT_BELOW + 4;
export const NECROSIS_BELOW: usize = OXYGEN_GAIN + 4;
export const NECROSIS_RISE: usize = NECROSIS_BELOW + 4;
export const NECROSIS_MOST: usize = NECROSIS_RISE + 4;

/** Room that drawing takes once it is asked for: a colour per phenotype, a ramp, and the pixels of one strip. */
export const DRAW_ROOM: usize = NECROSIS_MOST + 4;
/** Where the tiles of a dish lie (view/dish.ts), and of how many that is known. */
export const DISH_ORDER: usize = DRAW_ROOM + 4;
export const DISH_TILES: usize = DISH_ORDER + 4;
/** What threads remember of kinds of cells (cells/kinds.ts), once there are enough cells; and steps counted for that. */
export const KINDS: usize = DISH_TILES + 4;
export const KINDS_STEP: usize = KINDS + 4;
export const KINDS_SHIFT: usize = KINDS_STEP + 4; // of how many, as a power of 2
/** Where the header's fields end; they have 512 bytes (ROUND). */
export const HEADER_BYTES: usize = KINDS_SHIFT + 4;

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
