/** The description as a tree: conditions take what holds them, and each makes a difference somewhere. */
import { readFileSync } from 'node:fs';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { parametersPage } from '../../src/cli/parameters';
import type { scenario as described } from '../../src/scenario/description/scenario';
import type { Misplaced } from '../../src/scenario/description/tree';
import { completeScenario, getPath, type Parameter, type Scenario, setPath } from '../../src/scenario/schema';
import { fieldsOf } from '../../src/ui/controls/expand';
import { matters } from '../../src/ui/controls/relevance';

const full = completeScenario({
  targets: [{ name: 'X', variants: [{ name: 'v' }] }],
  drugs: [{ name: 'd', target: 'X', points: [{}], variantEffects: [{ variant: 'v' }] }],
  inhibitor: {},
  rules: [{}],
  tumour: { resistantFounders: [{}], tissue: {} },
  compartments: [{ barriers: [{ drug: 'd' }] }],
});

let word = 2463534242;
/** Below `count`, by Marsaglia's xorshift (2003). */
function draw(count: number): number {
  word ^= word << 13;
  word ^= word >>> 17;
  word ^= word << 5;
  return (word >>> 0) % count;
}

/** What decides something: both ends of a number and 1, all choices, both ways of a switch, a text or none. */
function values({ kind, options = [], min = 0, max = 0, length = [0, 0] }: Parameter): unknown[] {
  if (kind === 'choice') return [...options];
  if (kind === 'boolean') return [false, true];
  return kind === 'text' ? ['v'.repeat(length[0]), 'v'] : [min, Math.max(min, 1), max];
}

/** The full scenario with a third of its values drawn anew, whether they go together or not. */
function variation(): Scenario {
  const scenario = structuredClone(full);
  for (const { path, parameter } of fieldsOf(full)) {
    const list = values(parameter);
    if (draw(3) === 0) setPath(scenario, path, list[draw(list.length)]);
  }
  if (draw(4) === 0) scenario.rules = [];
  if (draw(4) === 0) scenario.tumour.tissue = null;
  return scenario;
}

describe('appliesWhen', () => {
  test('takes the parts that hold it', () => {
    expectTypeOf<Misplaced<typeof described>>().toBeNever();
  });

  test('holds in some scenarios and not in others, for each parameter that has it', () => {
    const seen = new Map<string, Set<boolean>>();
    for (let times = 0; times < 600; times++) {
      for (const field of fieldsOf(variation())) {
        const { path, conditions, kind, file } = field.parameter;
        if (conditions.length === 0 || (kind === 'text' && !file)) continue;
        const found = seen.get(path) ?? new Set();
        seen.set(path, found.add(matters(field)));
      }
    }
    expect(seen.size).toBeGreaterThan(70);
    expect([...seen].filter(([, found]) => found.size < 2).map(([path]) => path)).toEqual([]);
  });
});

describe('fields', () => {
  test('know the parts that hold them', () => {
    for (const { path, parameter, holders } of fieldsOf(full)) {
      const key = path.slice(path.lastIndexOf('.') + 1);
      expect(holders[0]).toBe(full);
      expect(holders.at(-1)).toHaveProperty(key, getPath(full, path));
      expect(path.replaceAll('[0]', '[]')).toBe(parameter.path);
    }
  });
});

describe('docs/parameters.md', () => {
  test('is what `clonarium parameters` prints', () => {
    const kept = readFileSync(new URL('../../docs/parameters.md', import.meta.url), 'utf8');
    expect(kept).toBe(parametersPage());
  });
});
