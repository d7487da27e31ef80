/**
 * Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011), counter based: the random numbers of a cell depend on
 * (seed; step, block, purpose) alone, never on who draws them or in which order.
 *
 * For the fate of cells one block serves eight, sixteen bits each; where those do not decide (once in 65,536),
 * events.ts draws 24 more. Cells 32G…32G+31 use blocks 4G…4G+3: word w of block 4G + j holds cells
 * 32G + 8w + 2j (low half) and 32G + 8w + 2j + 1 (high half), so that the four blocks sit in the four SIMD lanes.
 */
import { header, PHILOX_M0, PHILOX_M1, PHILOX_W0, PHILOX_W1, SEED_HIGH, SEED_LOW } from './layout';

export const M0: u32 = 0xd2511f53;
export const M1: u32 = 0xcd9e8d57;
export const W0: u32 = 0x9e3779b9;
export const W1: u32 = 0xbb67ae85;

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
  philox(out, step, index, purpose, 0, header(SEED_LOW), header(SEED_HIGH));
}

/** Sixteen bits for each of `count` cells (rounded up to 32) at `out`, blocks from `firstBlock` on. */
export function fillRandom(
  out: usize,
  count: i32,
  step: u32,
  firstBlock: u32,
  purpose: u32,
  key0: u32,
  key1: u32,
): void {
  if (ASC_FEATURE_SIMD) {
    fillRandomSimd(out, count, step, firstBlock, purpose, key0, key1);
  } else {
    fillRandomScalar(out, count, step, firstBlock, purpose, key0, key1);
  }
}

function fillRandomScalar(
  out: usize,
  count: i32,
  step: u32,
  firstBlock: u32,
  purpose: u32,
  key0: u32,
  key1: u32,
): void {
  const blocks = <u32>(((count + 31) >> 5) << 2);
  for (let block: u32 = 0; block < blocks; ++block) {
    let x0 = step;
    let x1 = firstBlock + block;
    let x2 = purpose;
    let x3: u32 = 0;
    let k0 = key0;
    let k1 = key1;
    for (let round = 0; round < 10; ++round) {
      const p = <u64>M0 * <u64>x0;
      const q = <u64>M1 * <u64>x2;
      x0 = <u32>(q >> 32) ^ x1 ^ k0;
      x2 = <u32>(p >> 32) ^ x3 ^ k1;
      x1 = <u32>q;
      x3 = <u32>p;
      k0 += W0;
      k1 += W1;
    }
    const at = out + (((<usize>block & ~3) << 4) | ((<usize>block & 3) << 2));
    store<u32>(at, x0, 0);
    store<u32>(at, x1, 16);
    store<u32>(at, x2, 32);
    store<u32>(at, x3, 48);
  }
}

function fillRandomSimd(
  out: usize,
  count: i32,
  step: u32,
  firstBlock: u32,
  purpose: u32,
  key0: u32,
  key1: u32,
): void {
  const m0 = v128.load32_splat(PHILOX_M0);
  const m1 = v128.load32_splat(PHILOX_M1);
  const w0 = v128.load32_splat(PHILOX_W0);
  const w1 = v128.load32_splat(PHILOX_W1);
  const end = out + ((<usize>((count + 31) >> 5)) << 6);
  // The first round meets three uniform words, so only x1 is a vector: one scalar round serves the tile.
  const p0 = <u64>M0 * <u64>step;
  const q0 = <u64>M1 * <u64>purpose;
  const first0 = i32x4.splat(<u32>(q0 >> 32) ^ key0);
  const first1 = i32x4.splat(<u32>q0);
  const first2 = i32x4.splat(<u32>(p0 >> 32) ^ key1);
  const first3 = i32x4.splat(<u32>p0);
  const firstKey0 = i32x4.splat(key0 + W0);
  const firstKey1 = i32x4.splat(key1 + W1);
  const four = i32x4.splat(4);
  let block = i32x4.add(i32x4.splat(firstBlock), i32x4(0, 1, 2, 3));
  for (let at = out; at < end; at += 64) {
    let x0 = v128.xor(first0, block);
    let x1 = first1;
    let x2 = first2;
    let x3 = first3;
    let k0 = firstKey0;
    let k1 = firstKey1;
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
    block = i32x4.add(block, four);
  }
}
