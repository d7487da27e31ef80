/** One population of a patient: its kernel, its own record, and what became of it. */
import type { Leg } from '../kernel/group';
import type { Advance, CompartmentKernel, Observation } from '../kernel/model';
import { KernelMemoryError } from '../kernel/wasmKernel';
import type { CompartmentPlan } from '../scenario/compartments';
import { ScenarioError } from '../scenario/error';
import type { Scenario } from '../scenario/scenario';
import { Recorder, type RecorderState } from './recorder';

/** What a compartment knows beside its cells. */
export interface CompartmentState {
  record: RecorderState;
  emptySinceStep: number | null;
  full: boolean;
}

export class Compartment {
  readonly recorder: Recorder;
  /** As of the last record. */
  observation!: Observation;
  /** Step after which no cell lived; null while one does. */
  private emptySinceStep: number | null = null;
  /** Whether memory has stopped it; it stands still from then on. */
  full = false;

  constructor(
    readonly plan: CompartmentPlan,
    readonly kernel: CompartmentKernel,
  ) {
    this.recorder = new Recorder(plan.model.drugs.length);
  }

  get name(): string {
    return this.plan.name;
  }
  get cells(): number {
    return this.kernel.cells;
  }
  /** When its last cell died. */
  get emptySinceHours(): number {
    return (this.emptySinceStep ?? this.kernel.steps) * this.plan.model.stepHours;
  }

  /** @throws ScenarioError when the founders do not fit in the kernel's memory. */
  found({ tumour }: Scenario): void {
    try {
      this.kernel.start(this.plan.model, this.plan.seed);
    } catch (error) {
      if (!(error instanceof KernelMemoryError)) throw error;
      throw new ScenarioError(`tumour.founders: ${tumour.founders} cells do not fit: ${error.message}`);
    }
    this.noteEmpty();
  }

  /** New founders in place of a line that died out. */
  foundAgain(): void {
    for (const founder of this.plan.model.founders) this.kernel.found(founder);
    this.emptySinceStep = null;
  }

  /** Its part in the next steps; null when it has none. */
  leg(environment: Float32Array, stopAtCells: number): Leg | null {
    return this.full || this.cells === 0 ? null : { environment, stopAtCells };
  }

  /** Takes note of steps that its leg was made for. */
  passed(advance: Advance): void {
    if (advance.reason === 'memory') this.full = true;
    this.noteEmpty();
  }

  /** Brings an empty compartment to the time of the others. */
  idleUntil(step: number): void {
    if (this.cells === 0 && this.kernel.steps < step) this.kernel.idle(step - this.kernel.steps);
  }

  save(): CompartmentState {
    const { emptySinceStep, full } = this;
    return { record: this.recorder.save(), emptySinceStep, full };
  }

  restore(state: CompartmentState): void {
    this.emptySinceStep = state.emptySinceStep;
    this.full = state.full;
    this.recorder.restore(state.record);
  }

  private noteEmpty(): void {
    if (this.cells === 0) this.emptySinceStep ??= this.kernel.steps;
  }
}
