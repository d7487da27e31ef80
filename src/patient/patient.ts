/**
 * A patient: one compartment of cells, plasma kinetics, treatment rules, and a record of what happened. What a run
 * gives depends on the scenario alone, never on how it is cut into calls of `advance`.
 */

import { KernelMemoryError } from '../kernel/kernel';
import { type CompartmentKernel, ENVIRONMENT_STRIDE, type Observation } from '../kernel/model';
import { checkScenario } from '../scenario/check';
import { founderModels, kernelModel } from '../scenario/compile';
import { shown } from '../scenario/complete';
import { ScenarioError } from '../scenario/error';
import { parameterAt, setPath } from '../scenario/path';
import type { Scenario } from '../scenario/scenario';
import type { ChronicleEntry, Mark } from '../worker/protocol';
import { Chronicle } from './chronicle';
import type { GivenDose } from './dosing';
import { Recorder } from './recorder';
import type { PatientState } from './snapshot';
import { Therapy } from './therapy';
import { cells, dayCount, days } from './words';

export type StoppedBy = 'time' | 'cells' | 'extinct' | 'memory';

/** How far one call of `advance` may go; all limits given apply. */
export interface AdvanceLimit {
  steps?: number;
  untilHours?: number;
  milliseconds?: number;
}

/** Steps whose environment is prepared at once. */
const CHUNK_STEPS = 256;
/** With a limit in milliseconds the clock is read about this often. */
const CLOCK_MILLISECONDS = 8;
/** Guards step counts from hours against rounding in the division. */
const ROUNDING = 1e-9;

export class Patient {
  readonly scenario: Scenario;
  readonly recorder: Recorder;
  readonly marks: Mark[] = [];
  /** The last observation recorded; {@link observe} makes a fresh one. */
  observation: Observation;
  stoppedBy: StoppedBy | null = null;
  /** Why the run ended, in one sentence; null while it can go on. */
  ended: string | null = null;
  treatmentStartHours: number | null = null;

  private readonly therapy: Therapy;
  private readonly story: Chronicle;
  private readonly environment = new Float32Array(CHUNK_STEPS * ENVIRONMENT_STRIDE);
  private treatmentStartCells = 0;
  private responded = false;
  private dosed = false;
  private nanosecondsPerCellStep = 20;

  /**
   * @param saved what {@link save} gave when the kernel was in the state it is in now; without it the run begins
   * @throws ScenarioError when the founders do not fit in the kernel's memory.
   */
  constructor(
    scenario: Scenario,
    readonly kernel: CompartmentKernel,
    saved?: PatientState,
  ) {
    this.scenario = structuredClone(scenario);
    if (saved === undefined) this.found();
    this.therapy = new Therapy(this.scenario);
    this.recorder = new Recorder(this.scenario.drugs.length);
    this.story = new Chronicle(this.scenario, kernel);
    this.observation = kernel.observe();
    if (saved === undefined) this.settle();
    else this.restore(saved);
  }

  get done(): boolean {
    return this.stoppedBy !== null;
  }
  get steps(): number {
    return this.kernel.steps;
  }
  get hours(): number {
    return this.kernel.steps * this.scenario.stepHours;
  }
  get cells(): number {
    return this.kernel.cells;
  }
  get chronicle(): ChronicleEntry[] {
    return this.story.entries;
  }
  /** Drug levels that cells see now, µM. */
  get plasmaNow(): number[] {
    return this.therapy.plasmaAt(this.hours);
  }
  get inhibitorNow(): number {
    return this.therapy.inhibitorAt(this.hours);
  }

  hash(): string {
    return this.kernel.hash();
  }

  /** The cells as they are now; leaves no trace in the record or the state. */
  observe(): Observation {
    return this.kernel.observe();
  }

  /** Everything but the cells, which the kernel keeps; see snapshot.ts. */
  save(): PatientState {
    const { treatmentStartHours, treatmentStartCells, responded, dosed, stoppedBy, ended } = this;
    return {
      ...{ treatmentStartHours, treatmentStartCells, responded, dosed, stoppedBy, ended },
      therapy: this.therapy.save(),
      story: this.story.save(),
      record: this.recorder.save(),
      marks: this.marks.slice(),
    };
  }

  private restore(saved: PatientState): void {
    this.treatmentStartHours = saved.treatmentStartHours;
    this.treatmentStartCells = saved.treatmentStartCells;
    this.responded = saved.responded;
    this.dosed = saved.dosed;
    this.stoppedBy = saved.stoppedBy;
    this.ended = saved.ended;
    this.therapy.restore(saved.therapy);
    this.story.restore(saved.story);
    this.recorder.restore(saved.record);
    this.marks.push(...saved.marks);
  }

  private found(): void {
    try {
      this.kernel.start(kernelModel(this.scenario), this.scenario.seed);
    } catch (error) {
      if (!(error instanceof KernelMemoryError)) throw error;
      throw new ScenarioError(
        `tumour.founders: ${this.scenario.tumour.founders} cells do not fit: ${error.message}`,
      );
    }
  }

  advance(limit: AdvanceLimit): void {
    const beganAt = performance.now();
    const lastStep = Math.min(
      this.steps + (limit.steps ?? Infinity),
      limit.untilHours === undefined
        ? Infinity
        : Math.floor(limit.untilHours / this.scenario.stepHours + ROUNDING),
    );
    while (!this.done && this.steps < lastStep) {
      let chunk = Math.min(lastStep, this.nextStop()) - this.steps;
      chunk = Math.min(chunk, CHUNK_STEPS);
      if (limit.milliseconds !== undefined) chunk = Math.min(chunk, this.stepsPerClock());
      this.run(chunk);
      if (limit.milliseconds !== undefined && performance.now() - beganAt >= limit.milliseconds) return;
    }
  }

  /** One dose of a drug (by index; -1: the inhibitor) now, beside its schedule. */
  doseNow(drug: number): void {
    this.therapy.doseNow(drug, this.hours);
    this.dosed = true;
    const agent = drug === -1 ? this.scenario.inhibitor : this.scenario.drugs[drug];
    this.story.extraDose(this.hours, agent?.name ?? '');
    this.markDoses();
  }

  /**
   * Changes a value of the running patient that acts at once (schedule, treatment, ends).
   * @throws ScenarioError on a value that does not fit or would need a restart; nothing is changed then.
   */
  change(path: string, value: unknown): void {
    const parameter = parameterAt(path);
    if (parameter?.acts === 'restart') {
      throw new ScenarioError(`${path}: ${shown(value)} acts only after a restart.`);
    }
    if (path.startsWith('treatment.') && this.treatmentStartHours !== null) {
      throw new ScenarioError(
        `${path}: ${shown(value)} comes too late; treatment began on day ${days(this.treatmentStartHours)}.`,
      );
    }
    const trial = structuredClone(this.scenario);
    setPath(trial, path, value);
    checkScenario(trial);
    setPath(this.scenario, path, value);
    this.therapy.reschedule(this.hours);
    if (parameter?.group === 'Treatment') {
      this.story.changed(
        this.hours,
        `${parameter.label.toLowerCase()} (${path})`,
        `${shown(value)} ${parameter.unit}`.trim(),
      );
    }
    if (this.stoppedBy === 'time' || this.stoppedBy === 'cells') {
      this.stoppedBy = null;
      this.ended = null;
      this.settle();
    }
  }

  private get outputSteps(): number {
    return Math.max(1, Math.ceil(this.scenario.outputEveryHours / this.scenario.stepHours - ROUNDING));
  }

  private stepAt(hours: number): number {
    return Math.ceil(hours / this.scenario.stepHours - ROUNDING);
  }

  private get endStep(): number {
    const { untilDays, stop } = this.scenario;
    let hours = untilDays * 24;
    if (stop.daysAfterTreatment > 0 && this.treatmentStartHours !== null) {
      hours = Math.min(hours, this.treatmentStartHours + stop.daysAfterTreatment * 24);
    }
    return this.stepAt(hours);
  }

  /** Step at which treatment begins by the calendar; Infinity when it begins otherwise or has begun. */
  private get calendarStep(): number {
    const { begin, onDay } = this.scenario.treatment;
    return begin === 'day' && this.treatmentStartHours === null ? this.stepAt(onDay * 24) : Infinity;
  }

  /** The next step at which something other than cells must be attended to. */
  private nextStop(): number {
    const output = (Math.floor(this.steps / this.outputSteps) + 1) * this.outputSteps;
    return Math.max(this.steps + 1, Math.min(output, this.endStep, this.calendarStep));
  }

  private stepsPerClock(): number {
    const perStep = this.nanosecondsPerCellStep * Math.max(500, this.cells);
    return Math.max(1, Math.floor((CLOCK_MILLISECONDS * 1e6) / perStep));
  }

  /** Number of live cells that must not be stepped past. */
  private get cellLimit(): number {
    const { treatment, stop, untilCells } = this.scenario;
    let limit = untilCells > 0 ? untilCells : Infinity;
    if (this.treatmentStartHours === null) {
      if (treatment.begin === 'size') limit = Math.min(limit, treatment.atCells);
    } else if (stop.relapseCells > 0) {
      limit = Math.min(limit, this.relapseLimit);
    }
    return limit;
  }

  private get relapseLimit(): number {
    return this.responded ? this.scenario.stop.relapseCells : 2 * this.scenario.stop.relapseCells;
  }

  private run(steps: number): void {
    const before = this.therapy.save();
    const { stepHours } = this.scenario;
    const first = this.steps;
    for (let row = 0; row < steps; row++) {
      this.therapy.fill(this.environment, row, (first + row) * stepHours, (first + row + 1) * stepHours);
    }
    const cellSteps = this.kernel.cellSteps;
    const startedAt = performance.now();
    const environment = this.environment.subarray(0, steps * ENVIRONMENT_STRIDE);
    const advance = this.kernel.advance(environment, this.cellLimit);
    const done = this.kernel.cellSteps - cellSteps;
    if (done > 10_000) this.nanosecondsPerCellStep = ((performance.now() - startedAt) * 1e6) / done;
    if (advance.steps < steps) {
      this.therapy.restore(before);
      for (let row = 0; row < advance.steps; row++) {
        this.therapy.fill(this.environment, row, (first + row) * stepHours, (first + row + 1) * stepHours);
      }
    }
    this.markDoses();
    if (advance.reason === 'memory') {
      this.story.memoryFull(this.hours, this.cells);
      this.end(
        'memory',
        `Memory is full at ${cells(this.cells)} on day ${days(this.hours)}; everything so far is kept.`,
      );
      return;
    }
    this.settle();
  }

  /** Everything that follows from the state after a step: extinction, beginnings, ends, records. */
  private settle(): void {
    if (this.cells === 0) {
      if (!this.refound()) return;
    }
    const { treatment, untilCells, stop } = this.scenario;
    const bySize = treatment.begin === 'size' && this.cells >= treatment.atCells;
    if (this.treatmentStartHours === null && (bySize || this.steps >= this.calendarStep)) {
      this.beginTreatment(bySize ? this.hours : treatment.onDay * 24);
    }
    if (this.steps % this.outputSteps === 0) this.record(false);
    if (untilCells > 0 && this.cells >= untilCells) {
      this.end('cells', `The tumour reached ${cells(this.cells)} on day ${days(this.hours)}.`);
    } else if (
      this.treatmentStartHours !== null &&
      stop.relapseCells > 0 &&
      this.cells >= this.relapseLimit
    ) {
      this.end('cells', this.relapseSentence(this.treatmentStartHours));
    } else if (this.steps >= this.endStep) {
      this.end('time', `The run reached its last day, ${days(this.hours)}, with ${cells(this.cells)}.`);
    }
  }

  /** After the last cell: new founders before treatment, else the end. Returns whether the run goes on. */
  private refound(): boolean {
    if (this.treatmentStartHours === null && !this.dosed && this.scenario.tumour.refound) {
      for (const founder of founderModels(this.scenario)) this.kernel.found(founder);
      this.story.refound();
      return true;
    }
    this.story.extinct(this.hours);
    this.end('extinct', this.story.entries.at(-1)?.text ?? '');
    return false;
  }

  private relapseSentence(startHours: number): string {
    const after = dayCount(this.hours - startHours);
    return this.responded
      ? `Relapse to ${cells(this.cells)} on day ${days(this.hours)}, ${after} after treatment began.`
      : `The tumour grew through treatment to ${cells(this.cells)} on day ${days(this.hours)}, ${after} after it began.`;
  }

  private beginTreatment(hours: number): void {
    this.treatmentStartHours = hours;
    this.treatmentStartCells = this.cells;
    this.therapy.begin(hours);
    this.record(true);
    this.story.treatmentBegins(hours, this.cells);
  }

  private record(always: boolean): void {
    if (this.recorder.lastHours === this.hours) return;
    const seen = this.kernel.observe();
    this.observation = seen;
    this.recorder.add(this.hours, seen, this.plasmaNow, this.inhibitorNow, always);
    if (this.treatmentStartHours !== null && !this.responded) {
      const reference = this.scenario.stop.relapseCells || this.treatmentStartCells;
      this.responded = seen.cells < 0.5 * reference;
    }
    this.story.look(this.hours, seen);
  }

  private end(by: StoppedBy, sentence: string): void {
    this.record(true);
    this.stoppedBy = by;
    this.ended = sentence;
  }

  /** Turns doses given since the last look into marks, and tells of the last of a course. */
  private markDoses(): void {
    [...this.therapy.drugs, this.therapy.inhibitor].forEach((dosing, index) => {
      if (dosing === null) return;
      const drug = index < this.therapy.drugs.length ? index : -1;
      const agent = drug === -1 ? this.scenario.inhibitor : this.scenario.drugs[drug];
      const name = agent?.name ?? '';
      for (const dose of dosing.doses.splice(0)) {
        this.marks.push(this.mark(dose, drug, name));
        if (dose.last && agent !== null && agent !== undefined) {
          this.story.lastDose(dose.start, name, agent.schedule.doses);
        }
      }
    });
  }

  private mark(dose: GivenDose, drug: number, label: string): Mark {
    const end = Math.min(dose.end, Math.max(dose.start, this.scenario.untilDays * 24));
    return { from: dose.start / 24, to: end / 24, drug, label };
  }
}
