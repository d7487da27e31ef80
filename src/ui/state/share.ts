/**
 * A scenario in the address: a preset's id with the values that differ from it, readable in the link itself, or a
 * whole scenario (deflated, base64url) when it came from a file.
 */

import type { Preset } from '../../scenario/presets/preset';
import { completeScenario, parseScenario, type Scenario, setPath } from '../../scenario/schema';
import { shown, shownKey } from '../../scenario/words/text';
import { pack, unpack } from './packed';
import { presetNamed } from './presets';
import { isContainer, put } from './put';

export interface Linked {
  preset: Preset | null;
  scenario: Scenario;
}

/** The part of a link after #. */
export async function writeLink(presetId: string | null, scenario: Scenario): Promise<string> {
  const preset = presetId === null ? undefined : await presetNamed(presetId);
  if (preset === undefined) return `scenario=${await pack(JSON.stringify(scenario))}`;
  const query = new URLSearchParams({ preset: preset.id, seed: String(scenario.seed) });
  for (const [path, value] of differences(preset.scenario, scenario, '')) {
    if (path !== 'seed') query.set(path, JSON.stringify(value));
  }
  return query.toString();
}

/** null when the address asks for nothing. Throws one sentence on what it cannot read. */
export async function readLink(hash: string): Promise<Linked | null> {
  const query = new URLSearchParams(hash.replace(/^#/, ''));
  const packed = query.get('scenario');
  if (packed !== null) return { preset: null, scenario: parseScenario(await unpack(packed)) };
  const id = query.get('preset');
  if (id === null) return null;
  const preset = await presetNamed(id);
  if (preset === undefined) throw new Error(`there is no preset ${shownKey(id)}`);
  const scenario = structuredClone(preset.scenario);
  for (const [path, text] of query) {
    if (path === 'preset') continue;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw new Error(`${shownKey(path)}: ${shown(text)} is not a value`);
    }
    if (typeof value === 'object') put(scenario, path, value);
    else setPath(scenario, path, value);
  }
  return { preset, scenario: completeScenario(scenario) };
}

/** Every value that differs, by its path: as a whole where one has a part or an entry of a list that the other lacks. */
function differences(from: unknown, to: unknown, path: string): [string, unknown][] {
  if (!isContainer(from) || !isContainer(to)) return Object.is(from, to) ? [] : [[path, to]];
  if (Array.isArray(from) !== Array.isArray(to) || from.length !== to.length) return [[path, to]];
  return Object.keys(to).flatMap((name) => {
    const step = Array.isArray(to) ? `[${name}]` : path === '' ? name : `.${name}`;
    return differences(from[name], to[name], `${path}${step}`);
  });
}
