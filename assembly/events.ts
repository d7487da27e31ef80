/**
 * Deaths and divisions of one tile, from the records that fate.ts left.
 *
 * Daughters take the sites of the dead in order, then the tile's free end, then wait in the nursery until the end
 * of the step. Holes that remain are closed from the tile's end, so the living always fill the first sites.
 */

import { Flag } from './cell';
import { AWAY, draftAlteration, moveDrafts } from './drafts';
import {
  ENTRY_DAUGHTERS,
  ENTRY_DRAFTED,
  ENTRY_DRAFTS,
  ENTRY_NURSED,
  setTileCount,
  tileAddress,
  tileCount,
  tileWet,
} from './heap';
import {
  amountColumn,
  BLOCK,
  COLUMNS,
  DAUGHTER,
  DEAD,
  DEATH_COUNT,
  DIVISIONS,
  DRAFTED,
  EVENT_COUNT,
  EVENTS,
  EXPRESSION_COLUMN,
  FLAGS_COLUMN,
  GENOTYPE_CLASS,
  GENOTYPE_MINUTES,
  GENOTYPE_MUTATOR,
  header,
  LINEAGE_COLUMN,
  MOTHER,
  model,
  NURSED,
  PHENOTYPE_COLUMN,
  SEED_HIGH,
  SEED_LOW,
  STEP,
  THREAD_BIRTHS,
  THREAD_DEATHS,
  THREAD_REFUSED,
  TILE,
} from './layout';
import { nurse } from './nursery';
import { genotypeAddress } from './phenotypes';
import { drawBlock, fillForSites } from './rng';
import { bestow, segregate } from './segregate';
import { Limit, ModelField, Purpose } from './shared';

const UNIT32: f64 = 2.3283064365386963e-10; // 2^-32

/** Copies a cell; of its amounts only those of the drugs in `wet`, a bit each. */
function copyCell(from: usize, i: usize, to: usize, j: usize, wet: u32): void {
  assert(i < <usize>TILE && j < <usize>TILE);
  store<u16>(to + (j << 1), load<u16>(from + (i << 1), PHENOTYPE_COLUMN), PHENOTYPE_COLUMN);
  store<u32>(to + (j << 2), load<u32>(from + (i << 2), LINEAGE_COLUMN), LINEAGE_COLUMN);
  store<u8>(to + j, load<u8>(from + i, EXPRESSION_COLUMN), EXPRESSION_COLUMN);
  store<u8>(to + j, load<u8>(from + i, FLAGS_COLUMN), FLAGS_COLUMN);
  for (; wet != 0; wet &= wet - 1) {
    const column = amountColumn(<i32>ctz(wet));
    store<f32>(to + column + (j << 2), load<f32>(from + column + (i << 2)));
  }
}

/** Carries out the events of a tile. `first` is the run's index of the tile's first site. */
export function carryOut(room: usize, entry: usize, first: u32): void {
  store<u32>(entry, load<u32>(room, NURSED), ENTRY_NURSED);
  store<u32>(entry, load<u32>(room, DRAFTED), ENTRY_DRAFTED);
  store<u32>(entry, 0, ENTRY_DAUGHTERS);
  store<u32>(entry, 0, ENTRY_DRAFTS);
  const divisions = <i32>load<u32>(room, EVENT_COUNT);
  const deaths = load<u32>(room, DEATH_COUNT);
  if (divisions == 0 && deaths == 0) return;
  const tile = tileAddress(entry);
  let count = tileCount(entry);
  const wet = tileWet(entry);
  const all = ((<u32>1) << header(COLUMNS)) - 1;
  const key0 = header(SEED_LOW);
  const key1 = header(SEED_HIGH);
  const records = room + EVENTS;
  fillForSites(room + DIVISIONS, records, divisions, header(STEP), first, Purpose.division, key0, key1);
  const inheritance = <f32>model(ModelField.expressionInheritance);
  const alterationTotal = model(ModelField.alterationTotal);
  let births: u32 = 0;
  let filled: u32 = 0;
  for (let i = 0; i < divisions; ++i) {
    const record = records + ((<usize>i) << 4);
    const site = <usize>load<u32>(record);
    const beta = load<f32>(record, 8);
    const words = room + DIVISIONS + (((<usize>i & ~3) << 4) | ((<usize>i & 3) << 2));
    let altering = load<u32>(words, 16);
    let own = load<u32>(words, 32);
    let mothers = load<u32>(words, 48);
    // The first daughter is certain; each further one has probability β, all decided by one number.
    const draw = <f32>(<i32>(load<u32>(words) >> 1)) * <f32>4.656612873077393e-10;
    let daughters = 1;
    let power = beta;
    while (draw < power && daughters < Limit.daughtersPerStep) {
      ++daughters;
      power *= beta;
    }
    const genotype = genotypeAddress(load<u16>(tile + (site << 1), PHENOTYPE_COLUMN));
    const minutes = load<u8>(genotype, GENOTYPE_MINUTES) != 0;
    let segregating = minutes;
    if (minutes) memory.copy(room + MOTHER, genotype, GENOTYPE_CLASS);
    for (let k = 0; k < daughters; ++k) {
      if (k > 0) {
        drawBlock(room + BLOCK, header(STEP), first + <u32>site, Purpose.division | (k << 8));
        altering = load<u32>(room, BLOCK + 4);
        own = load<u32>(room, BLOCK + 8);
        mothers = load<u32>(room, BLOCK + 12);
      }
      let home = tile;
      let at: usize;
      // A drug that the tile is dry of is at zero in all its sites, but not in the nursery.
      let copied = wet;
      if (filled < deaths) {
        at = <usize>load<u32>(room + DEAD + ((<usize>filled) << 2));
        ++filled;
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
        copied = all;
      }
      copyCell(tile, site, home, at, copied);
      ++births;
      store<u8>(home + at, load<u8>(tile + site, FLAGS_COLUMN) & Flag.inherited, FLAGS_COLUMN);
      const level = load<u8>(tile + site, EXPRESSION_COLUMN);
      store<u8>(home + at, inherited(level, own, inheritance), EXPRESSION_COLUMN);
      store<u8>(tile + site, inherited(level, mothers, inheritance), EXPRESSION_COLUMN);
      const index = first + <u32>site;
      const place = home == tile ? <u32>at : AWAY | (load<u32>(room, NURSED) - 1);
      if (segregating) {
        segregate(room, index, k);
        bestow(room, tile, site, <u32>site, room + MOTHER);
        bestow(room, home, at, place, room + DAUGHTER);
      }
      if (alterationTotal == 0) continue;
      const chance = alterationTotal / <f64>load<f32>(record, 12);
      if (!isAltered(room, genotype, index, k, chance, altering)) continue;
      if (!segregating) {
        if (!minutes) memory.copy(room + MOTHER, genotype, GENOTYPE_CLASS);
        memory.copy(room + DAUGHTER, room + MOTHER, GENOTYPE_CLASS);
      }
      // The mother's alteration waits for the step's end; what she hands on until then is what she had before.
      if (draftAlteration(room, tile, site, place, index, k)) segregating = false;
    }
  }
  for (let left = deaths; left > filled; ) {
    --left;
    const at = <usize>load<u32>(room + DEAD + ((<usize>left) << 2));
    --count;
    if (at != <usize>count) {
      copyCell(tile, <usize>count, tile, at, wet);
      moveDrafts(room, load<u32>(entry, ENTRY_DRAFTED), <u32>count, <u32>at);
    }
  }
  setTileCount(entry, count);
  store<u32>(entry, load<u32>(room, NURSED) - load<u32>(entry, ENTRY_NURSED), ENTRY_DAUGHTERS);
  store<u32>(entry, load<u32>(room, DRAFTED) - load<u32>(entry, ENTRY_DRAFTED), ENTRY_DRAFTS);
  store<u32>(room, load<u32>(room, THREAD_BIRTHS) + births, THREAD_BIRTHS);
  store<u32>(room, load<u32>(room, THREAD_DEATHS) + deaths, THREAD_DEATHS);
}

/** A daughter keeps its mother's expression level, or draws one of the 256 anew. */
export function inherited(level: u8, word: u32, inheritance: f32): u8 {
  const kept = <f32>(<i32>(word >> 8)) * <f32>5.960464477539063e-8 < inheritance;
  return kept ? level : <u8>word;
}

/** Whether this division alters one of the two daughters: probability `chance` (·mutator), in 53 bits. */
export function isAltered(
  room: usize,
  genotype: usize,
  index: u32,
  k: i32,
  chance: f64,
  altering: u32,
): bool {
  if (load<u8>(genotype, GENOTYPE_MUTATOR) != 0) chance *= model(ModelField.mutatorFactor);
  chance *= 4294967296;
  const word = <f64>altering;
  if (word + 1 <= chance) return true;
  if (word >= chance) return false;
  // The 32 bits just straddle the probability: the next 32 decide.
  drawBlock(room + BLOCK, header(STEP), index, Purpose.tieBreak | (k << 8));
  return <f64>load<u32>(room, BLOCK) * UNIT32 < chance - word;
}
