/** Pictures of a tissue: which site has which colour is the kernel's (assembly/view/draw.ts). */
import { Limit } from '../../../assembly/shared/limits';
import { VesselWord } from '../../../assembly/shared/tissue';
import type { KernelInMemory } from '../compartmentKernel';
import type { WholeExports } from '../instantiate';
import { Colours } from './colours';
import type { Look, Part } from './ramp';
import { f32View, u8View } from './views';

export class Painter {
  private readonly exports: WholeExports;
  private readonly colours: Colours;

  constructor(private readonly kernel: KernelInMemory) {
    const { whole } = kernel.room;
    if (whole === null)
      throw new RangeError('This build of the kernel draws no tissue; ask for one that knows them.');
    this.exports = whole;
    this.colours = new Colours(kernel, true);
  }

  /**
   * Draws to `into`, 4 bytes a pixel, row after row and slice after slice.
   * @throws KernelMemoryError when no memory is left to draw in
   */
  draw(look: Look, part: Part, into: Uint8Array): void {
    const { exports } = this;
    const { memory } = this.kernel.room;
    this.colours.layOut(look);
    const { axis, u, v, w, width, height, depth, shift } = part;
    const most = Math.max(1, Math.floor(Limit.stripPixels / width));
    let out = 0;
    for (let slice = 0; slice < depth; slice++) {
      for (let row = 0; row < height; row += most) {
        const rows = Math.min(most, height - row);
        exports.draw(axis, u, v + row * 2 ** shift, w + slice * 2 ** shift, width, rows, shift, depth > 1);
        into.set(u8View(memory, exports.pixelsAddress(), 4 * width * rows), out);
        out += 4 * width * rows;
      }
    }
  }

  /** Share of each vessel's wall that is open, in the order of the model. */
  vesselOpenness(count: number): Float32Array {
    const { memory } = this.kernel.room;
    const words = f32View(memory, this.exports.vesselAddress(0), count * VesselWord.stride);
    return Float32Array.from(
      { length: count },
      (_, index) => words[index * VesselWord.stride + VesselWord.openness] ?? 1,
    );
  }
}
