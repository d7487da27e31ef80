/** Text as part of an address: deflated, base64url. */
import { ScenarioError } from '../../scenario/words/error';

/** A scenario with the largest picture it may hold is half of this; what inflates to more is none. */
const MOST_BYTES = 8 * 2 ** 20;

/** The bytes that a stream gives, which stops it at the first beyond {@link MOST_BYTES}. */
async function through(
  bytes: Uint8Array<ArrayBuffer>,
  transform: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let count = 0;
  const reader = new Blob([bytes]).stream().pipeThrough(transform).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    count += part.value.length;
    if (count > MOST_BYTES) {
      await reader.cancel();
      throw new ScenarioError(`scenario: the link holds more than ${MOST_BYTES / 2 ** 20} MB.`);
    }
    parts.push(part.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

export async function pack(text: string): Promise<string> {
  return btoa(binaryText(await through(new TextEncoder().encode(text), new CompressionStream('deflate-raw'))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** @throws ScenarioError in one sentence */
export async function unpack(packed: string): Promise<string> {
  try {
    const binary = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    return new TextDecoder().decode(await through(bytes, new DecompressionStream('deflate-raw')));
  } catch (error) {
    if (error instanceof ScenarioError) throw error;
    throw new ScenarioError('scenario: the link is damaged; what it packs cannot be read.');
  }
}

/** A character a byte. */
function binaryText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
