/** Lays out an empty compartment from the model block that is already in memory. */

import { startBlood } from '../blood/blood';
import { allelesOf, buildCurve, curveOffset, raiseEnvelope } from '../cells/response';
import { layFields } from '../fields/layout';
import { draftTiles } from '../genome/drafts';
import { growPhenotypes } from '../genome/phenotypes';
import { isTissue, measureLattice } from '../lattice/lattice';
import {
  CLONE_DIRECTORY,
  COLUMNS,
  CURVES,
  DRUGS,
  ENVELOPES,
  HEAP_TOP,
  MEMORY_LIMIT_PAGES,
  PHENOTYPE_STRIDE,
  pointer,
  SEED_HIGH,
  SEED_LOW,
  SEGREGATING,
  setHeader,
  THREAD_ROOMS,
  THREADS,
  TILE_BYTES,
} from '../memory/header';
import { allocate } from '../memory/heap';
import {
  AMOUNT_COLUMN,
  AMOUNT_COLUMN_BYTES,
  C15,
  C105,
  C420,
  C945,
  CLONE_CHUNKS,
  CURVE_BYTES,
  drugValue,
  ENVELOPE_BYTES,
  EXPRESSION,
  FOUR,
  HALF,
  HEADER,
  HEAP,
  LAST_NODE,
  model,
  NURSERY_TILES,
  ONE,
  PHILOX_M0,
  PHILOX_M1,
  PHILOX_W0,
  PHILOX_W1,
  QUARTER,
  RATE_LIMIT,
  ROUND,
  TRACE,
  TWO,
  targetValue,
} from '../memory/layout';
import { BROOD, DRAFTS, LONE_TILE, NURSERY, roomOf, THREAD_BYTES } from '../memory/room';
import { ROW_DRUG, ROW_DRUG_BYTES } from '../memory/row';
import { M0, M1, W0, W1 } from '../numerics/rng';
import { Limit } from '../shared/limits';
import { DrugField, ModelField, Response, TargetField } from '../shared/model';
import { prepareOxygen } from '../tissue/chance';
import { layTissue } from '../tissue/found';

/** Ids that the phenotype table holds before it first grows. */
const FIRST_PHENOTYPES: u32 = 1024;

/**
 * False if memory cannot hold even an empty compartment. `again`: the model block is that of the last start on this
 * memory, so that its response curves, which lie at the same place, still hold.
 */
export function start(seedLow: u32, seedHigh: u32, limitPages: u32, threads: u32, again: bool): bool {
  memory.fill(HEADER, 0, ROUND - HEADER);
  setHeader(THREADS, threads);
  setHeader(HEAP_TOP, <u32>HEAP);
  setHeader(MEMORY_LIMIT_PAGES, limitPages);
  setHeader(SEED_LOW, seedLow);
  setHeader(SEED_HIGH, seedHigh);
  const drugs = <i32>model(ModelField.drugs);
  setHeader(DRUGS, drugs);
  let columns = drugs;
  for (let drug = 0; drug < drugs; ++drug) {
    if (drugValue(drug, DrugField.retained) != 0) ++columns;
  }
  setHeader(COLUMNS, columns);
  setHeader(TILE_BYTES, <u32>(AMOUNT_COLUMN + AMOUNT_COLUMN_BYTES * <usize>columns));
  setHeader(PHENOTYPE_STRIDE, <u32>(ROW_DRUG + ROW_DRUG_BYTES * <usize>drugs));
  for (let level = 0; level < Limit.expressionLevels; ++level) {
    store<f32>(EXPRESSION + ((<usize>level) << 2), <f32>model(ModelField.expressionBase + level));
  }
  startBlood();
  measureLattice();
  setConstants();
  setHeader(SEGREGATING, segregatingGenes());
  const clones = allocate((<usize>CLONE_CHUNKS) << 2);
  if (clones == 0) return false;
  setHeader(CLONE_DIRECTORY, <u32>clones);
  if (!layRooms(threads)) return false;
  if (!layCurves(drugs, again) || !growPhenotypes(FIRST_PHENOTYPES)) return false;
  if (!isTissue()) return true;
  prepareOxygen();
  return layTissue() && layFields();
}

function layRooms(threads: u32): bool {
  const rooms = allocate(THREAD_BYTES * <usize>threads);
  if (rooms == 0) return false;
  memory.fill(rooms, 0, THREAD_BYTES * <usize>threads);
  setHeader(THREAD_ROOMS, <u32>rooms);
  for (let thread: u32 = 0; thread < threads; ++thread) {
    const nursery = allocate((<usize>(NURSERY_TILES / threads)) << 2);
    const drafts = allocate((<usize>draftTiles()) << 2);
    const brood = allocate(LONE_TILE + pointer(TILE_BYTES));
    if (nursery == 0 || drafts == 0 || brood == 0) return false;
    // Lanes beside the one cell must hold valid ids and numbers.
    memory.fill(brood + LONE_TILE, 0, pointer(TILE_BYTES));
    store<u32>(roomOf(thread), <u32>brood, BROOD);
    store<u32>(roomOf(thread), <u32>nursery, NURSERY);
    store<u32>(roomOf(thread), <u32>drafts, DRAFTS);
  }
  return true;
}

function setConstants(): void {
  store<f32>(ONE, 1);
  store<f32>(TWO, 2);
  store<f32>(FOUR, 4);
  store<f32>(HALF, 0.5);
  store<f32>(QUARTER, 0.25);
  // Amounts below 10⁻⁶ molecules in a cell are nothing; keeps denormal numbers out.
  store<f32>(TRACE, 1e-12);
  store<f32>(RATE_LIMIT, 8);
  store<f32>(C945, 945);
  store<f32>(C105, 105);
  store<f32>(C420, 420);
  store<f32>(C15, 15);
  store<i32>(LAST_NODE, Limit.curveNodes - 1);
  store<u32>(PHILOX_M0, M0);
  store<u32>(PHILOX_M1, M1);
  store<u32>(PHILOX_W0, W0);
  store<u32>(PHILOX_W1, W1);
}

function segregatingGenes(): u32 {
  let genes: u32 = model(ModelField.pumpSegregates) != 0 ? 1 << Limit.targets : 0;
  for (let t = 0; t < <i32>model(ModelField.targets); ++t) {
    if (targetValue(t, TargetField.segregates) != 0) genes |= 1 << t;
  }
  return genes;
}

function layCurves(drugs: i32, again: bool): bool {
  let curves: i32 = 1;
  for (let drug = 0; drug < drugs; ++drug) {
    if (usesCurve(drug)) curves = 1 + drug * Limit.alleles + allelesOf(drug);
  }
  const at = allocate(CURVE_BYTES * <usize>curves);
  const envelopes = allocate(ENVELOPE_BYTES * Limit.drugs);
  if (at == 0 || envelopes == 0) return false;
  setHeader(CURVES, <u32>at);
  setHeader(ENVELOPES, <u32>envelopes);
  if (again) return true;
  memory.fill(at, 0, CURVE_BYTES);
  memory.fill(envelopes, 0, ENVELOPE_BYTES * Limit.drugs);
  for (let drug = 0; drug < drugs; ++drug) {
    if (!usesCurve(drug)) continue;
    for (let allele = 0; allele < allelesOf(drug); ++allele) {
      buildCurve(at + <usize>curveOffset(drug, allele), drug, allele);
      raiseEnvelope(envelopes + ENVELOPE_BYTES * <usize>drug, drug, allele);
    }
  }
  return true;
}

function usesCurve(drug: i32): bool {
  return <i32>drugValue(drug, DrugField.response) != Response.inhibitor;
}
