/**
 * Hashes that presets in the small end with: any change of a bit of any of them shows. A change of the model, or of what
 * is drawn, changes the table, and the commit says why; a change of layout, speed or words does not.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { createGroup } from '../../src/kernel/group';
import type { WasmVariant } from '../../src/kernel/instantiate';
import { Patient } from '../../src/patient/patient';
import { compartmentCount, hasTissue } from '../../src/scenario/compartments';
import { presets } from '../../src/scenario/presets/index';
import { small, toEnd } from '../kit/presetsInSmall';

const TABLE = new URL('./presetHashes.json', import.meta.url);

const frozen: Record<string, string> = JSON.parse(readFileSync(TABLE, 'utf8'));

export const ids = presets.map(({ id }) => id);

/** With UPDATE_HASHES=1 the table takes what the first kernel says. */
export async function expectFrozenHash(id: string, variant: WasmVariant, threads: number): Promise<void> {
  const scenario = small(id);
  const group = await createGroup(variant, compartmentCount(scenario), {
    tissue: hasTissue(scenario),
    threads,
  });
  const hash = toEnd(new Patient(scenario, group)).hash();
  group.close();
  if (process.env.UPDATE_HASHES === '1' && variant === 'simd' && threads === 1) {
    frozen[id] = hash;
    writeFileSync(TABLE, `${JSON.stringify(frozen, null, 2)}\n`);
  }
  expect(hash).toBe(frozen[id]);
}
