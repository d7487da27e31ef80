/** Without WebGL2 a tissue is drawn all the same, and only what turns a volume is missing, and says so. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openTissue } from '../../kit/opened';
import { pictureOf } from '../../kit/pictures';
import { site } from '../../kit/site';
import { soon } from '../../kit/soon';

const tissue = (sitesZ: number) =>
  JSON.stringify({
    title: 'Standing tissue',
    untilDays: 2000,
    tumour: {
      founders: 800,
      divisionPerDay: 0,
      deathPerDay: 0,
      resistantFounders: [{ count: 200, pumpCopies: 8 }],
      tissue: { sitesX: 32, sitesY: 24, sitesZ, founding: 'everywhere', oxygen: { present: false } },
    },
    drugs: [{ name: 'test drug', killPerDay: 0, schedule: { levelMicromolar: 0.3 } }],
  });

const open = (scenario: string, graphics: boolean) =>
  openTissue(site, scenario, { width: 1024, height: 600, graphics });

/** RGB of the view, one pixel in so many along both sides. */
async function pixels(page: Page): Promise<number[]> {
  const { width, height, data } = await pictureOf(page.locator('.tissue-canvas canvas'));
  const found: number[] = [];
  for (let y = 3; y < height; y += 7) {
    for (let x = 3; x < width; x += 7)
      found.push(...data.subarray(4 * (x + width * y), 4 * (x + width * y) + 3));
  }
  return found;
}

/** Share of the values that differ by more than rounding. */
const unlike = (a: number[], b: number[]) =>
  a.filter((value, at) => Math.abs(value - b[at]!) > 24).length / a.length;

it('palettes, zoom and pan look as with WebGL2', async () => {
  const [solid, flat] = [await open(tissue(1), true), await open(tissue(1), false)];
  const pages = [solid.page, flat.page] as const;
  const alike = () =>
    soon(async () => {
      const [a, b] = [await pixels(pages[0]), await pixels(pages[1])];
      // A picture that has not been drawn yet is of one colour.
      return new Set(b).size > 3 && a.length === b.length ? unlike(a, b) : 1;
    }).toBeLessThan(0.02);
  await alike();
  for (const palette of ['clone-0', 'amount-0', 'pump-0']) {
    for (const page of pages) await page.locator('select[name=palette]').selectOption(palette);
    await alike();
  }
  for (const page of pages) {
    for (let times = 0; times < 3; times++) await page.getByRole('button', { name: 'Zoom in' }).click();
    await page.locator('.tissue-canvas canvas').focus();
    await page.keyboard.press('ArrowRight');
  }
  await alike();
  expect([...solid.faults, ...flat.faults]).toEqual([]);
  for (const page of pages) await page.context().close();
});

it('a volume is seen in slices, and what turns it says what it needs', async () => {
  const { page, faults } = await open(tissue(20), false);
  await soon(async () => new Set(await pixels(page)).size).toBeGreaterThan(3);
  const volume = page.getByRole('button', { name: 'volume', exact: true });
  expect(await volume.isDisabled()).toBe(true);
  expect(await page.locator('.tissue-lack').textContent()).toContain('needs WebGL2');
  await page.getByRole('button', { name: 'x', exact: true }).click();
  await soon(async () => new Set(await pixels(page)).size).toBeGreaterThan(3);
  expect(faults).toEqual([]);
  await page.context().close();
});
