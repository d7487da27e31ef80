/** What the visitor has chosen and changed, and the commands that go to the worker. */

import type { Preset } from '../scenario/presets/preset';
import { completeScenario, getPath, parseScenario, type Scenario, setPath } from '../scenario/schema';
import { connect, type PatientClient } from '../worker/client';
import type { CellPick, SavedRun } from '../worker/protocol';
import { type Field, fieldsOf } from './controls/expand';
import { download } from './download';
import { day, short } from './format';
import { chooseDrug } from './plots/follow';
import { hiddenLines, shownDrug, zoom } from './plots/view';
import { opening, presetNamed } from './presets';
import { run, takeFrame } from './run';
import { Store, useStore } from './store';

export interface Offer {
  label: string;
  act: () => Promise<void>;
}

export interface SessionState {
  /** null: the scenario came from a file or a link of its own. */
  presetId: string | null;
  title: string;
  about: string;
  fileStem: string;
  /** What *reset* of a value goes back to: the preset or file as it was. */
  base: Scenario;
  /** As the controls show it. */
  scenario: Scenario;
  /** What the running patient was given. */
  running: Scenario;
  drugNames: string[];
  /** Sentences beside fields, by path. */
  fieldErrors: Readonly<Record<string, string>>;
  /** One sentence above everything: a bad file, a dead worker. */
  message: string | null;
  /** What can be done about it. */
  offer: Offer | null;
  daysPerSecond: number;
}

/** A run at the opening speed takes about this long to watch. */
const WATCHED_SECONDS = 45;
export const SLOWEST_DAYS_PER_SECOND = 0.5;
export const FASTEST_DAYS_PER_SECOND = 200;

/** @param preset null where the scenario came from a file or a link of its own */
function stateOf(scenario: Scenario, preset: Preset | null): SessionState {
  const presetId = preset?.id ?? null;
  return {
    presetId,
    title: preset?.title ?? scenario.title,
    about: preset?.about ?? scenario.about,
    fileStem: fileStem(scenario, presetId),
    base: preset?.scenario ?? scenario,
    scenario,
    running: scenario,
    drugNames: scenario.drugs.map((drug) => drug.name),
    fieldErrors: {},
    message: null,
    offer: null,
    daysPerSecond: speedFor(scenario),
  };
}

const fileStem = ({ seed }: Scenario, presetId: string | null) =>
  `clonarium-${presetId ?? 'scenario'}-seed${seed}`;

function speedFor(scenario: Scenario): number {
  const wanted = scenario.untilDays / WATCHED_SECONDS;
  return Math.min(Math.max(Number(wanted.toPrecision(1)), SLOWEST_DAYS_PER_SECOND), FASTEST_DAYS_PER_SECOND);
}

export const session = new Store<SessionState>(stateOf(opening.scenario, opening));

export const useSession = <S>(select: (state: SessionState) => S): S => useStore(session, select);

const say = (message: string | null, offer: Offer | null = null) => session.update({ message, offer });
const sentence = (error: unknown) => (error instanceof Error ? error.message : String(error));

let connection = connect(takeFrame, lost);
let patient: PatientClient = connection.patient;
/** Counts workers: another one has taken the place of the last. */
export const connections = new Store(1);

/** The worker has died: a new one takes its place, and what was saved last is offered. */
async function lost(reason: string): Promise<void> {
  const drawn = run.value.status !== null;
  const why = `The simulation stopped unexpectedly (${reason}). What was drawn is kept.`;
  say(`${why} Reload the page to run again.`);
  // One that died before it drew anything would die again.
  if (!drawn) return;
  connection.abandon();
  connection = connect(takeFrame, lost);
  patient = connection.patient;
  connections.set(connections.value + 1);
  const saved = await patient.saved().catch(() => null);
  say(
    why,
    saved === null
      ? { label: 'Run again from day 0', act: restart }
      : { label: `Go on from ${described(saved)}`, act: openSaved },
  );
}

const described = (saved: SavedRun) =>
  `day ${day(saved.hours / 24)} of “${saved.title}”, ${short(saved.cells)} cells`;

/** Keeps the run in this browser. */
export async function saveRun(): Promise<void> {
  try {
    const saved = await patient.save();
    say(`Saved in this browser: ${described(saved)}.`, { label: 'Go on from there', act: openSaved });
  } catch (error) {
    say(`The run could not be saved: ${sentence(error)}`);
  }
}

/** Goes on with the run saved last, in this browser, whatever runs now. */
export async function openSaved(): Promise<void> {
  try {
    enter(stateOf(parseScenario(await patient.restore({ play: true })), null));
    await patient.speed(session.value.daysPerSecond);
  } catch (error) {
    say(sentence(error));
  }
}

const send = (command: Promise<unknown>) => {
  command.catch((error) => say(sentence(error)));
};

/** Starts a patient; a scenario that cannot start leaves the old run and the page as they are. */
async function start(state: SessionState): Promise<void> {
  const before = session.value;
  try {
    await patient.speed(state.daysPerSecond);
    await patient.load(JSON.stringify(state.scenario), { play: true });
  } catch (error) {
    say(sentence(error));
    return;
  }
  const now = session.value;
  enter(state);
  // What the visitor has changed since the page showed this scenario waits for the next restart.
  if (state.scenario !== before.scenario) return;
  if (now.scenario !== before.scenario) session.update({ scenario: now.scenario });
  if (now.fieldErrors !== before.fieldErrors) session.update({ fieldErrors: now.fieldErrors });
}

/** The page shows what runs now. */
function enter(state: SessionState): void {
  zoom.set(null);
  if (state.drugNames.join() !== session.value.drugNames.join()) {
    shownDrug.set(0);
    hiddenLines.set(new Set());
  }
  session.set({ ...state, running: state.scenario, fieldErrors: {}, message: null, offer: null });
}

/** The first run: what the address asks for, else the first preset. */
export async function open(): Promise<void> {
  try {
    if (location.hash !== '') {
      const { readLink } = await import('./share');
      const linked = await readLink(location.hash);
      if (linked !== null) session.set(stateOf(linked.scenario, linked.preset));
    }
  } catch (error) {
    await start(session.value);
    say(`The link could not be read: ${sentence(error)}`);
    return;
  }
  await start(session.value);
}

export async function choosePreset(id: string): Promise<void> {
  let preset: Preset | undefined;
  try {
    preset = await presetNamed(id);
  } catch (error) {
    say(`The preset could not be loaded: ${sentence(error)}`);
  }
  if (preset === undefined) return;
  history.replaceState(null, '', location.pathname + location.search);
  await start(stateOf({ ...preset.scenario, seed: session.value.scenario.seed }, preset));
}

export async function openFile(file: File): Promise<void> {
  try {
    const scenario = parseScenario(await file.text());
    await start(stateOf(scenario, null));
  } catch (error) {
    say(`${file.name}: ${sentence(error)}`);
  }
}

/** Begins again from day 0 with every changed value. */
export function restart(): Promise<void> {
  return start({
    ...session.value,
    fileStem: fileStem(session.value.scenario, session.value.presetId),
  });
}

/** Gives up the changes that wait for a restart. */
export function discardChanges(): void {
  session.update({ scenario: session.value.running, fieldErrors: {} });
}

export function edit(field: Field, value: unknown): void {
  const { scenario, running, fieldErrors } = session.value;
  const { [field.path]: _, ...otherErrors } = fieldErrors;
  let next: Scenario;
  try {
    next = completeScenario(changed(scenario, field.path, value));
  } catch (error) {
    refuse(field.path, sentence(error));
    return;
  }
  if (field.parameter.acts === 'restart') {
    session.update({ scenario: next, fieldErrors: otherErrors });
    return;
  }
  session.update({ scenario: next, running: changed(running, field.path, value), fieldErrors: otherErrors });
  const before = getPath(running, field.path);
  patient.change(field.path, value).catch((error) => {
    // What this run cannot take any more waits for the next one.
    session.update({ running: changed(session.value.running, field.path, before) });
    refuse(field.path, sentence(error));
  });
}

export function refuse(path: string, why: string): void {
  session.update({ fieldErrors: { ...session.value.fieldErrors, [path]: why } });
}

function changed(scenario: Scenario, path: string, value: unknown): Scenario {
  const copy = structuredClone(scenario);
  setPath(copy, path, value);
  return copy;
}

/** Fields whose value waits for a restart. */
export function pendingFields({ scenario, running }: SessionState): Field[] {
  if (scenario === running) return [];
  return fieldsOf(scenario).filter(({ path }) => !same(getPath(scenario, path), getPath(running, path)));
}

/** Values of fields are numbers, texts and switches. */
export const same = (a: unknown, b: unknown): boolean => Object.is(a, b);

export function playOrPause(): void {
  const { status } = run.value;
  if (status === null) return;
  if (status.ended !== null) {
    send(restart());
    return;
  }
  send(status.playing ? patient.pause() : patient.play());
}

export const step = (): void => send(patient.step());

/** What the plots show: one of several compartments, -1 for all together. */
export const look = (compartment: number): void => send(patient.look(compartment));

/** Commands of parts of the page that are fetched when they are asked for. */
export const command = (give: (to: PatientClient) => Promise<unknown>): void => send(give(patient));

/** One dose beside the schedule; the plots show the drug given. */
export function doseNow(drug: number): void {
  if (drug >= 0) chooseDrug(drug);
  send(patient.doseNow(drug));
}

export function setSpeed(daysPerSecond: number): void {
  session.update({ daysPerSecond });
  send(patient.speed(daysPerSecond));
}

export const inspect = (pick: CellPick | null) => patient.inspect(pick);

export const runToEnd = () => patient.runToEnd();

export function saveCsv(): void {
  send(
    patient.exportCsv().then((text) => download(`${session.value.fileStem}-summary.csv`, text, 'text/csv')),
  );
}

export function saveScenario(): void {
  send(
    patient
      .exportScenario()
      .then((text) => download(`${session.value.fileStem}-scenario.json`, text, 'application/json')),
  );
}
