/** Checkpoints taken apart into text and state, and put together again with checksums that are right. */
import { BlockKind, BlockReader, BlockWriter, bytesOf } from '../../src/kernel/read/blocks';
import { joined } from './mutate';

export interface Opened {
  note: string;
  /** Blocks behind the text, each with its kind. */
  blocks: { kind: BlockKind; content: Uint8Array }[];
  modelDigest: number;
}

export function opened(file: Uint8Array): Opened {
  const reader = new BlockReader(bytesOf(file));
  const decoder = new TextDecoder();
  let note = '';
  const blocks: Opened['blocks'] = [];
  let ends = 0;
  const count = endsIn(file);
  while (ends < count) {
    const { kind, content } = reader.next();
    if (kind === BlockKind.note) note += decoder.decode(content, { stream: true });
    else blocks.push({ kind, content: content.slice() });
    if (kind === BlockKind.end) ends++;
  }
  return { note, blocks, modelDigest: reader.modelDigest };
}

/** How many compartments a file holds: blocks of the kind that ends one. */
function endsIn(file: Uint8Array): number {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  let count = 0;
  for (let at = 32; at + 16 <= file.length; at += 16 + view.getUint32(at + 12, true)) {
    if (view.getUint32(at + 4, true) === BlockKind.end) count++;
  }
  return count;
}

export function sealed({ note, blocks, modelDigest }: Opened): Uint8Array<ArrayBuffer> {
  const writer = new BlockWriter();
  const parts = [writer.preamble(modelDigest).slice()];
  const text = new TextEncoder().encode(note);
  for (let at = 0; at < text.length; at += writer.room) {
    writer.add(text.subarray(at, at + writer.room));
    parts.push(writer.seal(BlockKind.note).slice());
  }
  for (const { kind, content } of blocks) {
    writer.add(content);
    parts.push(writer.seal(kind).slice());
  }
  return joined(...parts);
}
