/** The tissue view in the built page: what it draws, zoom and pan, slices and volume, on wide and narrow screens. How fluent: page.test.ts. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage, openSite } from '../../../bench/browser/site';
import { classMarks } from '../../../src/ui/readouts/classes';
import { longIf } from '../../kit/long';
import { openTissue } from '../../kit/opened';
import { pictureOf } from '../../kit/pictures';
import { site } from '../../kit/site';
import { soon } from '../../kit/soon';

/** Every site taken by a cell that neither divides nor dies, a fifth of them with the pump. */
const still = (size: Record<string, number>) => ({
  title: 'Standing tissue',
  untilDays: 2000,
  stepHours: 1,
  tumour: {
    founders: 800,
    divisionPerDay: 0,
    deathPerDay: 0,
    resistantFounders: [{ count: 200, pumpCopies: 8 }],
    tissue: { ...size, founding: 'everywhere', oxygen: { present: false } },
  },
  drugs: [{ name: 'test drug', killPerDay: 0, schedule: { levelMicromolar: 0.3 } }],
});

const plane = still({ sitesX: 64, sitesY: 48 });
const volume = still({ sitesX: 32, sitesY: 24, sitesZ: 20 });

const canvas = (page: Page) => page.locator('.tissue-canvas canvas');

/** Shares of the colours seen on the canvas, `#rrggbb`, the most frequent first, as the screen has them. */
async function colours(page: Page): Promise<Map<string, number>> {
  // Buttons and labels over the view are not of the picture.
  const cover = (visibility: string) =>
    page.evaluate((value) => {
      for (const each of document.querySelectorAll<HTMLElement>('.tissue-view > *, .compartment > *'))
        if (each.querySelector('canvas') === null) each.style.visibility = value;
    }, visibility);
  await cover('hidden');
  const { data } = await pictureOf(canvas(page));
  await cover('');
  const found = new Map<number, number>();
  for (let i = 0; i < data.length; i += 4) {
    const colour = ((data[i] ?? 0) << 16) | ((data[i + 1] ?? 0) << 8) | (data[i + 2] ?? 0);
    found.set(colour, (found.get(colour) ?? 0) + 1);
  }
  const sorted = [...found].sort((a, b) => b[1] - a[1]);
  return new Map(
    sorted.map(([colour, count]) => [`#${colour.toString(16).padStart(6, '0')}`, (4 * count) / data.length]),
  );
}

const ofClass = (name: string, theme: 'light' | 'dark' = 'light') =>
  (classMarks.find((mark) => mark.name === name)?.[theme] ?? '').toLowerCase();

/** Of a cell that is near. */
const nucleus = (colour: string) =>
  `#${[1, 3, 5]
    .map((at) => Math.round(0.7 * Number.parseInt(colour.slice(at, at + 2), 16)))
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')}`;

const share = async (page: Page, colour: string) => (await colours(page)).get(colour) ?? 0;

const open = (scenario: object, size = {}) => openTissue(site, JSON.stringify(scenario), size);

const frames = async (page: Page) => Number((await canvas(page).getAttribute('data-frames')) ?? 0);

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const)
  describe(`at ${width} × ${height}`, longIf(width === 390), () => {
    it('cells are drawn in the colours of their classes, and of other palettes when one asks', async () => {
      const { page, faults } = await open(plane, { width, height });
      // One in five has the pump; the lattice is most of the view's height or width.
      await soon(() => share(page, ofClass('sensitive'))).toBeGreaterThan(0.2);
      const [sensitive, pump] = [
        await share(page, ofClass('sensitive')),
        await share(page, ofClass('pump')),
      ] as const;
      expect(pump / (pump + sensitive)).toBeGreaterThan(0.15);
      expect(pump / (pump + sensitive)).toBeLessThan(0.25);
      const seen = new Set<string>();
      for (const palette of ['amount-0', 'birth-0', 'pump-0', 'clone-0']) {
        await page.locator('select[name=palette]').selectOption(palette);
        await soon(() => share(page, ofClass('pump'))).toBe(0);
        const picture = async () => [...(await colours(page)).keys()].slice(0, 4).join();
        // One that no palette before it gave: two that leave most cells grey differ in the fourth colour.
        await soon(async () => seen.has(await picture())).toBe(false);
        seen.add(await picture());
      }
      await page.locator('select[name=palette]').selectOption('class-0');
      await soon(() => share(page, ofClass('pump'))).toBeGreaterThan(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(faults).toEqual([]);
      await page.context().close();
    });

    it('one zooms to single cells, pans, and comes back to all', async () => {
      const { page, faults } = await open(plane, { width, height });
      await soon(() => share(page, ofClass('sensitive'))).toBeGreaterThan(0.2);
      const scale = () => page.locator('.tissue-scale').textContent();
      const before = await scale();
      const all = await share(page, ofClass('sensitive'));
      const zoomIn = page.getByRole('button', { name: 'Zoom in' });
      while (await zoomIn.isEnabled()) {
        // The last click may close it only after it was found open.
        await zoomIn.click({ timeout: 1000 }).catch(() => undefined);
        await page.waitForTimeout(60);
      }
      await soon(scale).toBe('20 µm');
      expect(before).not.toBe('20 µm');
      // Cells 48 pixels wide fill the view but for their borders, a third or so of it.
      const cells = async () => {
        const seen = await colours(page);
        const parts = [ofClass('sensitive'), ofClass('pump')].flatMap((colour) => [colour, nucleus(colour)]);
        return parts.reduce((sum, part) => sum + (seen.get(part) ?? 0), 0);
      };
      await soon(cells).toBeGreaterThan(0.6);
      expect(await cells()).toBeLessThan(0.9);
      const still = (await canvas(page).screenshot()).toString('base64');
      await canvas(page).focus();
      for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
      await soon(async () => (await canvas(page).screenshot()).toString('base64') === still).toBe(false);
      await page.keyboard.press('0');
      await soon(scale).toBe(before);
      await soon(async () => Math.abs((await share(page, ofClass('sensitive'))) - all) < 0.01).toBe(true);
      expect(faults).toEqual([]);
      await page.context().close();
    });

    it('a volume is seen in slices and whole, and can be turned', async () => {
      const { page, faults } = await open(volume, { width, height });
      await soon(() => share(page, ofClass('sensitive'))).toBeGreaterThan(0.2);
      await page.getByTitle('Slices across x').click();
      await soon(() => page.locator('.tissue-slice output').textContent()).toContain('x 330 µm');
      await soon(() => share(page, ofClass('sensitive'))).toBeGreaterThan(0.2);
      await page.getByRole('button', { name: 'volume' }).click();
      // Lit surfaces have many shades: more than the slice's few colours.
      await soon(async () => (await colours(page)).size).toBeGreaterThan(30);
      const box = await canvas(page).boundingBox();
      if (box === null) throw new Error('the canvas is not on the screen');
      const middle = [box.x + box.width / 2, box.y + box.height / 2] as const;
      const before = await frames(page);
      const picture = (await canvas(page).screenshot()).toString('base64');
      await page.mouse.move(...middle);
      await page.mouse.down();
      for (let i = 1; i <= 30; i++) await page.mouse.move(middle[0] + 2 * i, middle[1]);
      await page.mouse.up();
      await soon(() => frames(page)).toBeGreaterThan(before);
      await soon(async () => (await canvas(page).screenshot()).toString('base64') === picture).toBe(false);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(faults).toEqual([]);
      await page.context().close();
    });
  });

it('two fingers zoom the view and do not scroll the page; one finger moves the tissue', async () => {
  const { page, faults } = await open(plane, { width: 390, height: 844 });
  await soon(() => share(page, ofClass('sensitive'))).toBeGreaterThan(0.2);
  const scale = () => page.locator('.tissue-scale').textContent();
  const before = await scale();
  const box = await canvas(page).boundingBox();
  if (box === null) throw new Error('the canvas is not on the screen');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const client = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...places: [number, number][]) =>
    client.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: places.map(([px, py], id) => ({ x: px, y: py, id })),
    });
  await touch('touchStart', [x - 20, y - 20], [x + 20, y + 20]);
  for (let i = 1; i <= 20; i++) await touch('touchMove', [x - 20, y - 20 - 6 * i], [x + 20, y + 20 + 6 * i]);
  await touch('touchEnd');
  await soon(scale).not.toBe(before);
  const zoomed = (await canvas(page).screenshot()).toString('base64');
  await touch('touchStart', [x, y]);
  for (let i = 1; i <= 20; i++) await touch('touchMove', [x, y - 5 * i]);
  await touch('touchEnd');
  await soon(async () => (await canvas(page).screenshot()).toString('base64') === zoomed).toBe(false);
  expect(await page.evaluate(() => [scrollX, scrollY, visualViewport?.scale])).toEqual([0, 0, 1]);
  expect(faults).toEqual([]);
  await page.context().close();
});

it('a well-mixed scenario fetches nothing of it', async () => {
  const own = await openSite();
  const { page } = await openPage(own);
  await soon(() => page.locator('[data-plot=population]').count()).toBe(1);
  await page.waitForTimeout(1500);
  const fetched = [...own.requested].filter((path) =>
    /tissues-|tissueFeed|view\.worker|kernel\.whole/.test(path),
  );
  expect(fetched).toEqual([]);
  await own.close();
});
