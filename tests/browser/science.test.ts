/** *Check the science* in the built page: the rows of `clonarium verify`, beside a run that goes on. */
import { beforeAll, describe, expect, it } from 'vitest';
import { dayOf, longestTaskDuring, openPage, tenMillionCells } from '../../bench/browser/site';
import { createKernel } from '../../src/kernel/kernel';
import type { Result } from '../../src/verify/check';
import { verify } from '../../src/verify/verify';
import { openNamed } from '../kit/opened';
import { site } from '../kit/site';
import { within } from '../kit/soon';

const soon = within(120_000);

const ROWS = 4;

let expected: Result[];

beforeAll(async () => {
  const kernel = await createKernel('scalar');
  expected = [];
  for await (const result of verify(kernel)) if (expected.push(result) === ROWS) break;
});

describe('check the science', () => {
  it.each([
    [1440, 900],
    [390, 844],
  ])('shows what Node finds, row by row, at %i × %i, and can be cancelled', async (width, height) => {
    const { page, faults } = await openPage(site, { width, height });
    await soon(() => dayOf(page)).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Check' }).click();
    const panel = page.getByRole('dialog', { name: 'Check the science' });
    await panel.getByRole('button', { name: 'Run the checks' }).click();
    const rows = panel.locator('tr[data-pass]');
    await soon(() => rows.count()).toBeGreaterThanOrEqual(ROWS);
    const found = await rows.evaluateAll((all) =>
      all.map((row) => [
        row.querySelector('th')?.firstChild?.textContent,
        ...[...row.querySelectorAll('td[title]')].map((cell) => cell.getAttribute('title')),
        row.getAttribute('data-pass'),
      ]),
    );
    expect(found.slice(0, ROWS)).toEqual(
      expected.map(({ name, expected: theory, measured, pass }) =>
        [name, theory, measured, pass].map(String),
      ),
    );
    const right = await rows
      .locator('.mark')
      .evaluateAll((all) => Math.max(...all.map((cell) => cell.getBoundingClientRect().right)));
    expect(right).toBeLessThanOrEqual(width);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);

    await panel.getByRole('button', { name: 'Cancel' }).click();
    await panel.locator('[data-status=cancelled]').waitFor();
    const kept = await rows.count();
    await page.waitForTimeout(1500);
    expect(await rows.count()).toBe(kept);
    await panel.getByRole('button', { name: 'Close' }).click();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('leaves the main thread free while ten million cells run', async () => {
    const { page } = await openPage(site);
    await openNamed(page, tenMillionCells, soon);
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByRole('button', { name: 'Run the checks' }).click();
    await soon(() => page.locator('tr[data-pass]').count()).toBeGreaterThan(0);
    const before = await dayOf(page);
    const longest = await longestTaskDuring(site, page, () => page.waitForTimeout(4000));
    expect(longest).toBeGreaterThan(0);
    expect(longest).toBeLessThanOrEqual(50);
    expect(await dayOf(page)).toBeGreaterThan(before);
    await page.context().close();
  });

  it('leads to the benchmark and refuses draws that are no number', async () => {
    const { page } = await openPage(site);
    await page.getByRole('button', { name: 'Check' }).click();
    const panel = page.getByRole('dialog');
    await panel.locator('input[name=check-seed]').fill('-1');
    expect(await panel.getByRole('button', { name: 'Run the checks' }).isDisabled()).toBe(true);
    expect(await panel.locator('.field-error').textContent()).toBe(
      'draws: -1 is not a whole number from 0 to 4000.',
    );
    await panel.getByRole('link', { name: 'benchmark' }).click();
    await page.waitForURL(/bench\.html$/);
    await page.context().close();
  });
});
