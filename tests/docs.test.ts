/** The docs and the code name the same things: numbers of equations, paths, and the words of the glossary. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const CODE = ['assembly', 'src', 'tests', 'bench'];
const SELF = 'tests/docs.test.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
}

const code = CODE.flatMap(filesIn)
  .filter((path) => /\.(ts|tsx|mjs|h|c)$/.test(path) && path !== SELF)
  .map((path) => ({ path, text: read(path) }));
const pages = ['README.md', ...filesIn('docs').filter((path) => extname(path) === '.md')];

/** Equations of docs/model.md by number, with the lines that follow each heading. */
const equations = read('docs/model.md')
  .split(/^### /m)
  .slice(1)
  .map((section) => {
    const [, number = '', title = ''] = /^\((\d+)\) (.*)/.exec(section) ?? [];
    return { number: Number(number), title, section: section.split(/^## /m)[0] };
  });
const numbers = new Set(equations.map(({ number }) => number));

/** Paths from the root that a text names in backticks; patterns and names without a folder are not meant. */
function pathsIn(text: string): string[] {
  return [...text.matchAll(/`((?:assembly|src|tests|bench|docs|\.ci)\/[^`\s*{}…]*)`/g)].map(
    ([, path]) => path!,
  );
}

test('equations have numbers of their own', () => {
  expect(equations.length).toBeGreaterThan(50);
  expect(numbers.size).toBe(equations.length);
  expect(equations.filter(({ number }) => !(number > 0)).map(({ title }) => title)).toEqual([]);
});

test('every equation says what it is for, its units, its source, and which files compute it', () => {
  for (const { number, section } of equations) {
    for (const word of ['For', 'Units', 'Source', 'Computed in']) {
      expect(section, `(${number})`).toMatch(new RegExp(`^- ${word}: \\S`, 'm'));
    }
    const [, computedIn = ''] = /^- Computed in: ([\s\S]*)/m.exec(section!) ?? [];
    const paths = pathsIn(computedIn);
    expect(paths.length, `(${number})`).toBeGreaterThan(0);
    expect(paths.length, `(${number}) names a file twice`).toBe(new Set(paths).size);
  }
});

test('every equation that code cites is there', () => {
  const cited = code.flatMap(({ path, text }) =>
    [...text.matchAll(/docs\/model\.md((?:(?:,| and| to)?[\s*]*\(\d+\))*)/g)].map(([, list = '']) => ({
      path,
      own: [...list.matchAll(/\((\d+)\)/g)].map(([, number]) => Number(number)),
    })),
  );
  expect(cited.length).toBeGreaterThan(30);
  expect(code.filter(({ text }) => text.includes('MODEL §')).map(({ path }) => path)).toEqual([]);
  expect(cited.filter(({ own }) => own.length === 0).map(({ path }) => path)).toEqual([]);
  expect(
    cited.flatMap(({ path, own }) =>
      own.filter((number) => !numbers.has(number)).map((number) => `${path}: (${number})`),
    ),
  ).toEqual([]);
});

test.each(['docs/model.md', 'docs/architecture.md'])('every equation that %s refers to is there', (page) => {
  const named = [...read(page).matchAll(/\((\d+)\)/g)].map(([, number]) => Number(number));
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((number) => !numbers.has(number))).toEqual([]);
});

test.each(pages)('paths in %s are there', (page) => {
  const text = read(page);
  const folder = page.includes('/') ? page.slice(0, page.lastIndexOf('/')) : '.';
  const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
    .map(([, link]) => link)
    .filter((link) => !/^[a-z]+:/.test(link!))
    .map((link) => join(folder, link!));
  const named = pathsIn(text);
  expect([...named, ...links].filter((path) => !existsSync(join(root, path)))).toEqual([]);
  // A folder is written with a stroke at its end or none, a file never.
  expect(named.filter((path) => path.endsWith('/') && !statSync(join(root, path)).isDirectory())).toEqual([]);
});

test('names that the glossary gives stand in the code', () => {
  const text = code
    .filter(({ path }) => path.startsWith('assembly/') || path.startsWith('src/'))
    .map((file) => file.text)
    .join('\n');
  const words = new Set(text.match(/[A-Za-z_]\w*/g));
  const names = read('docs/glossary.md')
    .split('\n')
    .filter((line) => line.startsWith('| **'))
    .flatMap((line) => [...(line.split('|')[3] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name));
  expect(names.length).toBeGreaterThan(60);
  expect(names.filter((name) => !words.has(name!))).toEqual([]);
});

test('the index of equations names each of them, in the order of the page', () => {
  const [, index = ''] = /^## Index\n([\s\S]*?)^## /m.exec(read('docs/model.md')) ?? [];
  const entries = [...index.matchAll(/\[([^\]]+) \((\d+)\)\]\(#([^)]+)\)/g)];
  expect(entries.map(([, title, number]) => `(${number}) ${title}`)).toEqual(
    equations.map(({ number, title }) => `(${number}) ${title}`),
  );
  // As GitHub makes them of a heading.
  const anchor = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-');
  for (const [, title, number, link] of entries) expect(link).toBe(anchor(`(${number}) ${title}`));
});
