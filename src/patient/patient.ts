/**
 * A patient: compartments of cells, plasma kinetics, treatment rules, and a record of what happened. What a run
 * gives depends on the scenario alone, never on how it is cut into calls of `advance`.
 */

import { KernelGroup } from '../kernel/group';
import { type Advance, type CompartmentKernel, ENVIRONMENT_STRIDE, type Observation } from '../kernel/model';
import { checkScenario } from '../scenario/check';
import { compartmentPlans } from '../scenario/compartments';
import { shown } from '../scenario/complete';
import { ScenarioError } from '../scenario/error';
import { parameterAt, setPath } from '../scenario/path';
import type { Scenario } from '../scenario/scenario';
import type { ChronicleEntry, Mark } from '../worker/protocol';
import { Chronicle } from './chronicle';
import { Clock } from './clock';
import { Compartment, type CompartmentState } from './compartment';
import { Conduct } from './conduct';
import { lastDay, memoryFull, relapsed, sizeReached } from './endings';
import { takeMarks } from './marks';
import { countBlood } from './marrow';
import { merged } from './merge';
import { Recorder } from './recorder';
import { beginResponse, followResponse, type ResponseState } from './response';
import type { PatientState } from './snapshot';
import { Therapy } from './therapy';
import { fieldCount, mergedRows } from './tissueRow';
import { days } from './words';

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

export class Patient {
  readonly scenario: Scenario;
  readonly group: KernelGroup;
  readonly compartments: readonly Compartment[];
  /** Of the tumour in all its compartments. */
  readonly recorder: Recorder;
  readonly marks: Mark[] = [];
  /** The last observation recorded, of the tumour as a whole; {@link observe} makes a fresh one. */
  observation: Observation;
  /** Steps done. */
  steps = 0;
  stoppedBy: StoppedBy | null = null;
  /** Why the run ended, in one sentence; null while it can go on. */
  ended: string | null = null;
  treatmentStartHours: number | null = null;
  /** Response to treatment as of the last output; null before treatment. */
  response: ResponseState | null = null;

  private readonly clock: Clock;
  private readonly therapy: Therapy;
  private readonly conduct: Conduct;
  private readonly story: Chronicle;
  private readonly environment = new Float32Array(CHUNK_STEPS * ENVIRONMENT_STRIDE);
  private treatmentStartCells = 0;
  private responded = false;
  private dosed = false;
  private nanosecondsPerCellStep = 20;

  /**
   * @param host a kernel for each compartment of the scenario
   * @param saved what {@link save} gave when the kernels were in the state they are in now; without it the run begins
   * @throws ScenarioError when the founders do not fit in a kernel's memory.
   */
  constructor(scenario: Scenario, host: CompartmentKernel | KernelGroup, saved?: PatientState) {
    this.scenario = structuredClone(scenario);
    this.group = host instanceof KernelGroup ? host : KernelGroup.of(host);
    const plans = compartmentPlans(this.scenario);
    const { kernels } = this.group;
    if (kernels.length !== plans.length) {
      throw new RangeError(`host: ${kernels.length} kernels for ${plans.length} compartments.`);
    }
    this.compartments = plans.map(
      (plan, index) => new Compartment(plan, kernels[index] as CompartmentKernel),
    );
    const [first] = this.compartments as [Compartment];
    this.clock = new Clock(this.scenario, this.several);
    this.therapy = new Therapy(this.scenario);
    this.conduct = new Conduct(this.scenario, this.therapy, this.compartments);
    this.recorder = this.several
      ? new Recorder(this.scenario.drugs.length, fieldCount(first.plan.model))
      : first.recorder;
    this.story = new Chronicle(this.scenario, this.compartments);
    if (saved === undefined) {
      for (const compartment of this.compartments) compartment.found();
    } else this.restore(saved);
    this.observation = this.look();
    if (saved === undefined) this.settle();
  }

  get done(): boolean {
    return this.stoppedBy !== null;
  }
  get hours(): number {
    return this.steps * this.scenario.stepHours;
  }
  /** Cells of the tumour in all its compartments; marrow is none of it. */
  get cells(): number {
    return this.tumours.reduce((sum, { cells }) => sum + cells, 0);
  }
  get tumours(): Compartment[] {
    return this.compartments.filter(({ isTumour }) => isTumour);
  }
  /** Everything told so far, in order of time. */
  get chronicle(): readonly ChronicleEntry[] {
    return this.story.entries;
  }
  /** The same with repeats in one line, as a person reads it. */
  get narrative(): readonly ChronicleEntry[] {
    return this.story.narrative;
  }
  /** Drug levels that cells see now, µM. */
  get plasmaNow(): number[] {
    return this.therapy.plasmaAt(this.hours);
  }
  get inhibitorNow(): number {
    return this.therapy.inhibitorAt(this.hours);
  }

  hash(): string {
    return this.group.hash();
  }

  /** The cells of each compartment as they are now; leaves no trace in the record or the state. */
  observe(): Observation[] {
    return this.group.observe();
  }

  /** Everything but the cells, which the kernels keep; see snapshot.ts. */
  save(): PatientState {
    const { steps, treatmentStartHours, treatmentStartCells, responded, dosed, stoppedBy, ended } = this;
    return {
      ...{ steps, treatmentStartHours, treatmentStartCells, responded, dosed, stoppedBy, ended },
      therapy: this.therapy.save(),
      story: this.story.save(),
      record: this.several ? this.recorder.save() : null,
      compartments: this.compartments.map((compartment) => compartment.save()),
      marks: this.marks.slice(),
      rules: this.scenario.rules.length > 0 ? this.conduct.save() : null,
      response: this.response,
    };
  }

  private restore(saved: PatientState): void {
    this.steps = saved.steps;
    this.treatmentStartHours = saved.treatmentStartHours;
    this.treatmentStartCells = saved.treatmentStartCells;
    this.responded = saved.responded;
    this.dosed = saved.dosed;
    this.stoppedBy = saved.stoppedBy;
    this.ended = saved.ended;
    this.therapy.restore(saved.therapy);
    this.story.restore(saved.story);
    if (saved.record !== null) this.recorder.restore(saved.record);
    this.compartments.forEach((compartment, index) => {
      compartment.restore(saved.compartments[index] as CompartmentState);
    });
    this.marks.push(...saved.marks);
    if (saved.rules !== null) this.conduct.restore(saved.rules);
    this.response = saved.response;
  }

  private get several(): boolean {
    return this.compartments.length > 1;
  }

  advance(limit: AdvanceLimit): void {
    const beganAt = performance.now();
    const lastStep = Math.min(
      this.steps + (limit.steps ?? Infinity),
      limit.untilHours === undefined ? Infinity : this.clock.lastStepBy(limit.untilHours),
    );
    while (!this.done && this.steps < lastStep) {
      let chunk = Math.min(lastStep, this.clock.nextStop(this.steps, this.treatmentStartHours)) - this.steps;
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
    if (parameter?.group === 'Treatment') this.story.changed(this.hours, path, parameter, value);
    if (this.stoppedBy === 'time' || this.stoppedBy === 'cells') {
      this.stoppedBy = null;
      this.ended = null;
      this.settle();
    }
  }

  private stepsPerClock(): number {
    const perStep = this.nanosecondsPerCellStep * Math.max(500, this.group.cells);
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
    this.fill(steps);
    const cellSteps = this.group.cellSteps;
    const startedAt = performance.now();
    const passed = this.pass(steps);
    const done = this.group.cellSteps - cellSteps;
    if (done > 10_000) this.nanosecondsPerCellStep = ((performance.now() - startedAt) * 1e6) / done;
    if (passed < steps) {
      this.therapy.restore(before);
      this.fill(passed);
    }
    this.steps += passed;
    this.markDoses();
    if (this.clock.isControl(this.steps, this.treatmentStartHours)) this.settle();
  }

  /** Environment of the step that begins now, as the cells of a compartment meet it; leaves no trace. */
  environmentOf(compartment: Compartment): Float32Array {
    const before = this.therapy.save();
    this.fill(1);
    this.therapy.restore(before);
    return compartment.seen(this.environment.subarray(0, ENVIRONMENT_STRIDE)).slice();
  }

  /** The environment of the next steps. */
  private fill(steps: number): void {
    const { stepHours } = this.scenario;
    for (let row = 0; row < steps; row++) {
      const from = (this.steps + row) * stepHours;
      this.therapy.fill(this.environment, row, from, (this.steps + row + 1) * stepHours);
    }
  }

  /**
   * Advances all compartments. One alone stops where a limit says; several all pass the steps asked for, those that
   * stand empty as well, and wait for each other at control times.
   */
  private pass(steps: number): number {
    const environment = this.environment.subarray(0, steps * ENVIRONMENT_STRIDE);
    const limit = this.several ? Infinity : this.cellLimit;
    const advances = this.group.advance(
      this.compartments.map((compartment) => compartment.leg(environment, limit)),
    );
    this.compartments.forEach((compartment, index) => {
      compartment.passed(advances[index] as Advance);
      if (this.several) compartment.idleUntil(this.steps + steps);
    });
    return this.several ? steps : (advances[0] as Advance).steps;
  }

  /** Everything that follows from the state at a control time: extinction, beginnings, ends, records. */
  private settle(): void {
    const full = this.compartments.find((compartment) => compartment.full);
    if (full !== undefined) {
      const hours = full.kernel.steps * this.scenario.stepHours;
      this.story.memoryFull(hours, full);
      this.end('memory', memoryFull(hours, full.cells, this.several ? full.name : ''));
      return;
    }
    const empty = this.compartments.filter((compartment) => compartment.cells === 0);
    for (const told of countBlood(this.hours, this.compartments)) this.story.bloodCount(this.hours, told);
    if (empty.length > 0) this.attendTo(empty);
    if (this.cells === 0) {
      this.end('extinct', this.story.ending);
      return;
    }
    const { treatment, untilCells, stop } = this.scenario;
    const bySize = treatment.begin === 'size' && this.cells >= treatment.atCells;
    const calendarStep = this.clock.calendarStep(this.treatmentStartHours);
    if (this.treatmentStartHours === null && (bySize || this.steps >= calendarStep)) {
      this.beginTreatment(bySize ? this.hours : treatment.onDay * 24);
    }
    if (this.clock.isRuleStep(this.steps, this.treatmentStartHours)) this.followRules();
    // An operation may have taken the last cells.
    if (this.cells === 0) {
      this.settle();
      return;
    }
    if (this.clock.isOutput(this.steps)) this.record(false);
    if (untilCells > 0 && this.cells >= untilCells) {
      this.end('cells', sizeReached(this.hours, this.cells));
    } else if (
      this.treatmentStartHours !== null &&
      stop.relapseCells > 0 &&
      this.cells >= this.relapseLimit
    ) {
      this.end('cells', relapsed(this.hours, this.cells, this.treatmentStartHours, this.responded));
    } else if (this.steps >= this.clock.endStep(this.treatmentStartHours)) {
      this.end('time', lastDay(this.hours, this.cells));
    }
  }

  /** After the last cell of a compartment: new founders before treatment, else its end. */
  private attendTo(empty: readonly Compartment[]): void {
    if (this.treatmentStartHours === null && !this.dosed && this.scenario.tumour.refound) {
      for (const compartment of empty.filter(({ isTumour }) => isTumour)) {
        compartment.foundAgain();
        this.story.refound();
      }
    }
    this.story.extinct(empty.filter(({ cells }) => cells === 0));
  }

  private beginTreatment(hours: number): void {
    this.treatmentStartHours = hours;
    this.treatmentStartCells = this.cells;
    this.therapy.begin(hours);
    this.response = beginResponse(hours, this.cells);
    this.record(true);
    this.story.treatmentBegins(hours, this.cells, this.conduct.given);
    if (this.scenario.rules.length > 0) this.followRules();
  }

  private followRules(): void {
    if (this.treatmentStartHours === null) return;
    const orders = this.conduct.attend(this.hours, this.treatmentStartHours, this.treatmentStartCells);
    for (const order of orders) this.story.ordered(this.hours, order);
  }

  /** The tumour as a whole, from what {@link observe} gives. */
  together(parts: readonly Observation[]): Observation {
    return merged(parts.filter((_, index) => this.compartments[index]?.isTumour));
  }

  /** Observes every compartment; returns the tumour as a whole. */
  private look(): Observation {
    const parts = this.group.observe();
    this.compartments.forEach((compartment, index) => {
      compartment.observation = parts[index] as Observation;
    });
    return this.together(parts);
  }

  private record(always: boolean): void {
    if (this.recorder.lastHours === this.hours) return;
    const seen = this.look();
    this.observation = seen;
    const { hours, plasmaNow, inhibitorNow } = this;
    const tissues = this.compartments.map(({ recorder, observation, tissueRow }) => {
      recorder.add(hours, observation, plasmaNow, inhibitorNow, always, tissueRow);
      return tissueRow;
    });
    if (this.several) {
      this.recorder.add(hours, seen, plasmaNow, inhibitorNow, always, mergedRows(tissues));
    }
    if (this.treatmentStartHours !== null && !this.responded) {
      const reference = this.scenario.stop.relapseCells || this.treatmentStartCells;
      this.responded = seen.cells < 0.5 * reference;
    }
    if (this.response !== null) {
      this.response = followResponse(this.response, this.scenario.response, hours, seen.cells);
    }
    this.story.look(this.hours, seen);
  }

  private end(by: StoppedBy, sentence: string): void {
    this.record(true);
    this.stoppedBy = by;
    this.ended = sentence;
  }

  private markDoses(): void {
    const marks = takeMarks(this.therapy, this.scenario, (...given) =>
      this.story.given(this.hours, ...given),
    );
    this.marks.push(...marks);
  }
}
