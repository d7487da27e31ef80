/** A patient to run from a program of one's own: created, advanced, looked at, treated, saved and forked. */
import { Limit } from '../../assembly/shared/limits';
import { fetchPlacing, fetchPlacingOfAny } from '../compile/places';
import { summaryCsv } from '../export/csv';
import { cellsOf } from '../export/lineage/cells';
import { type ExportName, exportFiles } from '../export/lineage/exports';
import { SEQUENCING, type Sequencing } from '../export/lineage/vaf';
import { joined } from '../export/pieces';
import { isInMemory } from '../kernel/compartmentKernel';
import { createGroup } from '../kernel/group';
import type { CellColumns } from '../kernel/inspect/columns';
import type { CloneColumns } from '../kernel/lineage/columns';
import { pruned } from '../kernel/lineage/prune';
import { CLASS_NAMES, type ClassName } from '../kernel/model';
import type { FieldValues } from '../kernel/observation';
import type { Compartment } from '../patient/compartment';
import { fetchCounting } from '../patient/lineage/counting';
import { Patient as Engine } from '../patient/patient';
import { savedBlocks, sourceOf } from '../patient/saved/bytes';
import { fork } from '../patient/saved/fork';
import { SavedPatient } from '../patient/saved/snapshot';
import type { ChronicleEntry } from '../patient/story/entry';
import { compartmentCount, hasTissue } from '../scenario/compartments';
import { completeScenario, parseScenario, type Scenario } from '../scenario/schema';

/** What computes; it has no say in the result. */
export interface KernelOptions {
  /** `simd` where the engine has it, else `scalar`: the same bits. */
  variant?: 'simd' | 'scalar';
  /**
   * Threads, 1 (default) to 16. More than one needs memory that can be shared: Node, or a worker of a page that is
   * cross-origin isolated; elsewhere one is used. A page's own thread may not wait, so there it is one as well.
   */
  threads?: number;
  /** Most memory of each compartment, bytes; 4 GiB is the most there is. */
  maximumBytes?: number;
}

/** A scenario in part, whose other values take their defaults, or as JSON text. */
export type ScenarioInput = string | { readonly [key: string]: unknown };

/** How far to go; of several the nearest. */
export interface Span {
  /** From now on. */
  steps?: number;
  hours?: number;
  days?: number;
  /** Days since the run began. */
  untilDay?: number;
}

/** One population of the patient as it is now. */
export interface CompartmentView {
  name: string;
  cells: number;
  cellsByClass: Readonly<Record<ClassName, number>>;
  /** By drug: mean amount inside the cells of each class, µM; 0 where the class is empty. */
  meanAmount: Readonly<Record<string, Readonly<Record<ClassName, number>>>>;
  /** Circulating blood cells, 10⁹/L; null where the cells make none. */
  bloodGigaPerLitre: number | null;
}

export interface View {
  hours: number;
  days: number;
  /** Of the tumour: marrow is not counted. */
  cells: number;
  /** By drug: level that cells meet, µM. */
  plasma: Readonly<Record<string, number>>;
  compartments: readonly CompartmentView[];
}

export interface CloneQuery {
  compartment?: number;
  living?: boolean;
  collapse?: boolean;
}

export interface CloneTree extends CloneColumns {
  /** Time of birth since day 0, h. */
  birthHours: Float64Array;
}

/** What a file of an export holds. */
export type ExportContent<Name extends ExportName> = Name extends 'parquet' ? Uint8Array : string;

/** A slice of what lies between the cells of a tissue. */
export interface FieldSlice {
  width: number;
  height: number;
  /** Edge of a voxel, µm. */
  voxelMicrometres: number;
  /** µM of a drug, mmHg of oxygen; x runs fastest. */
  values: Float32Array;
}

const byClass = (value: (index: number) => number) =>
  Object.fromEntries(CLASS_NAMES.map((name, index) => [name, value(index)])) as Record<ClassName, number>;

/** A page's own thread, which may not wait for others. */
const isPage = typeof document !== 'undefined';

async function groupFor(scenario: Scenario, options: KernelOptions) {
  const tissue = hasTissue(scenario);
  await fetchPlacing(scenario);
  if (scenario.cloneCountsFrom > 0) await fetchCounting();
  const threads = isPage ? 1 : (options.threads ?? 1);
  return createGroup(options.variant ?? 'fastest', compartmentCount(scenario), {
    ...options,
    tissue,
    threads,
  });
}

/**
 * A patient with a tumour of individual cells, at time 0.
 * @throws ScenarioError in one sentence that names field and value
 */
export async function createPatient(input: ScenarioInput, options: KernelOptions = {}): Promise<Patient> {
  const scenario = typeof input === 'string' ? parseScenario(input) : completeScenario(input);
  return new Patient(new Engine(scenario, await groupFor(scenario, options)), options);
}

/**
 * The patient of a checkpoint, also of one that the terminal program has written.
 * @throws CheckpointError in one sentence
 */
export async function restorePatient(checkpoint: Uint8Array, options: KernelOptions = {}): Promise<Patient> {
  await fetchPlacingOfAny();
  const saved = new SavedPatient(sourceOf(checkpoint));
  const group = await groupFor(saved.scenario, options);
  return new Patient(saved.restore(group), options);
}

export class Patient {
  /** Use {@link createPatient} or {@link restorePatient}. */
  constructor(
    private readonly engine: Engine,
    private readonly options: KernelOptions,
  ) {}

  /** What gives this run again, to the last bit: doses and changes by hand are entered with their times. */
  get scenario(): Scenario {
    return this.engine.scenario;
  }
  /** The same as it stands now, with every change made. */
  get current(): Scenario {
    return this.engine.current;
  }
  get hours(): number {
    return this.engine.hours;
  }
  get days(): number {
    return this.engine.hours / 24;
  }
  /** Living cells of the tumour. */
  get cells(): number {
    return this.engine.cells;
  }
  /** Why the run ended, in one sentence; null while it can go on. */
  get ended(): string | null {
    return this.engine.ended;
  }
  /** What was worth telling so far. */
  get chronicle(): readonly ChronicleEntry[] {
    return this.engine.narrative;
  }

  /**
   * Computes on, in whole steps, until the span is over or the run ends. Blocks until then.
   * @returns this patient
   */
  advance({ steps, hours, days, untilDay }: Span): this {
    const ends = [
      hours === undefined ? Infinity : this.hours + hours,
      days === undefined ? Infinity : this.hours + 24 * days,
      untilDay === undefined ? Infinity : 24 * untilDay,
    ];
    const untilHours = Math.min(...ends);
    this.engine.advance({
      ...(steps !== undefined && { steps }),
      ...(untilHours < Infinity && { untilHours }),
    });
    return this;
  }

  /** The cells as they are now; looking leaves no trace. */
  observe(): View {
    const { engine } = this;
    const drugs = engine.current.drugs.map(({ name }) => name);
    const seen = engine.observe();
    return {
      hours: this.hours,
      days: this.days,
      cells: this.cells,
      plasma: Object.fromEntries(engine.plasmaNow.map((level, drug) => [drugs[drug], level])),
      compartments: engine.compartments.map(({ name, blood }, index) => {
        const { cellsByClass, meanAmountByClass, cells } = seen[index]!;
        return {
          name,
          cells,
          cellsByClass: byClass((at) => cellsByClass[at]!),
          meanAmount: Object.fromEntries(
            drugs.map((drug, row) => [
              drug,
              byClass((at) => meanAmountByClass[row * CLASS_NAMES.length + at]!),
            ]),
          ),
          bloodGigaPerLitre: blood?.gigaPerLitre ?? null,
        };
      }),
    };
  }

  /**
   * One dose beside the schedule, now.
   * @throws RangeError when the scenario has no drug of this name
   */
  dose(drug: string): this {
    const index = this.engine.current.drugs.findIndex(({ name }) => name === drug);
    if (index < 0) throw new RangeError(`dose: there is no drug ${JSON.stringify(drug)}.`);
    this.engine.doseNow(index);
    return this;
  }

  /**
   * Changes a value that acts at once, such as `drugs[0].schedule.doseMg`.
   * @throws ScenarioError in one sentence; nothing is changed then
   */
  change(path: string, value: unknown): this {
    this.engine.change(path, value);
    return this;
  }

  /** Everything, as bytes from which {@link restorePatient} goes on with the same bits. */
  checkpoint(): Uint8Array {
    const blocks = savedBlocks(this.engine);
    const bytes = new Uint8Array(blocks.reduce((sum, block) => sum + block.length, 0));
    let at = 0;
    for (const block of blocks) {
      bytes.set(block, at);
      at += block.length;
    }
    return bytes;
  }

  /** Another patient in the same state, with these values changed by path; this one stays as it is. */
  async fork(changes: Readonly<Record<string, unknown>> = {}): Promise<Patient> {
    const twin = await restorePatient(this.checkpoint(), this.options);
    fork(
      twin.engine,
      Object.entries(changes).map(([path, value]) => ({ path, value })),
    );
    return twin;
  }

  /** Every living cell of a compartment. */
  cellColumns(compartment = 0): CellColumns {
    this.compartment(compartment);
    return cellsOf(this.engine.compartments[compartment] as Compartment);
  }

  /**
   * The tree of a compartment's clones as columns, in the order of birth; looking leaves no trace.
   * @param view which compartment; `living`: only clones that live and their ancestors; `collapse`: without extinct
   *   ones that a single line passes through as well
   */
  clones({ compartment = 0, living = false, collapse = false }: CloneQuery = {}): CloneTree {
    const { kernel } = this.compartment(compartment);
    const all = kernel.cloneColumns();
    const clones = living || collapse ? pruned(all, { collapse }) : all;
    const { stepHours } = this.engine.scenario;
    return { ...clones, birthHours: Float64Array.from(clones.birthStep, (step) => step * stepHours) };
  }

  /**
   * Files that the terminal's --export writes, by name: texts, of `parquet` bytes.
   * @param name of {@link EXPORT_NAMES}
   * @throws RangeError where it needs clones counted over time and the scenario's `cloneCountsFrom` is 0
   */
  export<Name extends ExportName>(
    name: Name,
    sequencing: Partial<Sequencing> = {},
  ): Record<string, ExportContent<Name>> {
    const files = exportFiles(this.engine, [name], { ...SEQUENCING, ...sequencing });
    return Object.fromEntries(files.map(([file, pieces]) => [file, joined(pieces) as ExportContent<Name>]));
  }

  /**
   * What lies between the cells of a tissue.
   * @param substance name of a drug, or `oxygen`
   * @param z voxel along z; a plane has one
   * @throws RangeError where there is none
   */
  fieldSlice(substance: string, { compartment = 0, z = 0 } = {}): FieldSlice {
    const { kernel, model } = this.compartment(compartment);
    const { tissue } = model;
    const drug = this.engine.current.drugs.findIndex(({ name }) => name === substance);
    if (!tissue || (drug < 0 && substance !== 'oxygen')) {
      throw new RangeError(`fieldSlice: there is no field of ${JSON.stringify(substance)}.`);
    }
    const { size, values }: FieldValues = kernel.fieldValues(drug < 0 ? Limit.drugs : drug);
    const [width, height, depth] = size;
    if (!(z >= 0 && z < depth)) throw new RangeError(`fieldSlice: z ${z} is not one of ${depth} voxels.`);
    const { siteMicrometres = 0 } = this.engine.current.tumour.tissue ?? {};
    return {
      width,
      height,
      voxelMicrometres: siteMicrometres * tissue.coarsening,
      values: values.slice(width * height * z, width * height * (z + 1)),
    };
  }

  /** Digest of the whole state: equal digests, equal runs. */
  hash(): string {
    return this.engine.hash();
  }

  /** summary.csv as the terminal writes it. */
  summary(): string {
    return summaryCsv(this.engine);
  }

  /** Gives the threads back; the patient is not used after it. */
  dispose(): void {
    this.engine.group.close();
  }

  private compartment(index: number) {
    const compartment = this.engine.compartments[index];
    if (compartment === undefined || !isInMemory(compartment.kernel)) {
      throw new RangeError(`there is no compartment ${index}.`);
    }
    return { kernel: compartment.kernel, model: compartment.plan.model };
  }
}
