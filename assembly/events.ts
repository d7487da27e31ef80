/**
 * Deaths and divisions of one tile, from the records that fate.ts left.
 *
 * Daughters take the sites of the dead in order, then the tile's free end, then wait in the nursery until the end
 * of the step. Holes that remain are closed from the tile's end, so the living always fill the first sites.
 */

import { addClone, NO_CLONE } from './clones';
import { DEATH } from './fate';
import { alter, chooseAlteration } from './genome';
import { setTileCount, tileAddress, tileCount } from './heap';
import {
  ALTERATIONS,
  ALTERATIONS_REFUSED,
  AMOUNT_COLUMN_BYTES,
  amountColumn,
  BIRTHS,
  BIRTHS_REFUSED,
  CELLS,
  DEATHS,
  DRUGS,
  EVENT_COUNT,
  EXPRESSION_COLUMN,
  FLAGS_COLUMN,
  GENOTYPE_CLASS,
  GENOTYPE_MUTATOR,
  header,
  LINEAGE_COLUMN,
  model,
  PHENOTYPE_COLUMN,
  SCRATCH_BLOCK,
  SCRATCH_EVENTS,
  SCRATCH_GENOTYPE,
  STEP,
  setHeader,
  TILE,
  tally,
} from './layout';
import { nurse } from './nursery';
import { genotypeAddress, intern, NO_PHENOTYPE } from './phenotypes';
import { drawBlock } from './rng';
import { AlterationField, Limit, ModelField, Purpose } from './shared';

const UNIT32: f64 = 2.3283064365386963e-10; // 2^-32

export function copyCell(from: usize, i: usize, to: usize, j: usize): void {
  assert(i < <usize>TILE && j < <usize>TILE);
  store<u16>(to + (j << 1), load<u16>(from + (i << 1), PHENOTYPE_COLUMN), PHENOTYPE_COLUMN);
  store<u32>(to + (j << 2), load<u32>(from + (i << 2), LINEAGE_COLUMN), LINEAGE_COLUMN);
  store<u8>(to + j, load<u8>(from + i, EXPRESSION_COLUMN), EXPRESSION_COLUMN);
  store<u8>(to + j, load<u8>(from + i, FLAGS_COLUMN), FLAGS_COLUMN);
  const drugs = <i32>header(DRUGS);
  for (let d = 0; d < drugs; ++d) {
    const column = amountColumn(d);
    store<f32>(to + column + (j << 2), load<f32>(from + column + (i << 2)));
  }
}

/** Carries out the events of a tile. `first` is the run's index of the tile's first site. */
export function carryOut(entry: usize, first: u32): void {
  const events = header(EVENT_COUNT);
  if (events == 0) return;
  const tile = tileAddress(entry);
  let count = tileCount(entry);
  const end = SCRATCH_EVENTS + ((<usize>events) << 4);
  fetchColumns(tile, end);
  let births: u32 = 0;
  let deaths: u32 = 0;
  let hole = nextDeath(SCRATCH_EVENTS, end);
  for (let record = SCRATCH_EVENTS; record < end; record += 16) {
    const site = load<u32>(record);
    if ((site & DEATH) != 0) {
      ++deaths;
      continue;
    }
    const beta = load<f32>(record, 4);
    const weight = 1 / <f64>load<f32>(record, 8);
    drawBlock(SCRATCH_BLOCK, header(STEP), first + site, Purpose.division);
    // The first daughter is certain; each further one has probability β, all decided by one number.
    const draw = <f32>(<i32>(load<u32>(SCRATCH_BLOCK) >> 1)) * <f32>4.656612873077393e-10;
    let daughters = 1;
    let power = beta;
    while (draw < power && daughters < Limit.daughtersPerStep) {
      ++daughters;
      power *= beta;
    }
    for (let k = 0; k < daughters; ++k) {
      if (k > 0) drawBlock(SCRATCH_BLOCK, header(STEP), first + site, Purpose.division | (k << 8));
      const motherLevel = load<u8>(tile + <usize>site, EXPRESSION_COLUMN);
      let home = tile;
      let at: usize;
      if (hole < end) {
        at = <usize>(load<u32>(hole) & ~DEATH);
        hole = nextDeath(hole + 16, end);
      } else if (count < TILE) {
        at = <usize>count;
        ++count;
      } else {
        home = nurse();
        at = 0;
        if (home == 0) {
          tally(BIRTHS_REFUSED, 1);
          continue;
        }
        at = <usize>load<u32>(SCRATCH_BLOCK, 16);
      }
      copyCell(tile, <usize>site, home, at);
      ++births;
      store<u8>(home + at, inherited(motherLevel, load<u32>(SCRATCH_BLOCK, 8)), EXPRESSION_COLUMN);
      store<u8>(tile + <usize>site, inherited(motherLevel, load<u32>(SCRATCH_BLOCK, 12)), EXPRESSION_COLUMN);
      if (isAltered(tile, site, first, k, weight)) mutate(tile, <usize>site, home, at, first + site, k);
    }
  }
  for (let record = end; record > hole; ) {
    record -= 16;
    const site = load<u32>(record);
    if ((site & DEATH) == 0) continue;
    const at = <usize>(site & ~DEATH);
    --count;
    if (at != <usize>count) copyCell(tile, <usize>count, tile, at);
  }
  setTileCount(entry, count);
  setHeader(CELLS, header(CELLS) + births - deaths);
  tally(BIRTHS, <f64>births);
  tally(DEATHS, <f64>deaths);
}

/**
 * Reads the columns that the sweep has not, at the sites with events. Their cells are about to be copied one after
 * another; fetching all at once overlaps the waits for memory. The sum is kept only so that the reads are.
 */
function fetchColumns(tile: usize, end: usize): void {
  const columns = amountColumn(<i32>header(DRUGS));
  for (let record = SCRATCH_EVENTS; record < end; record += 16) {
    const site = <usize>(load<u32>(record) & ~DEATH);
    let sum = load<u32>(tile + (site << 2), LINEAGE_COLUMN) + load<u8>(tile + site, FLAGS_COLUMN);
    for (let column = amountColumn(0); column < columns; column += AMOUNT_COLUMN_BYTES) {
      sum += load<u32>(tile + column + (site << 2));
    }
    store<u32>(record, sum, 12);
  }
}

/** First death record at or after `record`, else a place at or past `end`. */
function nextDeath(record: usize, end: usize): usize {
  while (record < end && (load<u32>(record) & DEATH) == 0) record += 16;
  return record;
}

/** A daughter keeps its mother's expression level, or draws one of the 256 anew. */
function inherited(level: u8, word: u32): u8 {
  const kept =
    <f32>(<i32>(word >> 8)) * <f32>5.960464477539063e-8 < <f32>model(ModelField.expressionInheritance);
  return kept ? level : <u8>word;
}

/** Whether this division alters one of the two daughters: probability u·weight (·mutator), u in 53 bits. */
function isAltered(tile: usize, site: u32, first: u32, k: i32, weight: f64): bool {
  const total = model(ModelField.alterationTotal);
  if (total == 0) return false;
  const phenotype = load<u16>(tile + ((<usize>site) << 1), PHENOTYPE_COLUMN);
  let chance = total * weight;
  if (load<u8>(genotypeAddress(phenotype), GENOTYPE_MUTATOR) != 0) chance *= model(ModelField.mutatorFactor);
  chance *= 4294967296;
  const word = <f64>load<u32>(SCRATCH_BLOCK, 4);
  if (word + 1 <= chance) return true;
  if (word >= chance) return false;
  // The 32 bits just straddle the probability: the next 32 decide.
  drawBlock(SCRATCH_BLOCK, header(STEP), first + site, Purpose.tieBreak | (k << 8));
  return <f64>load<u32>(SCRATCH_BLOCK) * UNIT32 < chance - word;
}

/** Alters the mother (at site) or the daughter (at `at` of `home`) and founds its clone. */
function mutate(tile: usize, site: usize, home: usize, at: usize, index: u32, k: i32): void {
  drawBlock(SCRATCH_BLOCK, header(STEP), index, Purpose.alteration | (k << 8));
  const point = <f64>load<u32>(SCRATCH_BLOCK) * UNIT32 * model(ModelField.alterationTotal);
  const entry = ModelField.alterationBase + chooseAlteration(point) * AlterationField.stride;
  const kind = <i32>model(entry + AlterationField.kind);
  const target = <i32>model(entry + AlterationField.target);
  const unit = <f64>load<u32>(SCRATCH_BLOCK, 8) * UNIT32;
  const asDaughter = load<u32>(SCRATCH_BLOCK, 4) >> 31 != 0;
  const phenotype = <u32>load<u16>(tile + (site << 1), PHENOTYPE_COLUMN);
  memory.copy(SCRATCH_GENOTYPE, genotypeAddress(phenotype), GENOTYPE_CLASS);
  if (!alter(SCRATCH_GENOTYPE, kind, target, unit)) return;
  const altered = intern(SCRATCH_GENOTYPE);
  if (altered == NO_PHENOTYPE) {
    tally(ALTERATIONS_REFUSED, 1);
    return;
  }
  const parent = load<u32>(tile + (site << 2), LINEAGE_COLUMN);
  const clone = addClone(parent, kind, target, altered, SCRATCH_GENOTYPE);
  if (clone == NO_CLONE) {
    tally(ALTERATIONS_REFUSED, 1);
    return;
  }
  const place = asDaughter ? home : tile;
  const cell = asDaughter ? at : site;
  store<u16>(place + (cell << 1), <u16>altered, PHENOTYPE_COLUMN);
  store<u32>(place + (cell << 2), clone, LINEAGE_COLUMN);
  tally(ALTERATIONS, 1);
}
