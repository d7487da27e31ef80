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
} from './memory/layout';

export { circulatedAddress, circulationAhead } from './blood/blood';
export { exponential } from './cells/chance';
export { cloneAddress, countClones, largestClones } from './genome/clones';
export {
  countPhenotypes,
  countSensitive,
  genotypeAddress as phenotypeGenotypeAddress,
} from './genome/phenotypes';
export { fillRandom, philox } from './numerics/rng';
export { idle } from './run/idle';
export { resect } from './run/resect';
export { start } from './run/start';
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
} from './run/step';
export { stateHash } from './state/hash';
export { chunks, pack, packAddress, unpack } from './state/pack';
export { fail, failed, listening } from './threads/threads';
export * from './view/counters';
export { dishOrder, drawDish } from './view/dish';
export { brushAddress, drawRoom, pixelsAddress, placesAddress, rampAddress } from './view/drawRoom';
export { observe, observedPhenotypesAddress } from './view/observe';

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
