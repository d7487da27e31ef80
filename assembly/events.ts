/**
 * Deaths and divisions of one tile, from the records that fate.ts left.
 *
 * Daughters take the sites of the dead in order, then the tile's free end, then wait in the nursery until the end
 * of the step. Holes that remain are closed from the tile's end, so the living always fill the first sites.
 */

import { AWAY, draftAlteration, moveDrafts } from './drafts';
import {
  ENTRY_DAUGHTERS,
  ENTRY_DRAFTED,
  ENTRY_DRAFTS,
  ENTRY_NURSED,
  setTileCount,
  tileAddress,
  tileCount,
} from './heap';
import {
  AMOUNT_COLUMN_BYTES,
  amountColumn,
  BLOCK,
  DRAFTED,
  DRUGS,
  EVENT_COUNT,
  EVENTS,
  EXPRESSION_COLUMN,
  FLAGS_COLUMN,
  GENOTYPE_MUTATOR,
  header,
  LINEAGE_COLUMN,
  model,
  NURSED,
  PHENOTYPE_COLUMN,
  STEP,
  THREAD_BIRTHS,
  THREAD_DEATHS,
  THREAD_REFUSED,
  TILE,
} from './layout';
import { nurse } from './nursery';
import { genotypeAddress } from './phenotypes';
import { drawBlock } from './rng';
import { Limit, ModelField, Purpose } from './shared';

const DEATH: u32 = 0x80000000;
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
export function carryOut(room: usize, entry: usize, first: u32): void {
  store<u32>(entry, load<u32>(room, NURSED), ENTRY_NURSED);
  store<u32>(entry, load<u32>(room, DRAFTED), ENTRY_DRAFTED);
  store<u32>(entry, 0, ENTRY_DAUGHTERS);
  store<u32>(entry, 0, ENTRY_DRAFTS);
  if (load<u32>(room, EVENT_COUNT) == 0) return;
  const tile = tileAddress(entry);
  let count = tileCount(entry);
  const start = room + EVENTS;
  const end = settleFates(room, tile, first);
  let births: u32 = 0;
  let deaths: u32 = 0;
  let hole = nextDeath(start, end);
  for (let record = start; record < end; record += 16) {
    const site = load<u32>(record);
    if ((site & DEATH) != 0) {
      ++deaths;
      continue;
    }
    const beta = load<f32>(record, 4);
    const weight = 1 / <f64>load<f32>(record, 8);
    drawBlock(room + BLOCK, header(STEP), first + site, Purpose.division);
    // The first daughter is certain; each further one has probability β, all decided by one number.
    const draw = <f32>(<i32>(load<u32>(room, BLOCK) >> 1)) * <f32>4.656612873077393e-10;
    let daughters = 1;
    let power = beta;
    while (draw < power && daughters < Limit.daughtersPerStep) {
      ++daughters;
      power *= beta;
    }
    for (let k = 0; k < daughters; ++k) {
      if (k > 0) drawBlock(room + BLOCK, header(STEP), first + site, Purpose.division | (k << 8));
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
        home = nurse(room);
        at = 0;
        if (home == 0) {
          store<u32>(room, load<u32>(room, THREAD_REFUSED) + 1, THREAD_REFUSED);
          continue;
        }
        at = <usize>load<u32>(room, BLOCK + 16);
      }
      copyCell(tile, <usize>site, home, at);
      ++births;
      store<u8>(home + at, inherited(motherLevel, load<u32>(room, BLOCK + 8)), EXPRESSION_COLUMN);
      store<u8>(tile + <usize>site, inherited(motherLevel, load<u32>(room, BLOCK + 12)), EXPRESSION_COLUMN);
      if (isAltered(room, tile, site, first, k, weight)) {
        draftAlteration(
          room,
          tile,
          <usize>site,
          home == tile ? <u32>at : AWAY | (load<u32>(room, NURSED) - 1),
          first + site,
          k,
        );
      }
    }
  }
  for (let record = end; record > hole; ) {
    record -= 16;
    const site = load<u32>(record);
    if ((site & DEATH) == 0) continue;
    const at = <usize>(site & ~DEATH);
    --count;
    if (at != <usize>count) {
      copyCell(tile, <usize>count, tile, at);
      moveDrafts(room, load<u32>(entry, ENTRY_DRAFTED), <u32>count, <u32>at);
    }
  }
  setTileCount(entry, count);
  store<u32>(entry, load<u32>(room, NURSED) - load<u32>(entry, ENTRY_NURSED), ENTRY_DAUGHTERS);
  store<u32>(entry, load<u32>(room, DRAFTED) - load<u32>(entry, ENTRY_DRAFTED), ENTRY_DRAFTS);
  store<u32>(room, load<u32>(room, THREAD_BIRTHS) + births, THREAD_BIRTHS);
  store<u32>(room, load<u32>(room, THREAD_DEATHS) + deaths, THREAD_DEATHS);
}

/**
 * Settles what the records say: death, division, or after all nothing (left out). Returns their new end.
 *
 * Reads on the way the columns that the sweep has not, at the sites with events. Their cells are about to be copied
 * one after another; fetching all at once overlaps the waits for memory. The sum is kept only so that the reads are.
 */
function settleFates(room: usize, tile: usize, first: u32): usize {
  const columns = amountColumn(<i32>header(DRUGS));
  const start = room + EVENTS;
  const end = start + ((<usize>load<u32>(room, EVENT_COUNT)) << 4);
  let kept = start;
  let sum: u32 = 0;
  for (let record = start; record < end; record += 16) {
    const word = load<u32>(record);
    const site = word & (TILE - 1);
    const bits = <f32>(<i32>(word >> 10));
    const beta = load<f32>(record, 4);
    const alpha = load<f32>(record, 12);
    const death = alpha * 65536;
    const event = (alpha + (1 - alpha) * beta) * 65536;
    // The draw is (bits + rest)/65536 with rest in [0, 1): needed only where a threshold lies in between.
    let rest: f32 = 0;
    if ((bits < death && bits + 1 > death) || bits + 1 > event) {
      drawBlock(room + BLOCK, header(STEP), first + site, Purpose.fateTie);
      rest = <f32>(<i32>(load<u32>(room, BLOCK) >> 8)) * <f32>5.960464477539063e-8;
    }
    if (rest >= event - bits) continue;
    store<u32>(kept, rest < death - bits ? site | DEATH : site, 0);
    store<f32>(kept, beta, 4);
    store<f32>(kept, load<f32>(record, 8), 8);
    kept += 16;
    sum +=
      load<u32>(tile + ((<usize>site) << 2), LINEAGE_COLUMN) + load<u8>(tile + <usize>site, FLAGS_COLUMN);
    for (let column = amountColumn(0); column < columns; column += AMOUNT_COLUMN_BYTES) {
      sum += load<u32>(tile + column + ((<usize>site) << 2));
    }
  }
  store<u32>(room, sum, BLOCK + 48);
  return kept;
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
function isAltered(room: usize, tile: usize, site: u32, first: u32, k: i32, weight: f64): bool {
  const total = model(ModelField.alterationTotal);
  if (total == 0) return false;
  const phenotype = load<u16>(tile + ((<usize>site) << 1), PHENOTYPE_COLUMN);
  let chance = total * weight;
  if (load<u8>(genotypeAddress(phenotype), GENOTYPE_MUTATOR) != 0) chance *= model(ModelField.mutatorFactor);
  chance *= 4294967296;
  const word = <f64>load<u32>(room, BLOCK + 4);
  if (word + 1 <= chance) return true;
  if (word >= chance) return false;
  // The 32 bits just straddle the probability: the next 32 decide.
  drawBlock(room + BLOCK, header(STEP), first + site, Purpose.tieBreak | (k << 8));
  return <f64>load<u32>(room, BLOCK) * UNIT32 < chance - word;
}
