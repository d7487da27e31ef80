/**
 * Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011), counter based: the random numbers of a cell depend on
 * (seed; step, block, purpose, event) alone, never on who draws them or in which order.
 *
 * For the fates of a tile four blocks, side by side in the SIMD lanes, serve eight candidates (chance.ts): word w of
 * block 4G + j lies at 16G + 4w + j; the first eight words of a draw are gaps, the other eight decide.
 */
import { header, SEED_HIGH, SEED_LOW } from '../memory/header';
import { PHILOX_M0, PHILOX_M1, PHILOX_W0, PHILOX_W1 } from '../memory/layout';

export const M0: u32 = 0xd2511f53;
export const M1: u32 = 0xcd9e8d57;
export const W0: u32 = 0x9e3779b9;
export const W1: u32 = 0xbb67ae85;

/** Candidates that one draw of four blocks serves. */
export const CANDIDATES_PER_DRAW: i32 = 8;

/** One block: four words at `out`. */
export function philox(out: usize, x0: u32, x1: u32, x2: u32, x3: u32, key0: u32, key1: u32): void {
  for (let round = 0; round < 10; ++round) {
    const p = <u64>M0 * <u64>x0;
    const q = <u64>M1 * <u64>x2;
    x0 = <u32>(q >> 32) ^ x1 ^ key0;
    x2 = <u32>(p >> 32) ^ x3 ^ key1;
    x1 = <u32>q;
    x3 = <u32>p;
    key0 += W0;
    key1 += W1;
  }
  store<u32>(out, x0, 0);
  store<u32>(out, x1, 4);
  store<u32>(out, x2, 8);
  store<u32>(out, x3, 12);
}

/** The block of this run's seed for (step, index, purpose). */
export function drawBlock(out: usize, step: u32, index: u32, purpose: u32): void {
  drawEvent(out, step, index, purpose, 0);
}

/** The same for one of several events that a cell and its descendants have in a step. */
export function drawEvent(out: usize, step: u32, index: u32, purpose: u32, event: u32): void {
  philox(out, step, index, purpose, event, header(SEED_LOW), header(SEED_HIGH));
}

/** `draws` times four blocks from `firstBlock` on, 64 bytes each at `out`. */
export function fillRandom(
  out: usize,
  draws: i32,
  step: u32,
  firstBlock: u32,
  purpose: u32,
  key0: u32,
  key1: u32,
): void {
  if (ASC_FEATURE_SIMD) {
    fillRandomSimd(out, draws, step, firstBlock, purpose, key0, key1);
  } else {
    fillRandomScalar(out, draws, step, firstBlock, purpose, key0, key1);
  }
}

function fillRandomScalar(
  out: usize,
  draws: i32,
  step: u32,
  firstBlock: u32,
  purpose: u32,
  key0: u32,
  key1: u32,
): void {
  const blocks = (<u32>draws) << 2;
  for (let block: u32 = 0; block < blocks; ++block) {
    const at = out + (((<usize>block & ~3) << 4) | ((<usize>block & 3) << 2));
    strew(at, step, firstBlock + block, purpose, key0, key1);
  }
}

/** One block, its words 16 bytes apart. */
function strew(at: usize, x0: u32, x1: u32, x2: u32, key0: u32, key1: u32): void {
  let x3: u32 = 0;
  for (let round = 0; round < 10; ++round) {
    const p = <u64>M0 * <u64>x0;
    const q = <u64>M1 * <u64>x2;
    x0 = <u32>(q >> 32) ^ x1 ^ key0;
    x2 = <u32>(p >> 32) ^ x3 ^ key1;
    x1 = <u32>q;
    x3 = <u32>p;
    key0 += W0;
    key1 += W1;
  }
  store<u32>(at, x0, 0);
  store<u32>(at, x1, 16);
  store<u32>(at, x2, 32);
  store<u32>(at, x3, 48);
}

function fillRandomSimd(
  out: usize,
  draws: i32,
  step: u32,
  firstBlock: u32,
  purpose: u32,
  key0: u32,
  key1: u32,
): void {
  let block = i32x4.add(i32x4.splat(firstBlock), i32x4(0, 1, 2, 3));
  const four = i32x4.splat(4);
  const end = out + ((<usize>draws) << 6);
  for (let at = out; at < end; at += 64) {
    strewSimd(at, step, block, purpose, key0, key1);
    block = i32x4.add(block, four);
  }
}

/**
 * The blocks (step, first + site, purpose) of the sites that records at `records` begin with, laid like those of
 * `fillRandom`; up to three records past the last are read, and their blocks written too.
 */
export function fillForSites(
  out: usize,
  records: usize,
  count: i32,
  step: u32,
  first: u32,
  purpose: u32,
  key0: u32,
  key1: u32,
): void {
  if (ASC_FEATURE_SIMD) {
    const offset = i32x4.splat(first);
    for (let i = 0; i < count; i += 4) {
      const at = records + ((<usize>i) << 4);
      let sites = v128.load32_zero(at, 0);
      sites = v128.load32_lane(at, sites, 1, 16);
      sites = v128.load32_lane(at, sites, 2, 32);
      sites = v128.load32_lane(at, sites, 3, 48);
      strewSimd(out + ((<usize>i) << 4), step, i32x4.add(sites, offset), purpose, key0, key1);
    }
  } else {
    for (let i = 0; i < count; ++i) {
      const at = out + (((<usize>i & ~3) << 4) | ((<usize>i & 3) << 2));
      strew(at, step, first + load<u32>(records + ((<usize>i) << 4)), purpose, key0, key1);
    }
  }
}

/** Four blocks at once; the first round meets three uniform words, so one scalar round serves all. */
function strewSimd(at: usize, step: u32, index: v128, purpose: u32, key0: u32, key1: u32): void {
  const m0 = v128.load32_splat(PHILOX_M0);
  const m1 = v128.load32_splat(PHILOX_M1);
  const w0 = v128.load32_splat(PHILOX_W0);
  const w1 = v128.load32_splat(PHILOX_W1);
  const p0 = <u64>M0 * <u64>step;
  const q0 = <u64>M1 * <u64>purpose;
  let x0 = v128.xor(i32x4.splat(<u32>(q0 >> 32) ^ key0), index);
  let x1 = i32x4.splat(<u32>q0);
  let x2 = i32x4.splat(<u32>(p0 >> 32) ^ key1);
  let x3 = i32x4.splat(<u32>p0);
  let k0 = i32x4.splat(key0 + W0);
  let k1 = i32x4.splat(key1 + W1);
  for (let round = 1; round < 10; ++round) {
    const pa = i64x2.extmul_low_i32x4_u(x0, m0);
    const pb = i64x2.extmul_high_i32x4_u(x0, m0);
    const qa = i64x2.extmul_low_i32x4_u(x2, m1);
    const qb = i64x2.extmul_high_i32x4_u(x2, m1);
    x0 = v128.xor(v128.xor(v128.shuffle<i32>(qa, qb, 1, 3, 5, 7), x1), k0);
    x2 = v128.xor(v128.xor(v128.shuffle<i32>(pa, pb, 1, 3, 5, 7), x3), k1);
    x1 = v128.shuffle<i32>(qa, qb, 0, 2, 4, 6);
    x3 = v128.shuffle<i32>(pa, pb, 0, 2, 4, 6);
    k0 = i32x4.add(k0, w0);
    k1 = i32x4.add(k1, w1);
  }
  v128.store(at, x0, 0);
  v128.store(at, x1, 16);
  v128.store(at, x2, 32);
  v128.store(at, x3, 48);
}
