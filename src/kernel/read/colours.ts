/** What the kernel draws with: a colour per phenotype, a ramp, the brush. What colours mean is the caller's. */
import { ASK, Brush, Draw } from '../../../assembly/shared/drawing';
import { Limit } from '../../../assembly/shared/limits';
import type { KernelInMemory } from '../compartmentKernel';
import { CLASS_NAMES, type Genotype } from '../model';
import { className, unpackGenotype } from '../numbers/genotype';
import { subclassOf, type Variants } from '../subclasses';
import { KernelMemoryError } from '../wasmKernel';
import { type Look, type Range, type Shown, scaleOf } from './ramp';
import { f32View, u32View } from './views';

const VACANT = 0;
const DEBRIS = 1;
/** Words of a genotype in the kernel's table. */
const GENOTYPE_WORDS = 4;

/** Of one compartment. */
export class Colours {
  /** The kernel's table of genotypes as it was when their colours were made. */
  private known = new Uint32Array(0);
  private own = new Uint32Array(0);
  private look: number | null = null;

  constructor(
    private readonly kernel: KernelInMemory,
    /** Whether the first phenotypes stand for a free site and for debris. */
    private readonly tissue: boolean,
  ) {}

  /**
   * Lays ready what this look is drawn with.
   * @throws KernelMemoryError when no memory is left to draw in
   */
  layOut(look: Look): void {
    const { exports, memory } = this.kernel.room;
    const room = exports.drawRoom() >>> 0;
    if (room === 0) throw new KernelMemoryError('No memory is left to draw cells in.');
    u32View(memory, room, Limit.phenotypes).set(this.phenotypeColours(look));
    if (needsRamp(look.shown)) u32View(memory, exports.rampAddress(), Limit.rampColours).set(look.colours);
    this.dipBrush(look.shown);
  }

  private dipBrush(shown: Shown): void {
    const { exports, memory } = this.kernel.room;
    const address = exports.brushAddress();
    const { kind, column, range } = source(shown, !this.tissue);
    const words = u32View(memory, address, Brush.size);
    words[Brush.kind] = kind;
    words[Brush.column] = column;
    words[Brush.logarithmic] = range.logarithmic ? 1 : 0;
    f32View(memory, address + 4 * Brush.low, 2).set(scaleOf(range, Limit.rampColours));
  }

  /** A colour per phenotype id. Ids change their meaning when they are freed and taken again. */
  private phenotypeColours(look: Look): Uint32Array {
    const { exports, memory } = this.kernel.room;
    const used = exports.phenotypesUsed();
    const table = u32View(memory, exports.phenotypeGenotypeAddress(0), used * GENOTYPE_WORDS);
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
    const genotype = unpackGenotype(words[0] as number, words[1] as number, words[2] as number);
    this.own[id] = colourOf(look, this.tissue ? id : null, genotype);
  }
}

/** @param id null where no phenotype stands for anything but cells */
function colourOf({ shown, colours, normal, debris }: Look, id: number | null, genotype: Genotype): number {
  if (shown.by === 'fluid') return ASK;
  if (id === VACANT) return 0;
  if (id === DEBRIS) return debris;
  if (genotype.normal) return normal;
  if (shown.by === 'subclass') return colours[placeBySubclass(shown.variants, genotype)] ?? 0;
  if (shown.by === 'class') return colours[CLASS_NAMES.indexOf(className(genotype))] ?? 0;
  if (shown.by === 'copies') return colours[copiesRung(shown.target, genotype, colours.length)] ?? 0;
  return ASK;
}

/** Behind all classes the place of its part, where its class has parts. */
function placeBySubclass(variants: Variants, genotype: Genotype): number {
  const part = subclassOf(variants, genotype);
  return part < 0 ? CLASS_NAMES.indexOf(className(genotype)) : CLASS_NAMES.length + part;
}

/** 0 of a cell as it was founded; then one per doubling of copies. */
function copiesRung(target: number, genotype: Genotype, colours: number): number {
  const copies =
    target < 0 ? genotype.pumpCopies : genotype.lost[target] ? 0 : (genotype.copies[target] ?? 1);
  const founder = target < 0 ? 0 : 1;
  if (copies <= founder) return 0;
  return Math.min(colours - 1, Math.floor(Math.log2(copies)) + (target < 0 ? 1 : 0));
}

const needsRamp = ({ by }: Shown) => by !== 'class' && by !== 'subclass' && by !== 'copies';

const WHOLE_RANGE: Range = { low: 0, high: 1, logarithmic: false };

/** @param shades in a class clones differ */
function source(shown: Shown, shades: boolean): { kind: Draw; column: number; range: Range } {
  switch (shown.by) {
    case 'amount':
      return { kind: Draw.amount, column: shown.drug, range: shown.range };
    case 'field':
    case 'fluid':
      return { kind: Draw.field, column: shown.field, range: shown.range };
    case 'birth':
      return { kind: Draw.birth, column: 0, range: shown.range };
    case 'class':
      return { kind: shades ? Draw.shade : Draw.phenotype, column: 0, range: WHOLE_RANGE };
    case 'clone':
      return { kind: Draw.clone, column: 0, range: WHOLE_RANGE };
    default:
      return { kind: Draw.phenotype, column: 0, range: WHOLE_RANGE };
  }
}
