/** Upper 32 bits of a 32 × 32 bit product, by 16-bit halves. */
function upperProduct(a: number, b: number): number {
  const [aLow, aHigh, bLow, bHigh] = [a & 0xffff, a >>> 16, b & 0xffff, b >>> 16];
  const middle = aHigh * bLow + Math.floor((aLow * bLow) / 65536);
  const carry = aLow * bHigh + (middle % 65536);
  return (aHigh * bHigh + Math.floor(middle / 65536) + Math.floor(carry / 65536)) >>> 0;
}

/** Four random words of 32 bits: Philox4x32-10 (Salmon et al. 2011), written for reading. */
export function philox(counter: readonly number[], key: readonly number[]): number[] {
  let [x0, x1, x2, x3] = counter.map((word) => word >>> 0) as [number, number, number, number];
  let [k0, k1] = key as [number, number];
  for (let round = 0; round < 10; round++) {
    const [p, q] = [upperProduct(0xd2511f53, x0), upperProduct(0xcd9e8d57, x2)];
    [x0, x1, x2, x3] = [q ^ x1 ^ k0, Math.imul(0xcd9e8d57, x2), p ^ x3 ^ k1, Math.imul(0xd2511f53, x0)];
    [x0, x1, x2, x3] = [x0 >>> 0, x1 >>> 0, x2 >>> 0, x3 >>> 0];
    k0 = (k0 + 0x9e3779b9) >>> 0;
    k1 = (k1 + 0xbb67ae85) >>> 0;
  }
  return [x0, x1, x2, x3];
}

/** The random numbers of one run: which block depends on step, index and purpose alone. */
export class RandomSource {
  private readonly key: [number, number];

  constructor(seed: number) {
    this.key = [seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0];
  }

  /** @param event which of several that a cell and its descendants have in a step */
  block(step: number, index: number, purpose: number, event = 0): number[] {
    return philox([step, index, purpose, event], this.key);
  }
}
