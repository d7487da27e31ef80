/** The commands of the page: what the visitor chooses, changes and asks for goes to the worker. */

import type { Preset } from '../../scenario/presets/preset';
import { completeScenario, getPath, parseScenario, type Scenario, setPath } from '../../scenario/schema';
import { type Loss, WorkerGone } from '../../worker/client';
import { plain } from '../../worker/plain';
import type { SavedRun } from '../../worker/protocol';
import type { Field } from '../controls/expand';
import { chooseDrug } from '../plots/follow';
import { hiddenLines, shownDrug, zoom } from '../plots/view';
import { uncopied } from '../words/copy';
import { day, short } from '../words/format';
import { asked, listenToAddress, type Shown, settle, state, stateSoon } from './address';
import {
  changed,
  fileStem,
  pendingFields,
  refuse,
  report,
  type SessionState,
  same,
  say,
  session,
  stateOf,
} from './chosen';
import { answer, answering, isDead, patient, reconnect, send, whenLost } from './connection';
import { difference, ghost } from './ghost';
import { remember } from './history';
import { opening, presetNamed } from './presets';
import { run } from './run';
import { show } from './see';

/** Starts under way, which hear of a lost worker themselves. */
let underWay = 0;
whenLost((loss) => {
  if (underWay === 0) void offerAnother(loss);
});

/** Doses were given or values changed while the run went on: only the worker knows when. */
let altered = false;

/** Workers lost since a run was last begun or taken up. */
let losses = 0;

/**
 * The worker has died: a new one takes its place, and what was saved last is offered. Where that one dies as well before
 * it was given anything, the next waits until the visitor asks for it.
 */
async function offerAnother({ reason }: Loss): Promise<void> {
  const drawn = run.value.status !== null;
  const why = `The simulation stopped unexpectedly (${reason}).`;
  if (!drawn) {
    // The same scenario would end the next worker too.
    say(`${why} Choose another scene, or change values and restart.`, {
      label: `Open “${opening.title}”`,
      act: () => choosePreset(opening.id),
    });
    return;
  }
  let saved: SavedRun | null = null;
  if (losses++ === 0) {
    reconnect();
    saved = await answer(patient().saved()).catch(() => null);
    if (isDead()) return;
  }
  const kept = `${why} What was drawn is kept.`;
  say(
    kept,
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
    const saved = await answer(patient().save());
    say(`Saved in this browser: ${described(saved)}.`, { label: 'Go on from there', act: openSaved });
  } catch (error) {
    report(error, (why) => `The run could not be saved: ${why}`);
  }
}

/** Goes on with the run saved last, in this browser, whatever runs now. */
export async function openSaved(): Promise<void> {
  try {
    const client = await answering();
    const restored = await answer(client.restore({ play: true }));
    ghost.set(null);
    enter(stateOf(parseScenario(restored), null), true, true);
    await patient().speed(session.value.daysPerSecond);
  } catch (error) {
    report(error);
  }
}

/** Settles when the start that was asked for last has come to something. */
let starting: Promise<unknown> = Promise.resolve();
/** Counts what was asked to start; only the last of it does. */
let starts = 0;

/**
 * Starts a patient; a scenario that cannot start leaves the old run and the page as they are.
 * @param asNew as another entry of the browser's history
 * @returns whether it runs, or gave way to another
 */
export async function start(
  wanted: SessionState,
  { asNew = false, remembers = true, tried = '' } = {},
): Promise<boolean> {
  const earlier = starting;
  const own = begin(wanted, { asNew, remembers, tried }, earlier);
  starting = own;
  return own;
}

interface Beginning {
  asNew: boolean;
  /** As a change that can be taken back. */
  remembers: boolean;
  /** What was tried, in words. */
  tried: string;
}

/** @param again since the first worker fell silent: without helpers, and for the last time */
async function begin(
  wanted: SessionState,
  beginning: Beginning,
  earlier: Promise<unknown>,
  again = false,
): Promise<boolean> {
  const { asNew, remembers, tried } = beginning;
  const before = session.value;
  const { course, status } = run.value;
  const own = ++starts;
  underWay++;
  try {
    const client = await answering(earlier);
    // A load after the question of a later start could keep its worker busy for ever, unseen.
    if (own !== starts) return true;
    await answer(client.speed(wanted.daysPerSecond));
    if (own !== starts) return true;
    const from = wanted.fromFirst ? undefined : wanted.scene?.from;
    await answer(client.load(JSON.stringify(wanted.scenario), { play: true, alone: again, from }));
  } catch (error) {
    const loss = error instanceof WorkerGone && own === starts ? error.loss : null;
    if (loss?.silent && !again) {
      say('The simulation did not answer. It is started once more, on one thread.');
      return await begin(wanted, beginning, Promise.resolve(), true);
    }
    if (loss !== null) void offerAnother(loss);
    report(error);
    return false;
  } finally {
    underWay--;
  }
  const now = session.value;
  if (remembers && wanted.scenario !== before.scenario) remember('', now);
  const compared = wanted.base === before.base && status !== null && status.steps > 0;
  const words = tried === '' ? `, ${difference(before.running, wanted.scenario)}` : ` “${tried}”`;
  ghost.set(compared ? { course, words } : null);
  enter(wanted, asNew);
  // What was said meanwhile was not of the scene before.
  if (now.message !== before.message) session.update({ message: now.message, offer: now.offer });
  // What the visitor has changed since the page showed this scenario waits for the next restart.
  if (wanted.scenario !== before.scenario) return true;
  if (now.scenario !== before.scenario) session.update({ scenario: now.scenario });
  if (now.fieldErrors !== before.fieldErrors) session.update({ fieldErrors: now.fieldErrors });
  return true;
}

/** Whether anything has been shown yet. */
let seen = false;

/**
 * The page shows what runs now.
 * @param goesOn with a run that was begun before, and whose scenario may hold what was done to it by hand
 */
function enter(entered: SessionState, asNew: boolean, goesOn = false): void {
  losses = 0;
  zoom.set(null);
  uncopied.set(null);
  altered = goesOn;
  if (entered.drugNames.join() !== session.value.drugNames.join()) {
    shownDrug.set(0);
    hiddenLines.set(new Set());
  }
  const another = entered.base !== session.value.base || !seen;
  seen = true;
  session.set({ ...entered, running: entered.scenario, fieldErrors: {}, message: null, offer: null });
  if (another) show(entered.scene, entered.scenario, look);
  void state(onPage, asNew);
}

/** The scenario as the controls show it, with the doses and changes of the run that is on the page. */
export async function onPage(): Promise<Shown> {
  const { presetId, scenario } = session.value;
  if (!altered) return { presetId, scenario };
  const now = JSON.parse(await answer(patient().exportScenario())) as Scenario;
  for (const { path } of pendingFields(session.value)) setPath(now, path, getPath(scenario, path));
  return { presetId, scenario: now };
}

/** The first run: what the address asks for, else the first preset. */
export async function open(): Promise<void> {
  listenToAddress(() => void obeyAddress());
  try {
    const linked = await asked();
    if (linked !== null) session.set(stateOf(linked.scenario, linked.preset));
  } catch (error) {
    await start(session.value);
    report(error, (why) => `The link could not be read: ${why}`);
    return;
  }
  if (await start(session.value)) return;
  const { message, presetId } = session.value;
  if (isDead() || presetId === opening.id) return;
  // What cannot run is no page to stay on.
  await start(stateOf(opening.scenario, opening));
  say(message);
}

/** A link pasted into the open page, *back* or *forward*. */
async function obeyAddress(): Promise<void> {
  try {
    const linked = (await asked()) ?? { scenario: opening.scenario, preset: opening };
    if (await start(stateOf(linked.scenario, linked.preset))) return;
  } catch (error) {
    report(error, (why) => `The link could not be read: ${why}`);
  }
  await state(onPage);
}

export async function choosePreset(id: string): Promise<void> {
  const own = begun(id);
  choosing = own;
  return own;
}

/** Settles when the scene that was chosen last has come to something. */
let choosing: Promise<unknown> = Promise.resolve();

/** Nothing that was chosen or asked to start is still on its way. */
export async function arrived(): Promise<void> {
  await choosing;
  await starting;
}

async function begun(id: string): Promise<void> {
  let preset: Preset | undefined;
  try {
    await settle(onPage);
    preset = await presetNamed(id);
  } catch (error) {
    report(error, (why) => `The preset could not be loaded: ${why}`);
  }
  if (preset === undefined) return;
  await start(stateOf({ ...preset.scenario, seed: session.value.scenario.seed }, preset), { asNew: true });
}

/** Begins again from day 0 with every changed value. */
export async function restart(): Promise<void> {
  await start({
    ...session.value,
    fileStem: fileStem(session.value.scenario, session.value.presetId),
  });
}

/** The same again, watched from its founders. */
export const fromFirstCell = (): Promise<boolean> => start({ ...session.value, fromFirst: true });

/** Gives up the changes that wait for a restart. */
export function discardChanges(): void {
  remember('');
  session.update({ scenario: session.value.running, fieldErrors: {} });
  stateSoon(onPage);
}

export function edit(field: Field, value: unknown): void {
  const { scenario, fieldErrors } = session.value;
  const { [field.path]: _, ...otherErrors } = fieldErrors;
  let next: Scenario;
  try {
    next = completeScenario(changed(scenario, field.path, value));
  } catch (error) {
    refuse(field.path, plain(error));
    return;
  }
  stateSoon(onPage);
  if (!same(getPath(scenario, field.path), getPath(next, field.path))) remember(field.path);
  session.update({ scenario: next, fieldErrors: otherErrors });
  if (field.parameter.acts === 'now') changeNow(field, value);
  else if (field.path.startsWith('tumour.tissue.') || next.tumour.cells !== '')
    tryPlaces(field.path, getPath(scenario, field.path), next);
}

/** In the patient that runs. */
export function changeNow(field: Field, value: unknown): void {
  const { running } = session.value;
  const before = getPath(running, field.path);
  session.update({ running: changed(running, field.path, value) });
  answer(patient().change(field.path, value)).then(
    () => {
      altered = true;
      stateSoon(onPage);
    },
    (error) => {
      // What this run cannot take any more waits for the next one.
      session.update({ running: changed(session.value.running, field.path, before) });
      refuse(field.path, plain(error));
    },
  );
}

/** Whether vessels find their places and a table's founders theirs is known once they are placed, which is work for the worker. */
function tryPlaces(path: string, before: unknown, tried: Scenario): void {
  const vessels = tried.tumour.tissue?.vessels;
  // The picture is chosen next.
  if (vessels?.arrangement === 'image' && vessels.image === '') return;
  const value = getPath(tried, path);
  answer(patient().check(JSON.stringify(tried))).catch((error) => {
    const { scenario } = session.value;
    if (error instanceof WorkerGone || !same(getPath(scenario, path), value)) return;
    session.update({ scenario: changed(scenario, path, before) });
    refuse(path, plain(error));
    stateSoon(onPage);
  });
}

/** What the plots show: one of several compartments, -1 for all together. */
export const look = (compartment: number): void => send(patient().look(compartment));

/** One dose beside the schedule; the plots show the drug given. */
export function doseNow(drug: number): void {
  if (drug >= 0) chooseDrug(drug);
  send(
    patient()
      .doseNow(drug)
      .then(() => {
        altered = true;
        stateSoon(onPage);
      }),
  );
}
