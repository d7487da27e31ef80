/**
 * Compartments saved and restored: any build, any number of threads, on any machine. The state is streamed in
 * blocks of at most 1 MiB; nothing in JavaScript ever holds more of it.
 *
 * A checkpoint is a note (text that means something to the caller), then for one compartment after another its state
 * in chunks and its state's hash.
 */
import { Part, Unpacked } from '../../../assembly/shared/packing';
import type { CompartmentKernel } from '../compartmentKernel';
import { encodeModel } from '../encode/model';
import { vesselRecords } from '../encode/tissue';
import type { KernelModel } from '../model';
import { xxh32 } from '../numbers/xxh32';
import { KernelMemoryError, WasmKernel } from '../wasmKernel';
import { type Block, BlockKind, BlockReader, BlockWriter, type ByteSource, CheckpointError } from './blocks';

export { type ByteSource, bytesOf, CHECKPOINT_VERSION, CheckpointError } from './blocks';

/** Bytes before a chunk: its part and its length in one word. */
const CHUNK_HEAD = 4;
const LENGTH_BITS = 24;

/** An engine's longest string is half a gigabyte. */
const LONGEST_NOTE = 500_000_000;

/** A compartment's kernel and the model that it was, or is to be, started with. */
export interface Modelled {
  kernel: CompartmentKernel;
  model: KernelModel;
}

/**
 * The compartments as a stream of blocks. Each is a view that holds until the next is asked for; no kernel may
 * advance before the last has been.
 */
export function* saveKernels(compartments: readonly Modelled[], note = ''): Generator<Uint8Array, void> {
  const writer = new BlockWriter();
  yield writer.preamble(digest(compartments));
  const text = new TextEncoder().encode(note);
  for (let at = 0; at < text.length; at += writer.room) {
    const part = text.subarray(at, at + writer.room);
    writer.add(part);
    yield writer.seal(BlockKind.note);
  }
  for (const { kernel } of compartments) yield* saveState(packingKernel(kernel), writer);
}

function* saveState(packing: WasmKernel, writer: BlockWriter): Generator<Uint8Array, void> {
  for (let part = 0; part < Part.count; part++) {
    const chunks = packing.chunks(part);
    for (let index = 0; index < chunks; index++) {
      const chunk = packing.pack(part, index);
      if (writer.room < CHUNK_HEAD + chunk.length) yield writer.seal(BlockKind.state);
      writer.addWord(((part << LENGTH_BITS) | chunk.length) >>> 0);
      writer.add(chunk);
    }
  }
  if (!writer.empty) yield writer.seal(BlockKind.state);
  writer.add(new TextEncoder().encode(packing.hash()));
  yield writer.seal(BlockKind.end);
}

/** A checkpoint opened: its note has been read, its state not yet. */
export class Checkpoint {
  readonly note: string;
  private readonly reader: BlockReader;
  private block: Block;

  /** @throws CheckpointError in one sentence when the file is none, of another version, cut short or altered */
  constructor(source: ByteSource) {
    this.reader = new BlockReader(source);
    const decoder = new TextDecoder();
    let note = '';
    this.block = this.reader.next();
    while (this.block.kind === BlockKind.note) {
      note += decoder.decode(this.block.content, { stream: true });
      if (note.length > LONGEST_NOTE) throw new CheckpointError('The text of the checkpoint does not end.');
      this.block = this.reader.next();
    }
    this.note = note;
  }

  /**
   * Reads the state into kernels; whatever those held is lost, also when the checkpoint turns out to be bad. Use
   * spare kernels and change over when this returns.
   * @throws CheckpointError in one sentence
   */
  restore(compartments: readonly Modelled[]): void {
    const packing = compartments.map(({ kernel }) => packingKernel(kernel));
    if (this.reader.modelDigest !== digest(compartments)) {
      throw new CheckpointError('The checkpoint belongs to a tumour of other properties.');
    }
    packing.forEach((kernel, index) => {
      if (index > 0) this.block = this.reader.next();
      this.restoreState(kernel, compartments[index]!.model);
    });
    this.reader.finish();
  }

  private restoreState(packing: WasmKernel, model: KernelModel): void {
    packing.startEmpty(model);
    let head: Uint8Array | null = null;
    let part: number = Part.head;
    for (; this.block.kind === BlockKind.state; this.block = this.reader.next()) {
      for (const [own, chunk] of chunksOf(this.block.content)) {
        if (own < part || (own === Part.head) !== (head === null)) throw contradictory();
        part = own;
        head ??= chunk.slice();
        take(packing, own, chunk);
      }
    }
    if (this.block.kind !== BlockKind.end || head === null) throw contradictory();
    const hash = new TextDecoder().decode(this.block.content);
    // The head also tells how much of everything there should be.
    const restored = packing.pack(Part.head, 0);
    if (!restored.every((byte, i) => byte === head[i]) || packing.hash() !== hash) throw contradictory();
  }
}

function take(kernel: WasmKernel, part: Part, chunk: Uint8Array): void {
  const result = kernel.unpack(part, chunk);
  if (result === Unpacked.full) {
    throw new KernelMemoryError(`Memory of ${kernel.maximumBytes} bytes does not hold this checkpoint.`);
  }
  if (result !== Unpacked.well) throw contradictory();
}

function* chunksOf(content: Uint8Array): Generator<[Part, Uint8Array]> {
  const view = new DataView(content.buffer, content.byteOffset, content.length);
  for (let at = 0; at < content.length; ) {
    if (at + CHUNK_HEAD > content.length) throw contradictory();
    const word = view.getUint32(at, true);
    const end = at + CHUNK_HEAD + (word & (2 ** LENGTH_BITS - 1));
    if (end > content.length) throw contradictory();
    yield [word >>> LENGTH_BITS, content.subarray(at + CHUNK_HEAD, end)];
    at = end;
  }
}

function contradictory(): CheckpointError {
  return new CheckpointError('The checkpoint contradicts itself.');
}

function packingKernel(kernel: CompartmentKernel): WasmKernel {
  if (kernel instanceof WasmKernel) return kernel;
  throw new CheckpointError(`The ${kernel.variant} kernel keeps no checkpoints.`);
}

/** Two lists of models of the same digest give the same run. */
function digest(compartments: readonly Modelled[]): number {
  return compartments.reduce((sum, { model }) => {
    const own = xxh32(new Uint8Array(encodeModel(model).buffer), sum);
    return model.tissue ? xxh32(new Uint8Array(vesselRecords(model.tissue.vessels)), own) : own;
  }, compartments.length);
}
