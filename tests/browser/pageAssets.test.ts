/** What the page weighs, and whether its colours can be told apart and read. */
import { readdir, readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CLASS_NAMES } from '../../src/kernel/model';
import { classMarks } from '../../src/ui/classes';

const built = new URL('../../dist/page/assets/', import.meta.url);
const SURFACE = { light: '#FBFBFA', dark: '#111418' };

/** Every asset that a page names, and that those name in turn: the benchmark page's own are not among them. */
async function neededBy(page: string): Promise<Set<string>> {
  const all = await readdir(built);
  const needed = new Set<string>();
  const texts = [await readFile(new URL(`../${page}`, built), 'utf8')];
  for (let text = texts.pop(); text !== undefined; text = texts.pop()) {
    for (const name of all) {
      if (needed.has(name) || !text.includes(name)) continue;
      needed.add(name);
      if (name.endsWith('.js')) texts.push(await readFile(new URL(name, built), 'utf8'));
    }
  }
  return needed;
}

describe('weight', () => {
  it('keeps scripts and kernels of the page within 120 KB gzipped', async () => {
    let bytes = 0;
    for (const name of await neededBy('index.html')) {
      expect(name).toMatch(/\.(js|wasm|css)$/);
      if (!name.endsWith('.css')) bytes += gzipSync(await readFile(new URL(name, built))).length;
    }
    expect(bytes).toBeGreaterThan(60 * 1024);
    expect(bytes).toBeLessThanOrEqual(120 * 1024);
  });
});

const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const gamma = (value: number) => (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055);

/** Relative luminance and contrast of WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = channels(hex).map(linear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/** Deuteranopia at full severity (Machado, Oliveira and Fernandes 2009, table 1), in linear RGB. */
function deuteranope(hex: string): number[] {
  const [r = 0, g = 0, b = 0] = channels(hex).map(linear);
  return [
    0.367322 * r + 0.860646 * g - 0.227968 * b,
    0.280085 * r + 0.672501 * g + 0.047413 * b,
    -0.01182 * r + 0.04294 * g + 0.968881 * b,
  ].map((value) => gamma(Math.min(Math.max(value, 0), 1)));
}

describe('class colours', () => {
  it('follows the order of the kernel’s classes', () => {
    expect(classMarks.map((mark) => mark.name)).toEqual([...CLASS_NAMES]);
  });

  it.each(['light', 'dark'] as const)('stand out from the %s surface', (theme) => {
    for (const mark of classMarks) {
      // WCAG 2.2 criterion 1.4.11 (AA): graphical objects need 3:1.
      expect(contrast(mark[theme], SURFACE[theme]), mark.name).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(['light', 'dark'] as const)(
    'differ on the %s surface, by dash where a deuteranope sees alike',
    (theme) => {
      for (const [index, a] of classMarks.entries()) {
        for (const b of classMarks.slice(index + 1)) {
          const from = deuteranope(a[theme]);
          const distance = Math.hypot(...deuteranope(b[theme]).map((value, at) => value - (from[at] ?? 0)));
          const told = distance > 0.15 || a.dash.join() !== b.dash.join();
          expect(told, `${a.name} and ${b.name}`).toBe(true);
        }
      }
    },
  );
});
