/** Content of a file, which comes in pieces: of a text as strings, of any other as bytes. */
export type Piece = string | Uint8Array<ArrayBuffer>;

/** All pieces of a file as one text, or as bytes where they are bytes. */
export function joined(pieces: Iterable<Piece>): string | Uint8Array<ArrayBuffer> {
  const texts: string[] = [];
  const blocks: Uint8Array<ArrayBuffer>[] = [];
  for (const piece of pieces) {
    if (typeof piece === 'string') texts.push(piece);
    else blocks.push(piece);
  }
  if (blocks.length === 0) return texts.join('');
  const bytes = new Uint8Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    bytes.set(block, at);
    at += block.length;
  }
  return bytes;
}
