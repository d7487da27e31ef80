/** Pictures of a tissue: what colours mean is the caller's, which site has which is the kernel's (assembly/view/draw.ts). */
import { ASK, Brush, Draw } from '../../../assembly/shared/drawing';
import { Limit } from '../../../assembly/shared/limits';
import { VesselWord } from '../../../assembly/shared/tissue';
import type { WholeExports } from '../instantiate';
import { CLASS_NAMES, type Genotype } from '../model';
import { className, unpackGenotype } from '../numbers/genotype';
import { KernelMemoryError, type WasmKernel } from '../wasmKernel';
import { type Look, type Part, type Range, type Shown, scaleOf } from './ramp';
import { f32View, u8View, u32View } from './views';

const VACANT = 0;
const DEBRIS = 1;
/** Words of a genotype in the kernel's table. */
const GENOTYPE_WORDS = 4;

export class Painter {
  /** The kernel's table of genotypes as it was when their colours were made. */
  private known = new Uint32Array(0);
  private own = new Uint32Array(0);
  private look: number | null = null;

  private readonly exports: WholeExports;

  constructor(private readonly kernel: WasmKernel) {
    const { whole } = kernel.room;
    if (whole === null)
      throw new RangeError('This build of the kernel draws nothing; ask for one with tissue.');
    this.exports = whole;
  }

  /**
   * Draws to `into`, 4 bytes a pixel, row after row and slice after slice.
   * @throws KernelMemoryError when no memory is left to draw in
   */
  draw(look: Look, part: Part, into: Uint8Array): void {
    const { exports } = this;
    const { memory } = this.kernel.room;
    const room = exports.drawRoom() >>> 0;
    if (room === 0) throw new KernelMemoryError('No memory is left to draw the tissue in.');
    u32View(memory, room, Limit.phenotypes).set(this.phenotypeColours(look));
    if (needsRamp(look.shown)) u32View(memory, exports.rampAddress(), Limit.rampColours).set(look.colours);
    this.dipBrush(look.shown);
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

  private dipBrush(shown: Shown): void {
    const { memory } = this.kernel.room;
    const address = this.exports.brushAddress();
    const { kind, column, range } = source(shown);
    const words = u32View(memory, address, Brush.size);
    words[Brush.kind] = kind;
    words[Brush.column] = column;
    words[Brush.logarithmic] = range.logarithmic ? 1 : 0;
    f32View(memory, address + 4 * Brush.low, 2).set(scaleOf(range, Limit.rampColours));
  }

  /** A colour per phenotype id. Ids change their meaning when they are freed and taken again. */
  private phenotypeColours(look: Look): Uint32Array {
    const { exports, kernel } = this;
    const used = exports.phenotypesUsed();
    const table = u32View(kernel.room.memory, exports.phenotypeGenotypeAddress(0), used * GENOTYPE_WORDS);
    if (this.look !== look.id || this.known.length < table.length) {
      this.look = look.id;
      this.known = new Uint32Array(table.length);
      this.own = new Uint32Array(used);
      for (let id = 0; id < used; id++) this.colourPhenotype(look, table, id);
      return this.own;
    }
    for (let id = 0; id < used; id++) {
      const at = id * GENOTYPE_WORDS;
      if (
        table[at] !== this.known[at] ||
        table[at + 1] !== this.known[at + 1] ||
        table[at + 2] !== this.known[at + 2]
      ) {
        this.colourPhenotype(look, table, id);
      }
    }
    return this.own;
  }

  private colourPhenotype(look: Look, table: Uint32Array, id: number): void {
    const at = id * GENOTYPE_WORDS;
    const words = table.subarray(at, at + GENOTYPE_WORDS);
    this.known.set(words, at);
    const genotype = unpackGenotype(words[0], words[1], words[2]);
    this.own[id] = colourOf(look, id, genotype);
  }
}

function colourOf({ shown, colours, normal, debris }: Look, id: number, genotype: Genotype): number {
  if (shown.by === 'fluid') return ASK;
  if (id === VACANT) return 0;
  if (id === DEBRIS) return debris;
  if (genotype.normal) return normal;
  if (shown.by === 'class') return colours[CLASS_NAMES.indexOf(className(genotype))] ?? 0;
  if (shown.by === 'copies') return colours[copiesRung(shown.target, genotype, colours.length)] ?? 0;
  return ASK;
}

/** 0 of a cell as it was founded; then one per doubling of copies. */
function copiesRung(target: number, genotype: Genotype, colours: number): number {
  const copies =
    target < 0 ? genotype.pumpCopies : genotype.lost[target] ? 0 : (genotype.copies[target] ?? 1);
  const founder = target < 0 ? 0 : 1;
  if (copies <= founder) return 0;
  return Math.min(colours - 1, Math.floor(Math.log2(copies)) + (target < 0 ? 1 : 0));
}

const needsRamp = ({ by }: Shown) => by !== 'class' && by !== 'copies';

const WHOLE_RANGE: Range = { low: 0, high: 1, logarithmic: false };

function source(shown: Shown): { kind: Draw; column: number; range: Range } {
  switch (shown.by) {
    case 'amount':
      return { kind: Draw.amount, column: shown.drug, range: shown.range };
    case 'field':
    case 'fluid':
      return { kind: Draw.field, column: shown.field, range: shown.range };
    case 'birth':
      return { kind: Draw.birth, column: 0, range: shown.range };
    case 'clone':
      return { kind: Draw.clone, column: 0, range: WHOLE_RANGE };
    default:
      return { kind: Draw.phenotype, column: 0, range: WHOLE_RANGE };
  }
}
