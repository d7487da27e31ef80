/** The treatment editor of the built page: dragged, by keyboard, tried before it is applied, followed by the patient. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { dayOf, longestTaskDuring, openPage } from '../../bench/browser/site';
import { openNamed } from '../kit/opened';
import { site } from '../kit/site';
import { within } from '../kit/soon';

const soon = within(30_000);

/** Weekly injections of a short-lived drug to many cells that neither grow nor shrink much. */
const weekly = JSON.stringify({
  title: 'Weekly',
  untilDays: 400,
  stepHours: 2,
  outputEveryHours: 2,
  tumour: { founders: 3_000_000, divisionPerDay: 0.25, deathPerDay: 0.25 },
  drugs: [
    {
      name: 'test drug',
      killPerDay: 0.01,
      pharmacokinetics: { route: 'bolus' },
      schedule: { doseMg: 100, everyHours: 168 },
    },
  ],
  treatment: { begin: 'day', onDay: 1 },
});

async function openEditor(page: Page): Promise<Locator> {
  await openNamed(page, weekly, soon);
  const narrow = page.getByRole('button', { name: 'Treatment', exact: true });
  if (await narrow.isVisible()) await narrow.click();
  await page.getByRole('button', { name: 'Edit treatment' }).click();
  const panel = page.getByRole('dialog', { name: 'Treatment as a timeline' });
  await panel.getByRole('slider', { name: 'test drug, interval' }).waitFor();
  return panel;
}

const value = (panel: Locator, key: string) =>
  panel.locator(`input[name="drugs[0].schedule.${key}"]`).inputValue();

/** Pixels of the rail for one day. */
async function dayWidth(panel: Locator): Promise<number> {
  const box = await panel.locator('.rail-track').first().boundingBox();
  const days = Number(await panel.locator('.horizon select').inputValue());
  return (box?.width ?? 0) / days;
}

async function take(page: Page, handle: Locator): Promise<{ x: number; y: number }> {
  await handle.scrollIntoViewIfNeeded();
  const box = await handle.boundingBox();
  if (box === null) throw new Error('the handle is not on the page');
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  return middle;
}

describe('treatment as a timeline', () => {
  it.each([
    [1440, 900],
    [390, 844],
  ])('tries what is dragged and applies it when let go, at %i × %i', async (width, height) => {
    const { page, faults } = await openPage(site, { width, height });
    const panel = await openEditor(page);
    const sentence = panel.locator('.lane-sentence');
    expect(await sentence.textContent()).toMatch(/^100 mg every 7 d; level that acts: peak 4, /);
    const perDay = await dayWidth(panel);

    const interval = panel.getByRole('slider', { name: 'test drug, interval' });
    const from = await take(page, interval);
    await page.mouse.move(from.x + 3 * perDay, from.y, { steps: 4 });
    await page.mouse.move(from.x + 7 * perDay, from.y, { steps: 4 });
    expect(await sentence.textContent()).toMatch(/^100 mg every 14 d; /);
    expect(await value(panel, 'everyHours')).toBe('168');
    await page.mouse.up();
    await soon(() => value(panel, 'everyHours')).toBe('336');

    const first = panel.getByRole('slider', { name: 'test drug, first dose' });
    const start = await take(page, first);
    await page.mouse.move(start.x + 5 * perDay, start.y, { steps: 4 });
    await page.mouse.up();
    await soon(() => value(panel, 'startDay')).toBe('5');

    const last = panel.getByRole('slider', { name: 'test drug, number of doses' });
    const end = await take(page, last);
    const days = Number(await panel.locator('.horizon select').inputValue());
    await page.mouse.move(end.x - (days - 34) * perDay, end.y, { steps: 6 });
    await page.mouse.up();
    await soon(() => value(panel, 'doses')).toBe('3');
    expect(await panel.locator('.lane-dose').count()).toBe(3);

    const dose = panel.getByRole('slider', { name: 'test drug, dose' });
    const low = await take(page, dose);
    await page.mouse.move(low.x, low.y - 24, { steps: 4 });
    await page.mouse.up();
    await soon(async () => Number(await value(panel, 'doseMg'))).toBeGreaterThan(150);

    const body = panel.locator('.sheet-body');
    expect(await body.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    const smallest = await panel
      .locator('.handle')
      .evaluateAll((all) => Math.min(...all.map((each) => each.getBoundingClientRect().width)));
    expect(smallest).toBeGreaterThanOrEqual(width < 700 ? 44 : 24);
    await panel.getByRole('button', { name: 'Close' }).click();
    const tab = page.getByRole('button', { name: 'Chronicle', exact: true });
    if (await tab.isVisible()) await tab.click();
    await page
      .locator('.chronicle li', { hasText: 'the time between doses of test drug is now 336 h' })
      .waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('obeys the arrow keys', async () => {
    const { page, faults } = await openPage(site);
    const panel = await openEditor(page);
    const press = async (name: string, key: string, times: number) => {
      await panel.getByRole('slider', { name }).focus();
      for (let i = 0; i < times; i++) await page.keyboard.press(key);
    };
    await press('test drug, first dose', 'ArrowRight', 3);
    await soon(() => value(panel, 'startDay')).toBe('3');
    await press('test drug, first dose', 'ArrowLeft', 9);
    await soon(() => value(panel, 'startDay')).toBe('0');
    await press('test drug, interval', 'ArrowLeft', 2);
    await soon(() => value(panel, 'everyHours')).toBe('120');
    await press('test drug, dose', 'ArrowUp', 1);
    await soon(() => value(panel, 'doseMg')).toBe('110');
    await press('test drug, number of doses', 'ArrowLeft', 1);
    const shown = Number(await value(panel, 'doses'));
    expect(shown).toBeGreaterThan(5);
    await press('test drug, number of doses', 'ArrowLeft', 2);
    await soon(() => value(panel, 'doses')).toBe(String(shown - 2));
    expect(await panel.locator('.lane-dose').count()).toBe(shown - 2);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('says beside the number what it refuses', async () => {
    const { page } = await openPage(site);
    const panel = await openEditor(page);
    const input = panel.locator('input[name="drugs[0].schedule.everyHours"]');
    await input.fill('-4');
    await input.press('Enter');
    expect(await panel.locator('.field-error').textContent()).toMatch(/drugs\[0\]\.schedule\.everyHours: -4/);
    expect(await panel.locator('.lane-dose').count()).toBeGreaterThan(5);
    await page.context().close();
  });

  it('marks what was given, and leaves the main thread free while a big run goes on', async () => {
    const { page, faults } = await openPage(site);
    const panel = await openEditor(page);
    const handle = panel.getByRole('slider', { name: 'test drug, interval' });
    const before = await dayOf(page);
    const longest = await longestTaskDuring(site, page, async () => {
      const from = await take(page, handle);
      for (let x = 0; x < 60; x++) await page.mouse.move(from.x + 4 * x, from.y);
      await page.mouse.up();
      await panel.locator('.given i').first().waitFor({ state: 'attached', timeout: 60_000 });
    });
    expect(longest).toBeLessThanOrEqual(50);
    expect(await dayOf(page)).toBeGreaterThan(before);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
