/**
 * A patient: compartments of cells, plasma kinetics, treatment rules, and a record of what happened. What a run
 * gives depends on the scenario alone, never on how it is cut into calls of `advance`.
 */

import { compartmentPlans } from '../compile/compartments';
import type { CompartmentKernel } from '../kernel/compartmentKernel';
import { KernelGroup } from '../kernel/group';
import type { Observation } from '../kernel/observation';
import type { Scenario } from '../scenario/scenario';
import type { Compartment } from './compartment';
import { Lines } from './lines';
import { type BloodNews, followBlood } from './marrow';
import { lastDay, memoryFull, relapsed, sizeReached } from './outcome/endings';
import type { ResponseState } from './outcome/response';
import { type Parts, partsOf, restoreParts, saveParts } from './parts';
import type { Mark } from './record/course';
import type { Recorder } from './record/recorder';
import type { PatientState } from './saved/snapshot';
import { CHUNK_STEPS } from './step/strides';
import type { Told } from './story/agentStory';
import type { ChronicleEntry } from './story/entry';
import { change, doseNow, doWhatWaits, type Handled } from './treatment/hands';

export type StoppedBy = 'time' | 'cells' | 'extinct' | 'memory';

/** How far one call of `advance` may go; all limits given apply. */
export interface AdvanceLimit {
  steps?: number;
  untilHours?: number;
  milliseconds?: number;
}

export class Patient implements Handled {
  /** As it was begun, with what was done by hand since then at its times: run again it gives this run. */
  readonly scenario: Scenario;
  readonly group: KernelGroup;
  /** Steps done. */
  steps = 0;
  stoppedBy: StoppedBy | null = null;
  /** Why the run ended, in one sentence; null while it can go on. */
  ended: string | null = null;

  /** Of the line that lives. */
  parts!: Parts;
  private readonly lines: Lines;
  /** Cells of each compartment after the step that is judged. */
  private counts!: number[];
  private dosed = false;

  /**
   * @param host a kernel for each compartment of the scenario
   * @param saved what {@link save} gave when the kernels were in the state they are in now; without it the run begins
   * @throws ScenarioError when the founders do not fit in a kernel's memory.
   */
  constructor(scenario: Scenario, host: CompartmentKernel | KernelGroup, saved?: PatientState) {
    this.scenario = structuredClone(scenario);
    this.group = host instanceof KernelGroup ? host : KernelGroup.of(host);
    const { length } = compartmentPlans(this.scenario);
    if (this.group.size !== length) {
      throw new RangeError(`host: ${this.group.size} kernels for ${length} compartments.`);
    }
    this.lines = new Lines(saved?.lines.slice() ?? Array<number>(length).fill(0));
    this.begin(saved);
  }

  /** Day 0, or what was saved. */
  private begin(saved?: PatientState): void {
    this.parts = partsOf(this.scenario, this.group, this.lines, saved, this.parts);
    this.steps = 0;
    if (saved === undefined) {
      for (const compartment of this.compartments) compartment.found();
    } else this.restore(saved);
    this.counts = this.compartments.map(({ cells }) => cells);
    this.parts.records.look(this.steps);
    if (saved === undefined) this.attend();
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
  get treatmentStartHours(): number | null {
    return this.parts.judgement.startHours;
  }
  /** Response to treatment as of the last step; null before treatment. */
  get response(): ResponseState | null {
    return this.parts.judgement.response;
  }
  /** Lines that died out and were founded again before those that live; with each the clock began anew. */
  get linesBefore(): number {
    return this.lines.before;
  }
  /** The scenario with every change until now. */
  get current(): Scenario {
    return this.parts.current;
  }
  get compartments(): readonly Compartment[] {
    return this.parts.compartments;
  }
  /** Of the tumour in all its compartments. */
  get recorder(): Recorder {
    return this.parts.records.recorder;
  }
  get marks(): Mark[] {
    return this.parts.records.marks;
  }
  /** The last observation recorded, of the tumour as a whole; {@link observe} makes a fresh one. */
  get observation(): Observation {
    return this.parts.records.observation;
  }
  /** Everything told so far, in order of time. */
  get chronicle(): readonly ChronicleEntry[] {
    return this.parts.story.entries;
  }
  /** The same with repeats in one line, as a person reads it. */
  get narrative(): readonly ChronicleEntry[] {
    return this.parts.story.narrative;
  }
  /** Drug levels that cells see now, µM. */
  get plasmaNow(): number[] {
    return this.parts.therapy.plasmaAt(this.hours);
  }
  get inhibitorNow(): number {
    return this.parts.therapy.inhibitorAt(this.hours);
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
    const { steps, dosed, stoppedBy, ended } = this;
    const lines = this.lines.diedOut.slice();
    return { ...{ steps, dosed, stoppedBy, ended, lines }, ...saveParts(this.parts) };
  }

  private restore(saved: PatientState): void {
    this.steps = saved.steps;
    this.dosed = saved.dosed;
    this.stoppedBy = saved.stoppedBy;
    this.ended = saved.ended;
    restoreParts(this.parts, saved);
  }

  private get several(): boolean {
    return this.compartments.length > 1;
  }

  advance(limit: AdvanceLimit): void {
    const beganAt = performance.now();
    let left = limit.steps ?? Infinity;
    while (!this.done && left > 0) {
      const until = limit.untilHours === undefined ? Infinity : this.parts.clock.lastStepBy(limit.untilHours);
      const lastStep = Math.min(this.steps + left, until);
      if (this.steps >= lastStep) return;
      const stop = Math.min(
        this.parts.clock.nextStop(this.steps, this.treatmentStartHours),
        this.parts.byHand.nextStep,
        this.parts.story.hasChanges ? this.parts.clock.nextControl(this.steps) : Infinity,
        // The first step alone: it solves what the first row tells of oxygen.
        this.steps + (this.steps === 0 && this.breathes ? 1 : CHUNK_STEPS),
      );
      let chunk = Math.min(lastStep, stop) - this.steps;
      if (limit.milliseconds !== undefined) chunk = Math.min(chunk, this.parts.strides.stepsPerClock);
      left -= this.run(chunk);
      if (limit.milliseconds !== undefined && performance.now() - beganAt >= limit.milliseconds) return;
    }
  }

  /** One dose of a drug (by index; -1: the inhibitor) now, beside its schedule; the scenario takes note of it. */
  doseNow(drug: number): void {
    doseNow(this, drug);
  }

  /**
   * Changes a value of the running patient that acts at once (schedule, treatment, ends); the scenario takes note of
   * it.
   * @throws ScenarioError on a value that does not fit, would need a restart or acts on what has happened; nothing is
   *   changed then.
   */
  change(path: string, value: unknown): void {
    change(this, path, value);
  }

  dosedByHand(): void {
    this.dosed = true;
    for (const told of this.markDoses(this.hours)) this.parts.story.course(told);
  }

  changedByHand(): void {
    if (this.stoppedBy === 'time' || this.stoppedBy === 'cells') {
      this.stoppedBy = null;
      this.ended = null;
    }
    // At once, so that what is done next at this step meets the same patient whenever it is done.
    if (this.done || !this.parts.clock.isControl(this.steps, this.treatmentStartHours)) return;
    this.beginWhereDue();
    if (this.cells === 0) this.settle();
    else this.judgeSize();
  }

  /** Returns how many steps were made, which a limit on the cells may cut short. */
  private run(steps: number): number {
    const passed = this.parts.strides.make(
      this.steps,
      steps,
      this.parts.judgement.stops(this.parts.story.hasRelapsed),
    );
    if (this.steps === 0 && passed === 1 && this.breathes) this.parts.records.completeFirstRow();
    this.follow(passed);
    this.attend();
    return passed;
  }

  /** Takes note of each of the steps that have been made. */
  private follow(passed: number): void {
    this.parts.story.read();
    const courses = this.markDoses((this.steps + passed) * this.scenario.stepHours);
    const bloodNews = followBlood(this.compartments);
    for (let row = 0; row < passed; row++) {
      this.steps++;
      for (const [index, compartment] of this.compartments.entries()) {
        this.counts[index] = compartment.cellsAfter(row);
      }
      // What begins with a step is told before that step's end, wherever the run pauses.
      while ((courses[0]?.hours ?? Infinity) < this.hours) this.parts.story.course(courses.shift() as Told);
      while ((bloodNews[0]?.step ?? Infinity) <= this.steps) {
        this.parts.story.bloodCount(this.hours, bloodNews.shift() as BloodNews);
      }
      this.judge();
    }
    for (const told of courses) this.parts.story.course(told);
  }

  private judge(): void {
    let live = 0;
    for (const [index, { isTumour }] of this.compartments.entries()) {
      if (isTumour) live += this.counts[index]!;
    }
    this.parts.judgement.follow(this.hours, live);
    this.parts.story.follow(this.steps, this.hours, live, this.counts);
  }

  /** Environment of the step that begins now, as the cells of a compartment meet it; leaves no trace. */
  environmentOf(compartment: Compartment): Float32Array {
    return this.parts.strides.environmentOf(compartment, this.steps);
  }

  /** What happens between two steps. */
  private attend(): void {
    const { linesBefore } = this;
    if (this.parts.clock.isControl(this.steps, this.treatmentStartHours)) this.settle();
    // A new line has been attended to on its own day 0.
    if (this.linesBefore > linesBefore) return;
    if (this.parts.clock.nextControl(this.steps - 1) === this.steps) this.parts.story.tellChanges();
    if (!this.done && this.parts.clock.isLook(this.steps)) this.tellLook();
    if (!this.done && this.parts.clock.isOutput(this.steps)) this.record(false);
    doWhatWaits(this);
  }

  /** Everything that follows from the state at a control time: extinction, beginnings, rules, ends. */
  private settle(): void {
    const full = this.compartments.find((compartment) => compartment.full);
    if (full !== undefined) {
      const hours = full.kernel.steps * this.scenario.stepHours;
      this.parts.story.memoryFull(hours, full);
      this.end('memory', memoryFull(hours, full.cells, this.several ? full.name : ''));
      return;
    }
    const empty = this.compartments.filter((compartment) => compartment.cells === 0);
    if (empty.length > 0) {
      if (this.foundAgain(empty)) return;
      this.parts.story.extinct(empty);
    }
    if (this.cells === 0) {
      this.end('extinct', this.parts.story.ending);
      return;
    }
    this.beginWhereDue();
    if (this.parts.clock.isRuleStep(this.steps, this.treatmentStartHours)) this.followRules();
    // An operation may have taken the last cells.
    if (this.cells === 0) this.settle();
    else this.judgeSize();
  }

  private beginWhereDue(): void {
    const { treatment } = this.current;
    const bySize = treatment.begin === 'size' && this.cells >= treatment.atCells;
    if (this.treatmentStartHours === null && (bySize || this.steps >= this.parts.clock.calendarStep(null))) {
      // A day that has passed by when it is named is now.
      const day = treatment.onDay * 24;
      this.beginTreatment(!bySize && this.parts.clock.stepAt(day) === this.steps ? day : this.hours);
    }
  }

  private judgeSize(): void {
    this.parts.judgement.follow(this.hours, this.cells);
    if (this.parts.judgement.isBack(this.cells)) this.parts.story.relapse(this.hours, this.cells);
    const { untilCells } = this.current;
    if (untilCells > 0 && this.cells >= untilCells) {
      this.end('cells', sizeReached(this.hours, this.cells));
    } else if (this.treatmentStartHours !== null && this.cells >= this.parts.judgement.endCells) {
      const { fallen } = this.parts.judgement;
      this.end('cells', relapsed(this.hours, this.cells, this.treatmentStartHours, fallen));
    } else if (this.steps >= this.parts.clock.endStep(this.treatmentStartHours)) {
      this.end('time', lastDay(this.hours, this.cells));
    }
  }

  /**
   * Before treatment a line that died out is followed by another, with random numbers of its own, and the clock begins
   * with it: compartments whose lines live repeat what they have done. Whether that was so.
   */
  private foundAgain(empty: readonly Compartment[]): boolean {
    if (this.treatmentStartHours !== null || this.dosed || !this.current.tumour.refound) return false;
    if (!this.lines.follow(this.compartments, empty)) return false;
    this.begin();
    return true;
  }

  private beginTreatment(hours: number): void {
    this.parts.judgement.begin(hours, this.cells);
    this.parts.therapy.begin(hours);
    this.record(true);
    this.parts.story.treatmentBegins(hours, this.cells, this.parts.conduct.given);
    if (this.current.rules.length > 0) this.followRules();
  }

  private followRules(): void {
    if (this.treatmentStartHours === null) return;
    const before = this.cells;
    const orders = this.parts.conduct.attend(
      this.hours,
      this.treatmentStartHours,
      this.parts.judgement.startCells,
    );
    for (const order of orders) this.parts.story.ordered(this.hours, order);
    if (!orders.some(({ kind }) => kind === 'resect')) return;
    // Cells were taken away since the step was judged.
    this.parts.records.outdate();
    this.counts = this.compartments.map(({ cells }) => cells);
    if (this.cells !== before) this.judge();
  }

  /** The tumour as a whole, from what {@link observe} gives. */
  together(parts: readonly Observation[]): Observation {
    return this.parts.records.together(parts);
  }

  private tellLook(): void {
    const isTissue = this.compartments.some(({ plan }) => plan.model.tissue !== undefined);
    const tissue =
      isTissue && this.parts.story.watchesTissue
        ? (this.parts.records.refresh(this.steps).tissue ?? null)
        : null;
    this.parts.story.look(this.hours, this.cells, tissue);
  }

  private record(always: boolean): void {
    if (this.recorder.lastHours === this.hours) return;
    const { steps, hours, plasmaNow: plasma, inhibitorNow: inhibitor } = this;
    this.parts.records.record({ steps, hours, plasma, inhibitor }, always);
  }

  /** Whether the cells of any compartment breathe. */
  private get breathes(): boolean {
    return this.scenario.tumour.tissue?.oxygen.present === true;
  }

  private end(by: StoppedBy, sentence: string): void {
    this.record(true);
    this.parts.records.refresh(this.steps);
    this.parts.story.tellChanges();
    this.tellLook();
    this.stoppedBy = by;
    this.ended = sentence;
  }

  /** Doses given since the last look; returns what became of the drugs by then, in the order of time. */
  private markDoses(until: number): Told[] {
    return this.parts.story.given(until, this.parts.records.markDoses(this.parts.therapy, this.current));
  }
}
