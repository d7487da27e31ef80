/** Who imports whom, read from the text of all sources. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Files below a folder, as paths from the project's own. */
export function sourcesIn(folder: string): string[] {
  return readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'));
}

export const textOf = (file: string): string => readFileSync(`${root}${file}`, 'utf8');

interface Import {
  from: string;
  to: string;
  /** Whether nothing of it is left when types are taken away. */
  typeOnly: boolean;
}

const STATEMENTS =
  /(?:import|export)(\s+type)?\s[^;'"]*?from\s+['"](\.[^'"]+)['"]|import\(\s*['"](\.[^'"]+)['"]\)|import\s+['"](\.[^'"]+)['"]/g;

export function importsOf(file: string): Import[] {
  return [...textOf(file).matchAll(STATEMENTS)].flatMap(([, typeOnly, named, fetched, bare]) => {
    const path = posix.join(posix.dirname(file), (named ?? fetched ?? bare ?? '').replace(/\?.*/, ''));
    const to = [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find(
      (each) => /\.tsx?$/.test(each) && existsSync(`${root}${each}`),
    );
    return to === undefined ? [] : [{ from: file, to, typeOnly: typeOnly !== undefined }];
  });
}

/** Files that import one another in a circle, each circle once (Tarjan 1972). */
export function circles(files: readonly string[]): string[][] {
  const next = new Map(
    files.map((file) => [file, importsOf(file).flatMap(({ to, typeOnly }) => (typeOnly ? [] : [to]))]),
  );
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const waiting: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): number => {
    const mine = order.size;
    order.set(file, mine);
    let low = mine;
    waiting.push(file);
    for (const other of next.get(file) ?? []) {
      if (!order.has(other)) low = Math.min(low, visit(other));
      else if (waiting.includes(other)) low = Math.min(low, order.get(other) as number);
    }
    lowest.set(file, low);
    if (low === mine) {
      const circle = waiting.splice(waiting.indexOf(file));
      if (circle.length > 1) found.push(circle);
    }
    return low;
  };
  for (const file of files) if (!order.has(file)) visit(file);
  return found;
}
