/** A screen of 1366 × 625, as many laptops leave a page: nothing is too low to read, and nothing stands empty. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { dayOf, openPage, openParameters, openTab } from '../../bench/browser/site';
import { site } from '../kit/site';
import { soon } from '../kit/soon';

const size = { width: 1366, height: 625 };

async function open(preset: string): Promise<Page> {
  const { page } = await openPage(site, { ...size, hash: `#preset=${preset}` });
  await soon(() => dayOf(page)).toBeGreaterThan(0);
  await soon(() => page.locator('[data-plot=population] .u-over').count()).toBe(1);
  return page;
}

/** Heights of what lies within the axes of each plot that shows anything. */
const heights = (page: Page) =>
  page.$$eval('.u-over', (all) =>
    all.filter((each) => each.checkVisibility()).map((each) => each.getBoundingClientRect().height),
  );

it.each(['selection', 'competitive-release', 'marrow-gene-therapy', 'drug-out-of-reach', 'rim-and-core'])(
  '%s: stage, a plot, caption and transport are in sight, and the chronicle has room for two lines',
  async (preset) => {
    const page = await open(preset);
    await soon(async () => Math.min(...(await heights(page)))).toBeGreaterThanOrEqual(160);
    for (const part of ['.stage', '.plots .plot', '.caption', '.transport']) {
      const box = (await page.locator(part).first().boundingBox())!;
      expect(box.y, part).toBeGreaterThanOrEqual(0);
      expect(box.y + box.height, part).toBeLessThanOrEqual(size.height);
    }
    expect((await page.locator('.stage').boundingBox())!.height).toBeGreaterThan(250);
    await openTab(page, 'Chronicle');
    const chronicle = await page.locator('.chronicle').boundingBox();
    expect(chronicle?.height).toBeGreaterThan(80);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width);
    await page.context().close();
  },
);

it('a scene without drugs has no plots of them, and another brings them back', async () => {
  const page = await open('rim-and-core');
  const plots = () =>
    page.$$eval('[data-plot]', (all) => all.map((each) => (each as HTMLElement).dataset.plot));
  await soon(plots).toEqual(['population']);
  const side = (await page.locator('.plots').boundingBox())!;
  const own = (await page.locator('[data-plot=population]').boundingBox())!;
  expect(own.height).toBeCloseTo(side.height, 0);
  await page.getByLabel('Choose a scene').selectOption('selection');
  await soon(plots).toEqual(['population', 'drug', 'histogram']);
  await page.context().close();
});

it('another scene is read from its beginning', async () => {
  const page = await open('selection');
  await openParameters(page);
  const controls = page.locator('.controls');
  await page.locator('input[name="tumour.deathPerDay"]').scrollIntoViewIfNeeded();
  const down = () => controls.evaluate((element) => element.scrollTop);
  await soon(down).toBeGreaterThan(50);
  await page.getByLabel('Choose a scene').selectOption('imatinib-cml');
  await soon(down).toBe(0);
  await page.context().close();
});
