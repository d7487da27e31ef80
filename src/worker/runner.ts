/** Owns one patient in the worker: runs it in short chunks, and yields between them so that commands get in. */

import { checkPlaces, fetchPlacing, needsPlacing } from '../compile/places';
import type { KernelGroup } from '../kernel/group';
import type { WasmVariant } from '../kernel/instantiate';
import type { Compartment } from '../patient/compartment';
import { fetchCounting } from '../patient/lineage/counting';
import { watchClones } from '../patient/parts';
import { Patient } from '../patient/patient';
import { compartmentCount, hasTissue } from '../scenario/compartments';
import { parseScenario, type Scenario } from '../scenario/schema';
import type { CloneView } from './clones/messages';
import { deviceBytes } from './device';
import { FrameCutter } from './frames';
import { Groups } from './groups';
import type { Inspection } from './inspection';
import { Keeper } from './keeper';
import { Meter } from './meter';
import { type FrameSink, Outlet } from './outlet';
import { Pace } from './pace';
import { Pictures } from './pictures/pictures';
import type { CellPick, CellView, Frame, LoadOptions, PatientWorker, RunStatus, SavedRun } from './protocol';
import { Writer } from './writer';

const CHUNK_MILLISECONDS = 40;

interface Run {
  patient: Patient;
  cutter: FrameCutter;
  meter: Meter;
  /** Why the kernel failed, in one sentence. */
  failure: string | null;
  /** Fetched when somebody first looks into a cell. */
  inspection: Promise<Inspection> | null;
  /** Where that cell is, and its line. */
  followed: Compartment | null;
}

export class Runner implements Omit<PatientWorker, 'onFrame' | 'ping' | 'adviseStep'> {
  private readonly groups = new Groups();
  private readonly pace = new Pace();
  private run: Run | null = null;
  private readonly pictures = new Pictures(() => ({
    patient: this.run?.patient ?? null,
    followed: this.run?.followed ?? null,
    playing: this.playing,
  }));
  /** Also tells the runs of this worker from those of one before it. */
  private runs = Date.now();
  private readonly keeper = new Keeper();
  private playing = false;
  private readonly outlet = new Outlet(() => this.frame());
  /** Somebody looks at clones: they are counted in this run and those to come. */
  private countsClones = false;
  private readonly writer = new Writer(() => {
    const run = this.needRun();
    return { patient: run.patient, runs: () => this.run === run };
  });
  private timer: ReturnType<typeof setTimeout> | null = null;
  /** A message to oneself yields without the 4 ms that nested timers cost. */
  private readonly turn = new MessageChannel();
  private turnPending = false;

  /** @param onBusy told before what may take long */
  constructor(private readonly onBusy: () => void) {
    this.turn.port1.onmessage = () => {
      this.turnPending = false;
      this.tick();
    };
  }

  setSink(sink: FrameSink | null): void {
    this.outlet.direct(sink);
    if (sink !== null && this.run !== null) this.sendFrame(true);
  }

  async load(scenarioJson: string, options: LoadOptions): Promise<RunStatus> {
    // Everything that can fail comes before the running patient is touched.
    const scenario = parseScenario(scenarioJson);
    if (options.alone) this.groups.useNoHelpers();
    const group = await this.freeGroup(options.variant ?? 'simd', scenario);
    this.onBusy();
    this.take(new Patient(scenario, group), options.play, options.from);
    return this.status();
  }

  async check(scenarioJson: string): Promise<void> {
    const scenario = parseScenario(scenarioJson);
    if (!needsPlacing(scenario)) return;
    await fetchPlacing(scenario);
    this.onBusy();
    checkPlaces(scenario);
  }

  async restore(options: { play: boolean }): Promise<string> {
    await this.keeper.idle();
    const { readState } = await import('./saving');
    const patient = await readState(async (saved) => {
      const group = await this.freeGroup('simd', saved.scenario);
      this.onBusy();
      return saved.restore(group);
    });
    this.take(patient, options.play && !patient.done);
    return JSON.stringify(patient.current);
  }

  async save(): Promise<SavedRun> {
    const run = this.needRun();
    const saved = await this.keeper.save(run.patient, () => this.run === run);
    if (saved === null) throw new Error('Another run began while this one was being saved.');
    return saved;
  }

  async saved(): Promise<SavedRun | null> {
    const { savedRuns } = await import('./saving');
    return (await savedRuns())[0]?.run ?? null;
  }

  async state(): Promise<Blob> {
    const { stateOf } = await import('./compare/state');
    await this.keeper.idle();
    return stateOf(this.needRun().patient);
  }

  /** The running patient from here on. */
  private take(patient: Patient, play: boolean, from?: number): void {
    if (this.run !== null && this.run.failure !== null) this.run.patient.group.close();
    this.runs++;
    this.run = {
      patient,
      cutter: new FrameCutter(patient),
      meter: new Meter(),
      failure: null,
      inspection: null,
      followed: null,
    };
    if (this.countsClones) watchClones(patient.parts, patient.steps);
    this.playing = play;
    this.keeper.begin();
    this.pace.setOut(patient, performance.now(), from);
    this.sendFrame(true);
    this.schedule();
  }

  play(): void {
    const { patient, failure } = this.needRun();
    if (patient.done || failure !== null) return;
    this.playing = true;
    this.pace.restart(patient.hours, patient.scenario.stepHours, performance.now());
    this.schedule();
  }

  pause(): void {
    this.playing = false;
    this.sendFrame(true);
  }

  async step(): Promise<void> {
    this.playing = false;
    await this.keeper.idle();
    await this.writer.idle();
    const run = this.needRun();
    if (!run.patient.done && run.failure === null) this.advance(run, { steps: 1 });
    this.sendFrame(true);
  }

  speed(daysPerSecond: number): void {
    this.pace.daysPerSecond = daysPerSecond;
    if (this.run !== null) this.pace.setOut(this.run.patient, performance.now());
    this.schedule();
  }

  look(compartment: number): void {
    this.needRun().cutter.look(compartment);
    this.sendFrame(true);
  }

  doseNow(drug: number): void {
    const { patient } = this.needRun();
    patient.doseNow(drug);
    this.pace.endRunUp(patient, performance.now());
    this.sendFrame(true);
  }

  change(path: string, value: unknown): void {
    const { patient } = this.needRun();
    patient.change(path, value);
    this.pace.endRunUp(patient, performance.now());
    this.sendFrame(true);
  }

  async inspect(pick: CellPick | null): Promise<CellView | null> {
    const { run, runs } = this;
    if (run === null) return null;
    run.inspection ??= import('./inspection').then(({ Inspection }) => new Inspection(run.patient, runs));
    const inspection = await run.inspection;
    const view = inspection.view(pick);
    run.followed = inspection.followed;
    if (this.run === run) this.pictures.follow(pick !== null);
    return view;
  }

  async clones(wanted: boolean): Promise<CloneView | null> {
    this.countsClones = wanted;
    if (!wanted) return null;
    const [{ cloneViewOf }] = await Promise.all([import('./clones/view'), fetchCounting()]);
    const { run, runs } = this;
    if (run === null || run.failure !== null) return null;
    watchClones(run.patient.parts, run.patient.steps);
    return cloneViewOf(run.patient, runs, run.cutter.shown);
  }

  async hash(): Promise<string> {
    return this.needRun().patient.hash();
  }

  exportCsv(): Promise<Blob> {
    return this.writer.csv();
  }

  exportFiles(...of: Parameters<PatientWorker['exportFiles']>): Promise<Record<string, Blob>> {
    return this.writer.files(...of);
  }

  exportAll(): Promise<Blob> {
    return this.writer.archive();
  }

  async exportScenario(): Promise<string> {
    return `${JSON.stringify(this.needRun().patient.scenario, null, 2)}\n`;
  }

  watchTissue(compartment: number, port: MessagePort | null): Promise<void> {
    return this.pictures.watchTissue(compartment, port);
  }

  watchDishes(port: MessagePort): Promise<void> {
    return this.pictures.watchDishes(port);
  }

  private needRun(): Run {
    if (this.run === null) throw new Error('No scenario is loaded yet.');
    return this.run;
  }

  /**
   * Kernels that the running patient does not live on: a scenario that fails to start must not harm it. Where there is
   * no room for two such runs, its own: it ends.
   */
  private async freeGroup(variant: WasmVariant, scenario: Scenario): Promise<KernelGroup> {
    const wish = { asked: variant, size: compartmentCount(scenario), tissue: hasTissue(scenario) };
    await fetchPlacing(scenario);
    if (scenario.cloneCountsFrom > 0 || this.countsClones) await fetchCounting();
    try {
      return await this.groups.free(wish, this.run?.patient.group);
    } catch (error) {
      if (!(error instanceof RangeError) || this.run === null) throw error;
      this.giveUp();
      return this.groups.free(wish);
    }
  }

  private giveUp(): void {
    const { run } = this;
    this.run = null;
    this.playing = false;
    this.pictures.show();
    if (run !== null && run.failure !== null) run.patient.group.close();
  }

  /** @returns whether the kernel did */
  private advance(run: Run, limit: Parameters<Patient['advance']>[0]): boolean {
    const started = performance.now();
    const before = run.patient.group.cellSteps;
    const lines = run.patient.linesBefore;
    try {
      run.patient.advance(limit);
    } catch (error) {
      void this.fail(run, error);
      return false;
    }
    run.meter.add(performance.now() - started, run.patient.group.cellSteps - before);
    if (run.patient.linesBefore > lines) this.showAnew(run);
    return true;
  }

  /** A line has died out and another was founded: what was drawn of the one before is no part of the run. */
  private showAnew(run: Run): void {
    this.runs++;
    run.cutter = run.cutter.anew();
    run.inspection = null;
    run.followed = null;
    this.pace.restart(run.patient.hours, run.patient.scenario.stepHours, performance.now());
  }

  private tick(): void {
    const { run } = this;
    if (run === null || !this.playing) return;
    if (this.keeper.busy || this.writer.busy) {
      this.schedule(8);
      return;
    }
    const limit = this.pace.limit(run.patient, performance.now());
    if (run.patient.hours + run.patient.scenario.stepHours <= limit.untilHours) {
      if (!this.advance(run, { ...limit, milliseconds: CHUNK_MILLISECONDS })) return;
    }
    if (run.patient.done) this.playing = false;
    // A browser without room or permission to store runs them all the same.
    if (this.keeper.due(run.patient)) this.save().catch(() => {});
    this.sendFrame(run.patient.done);
    this.schedule(run.patient.hours + run.patient.scenario.stepHours > limit.untilHours ? 8 : 0);
  }

  /** A kernel that fails ends the run; what was recorded until then stays. */
  private async fail(run: Run, error: unknown): Promise<void> {
    this.playing = false;
    run.failure = 'The simulation failed.';
    // Its threads may wait for each other: no other run is given them.
    this.groups.forget(run.patient.group);
    try {
      const { plain, sentence } = await import('./plain');
      run.failure = sentence(`The simulation failed: ${plain(error)}`);
    } catch {
      // Without a network the bare sentence stands.
    }
    this.sendFrame(true);
  }

  private schedule(waitMilliseconds = 0): void {
    if (!this.playing) return;
    if (waitMilliseconds > 0) {
      this.timer ??= setTimeout(() => {
        this.timer = null;
        this.tick();
      }, waitMilliseconds);
    } else if (!this.turnPending) {
      this.turnPending = true;
      this.turn.port2.postMessage(null);
    }
  }

  private sendFrame(atOnce: boolean): void {
    this.pictures.show();
    this.outlet.send(atOnce);
  }

  private frame(): Frame | null {
    const { run } = this;
    if (run === null) return null;
    const hash = this.playing || run.failure !== null ? null : run.patient.hash();
    return run.cutter.cut(this.status(), hash);
  }

  private status(): RunStatus {
    const { patient, meter, failure } = this.needRun();
    const { group } = patient;
    return {
      run: this.runs,
      seed: patient.scenario.seed,
      variant: group.variant,
      threads: group.threads,
      hours: patient.hours,
      steps: patient.steps,
      cells: patient.cells,
      cellSteps: group.cellSteps,
      cellStepsPerSecond: meter.perSecond,
      bytesPerCell: group.cells > 0 ? group.bytes / group.cells : 0,
      playing: this.playing,
      ended: failure ?? patient.ended,
      treatmentStartHours: patient.treatmentStartHours,
      runUp: this.pace.runUpOf(patient),
      memory: { compartmentBytes: group.compartmentBytes, machineBytes: deviceBytes() },
      compartments: patient.compartments.map(({ name, plan }) => ({
        name,
        kind: plan.kind,
        tissue: plan.model.tissue !== undefined,
      })),
    };
  }
}
