/**
 * The address states what is on the page: it is replaced as values change, and a scene, a file or a saved run that is
 * opened adds an entry, so that *back* returns to the one before. What is too large for an address is kept with the
 * entry in the browser's history instead.
 */
import { parseScenario, type Scenario } from '../../scenario/schema';
import { presetNamed } from './presets';
import { type Linked, readLink, writeLink } from './share';

export interface Shown {
  presetId: string | null;
  scenario: Scenario;
}

/** Characters that programs which pass links on, and the browsers' own bars, take. */
const LONGEST = 32_000;
/** A slider that is drawn changes its value many times a second; browsers allow some three addresses a second. */
const SETTLES_MILLISECONDS = 350;

interface Kept {
  presetId: string | null;
  document: string;
}

const kept = (): Kept | null => (history.state as { scenario?: Kept } | null)?.scenario ?? null;
const key = () => `${location.hash} ${kept()?.document ?? ''}`;

/** The entry that the page wrote or obeyed last. */
let known = key();
let turn = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** The part of a link after #; null where it is too long for one. */
export async function linkOf({ presetId, scenario }: Shown): Promise<string | null> {
  for (const id of presetId === null ? [null] : [presetId, null]) {
    const link = await writeLink(id, scenario);
    if (link.length <= LONGEST) return link;
  }
  return null;
}

/** @param asNew adds an entry to the history where it differs from the last */
export async function state(read: () => Promise<Shown>, asNew = false): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  const mine = ++turn;
  try {
    const shown = await read();
    const link = await linkOf(shown);
    if (mine !== turn) return;
    const { presetId, scenario } = shown;
    const entry = link === null ? { scenario: { presetId, document: JSON.stringify(scenario) } } : null;
    const address = `${location.pathname}${location.search}${link === null ? '' : `#${link}`}`;
    const differs = `#${link ?? ''}` !== (location.hash || '#');
    if (asNew && differs) history.pushState(entry, '', address);
    else history.replaceState(entry, '', address);
    known = key();
  } catch {
    // A frame without a history of its own, or a page that has lost its host: it runs on all the same.
  }
}

export function stateSoon(read: () => Promise<Shown>): void {
  clearTimeout(timer);
  timer = setTimeout(() => void state(read), SETTLES_MILLISECONDS);
}

/** Writes at once what was to be written soon. */
export async function settle(read: () => Promise<Shown>): Promise<void> {
  if (timer !== undefined) await state(read);
}

/** What the address asks for; null when it asks for nothing. Throws one sentence on what it cannot read. */
export async function asked(): Promise<Linked | null> {
  known = key();
  const entry = kept();
  if (entry !== null) {
    const preset = entry.presetId === null ? undefined : await presetNamed(entry.presetId);
    return { preset: preset ?? null, scenario: parseScenario(entry.document) };
  }
  if (location.hash === '') return null;
  return readLink(location.hash);
}

/** Hears of addresses that the page has not written itself: a link pasted, *back*, *forward*. */
export function listenToAddress(obey: () => void): void {
  const look = () => {
    if (key() === known) return;
    clearTimeout(timer);
    turn++;
    obey();
  };
  addEventListener('hashchange', look);
  addEventListener('popstate', look);
}
