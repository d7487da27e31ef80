/**
 * A patient: compartments of cells, plasma kinetics, treatment rules, and a record of what happened. What a run
 * gives depends on the scenario alone, never on how it is cut into calls of `advance`.
 */

import { compartmentPlans, MOST_LINES } from '../compile/compartments';
import { KernelGroup } from '../kernel/group';
import { type Advance, type CompartmentKernel, ENVIRONMENT_STRIDE, type Observation } from '../kernel/model';
import { checkScenario } from '../scenario/checks/scenario';
import { shown } from '../scenario/complete';
import type { ParameterValue } from '../scenario/description/tree';
import { parameterAt } from '../scenario/parameters';
import { getPath, setPath } from '../scenario/path';
import type { Scenario } from '../scenario/scenario';
import { ScenarioError } from '../scenario/words/error';
import { Clock } from './clock';
import { Compartment, type CompartmentState } from './compartment';
import { type BloodNews, followBlood } from './marrow';
import { lastDay, memoryFull, relapsed, sizeReached } from './outcome/endings';
import { Judgement } from './outcome/judgement';
import type { ResponseState } from './outcome/response';
import type { Mark } from './record/course';
import { MarkThinner, takeMarks } from './record/marks';
import { merged } from './record/merge';
import { Recorder } from './record/recorder';
import { fieldCount, mergedRows, tissueRow } from './record/tissueRow';
import type { PatientState } from './saved/snapshot';
import type { Told } from './story/agentStory';
import { Chronicle } from './story/chronicle';
import type { ChronicleEntry } from './story/entry';
import { ByHand } from './treatment/byHand';
import { Conduct } from './treatment/conduct';
import { Therapy } from './treatment/therapy';
import { tooLate } from './treatment/tooLate';

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
  /** As it was begun, with what was done by hand since then at its times: run again it gives this run. */
  readonly scenario: Scenario;
  readonly group: KernelGroup;
  /** The scenario with every change until now. */
  current!: Scenario;
  compartments!: readonly Compartment[];
  /** Of the tumour in all its compartments. */
  recorder!: Recorder;
  marks!: Mark[];
  /** The last observation recorded, of the tumour as a whole; {@link observe} makes a fresh one. */
  observation!: Observation;
  /** Steps done. */
  steps = 0;
  stoppedBy: StoppedBy | null = null;
  /** Why the run ended, in one sentence; null while it can go on. */
  ended: string | null = null;

  private clock!: Clock;
  private byHand!: ByHand;
  private therapy!: Therapy;
  private conduct!: Conduct;
  private story!: Chronicle;
  private judgement!: Judgement;
  private thinner!: MarkThinner;
  private readonly environment = new Float32Array(CHUNK_STEPS * ENVIRONMENT_STRIDE);
  /** Per compartment, lines that died out before the one that lives. */
  private readonly lines: number[];
  /** Cells of each compartment after the step that is judged. */
  private counts!: number[];
  /** Step that {@link observation} is of. */
  private observedStep = -1;
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
    const { length } = compartmentPlans(this.scenario);
    if (this.group.size !== length) {
      throw new RangeError(`host: ${this.group.size} kernels for ${length} compartments.`);
    }
    this.lines = saved?.lines.slice() ?? Array<number>(length).fill(0);
    this.begin(saved);
  }

  /** Day 0, or what was saved. */
  private begin(saved?: PatientState): void {
    const asBegun = { ...this.scenario, changes: [], dosesGiven: [] };
    this.current = structuredClone(saved?.current ?? asBegun);
    const plans = compartmentPlans(this.current, this.lines);
    this.compartments = plans.map(
      (plan, index) => new Compartment(plan, this.group.kernels[index] as CompartmentKernel),
    );
    const [first] = this.compartments as [Compartment];
    this.clock = new Clock(this.current, this.several);
    const stepAt = (hours: number) => this.clock.stepAt(hours);
    this.byHand = new ByHand(this.scenario, stepAt, this.linesBefore, saved?.doneByHand);
    this.therapy = new Therapy(this.current);
    this.conduct = new Conduct(this.current, this.therapy, this.compartments);
    this.judgement = new Judgement(this.current);
    this.recorder = this.several
      ? new Recorder(this.current.drugs.length, fieldCount(first.plan.model))
      : first.recorder;
    this.story = new Chronicle(this.current, this.compartments, this.linesBefore);
    this.marks = [];
    this.thinner = new MarkThinner();
    this.steps = 0;
    if (saved === undefined) {
      for (const compartment of this.compartments) compartment.found();
    } else this.restore(saved);
    this.counts = this.compartments.map(({ cells }) => cells);
    this.observation = this.look();
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
    return this.judgement.startHours;
  }
  /** Response to treatment as of the last step; null before treatment. */
  get response(): ResponseState | null {
    return this.judgement.response;
  }
  /** Lines that died out and were founded again before those that live; with each the clock began anew. */
  get linesBefore(): number {
    return this.lines.reduce((sum, count) => sum + count, 0);
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
    const { steps, dosed, stoppedBy, ended, current } = this;
    return {
      ...{ steps, dosed, stoppedBy, ended, current },
      lines: this.lines.slice(),
      doneByHand: this.byHand.done,
      judgement: this.judgement.save(),
      therapy: this.therapy.save(),
      story: this.story.save(),
      record: this.several ? this.recorder.save() : null,
      compartments: this.compartments.map((compartment) => compartment.save()),
      marks: this.marks.slice(),
      rules: this.current.rules.length > 0 ? this.conduct.save() : null,
    };
  }

  private restore(saved: PatientState): void {
    this.steps = saved.steps;
    this.dosed = saved.dosed;
    this.stoppedBy = saved.stoppedBy;
    this.ended = saved.ended;
    this.judgement.restore(saved.judgement);
    this.therapy.restore(saved.therapy);
    this.story.restore(saved.story);
    if (saved.record !== null) this.recorder.restore(saved.record);
    this.compartments.forEach((compartment, index) => {
      compartment.restore(saved.compartments[index] as CompartmentState);
    });
    this.mark(saved.marks);
    if (saved.rules !== null) this.conduct.restore(saved.rules);
  }

  private get several(): boolean {
    return this.compartments.length > 1;
  }

  advance(limit: AdvanceLimit): void {
    const beganAt = performance.now();
    let left = limit.steps ?? Infinity;
    while (!this.done && left > 0) {
      const until = limit.untilHours === undefined ? Infinity : this.clock.lastStepBy(limit.untilHours);
      const lastStep = Math.min(this.steps + left, until);
      if (this.steps >= lastStep) return;
      const stop = Math.min(
        this.clock.nextStop(this.steps, this.treatmentStartHours),
        this.byHand.nextStep,
        this.story.hasChanges ? this.clock.nextControl(this.steps) : Infinity,
        // The first step alone: it solves what the first row tells of oxygen.
        this.steps + (this.steps === 0 && this.breathes ? 1 : CHUNK_STEPS),
      );
      let chunk = Math.min(lastStep, stop) - this.steps;
      if (limit.milliseconds !== undefined) chunk = Math.min(chunk, this.stepsPerClock());
      left -= this.run(chunk);
      if (limit.milliseconds !== undefined && performance.now() - beganAt >= limit.milliseconds) return;
    }
  }

  /** One dose of a drug (by index; -1: the inhibitor) now, beside its schedule; the scenario takes note of it. */
  doseNow(drug: number): void {
    this.byHand.checkRoom('dosesGiven');
    this.byHand.enterDose(this.steps, this.hours, this.give(drug));
  }

  /**
   * Changes a value of the running patient that acts at once (schedule, treatment, ends); the scenario takes note of
   * it.
   * @throws ScenarioError on a value that does not fit, would need a restart or acts on what has happened; nothing is
   *   changed then.
   */
  change(path: string, value: unknown): void {
    this.byHand.checkRoom('changes');
    const taken = this.set(path, value);
    this.byHand.enterChange(this.steps, this.hours, path, taken);
  }

  /** What the scenario says was done by hand by now. */
  private doByHand(): void {
    for (let deed = this.byHand.take(this.steps); deed !== null; deed = this.byHand.take(this.steps)) {
      if (deed.kind === 'dose') {
        const { drug } = deed.dose;
        this.give(this.current.drugs.findIndex(({ name }) => name === drug));
        continue;
      }
      try {
        this.set(deed.change.path, deed.change.value);
      } catch (error) {
        if (!(error instanceof ScenarioError)) throw error;
        this.story.refused(this.hours, error.message);
      }
    }
  }

  /** Returns the drug's name. */
  private give(drug: number): string {
    this.therapy.doseNow(drug, this.hours);
    this.dosed = true;
    const agent = drug === -1 ? this.current.inhibitor : this.current.drugs[drug];
    this.story.extraDose(this.hours, agent?.name ?? '');
    for (const told of this.markDoses(this.hours)) this.story.course(told);
    return agent?.name ?? '';
  }

  /** Returns the value as it was taken. */
  private set(path: string, value: unknown): ParameterValue {
    const parameter = parameterAt(path);
    const trial = structuredClone(this.current);
    setPath(trial, path, value);
    if (parameter?.acts !== 'now' || getPath(this.current, path) === undefined) {
      throw new ScenarioError(`${path}: ${shown(value)} acts only after a restart.`);
    }
    checkScenario(trial);
    const taken = getPath(trial, path) as ParameterValue;
    const late = tooLate(path, Number(taken), trial, this.clock, this.steps, this.treatmentStartHours);
    if (late !== null) throw new ScenarioError(`${path}: ${shown(taken)} ${late}`);
    setPath(this.current, path, taken);
    this.therapy.reschedule(this.hours);
    if (parameter.group === 'Treatment') this.story.changed(this.hours, path, parameter, taken);
    if (this.stoppedBy === 'time' || this.stoppedBy === 'cells') {
      this.stoppedBy = null;
      this.ended = null;
    }
    // At once, so that what is done next at this step meets the same patient whenever it is done.
    if (!this.done && this.clock.isControl(this.steps, this.treatmentStartHours)) {
      this.beginWhereDue();
      if (this.cells === 0) this.settle();
      else this.judgeSize();
    }
    return taken;
  }

  private stepsPerClock(): number {
    const perStep = this.nanosecondsPerCellStep * Math.max(500, this.group.cells);
    return Math.max(1, Math.floor((CLOCK_MILLISECONDS * 1e6) / perStep));
  }

  /** Returns how many steps were made, which a limit on the cells may cut short. */
  private run(steps: number): number {
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
    if (this.steps === 0 && passed === 1 && this.breathes) this.completeFirstRow();
    this.follow(passed);
    this.attend();
    return passed;
  }

  /** Takes note of each of the steps that have been made. */
  private follow(passed: number): void {
    this.story.read();
    const courses = this.markDoses((this.steps + passed) * this.scenario.stepHours);
    const bloodNews = followBlood(this.compartments);
    for (let row = 0; row < passed; row++) {
      this.steps++;
      for (const [index, compartment] of this.compartments.entries()) {
        this.counts[index] = compartment.cellsAfter(row);
      }
      // What begins with a step is told before that step's end, wherever the run pauses.
      while ((courses[0]?.hours ?? Infinity) < this.hours) this.story.course(courses.shift() as Told);
      while ((bloodNews[0]?.step ?? Infinity) <= this.steps) {
        this.story.bloodCount(this.hours, bloodNews.shift() as BloodNews);
      }
      this.judge();
    }
    for (const told of courses) this.story.course(told);
  }

  private judge(): void {
    let live = 0;
    for (const [index, { isTumour }] of this.compartments.entries()) {
      if (isTumour) live += this.counts[index] as number;
    }
    this.judgement.follow(this.hours, live);
    this.story.follow(this.steps, this.hours, live, this.counts);
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
    const { above, below } = this.several
      ? { above: Infinity, below: 0 }
      : this.judgement.stops(this.story.hasRelapsed);
    const advances = this.group.advance(
      this.compartments.map((compartment) => compartment.leg(environment, above, below)),
    );
    this.compartments.forEach((compartment, index) => {
      compartment.passed(advances[index] as Advance);
      if (this.several) compartment.idleUntil(this.steps + steps);
    });
    return this.several ? steps : (advances[0] as Advance).steps;
  }

  /** What happens between two steps. */
  private attend(): void {
    const { linesBefore } = this;
    if (this.clock.isControl(this.steps, this.treatmentStartHours)) this.settle();
    // A new line has been attended to on its own day 0.
    if (this.linesBefore > linesBefore) return;
    if (this.clock.nextControl(this.steps - 1) === this.steps) this.story.tellChanges();
    if (!this.done && this.clock.isLook(this.steps)) this.tellLook();
    if (!this.done && this.clock.isOutput(this.steps)) this.record(false);
    this.doByHand();
  }

  /** Everything that follows from the state at a control time: extinction, beginnings, rules, ends. */
  private settle(): void {
    const full = this.compartments.find((compartment) => compartment.full);
    if (full !== undefined) {
      const hours = full.kernel.steps * this.scenario.stepHours;
      this.story.memoryFull(hours, full);
      this.end('memory', memoryFull(hours, full.cells, this.several ? full.name : ''));
      return;
    }
    const empty = this.compartments.filter((compartment) => compartment.cells === 0);
    if (empty.length > 0) {
      if (this.foundAgain(empty)) return;
      this.story.extinct(empty);
    }
    if (this.cells === 0) {
      this.end('extinct', this.story.ending);
      return;
    }
    this.beginWhereDue();
    if (this.clock.isRuleStep(this.steps, this.treatmentStartHours)) this.followRules();
    // An operation may have taken the last cells.
    if (this.cells === 0) this.settle();
    else this.judgeSize();
  }

  private beginWhereDue(): void {
    const { treatment } = this.current;
    const bySize = treatment.begin === 'size' && this.cells >= treatment.atCells;
    if (this.treatmentStartHours === null && (bySize || this.steps >= this.clock.calendarStep(null))) {
      // A day that has passed by when it is named is now.
      const day = treatment.onDay * 24;
      this.beginTreatment(!bySize && this.clock.stepAt(day) === this.steps ? day : this.hours);
    }
  }

  private judgeSize(): void {
    this.judgement.follow(this.hours, this.cells);
    if (this.judgement.isBack(this.cells)) this.story.relapse(this.hours, this.cells);
    const { untilCells } = this.current;
    if (untilCells > 0 && this.cells >= untilCells) {
      this.end('cells', sizeReached(this.hours, this.cells));
    } else if (this.treatmentStartHours !== null && this.cells >= this.judgement.endCells) {
      const { fallen } = this.judgement;
      this.end('cells', relapsed(this.hours, this.cells, this.treatmentStartHours, fallen));
    } else if (this.steps >= this.clock.endStep(this.treatmentStartHours)) {
      this.end('time', lastDay(this.hours, this.cells));
    }
  }

  /**
   * Before treatment a line that died out is followed by another, with random numbers of its own, and the clock begins
   * with it: compartments whose lines live repeat what they have done. Whether that was so.
   */
  private foundAgain(empty: readonly Compartment[]): boolean {
    if (this.treatmentStartHours !== null || this.dosed || !this.current.tumour.refound) return false;
    let any = false;
    for (const [index, compartment] of this.compartments.entries()) {
      const line = this.lines[index] as number;
      if (!empty.includes(compartment) || !compartment.canTakeHold || line >= MOST_LINES) continue;
      this.lines[index] = line + 1;
      any = true;
    }
    if (any) this.begin();
    return any;
  }

  private beginTreatment(hours: number): void {
    this.judgement.begin(hours, this.cells);
    this.therapy.begin(hours);
    this.record(true);
    this.story.treatmentBegins(hours, this.cells, this.conduct.given);
    if (this.current.rules.length > 0) this.followRules();
  }

  private followRules(): void {
    if (this.treatmentStartHours === null) return;
    const before = this.cells;
    const orders = this.conduct.attend(this.hours, this.treatmentStartHours, this.judgement.startCells);
    for (const order of orders) this.story.ordered(this.hours, order);
    if (!orders.some(({ kind }) => kind === 'resect')) return;
    // Cells were taken away since the step was judged.
    this.observedStep = -1;
    this.counts = this.compartments.map(({ cells }) => cells);
    if (this.cells !== before) this.judge();
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
    this.observedStep = this.steps;
    return this.together(parts);
  }

  /** Makes {@link observation} one of now. */
  private refresh(): Observation {
    if (this.observedStep !== this.steps) this.observation = this.look();
    return this.observation;
  }

  private tellLook(): void {
    const isTissue = this.compartments.some(({ plan }) => plan.model.tissue !== undefined);
    const tissue = isTissue && this.story.watchesTissue ? (this.refresh().tissue ?? null) : null;
    this.story.look(this.hours, this.cells, tissue);
  }

  private record(always: boolean): void {
    if (this.recorder.lastHours === this.hours) return;
    const seen = this.refresh();
    const { hours, plasmaNow, inhibitorNow } = this;
    const tissues = this.compartments.map(({ recorder, observation, tissueRow, blood }) => {
      recorder.add(hours, observation, plasmaNow, inhibitorNow, always, tissueRow, blood?.share);
      return tissueRow;
    });
    if (this.several) {
      this.recorder.add(hours, seen, plasmaNow, inhibitorNow, always, mergedRows(tissues));
    }
  }

  /** Whether the cells of any compartment breathe. */
  private get breathes(): boolean {
    return this.scenario.tumour.tissue?.oxygen.present === true;
  }

  /**
   * Oxygen is even within seconds, so a step first solves it for the cells that it finds (docs/model.md (50)): after the first
   * step the field is that of the founders, which the row of hour 0 was recorded without.
   */
  private completeFirstRow(): void {
    const parts = this.group.observe();
    const tissues = this.compartments.map(({ recorder, plan, kernel }, index) =>
      recorder.completeFirst(tissueRow(plan.model, kernel, parts[index] as Observation)),
    );
    if (this.several) this.recorder.completeFirst(mergedRows(tissues));
  }

  private end(by: StoppedBy, sentence: string): void {
    this.record(true);
    this.refresh();
    this.story.tellChanges();
    this.tellLook();
    this.stoppedBy = by;
    this.ended = sentence;
  }

  /** Doses given since the last look; returns what became of the drugs by then, in the order of time. */
  private markDoses(until: number): Told[] {
    const { marks, given } = takeMarks(this.therapy, this.current);
    this.mark(marks);
    return this.story.given(until, given);
  }

  private mark(marks: readonly Mark[]): void {
    for (const mark of marks) if (this.thinner.keeps(mark)) this.marks.push(mark);
  }
}
