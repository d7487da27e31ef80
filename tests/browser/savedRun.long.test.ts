/**
 * What a worker that dies takes with it of a large run: half a minute at most.
 *
 * @module-tag long
 */
import { expect, it } from 'vitest';
import { dayOf, openScenario, tenMillionCells } from '../../bench/browser/site';
import { kill, message, openMortal } from '../kit/mortal';
import { site } from '../kit/site';
import { soon } from '../kit/soon';

it('a worker that dies loses at most half a minute of a large run', async () => {
  const { page } = await openMortal(site);
  await openScenario(page, 'large.json', tenMillionCells);
  await soon(() => page.locator('.preset').inputValue()).toBe('');
  await page.waitForTimeout(36_000);
  const before = await dayOf(page);
  await kill(page);
  const offer = message(page).getByRole('button', { name: /^Go on from day .*Ten million cells/ });
  await offer.waitFor({ timeout: 60_000 });
  const day = Number(/day ([\d.]+)/.exec((await offer.textContent()) ?? '')?.[1]);
  expect(day).toBeGreaterThan(0);
  expect(day).toBeLessThanOrEqual(before);
  await offer.click();
  await soon(() => dayOf(page)).toBeGreaterThan(day);
  await page.context().close();
});
