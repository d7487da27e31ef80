/**
 * Deaths and divisions of one tile, from the records that fate.ts left. Nearly all divisions are the only event of their
 * cell in the step; where a second is possible, or an alteration happens, brood.ts takes over.
 *
 * Daughters take the sites of the dead in order, then the tile's free end, then wait in the nursery until the end
 * of the step. Holes that remain are closed from the tile's end, so the living always fill the first sites.
 */

import { AWAY, draftGenotype, moveDrafts } from '../genome/drafts';
import { inherited, isAltered } from '../genome/inherit';
import { countPassengers, draftPassengers, hasPassengers } from '../genome/passengers';
import { find, genotypeAddress, NO_PHENOTYPE } from '../genome/phenotypes';
import { segregate } from '../genome/segregate';
import { Flag } from '../memory/cell';
import { COLUMNS, header, MOST_RATE, SEED_HIGH, SEED_LOW, STEP } from '../memory/header';
import {
  ENTRY_DAUGHTERS,
  ENTRY_DRAFTED,
  ENTRY_DRAFTS,
  ENTRY_NURSED,
  setTileCount,
  tileAddress,
  tileCount,
  tileWet,
} from '../memory/heap';
import {
  amountColumn,
  EXPRESSION_COLUMN,
  FLAGS_COLUMN,
  HEADER,
  LINEAGE_COLUMN,
  model,
  PHENOTYPE_COLUMN,
  TILE,
} from '../memory/layout';
import {
  BROOD_BIRTHS,
  BROOD_DEATHS,
  DAUGHTER,
  DEAD,
  DEATH_COUNT,
  DIVISIONS,
  DRAFTED,
  EVENT_BYTES,
  EVENT_COUNT,
  EVENT_DEATH,
  EVENT_DIVISION,
  EVENT_NUMBER,
  EVENTS,
  KIN_CLONE,
  KIN_DRAFT,
  KIN_EXPRESSION,
  KIN_FLAGS,
  KIN_GENOTYPE,
  MOTHER,
  NURSED,
  NURSED_SITE,
  PASSING,
  THREAD_BIRTHS,
  THREAD_DEATHS,
  THREAD_REFUSED,
} from '../memory/room';
import { GENOTYPE_CLASS, GENOTYPE_MINUTES, GENOTYPE_MUTATOR } from '../memory/row';
import { fillForSites } from '../numerics/rng';
import { ModelField } from '../shared/model';
import { Purpose } from '../shared/step';
import { kinAt, raise } from './brood';
import { nurse } from './nursery';

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

/**
 * Whether no second event can follow a division within the step. It comes −ln u/2s after the first, of which
 * b − x s = b e^{−sτ}, so within the step only where u e^{−2sτ} > e^{−2s}, which is above 1 − 2s: most divisions need no
 * logarithm to be the only event. Double minutes make daughters differ, but not beyond what any cell does.
 */
function isOnlyEvent(record: usize, word: u32, minutes: bool): bool {
  const division = <f64>load<f32>(record, EVENT_DIVISION);
  const rate = <f64>load<f32>(record, EVENT_DEATH) + division;
  const left = division - <f64>load<f32>(record, EVENT_NUMBER) * rate;
  const unit = (<f64>word + 0.5) * UNIT32;
  return minutes
    ? unit <= 1 - 2 * load<f64>(HEADER + MOST_RATE)
    : unit * left * left <= (1 - 2 * rate) * division * division;
}

/** Fills the holes that daughters have left from the tile's end; returns how many cells it has then. */
function closeHoles(room: usize, entry: usize, filled: u32, holes: u32, cells: i32): i32 {
  const tile = tileAddress(entry);
  const wet = tileWet(entry);
  const drafted = load<u32>(entry, ENTRY_DRAFTED);
  let count = cells;
  for (let left = holes; left > filled; ) {
    --left;
    const at = <usize>load<u32>(room + DEAD + ((<usize>left) << 2));
    --count;
    if (at == <usize>count) continue;
    copyCell(tile, <usize>count, tile, at, wet);
    moveDrafts(room, drafted, <u32>count, <u32>at);
  }
  return count;
}

/** Carries out the events of a tile. `first` is the run's index of the tile's first site. */
export function carryOut(room: usize, entry: usize, first: u32): void {
  store<u32>(entry, load<u32>(room, NURSED), ENTRY_NURSED);
  store<u32>(entry, load<u32>(room, DRAFTED), ENTRY_DRAFTED);
  store<u32>(entry, 0, ENTRY_DAUGHTERS);
  store<u32>(entry, 0, ENTRY_DRAFTS);
  const divisions = <i32>load<u32>(room, EVENT_COUNT);
  let holes = load<u32>(room, DEATH_COUNT);
  if (divisions == 0 && holes == 0) return;
  const tile = tileAddress(entry);
  let count = tileCount(entry);
  const wet = tileWet(entry);
  const all = ((<u32>1) << header(COLUMNS)) - 1;
  const key0 = header(SEED_LOW);
  const key1 = header(SEED_HIGH);
  const records = room + EVENTS;
  fillForSites(room + DIVISIONS, records, divisions, header(STEP), first, Purpose.division, key0, key1);
  const inheritance = <f32>model(ModelField.expressionInheritance);
  const passing = hasPassengers();
  if (passing) {
    fillForSites(room + PASSING, records, divisions, header(STEP), first, Purpose.passenger, key0, key1);
  }
  let births: u32 = 0;
  let deaths = holes;
  let filled: u32 = 0;
  for (let i = 0; i < divisions; ++i) {
    const record = records + EVENT_BYTES * <usize>i;
    const site = <usize>load<u32>(record);
    const words = room + DIVISIONS + (((<usize>i & ~3) << 4) | ((<usize>i & 3) << 2));
    const genotype = genotypeAddress(load<u16>(tile + (site << 1), PHENOTYPE_COLUMN));
    const minutes = load<u8>(genotype, GENOTYPE_MINUTES) != 0;
    const mutator = load<u8>(genotype, GENOTYPE_MUTATOR) != 0;
    const single =
      isOnlyEvent(record, load<u32>(words), minutes) &&
      !isAltered(room, mutator, first + <u32>site, 0, load<u32>(words, 16));
    let living: u32 = 2;
    if (single) {
      ++births;
    } else {
      living = raise(room, entry, record, first + <u32>site);
      births += load<u32>(room, BROOD_BIRTHS);
      deaths += load<u32>(room, BROOD_DEATHS);
      if (living == 0) {
        enterHole(room, filled, holes, <u32>site);
        ++holes;
        continue;
      }
    }
    let carried: u32 = 0;
    for (let k: u32 = 1; k < living; ++k) {
      let home = tile;
      let at: usize;
      // A drug that the tile is dry of is at zero in all its sites, but not in the nursery.
      let copied = wet;
      if (filled < holes) {
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
          --births;
          continue;
        }
        at = <usize>load<u32>(room, NURSED_SITE);
        copied = all;
      }
      copyCell(tile, site, home, at, copied);
      if (single) {
        store<u8>(home + at, load<u8>(tile + site, FLAGS_COLUMN) & Flag.inherited, FLAGS_COLUMN);
        const level = load<u8>(tile + site, EXPRESSION_COLUMN);
        store<u8>(home + at, inherited(level, load<u32>(words, 32), inheritance), EXPRESSION_COLUMN);
        store<u8>(tile + site, inherited(level, load<u32>(words, 48), inheritance), EXPRESSION_COLUMN);
        if (passing) carried = countPassengers(mutator, words + (PASSING - DIVISIONS), 16);
        if (!minutes && carried == 0) continue;
      }
      const place = home == tile ? <u32>at : AWAY | (load<u32>(room, NURSED) - 1);
      if (single) {
        settlePair(room, genotype, first + <u32>site, carried, home, at, place, tile, site);
      } else {
        settleKin(room, kinAt(room, k), home, at, place);
      }
    }
    if (!single) settleKin(room, kinAt(room, 0), tile, site, <u32>site);
  }
  setTileCount(entry, closeHoles(room, entry, filled, holes, count));
  store<u32>(entry, load<u32>(room, NURSED) - load<u32>(entry, ENTRY_NURSED), ENTRY_DAUGHTERS);
  store<u32>(entry, load<u32>(room, DRAFTED) - load<u32>(entry, ENTRY_DRAFTED), ENTRY_DRAFTS);
  store<u32>(room, load<u32>(room, THREAD_BIRTHS) + births, THREAD_BIRTHS);
  store<u32>(room, load<u32>(room, THREAD_DEATHS) + deaths, THREAD_DEATHS);
}

/** One more site of the dead among those not filled yet, which are in order. */
function enterHole(room: usize, filled: u32, holes: u32, site: u32): void {
  const list = room + DEAD;
  let at = holes;
  while (at > filled && load<u32>(list + ((<usize>(at - 1)) << 2)) > site) {
    store<u32>(list + ((<usize>at) << 2), load<u32>(list + ((<usize>(at - 1)) << 2)));
    --at;
  }
  store<u32>(list + ((<usize>at) << 2), site);
}

/** Genotypes and clones of the two that a division leaves where it is the only event. `carried`: their passengers. */
function settlePair(
  room: usize,
  genotype: usize,
  index: u32,
  carried: u32,
  home: usize,
  at: usize,
  place: u32,
  tile: usize,
  site: usize,
): void {
  const minutes = load<u8>(genotype, GENOTYPE_MINUTES) != 0;
  memory.copy(room + MOTHER, genotype, GENOTYPE_CLASS);
  memory.copy(room + DAUGHTER, genotype, GENOTYPE_CLASS);
  if (minutes) segregate(room, index, 0);
  const clone = load<u32>(tile + (site << 2), LINEAGE_COLUMN);
  const daughters = draftPassengers(room, carried & 255, clone, 0, room + DAUGHTER);
  const mothers = draftPassengers(room, carried >> 8, clone, 0, room + MOTHER);
  bestow(room, home, at, place, room + DAUGHTER, daughters);
  bestow(room, tile, site, <u32>site, room + MOTHER, mothers);
}

/** A cell of the brood takes its place, which holds a copy of whom it descends from. */
function settleKin(room: usize, kin: usize, home: usize, at: usize, place: u32): void {
  store<u32>(home + (at << 2), load<u32>(kin, KIN_CLONE), LINEAGE_COLUMN);
  store<u8>(home + at, load<u8>(kin, KIN_EXPRESSION), EXPRESSION_COLUMN);
  store<u8>(home + at, load<u8>(kin, KIN_FLAGS), FLAGS_COLUMN);
  bestow(room, home, at, place, kin + KIN_GENOTYPE, <usize>load<u32>(kin, KIN_DRAFT));
}

/** Gives a cell a genotype: at once if it has a phenotype already and no draft for its clone, else at the step's end. */
function bestow(room: usize, home: usize, at: usize, place: u32, genotype: usize, draft: usize): void {
  const phenotype = draft == 0 ? find(genotype) : NO_PHENOTYPE;
  if (phenotype != NO_PHENOTYPE) store<u16>(home + (at << 1), <u16>phenotype, PHENOTYPE_COLUMN);
  else draftGenotype(room, place, genotype, draft);
}
