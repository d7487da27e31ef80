/**
 * The file format under a checkpoint: blocks of at most 1 MiB, each with its number and a checksum that is seeded
 * with the checksum of the block before, so that no byte can change and no block be lost, moved or borrowed from
 * another file without notice.
 *
 *   "Clonarium state\n"  version u32  digest of the model u32  0 u32  checksum u32
 *   then blocks: checksum u32  kind u32  number u32  bytes u32  content
 */
import { xxh32 } from '../numbers/xxh32';

/** Raised whenever the content of a checkpoint changes its meaning. */
export const CHECKPOINT_VERSION = 5;
export const BLOCK_BYTES = 2 ** 20;

const MAGIC = 'Clonarium state\n';
const PREAMBLE_BYTES = 32;
const HEAD_BYTES = 16;
const CONTENT_BYTES = BLOCK_BYTES - HEAD_BYTES;

export enum BlockKind {
  note = 1,
  state = 2,
  end = 3,
}

/** A checkpoint that cannot be read, in one sentence. */
export class CheckpointError extends Error {
  override name = 'CheckpointError';
}

/** Fills the array from where the last call ended and returns how many bytes there were, fewer only at the end. */
export type ByteSource = (into: Uint8Array) => number;

/** Reads checkpoints that are in memory already. */
export function bytesOf(file: Uint8Array): ByteSource {
  let at = 0;
  return (into) => {
    const part = file.subarray(at, at + into.length);
    into.set(part);
    at += part.length;
    return part.length;
  };
}

/** One block under construction; blocks are views of one buffer, good until the next is begun. */
export class BlockWriter {
  private readonly block = new Uint8Array(BLOCK_BYTES);
  private readonly head = new Uint32Array(this.block.buffer, 0, 4);
  private filled = HEAD_BYTES;
  private number = 0;
  private checksum = 0;

  preamble(modelDigest: number): Uint8Array {
    const bytes = new Uint8Array(PREAMBLE_BYTES);
    bytes.set(new TextEncoder().encode(MAGIC));
    const words = new Uint32Array(bytes.buffer, 16, 4);
    words[0] = CHECKPOINT_VERSION;
    words[1] = modelDigest;
    this.checksum = xxh32(bytes.subarray(0, PREAMBLE_BYTES - 4));
    words[3] = this.checksum;
    return bytes;
  }

  /** Room left in the block under construction. */
  get room(): number {
    return BLOCK_BYTES - this.filled;
  }

  get empty(): boolean {
    return this.filled === HEAD_BYTES;
  }

  add(content: Uint8Array): void {
    this.block.set(content, this.filled);
    this.filled += content.length;
  }

  addWord(word: number): void {
    new DataView(this.block.buffer).setUint32(this.filled, word, true);
    this.filled += 4;
  }

  /** Closes the block and begins the next. */
  seal(kind: BlockKind): Uint8Array {
    this.head[1] = kind;
    this.head[2] = this.number++;
    this.head[3] = this.filled - HEAD_BYTES;
    const block = this.block.subarray(0, this.filled);
    this.checksum = xxh32(block.subarray(4), this.checksum);
    this.head[0] = this.checksum;
    this.filled = HEAD_BYTES;
    return block;
  }
}

export interface Block {
  kind: BlockKind;
  /** Good until the next block is read. */
  content: Uint8Array;
}

/** Reads blocks and checks every byte; throws CheckpointError at the first that is wrong. */
export class BlockReader {
  readonly modelDigest: number;
  private readonly block = new Uint8Array(BLOCK_BYTES);
  private readonly head = new Uint32Array(this.block.buffer, 0, 4);
  private number = 0;
  private checksum: number;
  private bytesRead = 0;

  constructor(private readonly source: ByteSource) {
    const bytes = new Uint8Array(PREAMBLE_BYTES);
    const got = this.source(bytes);
    this.bytesRead = got;
    const magic = new TextDecoder('latin1').decode(bytes.subarray(0, Math.min(got, MAGIC.length)));
    if (got === 0) throw new CheckpointError('The checkpoint is empty.');
    if (magic !== MAGIC.slice(0, got)) throw new CheckpointError('This is not a checkpoint of Clonarium.');
    if (got < PREAMBLE_BYTES) throw this.truncated();
    const words = new Uint32Array(bytes.buffer, 16, 4);
    if (words[0] !== CHECKPOINT_VERSION) {
      throw new CheckpointError(
        `The checkpoint has version ${words[0]}; this program reads version ${CHECKPOINT_VERSION}.`,
      );
    }
    this.checksum = xxh32(bytes.subarray(0, PREAMBLE_BYTES - 4));
    if (words[3] !== this.checksum) throw this.altered();
    this.modelDigest = words[1]!;
  }

  next(): Block {
    this.read(this.block.subarray(0, HEAD_BYTES));
    const [checksum, kind, number, bytes] = this.head as unknown as [number, number, number, number];
    if (bytes > CONTENT_BYTES) throw this.altered();
    this.read(this.block.subarray(HEAD_BYTES, HEAD_BYTES + bytes));
    const expected = xxh32(this.block.subarray(4, HEAD_BYTES + bytes), this.checksum);
    if (checksum !== expected || number !== this.number) throw this.altered();
    this.checksum = expected;
    this.number++;
    return { kind, content: this.block.subarray(HEAD_BYTES, HEAD_BYTES + bytes) };
  }

  /** After the last block. */
  finish(): void {
    if (this.source(new Uint8Array(1)) > 0) {
      throw new CheckpointError(`The checkpoint goes on after its end at byte ${this.bytesRead}.`);
    }
  }

  private read(into: Uint8Array): void {
    const got = this.source(into);
    this.bytesRead += got;
    if (got < into.length) throw this.truncated();
  }

  private truncated(): CheckpointError {
    return new CheckpointError(`The checkpoint is cut short: it ends after ${this.bytesRead} bytes.`);
  }

  private altered(): CheckpointError {
    return new CheckpointError(`The checkpoint was altered or damaged before byte ${this.bytesRead}.`);
  }
}
