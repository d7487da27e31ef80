/** The list of damages keeps up with the kernel: each is made in one place, and the tests it is left to are there. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { damages } from './damages.mjs';

it.each(damages)('$name', ({ file, find, replace, theory, oracle = [] }) => {
  expect(readFileSync(file, 'utf8').split(find)).toHaveLength(2);
  expect(replace).not.toBe(find);
  const tests = [...theory, ...oracle];
  expect(tests.length).toBeGreaterThan(0);
  expect(tests.filter((test) => !existsSync(test))).toEqual([]);
});
