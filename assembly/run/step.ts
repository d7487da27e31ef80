/** A run of steps. One step: environment, then per tile sweep and events, then settle and tidy. */

import { beginBlood, circulationAhead, makesBlood, passBlood, traceBlood } from '../blood/blood';
import { exchangeDrugs } from '../cells/amounts';
import { drawCandidates, prepareChances } from '../cells/chance';
import { prepareDrugs } from '../cells/drug';
import { drawFates } from '../cells/fate';
import { prepareKinds } from '../cells/kinds';
import { lookAround } from '../fields/step';
import { workBands } from '../fields/work';
import { addClone, NO_CLONE } from '../genome/clones';
import { enterDrafts } from '../genome/drafts';
import { intern, NO_PHENOTYPE, recyclePhenotypes } from '../genome/phenotypes';
import { isTissue } from '../lattice/lattice';
import {
  ALTERATIONS_REFUSED,
  BIRTHS,
  BIRTHS_REFUSED,
  CELL_STEPS,
  CELLS,
  COLUMNS,
  CROWD,
  DEATHS,
  FOUNDED,
  header,
  MAX_GROWTH,
  PHENOTYPE_FULL,
  PLACED,
  SHARED_TILES,
  STEP,
  SWEPT_TILES,
  setHeader,
  TASK,
  THREADS,
  TILE_COUNT,
  tally,
} from '../memory/header';
import {
  appendTile,
  clearTile,
  ENTRY_DAUGHTERS,
  ENTRY_THREAD,
  setTileCount,
  tileAddress,
  tileCount,
  tileEntry,
  tilesLeft,
} from '../memory/heap';
import {
  amountColumn,
  COURSE,
  DRAFTS_PER_TILE,
  ENVIRONMENT,
  EXPRESSION_COLUMN,
  FLAGS_COLUMN,
  GENOTYPE_IN,
  HEADER,
  LINEAGE_COLUMN,
  LISTENING,
  model,
  PHENOTYPE_COLUMN,
  TILE,
} from '../memory/layout';
import {
  BLOCK,
  roomOf,
  THREAD_BIRTHS,
  THREAD_DEATHS,
  THREAD_REFUSED,
  THREAD_UNDRAFTED,
} from '../memory/room';
import { compact } from '../mixed/compact';
import { carryOut } from '../mixed/events';
import { emptyNurseries, planSettling, settle } from '../mixed/nursery';
import { exactExpm1, exactLn } from '../numerics/maths';
import { exactPow } from '../numerics/power';
import { drawBlock } from '../numerics/rng';
import { Alteration } from '../shared/genome';
import { Crowding, ModelField } from '../shared/model';
import { Environment, Purpose, Stop } from '../shared/step';
import { announce, arrive, enlist, listen, meet, offer, Task, takeTile } from '../threads/threads';
import {
  carryOutTissue,
  prepareTissue,
  roomForTiles,
  sweepLattice,
  sweepTissue,
  workOnTissue,
} from '../tissue/step';

/**
 * Runs up to `steps` steps of the environment buffer; returns steps done | Stop reason << 16. Live cells after each
 * step are at COURSE.
 */
export function advance(steps: u32, stopAtCells: f64, stopBelowCells: f64): u32 {
  let done: u32 = 0;
  let reason: u32 = Stop.steps;
  while (done < steps && reason == Stop.steps) {
    reason = hindrance(stopAtCells, stopBelowCells);
    if (reason != Stop.steps) break;
    step(ENVIRONMENT + ((<usize>done * Environment.stride) << 2));
    store<u32>(COURSE + ((<usize>done) << 2), header(CELLS));
    ++done;
    if (load<f64>(HEADER + BIRTHS_REFUSED) > 0) reason = Stop.memory;
  }
  return done | (reason << 16);
}

/** Why no step can be made now, or Stop.steps. */
export function hindrance(stopAtCells: f64, stopBelowCells: f64): u32 {
  const cells = header(CELLS);
  if (cells == 0) return Stop.extinct;
  if (<f64>cells >= stopAtCells || <f64>cells < stopBelowCells) return Stop.cells;
  return load<f64>(HEADER + BIRTHS_REFUSED) > 0 || !roomForBirths(cells) ? Stop.memory : Stop.steps;
}

/**
 * Whether memory holds the births to expect, first in the nursery and then in their own tiles, and the draft and the
 * clone of every alteration among them: means of the fastest growth plus eight standard deviations.
 */
function roomForBirths(cells: u32): bool {
  let growth = load<f64>(HEADER + MAX_GROWTH);
  const factor = crowding(<f64>cells);
  if (factor > 1) growth = exactExpm1(exactLn(1 + growth) * factor);
  const births = atMost(<f64>cells * growth);
  const mutator = model(ModelField.mutatorFactor);
  // A division seen counts for at most 1 + bΔt of them, and MAX_GROWTH = e^{bΔt} − 1 is no less than bΔt.
  const share = model(ModelField.alterationTotal) * (mutator > 1 ? mutator : 1) * (1 + growth);
  const altered: f64 = share > 0 ? min<f64>(births, atMost(births * share)) : 0;
  if (isTissue()) return roomForTiles(births, (2 * altered) / <f64>DRAFTS_PER_TILE);
  // A chunk of clones, the last tile, and the nursery and drafts that every thread has begun.
  const spare = <f64>(10 + 2 * header(THREADS));
  return <f64>tilesLeft() >= (2 * births) / <f64>TILE + (2 * altered) / <f64>DRAFTS_PER_TILE + spare;
}

function atMost(mean: f64): f64 {
  return mean + 8 * sqrt<f64>(mean) + 64;
}

/**
 * Factor on division at this population: logistic 1 − N/K, Gompertz 1 − ln N / ln K, never below 0; homeostatic
 * (K/N)^γ up to a limit, where the cells make blood with its circulation in place of N/K (Friberg et al. 2002).
 */
function crowding(cells: f64): f64 {
  const kind = <i32>model(ModelField.crowding);
  const capacity = model(ModelField.capacity);
  let factor: f64 = 1;
  if (kind == Crowding.logistic) factor = 1 - cells / capacity;
  else if (kind == Crowding.gompertz) factor = 1 - exactLn(cells) / exactLn(capacity);
  else if (kind == Crowding.homeostatic) {
    const most = model(ModelField.feedbackMost);
    const scarcity = makesBlood() ? 1 / circulationAhead(cells) : capacity / cells;
    factor = exactPow(scarcity, model(ModelField.feedback));
    if (factor > most) factor = most;
  }
  return factor > 0 ? factor : 0;
}

function step(environment: usize): void {
  prepareStep(environment);
  sweepTiles();
  enterBooks();
  settleDaughters();
  finishStep();
}

/** What holds for all tiles: crowding, each drug's part, bounds on the rates. */
export function prepareStep(environment: usize): void {
  const cells = <f64>header(CELLS);
  store<f32>(HEADER + CROWD, <f32>crowding(cells));
  beginBlood();
  prepareDrugs(environment);
  if (isTissue()) {
    prepareTissue(environment);
  } else {
    if (ASC_FEATURE_SIMD) prepareKinds();
    prepareChances();
  }
  tally(CELL_STEPS, cells);
}

/** Sweep and events of all tiles. */
export function sweepTiles(): void {
  if (isTissue()) sweepLattice();
  else perform(Task.sweep, header(TILE_COUNT));
}

/** Alterations entered, places assigned to daughters that their tiles had no room for. */
export function enterBooks(): void {
  if (isTissue()) return;
  const tiles = header(TILE_COUNT);
  enterDrafts(tiles);
  setHeader(SWEPT_TILES, tiles);
  setHeader(PLACED, planSettling(tiles));
}

/** Those daughters to their places; in a tissue all events. */
export function settleDaughters(): void {
  if (isTissue()) carryOutTissue();
  else if (header(PLACED) > 0) perform(Task.settle, header(SWEPT_TILES));
}

/** Counters, and now and then a tidying up. */
export function finishStep(): void {
  if (!isTissue()) emptyNurseries();
  tallyThreads();
  if (!isTissue()) compact();
  if (header(PHENOTYPE_FULL) != 0) {
    recyclePhenotypes();
    setHeader(PHENOTYPE_FULL, 0);
  }
  passBlood();
  setHeader(STEP, header(STEP) + 1);
  traceBlood();
}

/** One tile's part of a step in two calls, so that each can be timed. */
export function sweepTile(index: u32): void {
  const entry = tileEntry(index);
  if (isTissue()) {
    sweepTissue(roomOf(0), entry, index);
    return;
  }
  store<u32>(entry, 0, ENTRY_THREAD);
  sweep(roomOf(0), entry, index);
}

export function carryOutTile(index: u32): void {
  if (isTissue()) return;
  carryOut(roomOf(0), tileEntry(index), index * TILE);
}

/** Has every tile's share of a task done. */
function perform(task: u32, tiles: u32): void {
  const shared = offer(task, tiles, 1);
  work(task, 0);
  if (shared) meet();
}

/** One thread's share of a task: tiles until none is left. */
function work(task: u32, thread: u32): void {
  if (isTissue() && task == Task.field) {
    workBands(thread);
    return;
  }
  if (isTissue() && task > <u32>Task.field) {
    lookAround(task, roomOf(thread), header(SHARED_TILES));
    return;
  }
  const tiles = header(SHARED_TILES);
  const room = roomOf(thread);
  if (isTissue()) {
    workOnTissue(task, room, tiles);
    return;
  }
  for (let t = takeTile(); t < tiles; t = takeTile()) {
    const entry = tileEntry(t);
    if (task == Task.sweep) {
      store<u32>(entry, thread, ENTRY_THREAD);
      sweep(room, entry, t);
      carryOut(room, entry, t * TILE);
    } else if (load<u32>(entry, ENTRY_DAUGHTERS) > 0) {
      settle(t, header(PLACED));
    }
  }
}

/** The life of a thread other than the first: listens for rounds until it is told to leave. */
export function serve(thread: u32): void {
  enlist(thread);
  for (;;) {
    listen(thread);
    const task = header(TASK);
    if (task == Task.leave) break;
    work(task, thread);
    arrive();
  }
  atomic.sub<u32>(LISTENING, 1);
}

/** Ends the life of all threads but the first. */
export function dismiss(): void {
  announce(Task.leave);
}

/** Adds what the threads counted to the run's counters. */
function tallyThreads(): void {
  for (let thread: u32 = 0; thread < header(THREADS); ++thread) {
    const room = roomOf(thread);
    const refused = load<u32>(room, THREAD_REFUSED);
    const undrafted = load<u32>(room, THREAD_UNDRAFTED);
    const births = load<u32>(room, THREAD_BIRTHS);
    const deaths = load<u32>(room, THREAD_DEATHS);
    setHeader(CELLS, header(CELLS) + births - deaths);
    tally(BIRTHS, <f64>births);
    tally(DEATHS, <f64>deaths);
    tally(BIRTHS_REFUSED, <f64>refused);
    tally(ALTERATIONS_REFUSED, <f64>undrafted);
    memory.fill(room + THREAD_BIRTHS, 0, 12);
    store<u32>(room, 0, THREAD_UNDRAFTED);
  }
}

/** Amounts, effects and fates of one tile. */
function sweep(room: usize, entry: usize, index: u32): void {
  const active = exchangeDrugs(room, entry, tileCount(entry));
  const chance = drawCandidates(room, tileAddress(entry), index, tileCount(entry), active);
  drawFates(room, tileAddress(entry), chance, active);
}

/**
 * Adds `count` founder cells of the genotype at GENOTYPE_IN, a clone of their own. False if no room. In a tissue 0,
 * since its founders have places: foundAt() adds them to the clone.
 */
export function found(count: u32): bool {
  const phenotype = intern(GENOTYPE_IN);
  if (phenotype == NO_PHENOTYPE) return false;
  const clone = addClone(NO_CLONE, Alteration.founder, 0, phenotype, GENOTYPE_IN);
  if (clone == NO_CLONE) return false;
  const uniform = model(ModelField.uniformExpression) != 0;
  for (let i: u32 = 0; i < count; ++i) {
    const tiles = header(TILE_COUNT);
    let entry: usize = tiles > 0 ? tileEntry(tiles - 1) : 0;
    if (entry == 0 || tileCount(entry) == TILE) {
      entry = appendTile();
      if (entry == 0) return false;
      clearTile(entry);
    }
    const tile = tileAddress(entry);
    const site = <usize>tileCount(entry);
    const founded = header(FOUNDED);
    drawBlock(roomOf(0) + BLOCK, header(STEP), founded, Purpose.founding);
    store<u16>(tile + (site << 1), <u16>phenotype, PHENOTYPE_COLUMN);
    store<u32>(tile + (site << 2), clone, LINEAGE_COLUMN);
    store<u8>(tile + site, uniform ? 128 : load<u8>(roomOf(0), BLOCK), EXPRESSION_COLUMN);
    store<u8>(tile + site, 0, FLAGS_COLUMN);
    for (let column = 0; column < <i32>header(COLUMNS); ++column) {
      store<f32>(tile + amountColumn(column) + (site << 2), 0);
    }
    setTileCount(entry, <i32>site + 1);
    setHeader(FOUNDED, founded + 1);
    setHeader(CELLS, header(CELLS) + 1);
  }
  return true;
}
