/** The view of clones: bands and tables that follow the run, since when they are counted, and no trace in its hash. */
import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { dayOf, fromFiles, openPage, openScenario, openTab } from '../../bench/browser/site';
import { site } from '../kit/site';
import { soon } from '../kit/soon';

/** Clones of clones: three ways of changing at one division in a hundred. */
const scenario = (seed: number) =>
  JSON.stringify({
    title: 'Clones of clones',
    seed,
    untilDays: 9,
    outputEveryHours: 6,
    tumour: { founders: 200, divisionPerDay: 0.9, deathPerDay: 0.1 },
    alterations: { pumpGain: 0.01, pumpLoss: 0.01, metabolismGain: 0.003 },
    drugs: [{ name: 'test drug', schedule: { levelMicromolar: 0.2 }, killPerDay: 0.5 }],
    treatment: { begin: 'day', onDay: 6 },
  });

/** Of a run that has come to its end. */
async function lastHash(page: Page): Promise<string | null> {
  await soon(async () => {
    await page.getByLabel('Speed, days per second').fill('60');
    return dayOf(page);
  }).toBe(9);
  const hash = () =>
    page.evaluate(() => document.querySelector<HTMLElement>('[data-hash]')?.dataset.hash ?? '');
  await soon(hash).toMatch(/^[0-9a-f]{16}$/);
  return hash();
}
const plot = (page: Page, id: string) => page.locator(`.clones [data-plot=${id}]`);

/** Rows of the numbers behind a plot. */
async function tableOf(page: Page, id: string): Promise<string[][]> {
  const button = plot(page, id).getByRole('button', { name: 'Table' });
  await button.click();
  const rows = await plot(page, id)
    .locator('.plot-table tr')
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent?.trim() ?? '')));
  await button.click();
  return rows;
}

it('counts clones from day 0 of a run begun while it is open, and leaves no trace in the hash', async () => {
  site.requested.clear();
  const plain = await openPage(site);
  await soon(() => dayOf(plain.page)).toBeGreaterThan(0);
  await openScenario(plain.page, 'clones.json', scenario(4));
  const expected = await lastHash(plain.page);
  expect([...site.requested].filter((path) => /\/view-[^/]*\.js/.test(path))).toEqual([]);
  await plain.page.context().close();

  const { page, faults } = await openPage(site);
  await soon(() => dayOf(page)).toBeGreaterThan(0.2);
  await openTab(page, 'Clones');
  await soon(() => page.locator('.clones-note').textContent()).toMatch(/counted since day \d+\.\d/);
  await openScenario(page, 'clones.json', scenario(4));
  await soon(() => page.locator('.clones-note').textContent()).not.toContain('since day');
  expect(await lastHash(page)).toBe(expected);
  await soon(() => plot(page, 'muller').locator('.plot-canvas').getAttribute('aria-label')).toMatch(
    /^Clones over time, now: clone 1, .* \d.*%, clone \d+/,
  );

  // Pictures come at their own pace: the last one after the end.
  await soon(async () => (await tableOf(page, 'muller')).at(-1)?.[0]).toBe('9');
  const [header = [], ...rows] = await tableOf(page, 'muller');
  expect(header.slice(0, 2)).toEqual(['day', 'clone 1']);
  expect(header.length).toBeGreaterThan(20);
  expect(rows[0]?.[0]).toMatch(/^0/);
  const lines = await page.locator('.clone-tree tbody tr').count();
  expect(lines).toBeGreaterThan(5);
  expect(await page.locator('.clone-tree tbody tr th').first().textContent()).toContain('1 no alteration');
  for (const [name, least] of [
    ['number', 50],
    ['Shannon', 0.5],
    ['Simpson', 0.2],
    ['genes', 0.1],
  ] as const) {
    await plot(page, 'diversity').getByRole('button', { name, exact: true }).click();
    const value = plot(page, 'diversity').locator('.legend output').first();
    await soon(async () =>
      Number.parseFloat((await value.textContent())?.replaceAll(/\s/g, '') ?? ''),
    ).toBeGreaterThan(least);
  }
  const sizes = await tableOf(page, 'clone-sizes');
  expect(sizes[0]).toEqual(['rank', 'cells', 'class']);
  expect(sizes.length).toBeGreaterThan(20);
  const frequencies = await tableOf(page, 'vaf');
  expect(frequencies[0]).toEqual(['from vaf', 'to vaf', 'alterations', 'neutral']);
  expect(frequencies.at(-1)?.[1]).toBe('0.5');
  expect(Number(frequencies[5]?.[3])).toBeGreaterThan(0);

  const saved = async (press: () => Promise<unknown>) => {
    const [file] = await Promise.all([page.waitForEvent('download'), press()]);
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  };
  const button = (name: string) => page.locator('.clone-files').getByRole('button', { name, exact: true });
  const all = await saved(() => button('All of it').click());
  expect(all.name).toMatch(/-all\.zip$/);
  const files = unzipSync(all.bytes);
  const tree = await saved(() => button('Tree').click());
  expect(tree.name).toMatch(/-tree\.nwk$/);
  expect(strFromU8(files['tree.nwk']!)).toBe(tree.bytes.toString());
  expect(strFromU8(files['README.txt']!)).toContain(expected);
  expect(Object.keys(files)).toHaveLength(22);
  const again = await saved(() => fromFiles(page, 'All of it'));
  expect(Object.keys(unzipSync(again.bytes))).toEqual(Object.keys(files));
  expect(faults).toEqual([]);
  await page.context().close();
});

it('begins anew from day 0 where it was opened late', async () => {
  const { page } = await openPage(site);
  await soon(() => dayOf(page)).toBeGreaterThan(0.5);
  await openTab(page, 'Clones');
  await page.getByRole('button', { name: 'Run again, counting from day 0' }).click();
  await soon(() => page.locator('.clones-note').textContent()).not.toContain('since day');
  // It was opened after half a day; a table shows some rows of many.
  await soon(async () => Number((await tableOf(page, 'muller'))[1]?.[0])).toBeLessThan(0.5);
  await page.context().close();
});

it('needs no scrolling sideways at 320 pixels', async () => {
  const { page } = await openPage(site, { width: 320, height: 640, hash: '#preset=mutator' });
  await soon(() => dayOf(page)).toBeGreaterThan(0.5);
  await openTab(page, 'Clones');
  await page.locator('.clone-tree tbody tr').first().waitFor();
  const [width, whole] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
  expect(whole).toBeLessThanOrEqual(width);
  await page.context().close();
});

it('marks a clone that is clicked on, without the inspector, until it is clicked on again', async () => {
  const { page, faults } = await openPage(site);
  await soon(() => dayOf(page)).toBeGreaterThan(0);
  await openTab(page, 'Clones');
  await openScenario(page, 'clones.json', scenario(4));
  const before = await lastHash(page);
  const row = page.locator('.clone-tree tbody tr button').nth(1);
  await row.click();
  const card = page.locator('.clone-chosen');
  await soon(() => card.textContent()).toMatch(/^Clone \d+ .*, born on day [\d.]+\. .*marked in the picture/);
  expect(await row.getAttribute('aria-pressed')).toBe('true');
  const marked = await card.textContent();
  expect(await page.getByRole('complementary', { name: 'Cell inspector' }).count()).toBe(0);
  await openTab(page, 'Plots');
  await openTab(page, 'Clones');
  await soon(() => card.textContent()).toBe(marked);
  await page.locator('.clone-tree tbody tr button').nth(1).click();
  await soon(() => card.count()).toBe(0);
  expect(await page.evaluate(() => document.querySelector<HTMLElement>('[data-hash]')?.dataset.hash)).toBe(
    before,
  );
  expect(faults).toEqual([]);
  await page.context().close();
});

it('sets a sample by two clicks on the tissue, and tells what it holds', async () => {
  const { page, faults } = await openPage(site, { hash: '#preset=rim-and-core' });
  await soon(() => dayOf(page)).toBeGreaterThan(2);
  await page.getByRole('button', { name: 'Pause' }).click();
  await openTab(page, 'Clones');
  await page.getByRole('button', { name: 'Circle' }).click();
  const box = (await page.locator('.tissue-canvas canvas').boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.click(x, y);
  await soon(() => page.locator('.samples-drawing').textContent()).toContain('its edge');
  await page.mouse.click(x + 20, y);
  await soon(() => page.locator('.samples-drawing').count()).toBe(0);
  await page.getByRole('button', { name: 'Take them' }).click();
  const found = page.locator('.samples tbody tr', { hasText: 'region' });
  await soon(() => found.count()).toBe(1);
  expect(await page.getByRole('complementary', { name: 'Cell inspector' }).count()).toBe(0);
  expect(faults).toEqual([]);
  await page.context().close();
});
