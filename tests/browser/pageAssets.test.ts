/** What the page fetches before anybody opens a panel, and whether its colours can be told apart and read. */
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { dayOf, openPage, openScenario, openSite, readout } from '../../bench/browser/site';
import { CLASS_NAMES } from '../../src/kernel/model';
import { parameterAt } from '../../src/scenario/parameters';
import { classMarks, tissueMarks } from '../../src/ui/readouts/classes';

const built = new URL('../../dist/page/', import.meta.url);
const SURFACE = { light: '#FBFBFA', dark: '#111418' };

/** Two lesions, so that workers and threads are asked for too. */
const twoLesions = JSON.stringify({ tumour: { lesions: 2, founders: 50_000 }, untilDays: 100 });

describe('weight', () => {
  it.each([
    ['with', true],
    ['without', false],
  ])('keeps scripts and kernels within 200 KB gzipped %s cross-origin isolation', async (_, isolated) => {
    const site = await openSite();
    const { page } = await openPage(site, { isolated });
    await expect.poll(() => dayOf(page), { timeout: 30_000 }).toBeGreaterThan(1);
    await openScenario(page, 'two.json', twoLesions);
    await expect.poll(() => readout(page, 'cells'), { timeout: 30_000 }).toMatch(/k$/);
    await expect.poll(() => page.locator('.lesions li').count(), { timeout: 30_000 }).toBe(2);
    await site.close();
    const fetched = [...site.requested].filter((path) => /\.(js|wasm)$/.test(path));
    const all = (pattern: RegExp) => fetched.filter((path) => pattern.test(path)).length;
    expect([all(/\/index-/), all(/\/patient\.worker-/), all(/\/kernel\.simd-/)]).toEqual([1, 1, 1]);
    expect([all(/verify\.worker/), all(/\/panel-/), all(/bench/)]).toEqual([0, 0, 0]);
    let bytes = 0;
    let described = 0;
    for (const path of fetched) {
      const program = await readFile(new URL(`.${path}`, built));
      bytes += gzipSync(program).length;
      if (program.includes(parameterAt('stepHours')?.help ?? '')) described += 1;
    }
    // Page and worker both read scenarios, by one description that is fetched once.
    expect(described).toBe(1);
    expect(bytes).toBeGreaterThan(60 * 1024);
    expect(bytes).toBeLessThanOrEqual(200 * 1024);
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

/** Lines that may stand in one plot. */
const lines = [...classMarks, ...tissueMarks];

describe('class colours', () => {
  it('follows the order of the kernel’s classes', () => {
    expect(classMarks.map((mark) => mark.name)).toEqual([...CLASS_NAMES]);
  });

  it.each(['light', 'dark'] as const)('stand out from the %s surface', (theme) => {
    for (const mark of lines) {
      // WCAG 2.2 criterion 1.4.11 (AA): graphical objects need 3:1.
      expect(contrast(mark[theme], SURFACE[theme]), mark.name).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(['light', 'dark'] as const)(
    'differ on the %s surface, by dash where a deuteranope sees alike',
    (theme) => {
      for (const [index, a] of lines.entries()) {
        for (const b of lines.slice(index + 1)) {
          const from = deuteranope(a[theme]);
          const distance = Math.hypot(...deuteranope(b[theme]).map((value, at) => value - from[at]!));
          const told = distance > 0.15 || a.dash.join() !== b.dash.join();
          expect(told, `${a.name} and ${b.name}`).toBe(true);
        }
      }
    },
  );
});
