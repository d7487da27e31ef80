/** Scenarios opened in the built page, up to where a test can go on. */
import type { Page } from 'playwright-core';
import { type OpenPage, openPage, openScenario, type Site, withoutWebGL2 } from '../../bench/browser/site';
import { soon } from './soon';

/** Opens a scenario and waits until the header names it: what comes later is asked of its run, not of the one before. */
export async function openNamed(page: Page, scenario: string, wait = soon): Promise<void> {
  const { title } = JSON.parse(scenario) as { title: string };
  await openScenario(page, 'scenario.json', scenario);
  await wait(() => page.locator('header .preset').textContent()).toContain(title);
}

/** The same, run as fast as it goes; a scenario comes with a speed of its own. */
export async function runFast(page: Page, scenario: string): Promise<void> {
  await openNamed(page, scenario);
  await page.getByLabel('Speed, days per second').fill('100');
}

/** A page that shows a scenario's tissue. @param options.graphics with WebGL2 */
export async function openTissue(
  site: Site,
  scenario: string,
  { width = 1440, height = 900, graphics = true } = {},
): Promise<OpenPage> {
  const opened = await openPage(site, { width, height });
  if (!graphics) await withoutWebGL2(opened.page);
  await openScenario(opened.page, 'tissue.json', scenario);
  await soon(() => opened.page.locator('.tissue-canvas canvas').count()).toBe(1);
  return opened;
}
