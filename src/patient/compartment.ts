/** One population of a patient: its kernel, its own record, and what became of it. */

import type { CompartmentPlan } from '../compile/compartments';
import type { Advance, CompartmentKernel } from '../kernel/compartmentKernel';
import type { Leg } from '../kernel/group';
import { ENVIRONMENT_STRIDE } from '../kernel/model';
import type { Observation } from '../kernel/observation';
import { KernelMemoryError, PREPARED_STEPS } from '../kernel/wasmKernel';
import { isTumour } from '../scenario/compartments';
import { ScenarioError } from '../scenario/words/error';
import { BloodCount, type MarrowState } from './marrow';
import { Recorder, type RecorderState, recordShape } from './record/recorder';
import { type TissueRow, tissueRow } from './record/tissueRow';
import { behindBarrier, isOpen } from './treatment/exposure';

/** What a compartment knows beside its cells. */
export interface CompartmentState {
  record: RecorderState;
  emptySinceStep: number | null;
  full: boolean;
  blood: MarrowState | null;
}

const NO_STEPS = new Uint32Array(0);

export class Compartment {
  readonly recorder: Recorder;
  /** As of the last record. */
  observation!: Observation;
  /** Step after which no cell lived; null while one does. */
  private emptySinceStep: number | null = null;
  /** Whether memory has stopped it; it stands still from then on. */
  full = false;
  /** Of marrow. */
  readonly blood: BloodCount | null;
  private readonly inside: Float32Array | null;
  /** Cells after each of the steps passed last. */
  private course: Uint32Array = NO_STEPS;

  constructor(
    readonly plan: CompartmentPlan,
    readonly kernel: CompartmentKernel,
  ) {
    this.recorder = new Recorder(recordShape(plan.model));
    this.blood = plan.blood === null ? null : new BloodCount(kernel, plan.blood.normalGigaPerLitre);
    this.inside = isOpen(plan) ? null : new Float32Array(PREPARED_STEPS * ENVIRONMENT_STRIDE);
  }

  get name(): string {
    return this.plan.name;
  }
  get cells(): number {
    return this.kernel.cells;
  }
  /** Whether its cells count towards the size of the tumour. */
  get isTumour(): boolean {
    return isTumour(this.plan);
  }
  /** Cells as a share of the normal number; of marrow. */
  get shareOfNormal(): number {
    return this.cells / this.plan.model.capacity;
  }
  /** Of its last observation; null where cells have no places. */
  get tissueRow(): TissueRow | null {
    return tissueRow(this.plan.model, this.kernel, this.observation);
  }
  /** When its last cell died. */
  get emptySinceHours(): number {
    return (this.emptySinceStep ?? this.kernel.steps) * this.plan.model.stepHours;
  }

  /** @throws ScenarioError when the founders do not fit in the kernel's memory. */
  found(): void {
    try {
      this.kernel.start(this.plan.model, this.plan.seed);
    } catch (error) {
      if (!(error instanceof KernelMemoryError)) throw error;
      const count = this.plan.model.founders.reduce((sum, founder) => sum + founder.count, 0);
      const path = this.plan.kind === 'tumour' ? 'tumour.founders' : `founders of ${this.name}`;
      throw new ScenarioError(`${path}: ${count} cells do not fit: ${error.message}`);
    }
    this.noteEmpty();
  }

  /** Takes each cell away with this probability. */
  resect(share: number): void {
    this.kernel.resect(share);
    this.noteEmpty();
  }

  /** Its part in the next steps, from what plasma holds; null when it has none. */
  leg(plasma: Float32Array, stopAtCells: number, stopBelowCells: number): Leg | null {
    if (this.full || this.cells === 0) return null;
    return { environment: this.seen(plasma), stopAtCells, stopBelowCells };
  }

  /** What its cells meet of steps of plasma; good until the next call. */
  seen(plasma: Float32Array): Float32Array {
    if (this.inside === null) return plasma;
    const environment = this.inside.subarray(0, plasma.length);
    behindBarrier(plasma, environment, this.plan);
    return environment;
  }

  /** Takes note of steps that its leg was made for. */
  passed(advance: Advance): void {
    if (advance.reason === 'memory') this.full = true;
    this.course = advance.steps === 0 ? NO_STEPS : this.kernel.course().slice(0, advance.steps);
    this.noteEmpty();
  }

  /** Cells after a step of those passed last, counted from 0. */
  cellsAfter(step: number): number {
    return this.course[step] ?? this.cells;
  }

  /** Whether its founders can be expected to leave a line that lives. */
  get canTakeHold(): boolean {
    const { divisionPerHour, deathPerHour } = this.plan.model;
    return this.isTumour && divisionPerHour > deathPerHour;
  }

  /** Brings an empty compartment to the time of the others. */
  idleUntil(step: number): void {
    if (this.cells === 0 && this.kernel.steps < step) this.kernel.idle(step - this.kernel.steps);
  }

  save(): CompartmentState {
    const { emptySinceStep, full } = this;
    return { record: this.recorder.save(), emptySinceStep, full, blood: this.blood?.save() ?? null };
  }

  restore(state: CompartmentState): void {
    this.emptySinceStep = state.emptySinceStep;
    this.full = state.full;
    this.recorder.restore(state.record);
    if (state.blood !== null) this.blood?.restore(state.blood);
  }

  private noteEmpty(): void {
    if (this.cells === 0) this.emptySinceStep ??= this.kernel.steps;
  }
}
