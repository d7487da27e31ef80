/**
 * A scenario in the address: a preset's id with the values that differ from it, readable in the link itself, or a
 * whole scenario (deflated, base64url) when it came from a file.
 */

import type { Preset } from '../scenario/presets/preset';
import { completeScenario, getPath, parseScenario, type Scenario, setPath } from '../scenario/schema';
import { fieldsOf } from './controls/expand';
import { pack, unpack } from './packed';
import { presetNamed } from './presets';

export interface Linked {
  preset: Preset | null;
  scenario: Scenario;
}

/** The part of a link after #. */
export async function writeLink(presetId: string | null, scenario: Scenario): Promise<string> {
  const preset = presetId === null ? undefined : await presetNamed(presetId);
  if (preset === undefined) return `scenario=${await pack(JSON.stringify(scenario))}`;
  const query = new URLSearchParams({ preset: preset.id, seed: String(scenario.seed) });
  for (const { path } of fieldsOf(scenario)) {
    const value = JSON.stringify(getPath(scenario, path));
    if (path !== 'seed' && value !== JSON.stringify(getPath(preset.scenario, path))) query.set(path, value);
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
  if (preset === undefined) throw new Error(`there is no preset ${id}`);
  const scenario = structuredClone(preset.scenario);
  for (const [path, text] of query) {
    if (path === 'preset') continue;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw new Error(`${path}: ${text} is not a value`);
    }
    setPath(scenario, path, value);
  }
  return { preset, scenario: completeScenario(scenario) };
}
