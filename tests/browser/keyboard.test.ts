/** One scene from its load to the inspector, by keys alone. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { dayOf, openPage } from '../../bench/browser/site';
import { site } from '../kit/site';
import { soon } from '../kit/soon';

/** Name of what has the focus. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    return element.ariaLabel ?? element.textContent?.trim() ?? '';
  });

const MOST_STOPS = 60;

/** @returns how many stops of Tab it took */
async function tabTo(page: Page, name: RegExp): Promise<number> {
  const met: string[] = [];
  for (let stops = 1; stops <= MOST_STOPS; stops++) {
    await page.keyboard.press('Tab');
    met.push(await focused(page));
    if (name.test(met.at(-1) ?? '')) return stops;
  }
  throw new Error(`Tab does not come to ${name} in ${MOST_STOPS} stops: ${met.join(', ')}.`);
}

it('a scene is run, treated, ended and looked into without a pointer', async () => {
  const { page, faults } = await openPage(site);
  await soon(() => dayOf(page)).toBeGreaterThan(0);
  await tabTo(page, /^Give imatinib/);
  await page.keyboard.press('Enter');
  await soon(() => page.locator('.caption p').textContent()).toContain('imatinib');
  // Space on a button presses it; elsewhere it pauses.
  await tabTo(page, /^Speed, days per second/);
  await page.keyboard.press('Space');
  await page.locator('[data-hash]').waitFor();
  await page.keyboard.press('Space');
  await page.keyboard.press('End');
  await page.locator('.ended').waitFor();
  await tabTo(page, /^Cells$/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^Inspect a cell$/);
  await page.keyboard.press('Enter');
  const inspector = page.getByRole('complementary', { name: 'Cell inspector' });
  await inspector.locator('svg.cell').waitFor();
  expect(await inspector.textContent()).toMatch(/clone \d+, followed since day/);
  await tabTo(page, /^Another$/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^Close the inspector$/);
  await page.keyboard.press('Enter');
  await inspector.waitFor({ state: 'detached' });
  // The focus goes back to where it was.
  expect(await focused(page)).toBe('Inspect a cell');
  expect(faults).toEqual([]);
  await page.context().close();
});
