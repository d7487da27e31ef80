/** Buffers that pictures came back in, to be filled again. */

const MOST_SPARE = 6;

export class Spares {
  private held: ArrayBuffer[] = [];

  add(buffers: ArrayBuffer[]): void {
    this.held = [...buffers, ...this.held].slice(0, MOST_SPARE);
  }

  /** The smallest that fits, unless it is far too long, else a new one. */
  take(bytes: number): ArrayBuffer {
    this.held.sort((a, b) => a.byteLength - b.byteLength);
    const index = this.held.findIndex(({ byteLength }) => byteLength >= bytes && byteLength <= 4 * bytes);
    return index < 0 ? new ArrayBuffer(bytes) : (this.held.splice(index, 1)[0] as ArrayBuffer);
  }
}
