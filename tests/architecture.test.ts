/** Which rooms may use which, as docs/architecture.md says; no circles; nothing of a page or of Node where it does not belong. */
import { describe, expect, it } from 'vitest';
import { circles, importsOf, sourcesIn, textOf } from './kit/imports';

/** Rooms of the kernel from the top: each uses itself and those below it. */
const FLOORS = [
  'state',
  'run',
  'view',
  'tissue',
  'fields',
  'mixed',
  'genome',
  'cells',
  'blood',
  'lattice',
  'threads',
  'numerics',
  'memory',
  'shared',
];

/** What a room of `src/` and `bench/` may use beside itself. */
const MAY_USE: Record<string, string[]> = {
  scenario: ['assembly'],
  kernel: ['assembly'],
  compile: ['assembly', 'scenario', 'kernel'],
  patient: ['assembly', 'scenario', 'compile', 'kernel'],
  export: ['scenario', 'kernel', 'patient'],
  verify: ['assembly', 'scenario', 'compile', 'kernel', 'patient'],
  worker: ['scenario', 'compile', 'kernel', 'patient', 'export', 'verify'],
  api: ['assembly', 'scenario', 'compile', 'kernel', 'patient', 'export'],
  // `clonarium bench` is a command like the others, and a page of its own: bench knows nothing of either.
  cli: ['scenario', 'compile', 'kernel', 'patient', 'export', 'verify', 'bench'],
  ui: ['assembly', 'scenario', 'compile', 'kernel', 'patient', 'verify', 'worker', 'bench'],
  bench: ['scenario', 'compile', 'kernel', 'patient', 'export', 'cli', 'ui'],
};

/** Files of a room that may do what others of it may not. */
const BENCH_ENTRIES = /^src\/(cli\/bench(Tissue)?|ui\/bench)\.ts$/;
/** Links are the page's own, and fuzzed like files. */
const ON_THE_PAGE = /^bench\/(page\/|fuzz\/targets)/;
const ON_TERMINAL = /^bench\/(fuzz|browser|scale)\//;

function roomOf(file: string): string {
  const [top = '', room = ''] = file.split('/');
  return top === 'src' ? room : top;
}

const sources = sourcesIn('src').filter((file) => file.split('/').length > 2);
const bench = sourcesIn('bench');
const kernel = sourcesIn('assembly');

describe('rooms', () => {
  it('of the kernel use only those below them', () => {
    const floor = (file: string) => {
      const [, room = '', name] = file.split('/');
      return name === undefined ? -1 : FLOORS.indexOf(room);
    };
    const upward = kernel
      .flatMap(importsOf)
      .filter(({ from, to }) => floor(to) < floor(from))
      .map(({ from, to }) => `${from} → ${to}`);
    expect(upward).toEqual([]);
    expect(kernel.filter((file) => file.split('/').length > 2 && floor(file) < 0)).toEqual([]);
  });

  it('of TypeScript use only what they may', () => {
    const wrong = [...sources, ...bench].flatMap(importsOf).flatMap(({ from, to }) => {
      const [room, other] = [roomOf(from), roomOf(to)];
      const allowed =
        room === other ||
        ((MAY_USE[room]?.includes(other) ?? false) &&
          (other !== 'bench' || BENCH_ENTRIES.test(from)) &&
          (room !== 'bench' || other !== 'ui' || ON_THE_PAGE.test(from)) &&
          (room !== 'bench' || other !== 'cli' || ON_TERMINAL.test(from)));
      return allowed ? [] : [`${from} → ${to}`];
    });
    expect(wrong).toEqual([]);
  });

  it('know only the shared numbers and functions of the kernel, not what runs in WebAssembly alone', () => {
    const seen = new Set(
      [...sources, ...bench].flatMap(importsOf).flatMap(({ to }) => (to.startsWith('assembly/') ? [to] : [])),
    );
    for (const file of seen)
      expect(file).toMatch(/^assembly\/(shared|numerics|memory\/cell|blood\/maturing)/);
  });

  it('have no circles', () => {
    expect(circles(kernel)).toEqual([]);
    expect(circles([...sources, ...bench])).toEqual([]);
  });
});

describe('what a room stands on', () => {
  const code = (file: string) => textOf(file).replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*/g, '');

  it('is no page for scenario, compile, kernel, patient, export, verify', () => {
    const page = /\b(?:document|window|localStorage|HTMLElement|requestAnimationFrame)\b\s*[.(]/;
    const own = sources.filter((file) =>
      /^src\/(scenario|compile|kernel|patient|export|verify)\//.test(file),
    );
    expect(own.length).toBeGreaterThan(100);
    expect(own.filter((file) => page.test(code(file)))).toEqual([]);
  });

  it('is Node only for the terminal, the build and what threads run in Node', () => {
    const node = sources.filter((file) => /from 'node:/.test(code(file)));
    expect(node.filter((file) => !/^src\/(cli|ui\/site)\/|helper\.node\.ts$/.test(file))).toEqual([]);
  });

  it('is never a test', () => {
    expect([...sources, ...bench].flatMap(importsOf).filter(({ to }) => to.startsWith('tests/'))).toEqual([]);
  });
});
