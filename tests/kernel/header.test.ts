/** The header of the kernel's memory: its fields follow one another, aligned, in the room that they have. */
import { expect, it } from 'vitest';
import { Limit } from '../../assembly/shared/limits';
import { textOf } from '../kit/imports';

/** Fields in their order: where each begins, and what is said of it. */
function fields(): { name: string; at: number; says: string }[] {
  const at = new Map<string, number>([['Limit.drugs', Limit.drugs]]);
  const line = /^export const (\w+): usize = (.+?);(?: \/\/ (.*))?$/gm;
  return [...textOf('assembly/memory/header.ts').matchAll(line)].map(([, name = '', sum = '', says = '']) => {
    const [before = '', size = '0'] = sum.split(/ \+ (.*)/s);
    const bytes = size === '4 * (Limit.drugs + 1)' ? 4 * (Limit.drugs + 1) : Number(size);
    at.set(name, (at.get(before) ?? Number(before)) + bytes);
    return { name, at: at.get(name) as number, says };
  });
}

it('fields of the header follow one another, and those of 8 bytes lie at multiples of 8', () => {
  const all = fields();
  expect(all.length).toBeGreaterThan(90);
  all.slice(1).forEach(({ name, at }, index) => {
    expect(at, name).toBeGreaterThan((all[index] as { at: number }).at);
  });
  const wide = all.filter(({ name, says }) => name === 'BLOOD' || says.startsWith('f64'));
  expect(wide.map(({ name }) => name)).toContain('MOST_RATE');
  expect(wide.filter(({ at }) => at % 8 !== 0)).toEqual([]);
});

it('the header ends before the words by which threads meet', () => {
  const [, offset] = /ROUND: usize = HEADER \+ (\d+)/.exec(textOf('assembly/memory/layout.ts')) ?? [];
  const end = fields().at(-1);
  expect(end?.name).toBe('HEADER_BYTES');
  expect(end?.at).toBeLessThanOrEqual(Number(offset));
});
