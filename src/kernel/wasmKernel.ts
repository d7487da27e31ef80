import { CloneField } from '../../assembly/shared/genome';
import { Limit } from '../../assembly/shared/limits';
import { type Part, Unpacked } from '../../assembly/shared/packing';
import { Environment, Stop } from '../../assembly/shared/step';
import type { Advance, CompartmentKernel, StopReason } from './compartmentKernel';
import { encodeModel } from './encode/model';
import { vesselRecords } from './encode/tissue';
import type { KernelInstance, WasmVariant } from './instantiate';
import {
  type CloneColumns,
  readAltered,
  readCloneCells,
  readCloneParents,
  readClones,
} from './lineage/columns';
import { type Alteration, CLASS_COUNT, type FounderModel, type KernelModel } from './model';
import { className, packGenotype, unpackGenotype } from './numbers/genotype';
import type { CloneRecord, FieldValues, GenotypeCount, MassBalance, Observation } from './observation';
import { NO_TIME, type Phases, timedStep } from './phases';
import { readFieldValues, readMassBalances } from './read/fields';
import { readSubclasses, readTissueCounts } from './read/observed';
import { f32View, f64View, u8View, u32View } from './read/views';
import { type Variants, variantsOf } from './subclasses';
import type { TissueModel } from './tissueModel';
import { type Whereabouts, whereaboutsOf } from './whereabouts';
import type { ThreadCrew } from './workers/threads';

/** Steps that one {@link WasmKernel.prepare} takes. */
export const PREPARED_STEPS: number = Limit.environmentSteps;

const STOP_REASONS: Record<number, StopReason> = {
  [Stop.steps]: 'steps',
  [Stop.cells]: 'cells',
  [Stop.extinct]: 'extinct',
  [Stop.memory]: 'memory',
};

/** A chunk is never larger: the part of a thread's room that a step keeps to itself. */
const PACK_BYTES = 45056;

/** What the kernel's `advance` has returned. */
export function advanceOf(result: number): Advance {
  return { steps: result & 0xffff, reason: STOP_REASONS[result >>> 16] ?? 'memory' };
}

/** Thrown when a compartment cannot hold what it is asked to hold. */
export class KernelMemoryError extends Error {}

/** One compartment in WebAssembly: scalar, SIMD or debug build, all with the same bits. */
export class WasmKernel implements CompartmentKernel {
  private drugs = 0;
  private started = false;
  private timed: Phases | null = null;
  private tissue: TissueModel | undefined;
  private variants: Variants = [];

  constructor(
    readonly variant: WasmVariant,
    private readonly instance: KernelInstance,
    private readonly crew: ThreadCrew | null = null,
  ) {}

  get threads(): number {
    return this.crew?.size ?? 1;
  }

  get cells(): number {
    return this.instance.exports.cells() >>> 0;
  }
  get steps(): number {
    return this.instance.exports.steps() >>> 0;
  }
  get cellSteps(): number {
    return this.instance.exports.cellSteps();
  }
  get births(): number {
    return this.instance.exports.births();
  }
  get deaths(): number {
    return this.instance.exports.deaths();
  }
  get alterations(): number {
    return this.instance.exports.alterations();
  }
  get alterationsRefused(): number {
    return this.instance.exports.alterationsRefused();
  }
  /** Linear memory handed out, everything included. */
  get bytes(): number {
    return this.instance.exports.bytesUsed() >>> 0;
  }
  /** Bytes this compartment may grow to. */
  get maximumBytes(): number {
    return this.instance.limitPages * 65536;
  }

  start(model: KernelModel, seed: number): void {
    this.layOut(model, seed);
    for (const founder of model.founders) this.found(founder);
  }

  private layOut(model: KernelModel, seed: number): void {
    const { exports, memory, limitPages, whole } = this.instance;
    if (model.tissue && whole === null) {
      throw new RangeError('model.tissue: this build of the kernel knows no tissue; ask for one that does.');
    }
    this.drugs = model.drugs.length;
    this.tissue = model.tissue;
    this.variants = variantsOf(model.targets);
    const block = encodeModel(model);
    const inPlace = f64View(memory, exports.modelAddress(), block.length);
    const again = this.started && block.every((value, i) => Object.is(value, inPlace[i]));
    inPlace.set(block);
    this.started =
      exports.start(seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0, limitPages, this.threads, again) !== 0 &&
      this.layVessels(model);
    if (!this.started) {
      throw new KernelMemoryError(`Memory of ${this.maximumBytes} bytes is too small for one compartment.`);
    }
  }

  private layVessels({ tissue }: KernelModel): boolean {
    const { memory, whole } = this.instance;
    if (tissue === undefined || whole === null) return true;
    const records = new Uint8Array(vesselRecords(tissue.vessels));
    const address = whole.layVessels(tissue.vessels.length) >>> 0;
    if (address !== 0) u8View(memory, address, records.length).set(records);
    return address !== 0;
  }

  found(founder: FounderModel): void {
    const { exports, memory } = this.instance;
    u32View(memory, exports.genotypeScratchAddress(), 3).set(packGenotype(founder.genotype));
    const room = this.tissue ? exports.found(0) && this.foundAt(founder) : exports.found(founder.count);
    if (!room) {
      throw new KernelMemoryError(
        `Memory of ${this.maximumBytes} bytes holds ${this.cells} cells, not the ${founder.count} founders asked for.`,
      );
    }
  }

  private foundAt({ sites }: FounderModel): boolean {
    const { exports, memory, whole } = this.instance;
    if (!sites || !whole) throw new RangeError('founder.sites: founders of a tissue need places.');
    const most = exports.listCapacity();
    for (let first = 0; first < sites.length; first += most) {
      const chunk = sites.subarray(first, first + most);
      u32View(memory, exports.listAddress(), chunk.length).set(chunk);
      if (!whole.foundAt(exports.listAddress(), chunk.length)) return false;
    }
    return true;
  }

  advance(environment: Float32Array, stopAtCells: number, stopBelowCells = 0): Advance {
    if (this.timed) return this.advanceTimed(this.timed, environment, stopAtCells, stopBelowCells);
    const wanted = Math.floor(environment.length / Environment.stride);
    let steps = 0;
    let reason: StopReason = 'steps';
    while (steps < wanted && reason === 'steps') {
      const end = Math.min(wanted, steps + PREPARED_STEPS);
      const chunk = this.prepare(environment.subarray(steps * Environment.stride, end * Environment.stride));
      const done = advanceOf(this.instance.exports.advance(chunk, stopAtCells, stopBelowCells));
      steps += done.steps;
      reason = done.reason;
    }
    return { steps, reason };
  }

  course(): Uint32Array {
    const { exports, memory } = this.instance;
    return u32View(memory, exports.courseAddress(), PREPARED_STEPS);
  }

  countSensitive(): number {
    return this.instance.exports.countSensitive() >>> 0;
  }

  resect(share: number): number {
    return this.instance.exports.resect(share) >>> 0;
  }

  /** Makes `advance` add up where its time goes; from zero again each time it is switched on. */
  timePhases(on: boolean): void {
    this.timed = on ? { ...NO_TIME } : null;
  }

  /** Seconds since the timing was switched on. */
  phases(): Phases {
    return { ...(this.timed ?? NO_TIME) };
  }

  private advanceTimed(
    phases: Phases,
    environment: Float32Array,
    stopAtCells: number,
    stopBelowCells: number,
  ): Advance {
    const wanted = Math.floor(environment.length / Environment.stride);
    for (let done = 0; done < wanted; done++) {
      const reason = STOP_REASONS[this.instance.exports.hindrance(stopAtCells, stopBelowCells)] ?? 'memory';
      if (reason !== 'steps') return { steps: done, reason };
      const row = environment.subarray(done * Environment.stride, (done + 1) * Environment.stride);
      timedStep(this.instance, row, this.threads, phases);
      this.course()[done % PREPARED_STEPS] = this.cells;
    }
    return { steps: wanted, reason: 'steps' };
  }

  /** Writes the environment of at most {@link PREPARED_STEPS} steps, for any instance to advance by; returns how many. */
  prepare(environment: Float32Array): number {
    const { exports, memory } = this.instance;
    f32View(memory, exports.environmentAddress(), environment.length).set(environment);
    return environment.length / Environment.stride;
  }

  /** What another instance needs to work on this compartment. */
  get room(): KernelInstance {
    return this.instance;
  }

  circulation(from: number): Float64Array {
    const { exports, memory } = this.instance;
    const trace = f64View(memory, exports.circulatedAddress(), Limit.environmentSteps);
    const count = Math.min(this.steps + 1 - from, trace.length);
    return Float64Array.from({ length: count }, (_, back) => {
      return trace[(this.steps + 1 - count + back) % trace.length]!;
    });
  }

  idle(steps: number): void {
    this.instance.exports.idle(steps);
  }

  observe(): Observation {
    this.instance.exports.observe();
    return this.observed();
  }

  /** The counts of the last pass over all cells, whichever instance made it. */
  observed(): Observation {
    const { exports, memory } = this.instance;
    const drugs = this.drugs;
    const bins = Limit.histogramBins;
    const classes = u32View(memory, exports.observedClassesAddress(), CLASS_COUNT);
    const sums = f64View(memory, exports.observedSumsAddress(), drugs * CLASS_COUNT);
    const counts = u32View(memory, exports.observedBinsAddress(), drugs * CLASS_COUNT * bins);
    const observation: Observation = {
      cells: this.cells,
      births: this.births,
      deaths: this.deaths,
      alterations: this.alterations,
      alterationsRefused: this.alterationsRefused,
      clones: exports.clones() >>> 0,
      phenotypes: exports.livePhenotypes() >>> 0,
      cellsByClass: Float64Array.from(classes),
      cellsBySubclass: readSubclasses(this.instance, this.variants),
      meanAmountByClass: new Float64Array(drugs * CLASS_COUNT),
      meanAmount: new Float64Array(drugs),
      histogram: new Float64Array(drugs * bins),
      histogramByClass: Float64Array.from(counts),
    };
    for (let drug = 0; drug < drugs; drug++) {
      let total = 0;
      for (let own = 0; own < CLASS_COUNT; own++) {
        const row = drug * CLASS_COUNT + own;
        const sum = sums[row]!;
        const cells = classes[own]!;
        total += sum;
        observation.meanAmountByClass[row] = cells > 0 ? sum / cells : 0;
        for (let bin = 0; bin < bins; bin++) {
          observation.histogram[drug * bins + bin] =
            observation.histogram[drug * bins + bin]! + counts[row * bins + bin]!;
        }
      }
      observation.meanAmount[drug] = observation.cells > 0 ? total / observation.cells : 0;
    }
    if (this.tissue) observation.tissue = readTissueCounts(this.instance);
    return observation;
  }

  fields(): MassBalance[] {
    return readMassBalances(this.instance, this.tissue);
  }

  fieldValues(field: number): FieldValues {
    return readFieldValues(this.instance, this.tissue, field);
  }

  whereabouts(clone: number | null): Whereabouts | null {
    return this.tissue ? whereaboutsOf(this.instance, this.tissue, clone) : null;
  }

  largestClones(count: number): CloneRecord[] {
    const { exports, memory } = this.instance;
    const most = Math.min(count, exports.listCapacity());
    exports.countClones();
    const found = exports.largestClones(exports.listAddress(), most);
    return Array.from(u32View(memory, exports.listAddress(), found), (id) => this.clone(id));
  }

  genotypes(): GenotypeCount[] {
    const { exports, memory } = this.instance;
    const counts = u32View(memory, exports.countPhenotypes(), exports.phenotypesUsed()).slice();
    const found: GenotypeCount[] = [];
    counts.forEach((cells, id) => {
      if (cells === 0) return;
      const [first, copies, alleles] = u32View(memory, exports.phenotypeGenotypeAddress(id), 3);
      found.push({ genotype: unpackGenotype(first!, copies!, alleles!), cells });
    });
    return found.sort((a, b) => b.cells - a.cells);
  }

  clonesSince(first: number, count: number): CloneRecord[] {
    const end = Math.min(this.instance.exports.clones() >>> 0, first + count);
    const records: CloneRecord[] = [];
    for (let id = first; id < end; id++) records.push({ ...this.clone(id), cells: 0 });
    return records;
  }

  alteredSince(first: number): { ids: readonly number[]; next: number } {
    return readAltered(this.instance, first);
  }

  cloneColumns(first = 0): CloneColumns {
    this.instance.exports.countClones();
    return readClones(this.instance, first);
  }

  cloneCells(): Uint32Array {
    this.instance.exports.countClones();
    return readCloneCells(this.instance);
  }

  cloneParents(first: number): Int32Array {
    return readCloneParents(this.instance, first);
  }

  hash(): string {
    return BigInt.asUintN(64, this.instance.exports.stateHash()).toString(16).padStart(16, '0');
  }

  /** How many chunks a part of the state has; see assembly/state/pack.ts. */
  chunks(part: Part): number {
    return this.instance.exports.chunks(part) >>> 0;
  }

  /** One chunk of the state: a view that holds until the next call of the kernel. */
  pack(part: Part, index: number): Uint8Array {
    const { exports, memory } = this.instance;
    const bytes = exports.pack(part, index);
    return u8View(memory, exports.packAddress(), bytes);
  }

  /** An empty compartment that the chunks of a state can be unpacked into; its seed is theirs. */
  startEmpty(model: KernelModel): void {
    this.layOut(model, 0);
  }

  unpack(part: Part, chunk: Uint8Array): Unpacked {
    const { exports, memory } = this.instance;
    if (chunk.length > PACK_BYTES) return Unpacked.malformed;
    u8View(memory, exports.packAddress(), chunk.length).set(chunk);
    return exports.unpack(part, chunk.length);
  }

  close(): void {
    this.crew?.disband();
  }

  private clone(id: number): CloneRecord {
    const { exports, memory } = this.instance;
    const words = u32View(memory, exports.cloneAddress(id), CloneField.stride);
    const word = (field: CloneField) => words[field]!;
    const alteration = word(CloneField.alteration);
    const phenotype = alteration >>> 16;
    const genotype = unpackGenotype(
      word(CloneField.genotype0),
      word(CloneField.genotype1),
      word(CloneField.genotype2),
    );
    return {
      id,
      parent: word(CloneField.parent) === 0xffffffff ? -1 : word(CloneField.parent),
      birthStep: word(CloneField.birthStep),
      alteration: (alteration & 255) as Alteration,
      target: (alteration >>> 8) & 255,
      phenotype,
      genotype,
      cells: word(CloneField.cells),
      className: className(genotype),
    };
  }
}
