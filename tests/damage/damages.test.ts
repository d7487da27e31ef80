/** That each damage of `npm run test:damage` still says one place of the kernel, and names tests that are there. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Damage {
  name: string;
  file: string;
  find: string;
  replace: string;
  theory: string[];
  oracle?: string[];
}

const LIST = './damages.mjs';
const { damages } = (await import(LIST)) as { damages: Damage[] };

test.for(damages)('$name: occurs once', ({ file, find, replace }) => {
  expect(readFileSync(file, 'utf8').split(find)).toHaveLength(2);
  expect(replace).not.toBe(find);
});

test('every damage has tests to notice it, and a name of its own', () => {
  for (const { name, theory, oracle = [] } of damages) {
    expect([...theory, ...oracle], name).not.toHaveLength(0);
    for (const file of [...theory, ...oracle]) expect(existsSync(file), `${name}: ${file}`).toBe(true);
  }
  expect(new Set(damages.map(({ name }) => name)).size).toBe(damages.length);
});
