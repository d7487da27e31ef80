/** Who uses keys, a reader of the screen or a finger: axe on the main screens, the order of Tab, one live region. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { dayOf, openPage, openParameters, openTab } from '../../bench/browser/site';
import { findings, setTheme } from '../kit/axe';
import { longIf } from '../kit/long';
import { site } from '../kit/site';
import { soon } from '../kit/soon';

const NARROW_TABS = ['Scene', 'Treatment'] as const;

describe('axe finds nothing', () => {
  for (const [preset, width, height, long] of [
    ['selection', 1440, 900, true],
    ['competitive-release', 1366, 625, false],
    ['marrow-gene-therapy', 1440, 900, true],
    ['selection', 390, 844, false],
    ['rim-and-core', 390, 844, true],
  ] as const)
    it(`${preset} at ${width} × ${height}, light and dark`, longIf(long), async () => {
      const { page } = await openPage(site, { width, height, hash: `#preset=${preset}` });
      await openTab(page, 'Clones');
      await soon(() => dayOf(page)).toBeGreaterThan(0.5);
      await page.locator('.clone-tree tbody tr').first().waitFor();
      // What stands still is searched faster, and is the same.
      await page.getByRole('button', { name: 'Pause' }).click();
      const narrow = width < 700;
      const tabs = ['Clones', ...(narrow ? NARROW_TABS : []), 'Cells', 'Chronicle', 'Plots'] as const;
      for (const [theme, rules] of [
        ['light', 'all'],
        ['dark', 'colours'],
      ] as const) {
        await setTheme(page, theme);
        for (const tab of tabs) {
          await openTab(page, tab);
          expect(await findings(page, rules), `${theme}, ${tab}`).toEqual([]);
        }
      }
      await openParameters(page);
      expect(await findings(page, 'colours'), 'dark, all parameters').toEqual([]);
      await setTheme(page, 'light');
      expect(await findings(page), 'light, all parameters').toEqual([]);
      await page.context().close();
    });
});

/** What Tab comes to, by name. */
const stops = async (page: Page, count: number) => {
  const names: string[] = [];
  for (let times = 0; times < count; times++) {
    await page.keyboard.press('Tab');
    names.push(
      await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        return element.ariaLabel ?? element.textContent?.trim() ?? '';
      }),
    );
  }
  return names;
};

it('skips to the cells first, and comes to the transport within ten stops', async () => {
  const { page } = await openPage(site);
  await soon(() => dayOf(page)).toBeGreaterThan(0);
  const names = await stops(page, 10);
  expect(names[0]).toBe('Skip to the cells');
  for (const name of ['Pause', 'Step', 'Restart', 'Speed, days per second']) expect(names).toContain(name);
  expect(names.some((name) => name.startsWith('Give imatinib'))).toBe(true);
  await page.reload();
  await soon(() => dayOf(page)).toBeGreaterThan(0);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('stage');
  await page.context().close();
});

it('has one polite live region, names for its pictures, and tables behind its plots', async () => {
  const { page } = await openPage(site, { hash: '#preset=competitive-release' });
  await soon(() => dayOf(page)).toBeGreaterThan(0);
  const live = await page.$$eval(
    '[aria-live]:not([aria-live=off]), [role=log], [role=status], output:not([aria-live=off])',
    (all) => all.map((each) => each.outerHTML.slice(0, 80)),
  );
  expect(live).toEqual([expect.stringContaining('role="log"')]);
  const nameless = await page.$$eval('canvas', (all) =>
    all
      .filter((each) => each.checkVisibility())
      .filter((each) => {
        const named = each.closest('[role=img]') ?? each;
        return !named.getAttribute('aria-label') && each.closest('[aria-hidden=true]') === null;
      })
      .map((each) => each.parentElement?.outerHTML.slice(0, 120)),
  );
  expect(nameless).toEqual([]);
  await page.getByLabel('Speed, days per second').fill('60');
  await soon(() => dayOf(page)).toBeGreaterThan(20);
  const plot = page.locator('[data-plot=population]');
  await soon(() => plot.locator('.plot-canvas').getAttribute('aria-label')).toMatch(/now: all cells .*\d/);
  await plot.getByRole('button', { name: 'Table' }).click();
  const table = page.getByRole('region', { name: 'Population, table' });
  await soon(() => table.locator('tbody tr').count()).toBeGreaterThan(5);
  expect(await table.locator('th').first().textContent()).toBe('day');
  await page.context().close();
});
