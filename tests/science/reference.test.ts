/**
 * The reference numbers themselves.
 *
 * Catches: a reference that no test uses, or that differs from its original.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { referenceIds } from '../kit/published';

const here = new URL('.', import.meta.url);
const original = new URL('../../../shared/reference/', here);

function read(file: URL): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

describe('the reference numbers', () => {
  it('are each used by a test', () => {
    const tests = readdirSync(here, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.long.test.ts'))
      .map((name) => readFileSync(new URL(name, here), 'utf8'));
    const used = new Set(
      tests.flatMap((text) => [...text.matchAll(/'([A-Z]\w*\d\w*)'/g)].map(([, id]) => id)),
    );
    expect(referenceIds.filter((id) => !used.has(id))).toEqual([]);
  });

  it.skipIf(!existsSync(original))('equal the collection they were copied from', () => {
    const copy = read(new URL('reference/values.json', here)) as { tests: unknown[] };
    const all = read(new URL('values.json', original)) as { tests: { part: string }[] };
    const wanted = all.tests.filter(({ part }) => ['A', 'C', 'D', 'E'].includes(part));
    expect(copy.tests).toEqual(wanted);
    expect(read(new URL('reference/philox4x32-10.json', here))).toEqual(
      read(new URL('philox4x32-10.json', original)),
    );
  });
});
