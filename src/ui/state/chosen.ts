/** What the visitor has chosen and changed, and what the page says of it. */

import type { Preset } from '../../scenario/presets/preset';
import type { Scene } from '../../scenario/presets/scene';
import { getPath, type Scenario, setPath } from '../../scenario/schema';
import { WorkerGone } from '../../worker/client';
import { plain, sentence } from '../../worker/plain';
import { type Field, fieldsOf } from '../controls/expand';
import { opening } from './presets';
import { Store, useStore } from './store';

interface Offer {
  label: string;
  act: () => Promise<void>;
}

export interface SessionState {
  /** null: the scenario came from a file or a link of its own. */
  presetId: string | null;
  title: string;
  about: string;
  fileStem: string;
  /** How it is shown and told; null where it came from a file or a link of its own. */
  scene: Scene | null;
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
  /** Watched from its founders, though its scene begins later. */
  fromFirst: boolean;
}

/** A run at the opening speed takes about this long to watch. */
const WATCHED_SECONDS = 45;
export const SLOWEST_DAYS_PER_SECOND = 0.5;
export const FASTEST_DAYS_PER_SECOND = 200;

/** @param preset null where the scenario came from a file or a link of its own */
export function stateOf(scenario: Scenario, preset: Preset | null): SessionState {
  const presetId = preset?.id ?? null;
  return {
    presetId,
    title: preset?.title ?? scenario.title,
    about: preset?.about ?? scenario.about,
    fileStem: fileStem(scenario, presetId),
    scene: preset?.scene ?? null,
    base: preset?.scenario ?? scenario,
    scenario,
    running: scenario,
    drugNames: scenario.drugs.map((drug) => drug.name),
    fieldErrors: {},
    message: null,
    offer: null,
    daysPerSecond: speedFor(scenario),
    fromFirst: false,
  };
}

export const fileStem = ({ seed }: Scenario, presetId: string | null) =>
  `clonarium-${presetId ?? 'scenario'}-seed${seed}`;

function speedFor(scenario: Scenario): number {
  const wanted = scenario.untilDays / WATCHED_SECONDS;
  return Math.min(Math.max(Number(wanted.toPrecision(1)), SLOWEST_DAYS_PER_SECOND), FASTEST_DAYS_PER_SECOND);
}

export const session = new Store<SessionState>(stateOf(opening.scenario, opening));

export const useSession = <S>(select: (state: SessionState) => S): S => useStore(session, select);

export const say = (message: string | null, offer: Offer | null = null) => session.update({ message, offer });
/** What failed, in one sentence; nothing of a worker that was ended, since whoever ended it says why. */
export const report = (error: unknown, said = (why: string) => why) => {
  if (!(error instanceof WorkerGone)) say(sentence(said(plain(error))));
};

/** A part of the page that could not be fetched, in one sentence. */
export const missing = (what: string, error: unknown): void =>
  say(`${what} could not be opened: ${plain(error)}.`);

export function refuse(path: string, why: string): void {
  session.update({ fieldErrors: { ...session.value.fieldErrors, [path]: why } });
}

/** A copy with another value at a path. */
export function changed(scenario: Scenario, path: string, value: unknown): Scenario {
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
