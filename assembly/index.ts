/**
 * The kernel's whole interface. Numbers in, numbers out; all state lies in the imported memory.
 *
 * Use: write the model block at modelAddress(), start(), write a genotype at genotypeAddress() and found(), write
 * the environment of up to 256 steps at environmentAddress() and advance(), observe(), stateHash().
 */
import {
  COURSE,
  ENVIRONMENT,
  GENOTYPE_IN,
  HEADER,
  MODEL,
  OBSERVED_BINS,
  OBSERVED_CLASSES,
  OBSERVED_SUMS,
} from './layout';

export { circulatedAddress, circulationAhead } from './blood';
export { exponential } from './chance';
export { cloneAddress, countClones, largestClones } from './clones';
export * from './fields';
export { stateHash } from './hash';
export { idle } from './idle';
export { observe } from './observe';
export { chunks, pack, packAddress, unpack } from './pack';
export { countPhenotypes, countSensitive, genotypeAddress as phenotypeGenotypeAddress } from './phenotypes';
export { resect } from './resect';
export { fillRandom, philox } from './rng';
export { start } from './start';
export {
  advance,
  carryOutTile,
  dismiss,
  enterBooks,
  finishStep,
  found,
  hindrance,
  prepareStep,
  serve,
  settleDaughters,
  sweepTile,
  sweepTiles,
} from './step';
export { fail, failed, listening } from './threads';

export function headerAddress(): usize {
  return HEADER;
}

export function modelAddress(): usize {
  return MODEL;
}

export function environmentAddress(): usize {
  return ENVIRONMENT;
}

export function courseAddress(): usize {
  return COURSE;
}

export function genotypeScratchAddress(): usize {
  return GENOTYPE_IN;
}

export function observedClassesAddress(): usize {
  return OBSERVED_CLASSES;
}

export function observedSumsAddress(): usize {
  return OBSERVED_SUMS;
}

export function observedBinsAddress(): usize {
  return OBSERVED_BINS;
}
