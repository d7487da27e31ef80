/** A run of steps. One step: environment, then per tile sweep and events, then settle and tidy. */

import { addClone, NO_CLONE } from './clones';
import { exchange, prepareDrugs } from './drug';
import { carryOut } from './events';
import { drawFates } from './fate';
import {
  appendTile,
  setTileCount,
  setTileWet,
  tileAddress,
  tileCount,
  tileEntry,
  tilesLeft,
  tileWet,
} from './heap';
import {
  amountColumn,
  BIRTHS_REFUSED,
  CELL_STEPS,
  CELLS,
  CROWD,
  DRUGS,
  drugStep,
  ENVIRONMENT,
  EXPRESSION_COLUMN,
  FLAGS_COLUMN,
  FOUNDED,
  HEADER,
  header,
  LINEAGE_COLUMN,
  MAX_GROWTH,
  model,
  PHENOTYPE_COLUMN,
  PHENOTYPE_FULL,
  SCRATCH_BLOCK,
  SCRATCH_GENOTYPE,
  SCRATCH_RANDOM,
  SEED_HIGH,
  SEED_LOW,
  STEP,
  STEP_OUTSIDE,
  setHeader,
  TILE,
  TILE_COUNT,
  tally,
} from './layout';
import { exactLn } from './maths';
import { compact, settleNursery } from './nursery';
import { intern, NO_PHENOTYPE, recyclePhenotypes } from './phenotypes';
import { respond } from './response';
import { drawBlock, fillRandom } from './rng';
import { Alteration, Crowding, Environment, ModelField, Purpose, Stop } from './shared';

/** Runs up to `steps` steps of the environment buffer; returns steps done | Stop reason << 16. */
export function advance(steps: u32, stopAtCells: f64): u32 {
  let done: u32 = 0;
  let reason: u32 = Stop.steps;
  while (done < steps) {
    const cells = header(CELLS);
    if (cells == 0) {
      reason = Stop.extinct;
      break;
    }
    if (<f64>cells >= stopAtCells) {
      reason = Stop.cells;
      break;
    }
    if (!roomForBirths(cells)) {
      reason = Stop.memory;
      break;
    }
    step(ENVIRONMENT + ((<usize>done * Environment.stride) << 2));
    ++done;
    if (load<f64>(HEADER + BIRTHS_REFUSED) > 0) {
      reason = Stop.memory;
      break;
    }
  }
  return done | (reason << 16);
}

/** Whether memory holds the births to expect: mean plus eight standard deviations of the fastest growth. */
function roomForBirths(cells: u32): bool {
  const mean = <f64>cells * load<f64>(HEADER + MAX_GROWTH);
  const most = mean + 8 * sqrt<f64>(mean) + 64;
  return <f64>tilesLeft() >= most / <f64>TILE + 3;
}

/** Factor on division at this population: logistic 1 − N/K, Gompertz 1 − ln N / ln K; never below 0. */
function crowding(cells: f64): f64 {
  const kind = <i32>model(ModelField.crowding);
  const capacity = model(ModelField.capacity);
  let factor: f64 = 1;
  if (kind == Crowding.logistic) factor = 1 - cells / capacity;
  else if (kind == Crowding.gompertz) factor = 1 - exactLn(cells) / exactLn(capacity);
  return factor > 0 ? factor : 0;
}

function step(environment: usize): void {
  const cells = <f64>header(CELLS);
  store<f32>(HEADER + CROWD, <f32>crowding(cells));
  prepareDrugs(environment);
  tally(CELL_STEPS, cells);
  const tiles = header(TILE_COUNT);
  for (let t: u32 = 0; t < tiles; ++t) {
    sweep(tileEntry(t), t);
    carryOut(tileEntry(t), t * TILE);
  }
  settleNursery();
  compact();
  if (header(PHENOTYPE_FULL) != 0) {
    recyclePhenotypes();
    setHeader(PHENOTYPE_FULL, 0);
  }
  setHeader(STEP, header(STEP) + 1);
}

/** Amounts, effects and fates of one tile. */
function sweep(entry: usize, index: u32): void {
  const tile = tileAddress(entry);
  const count = tileCount(entry);
  let wet = tileWet(entry);
  let treated = false;
  for (let drug = 0; drug < <i32>header(DRUGS); ++drug) {
    const bit: u32 = 1 << drug;
    // A drug that is nowhere costs nothing: amounts and effects would all be zero.
    if (load<f32>(drugStep(drug), STEP_OUTSIDE) == 0 && (wet & bit) == 0) continue;
    const left = exchange(tile, drug, count);
    wet = left ? wet | bit : wet & ~bit;
    respond(tile, drug, count, !treated);
    treated = true;
  }
  setTileWet(entry, wet);
  fillRandom(
    SCRATCH_RANDOM,
    count,
    header(STEP),
    index << 8,
    Purpose.fate,
    header(SEED_LOW),
    header(SEED_HIGH),
  );
  drawFates(tile, count, treated);
}

/** Adds `count` founder cells of the genotype at SCRATCH_GENOTYPE, a clone of their own. False if no room. */
export function found(count: u32): bool {
  const phenotype = intern(SCRATCH_GENOTYPE);
  if (phenotype == NO_PHENOTYPE) return false;
  const clone = addClone(NO_CLONE, Alteration.founder, 0, phenotype, SCRATCH_GENOTYPE);
  if (clone == NO_CLONE) return false;
  const uniform = model(ModelField.uniformExpression) != 0;
  for (let i: u32 = 0; i < count; ++i) {
    const tiles = header(TILE_COUNT);
    let entry: usize = tiles > 0 ? tileEntry(tiles - 1) : 0;
    if (entry == 0 || tileCount(entry) == TILE) {
      entry = appendTile();
      if (entry == 0) return false;
    }
    const tile = tileAddress(entry);
    const site = <usize>tileCount(entry);
    const founded = header(FOUNDED);
    drawBlock(SCRATCH_BLOCK, header(STEP), founded, Purpose.founding);
    store<u16>(tile + (site << 1), <u16>phenotype, PHENOTYPE_COLUMN);
    store<u32>(tile + (site << 2), clone, LINEAGE_COLUMN);
    store<u8>(tile + site, uniform ? 128 : load<u8>(SCRATCH_BLOCK), EXPRESSION_COLUMN);
    store<u8>(tile + site, 0, FLAGS_COLUMN);
    for (let drug = 0; drug < <i32>header(DRUGS); ++drug) {
      store<f32>(tile + amountColumn(drug) + (site << 2), 0);
    }
    setTileCount(entry, <i32>site + 1);
    setHeader(FOUNDED, founded + 1);
    setHeader(CELLS, header(CELLS) + 1);
  }
  return true;
}
