/** Lays out an empty compartment from the model block that is already in memory. */

import { allocate } from './heap';
import {
  AMOUNT_COLUMN,
  AMOUNT_COLUMN_BYTES,
  CLONE_CHUNKS,
  CLONE_DIRECTORY,
  CURVE_BYTES,
  CURVES,
  DRUGS,
  drugValue,
  EXPRESSION,
  HEADER,
  HEAP,
  HEAP_TOP,
  MEMORY_LIMIT_PAGES,
  MODEL,
  model,
  NURSERY_DIRECTORY,
  NURSERY_TILES,
  PHENOTYPE_STRIDE,
  ROW_DRUG,
  ROW_DRUG_BYTES,
  SEED_HIGH,
  SEED_LOW,
  setHeader,
  TILE_BYTES,
  targetValue,
} from './layout';
import { growPhenotypes } from './phenotypes';
import { buildCurve, curveOffset } from './response';
import { DrugField, Limit, ModelField, Response, TargetField } from './shared';

/** Ids that the phenotype table holds before it first grows. */
const FIRST_PHENOTYPES: u32 = 1024;

/** False if memory cannot hold even an empty compartment. */
export function start(seedLow: u32, seedHigh: u32, limitPages: u32): bool {
  memory.fill(HEADER, 0, MODEL - HEADER);
  setHeader(HEAP_TOP, <u32>HEAP);
  setHeader(MEMORY_LIMIT_PAGES, limitPages);
  setHeader(SEED_LOW, seedLow);
  setHeader(SEED_HIGH, seedHigh);
  const drugs = <i32>model(ModelField.drugs);
  setHeader(DRUGS, drugs);
  setHeader(TILE_BYTES, <u32>(AMOUNT_COLUMN + AMOUNT_COLUMN_BYTES * <usize>drugs));
  setHeader(PHENOTYPE_STRIDE, <u32>(ROW_DRUG + ROW_DRUG_BYTES * <usize>drugs));
  for (let level = 0; level < Limit.expressionLevels; ++level) {
    store<f32>(EXPRESSION + ((<usize>level) << 2), <f32>model(ModelField.expressionBase + level));
  }
  const nursery = allocate((<usize>NURSERY_TILES) << 2);
  const clones = allocate((<usize>CLONE_CHUNKS) << 2);
  if (nursery == 0 || clones == 0) return false;
  setHeader(NURSERY_DIRECTORY, <u32>nursery);
  setHeader(CLONE_DIRECTORY, <u32>clones);
  return layCurves(drugs) && growPhenotypes(FIRST_PHENOTYPES);
}

function layCurves(drugs: i32): bool {
  let curves: i32 = 1;
  for (let drug = 0; drug < drugs; ++drug) {
    if (usesCurve(drug)) curves = 1 + drug * Limit.alleles + alleles(drug);
  }
  const at = allocate(CURVE_BYTES * <usize>curves);
  if (at == 0) return false;
  setHeader(CURVES, <u32>at);
  memory.fill(at, 0, CURVE_BYTES);
  for (let drug = 0; drug < drugs; ++drug) {
    if (!usesCurve(drug)) continue;
    for (let allele = 0; allele < alleles(drug); ++allele) {
      buildCurve(at + <usize>curveOffset(drug, allele), drug, allele);
    }
  }
  return true;
}

function usesCurve(drug: i32): bool {
  return <i32>drugValue(drug, DrugField.response) != Response.inhibitor;
}

function alleles(drug: i32): i32 {
  const target = <i32>drugValue(drug, DrugField.target);
  return target < 0 ? 1 : <i32>targetValue(target, TargetField.alleles);
}
