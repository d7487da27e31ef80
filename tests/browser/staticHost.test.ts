/** A host that sends no headers: threads from the second opening on, and the page without a network. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../../bench/browser/chromium';
import { builtPage, type Host, serveFolder } from '../../bench/browser/host';
import { dayOf } from '../../bench/browser/site';
import { within } from '../kit/soon';

const soon = within(30_000);

let host: Host;
let browser: Browser;

beforeAll(async () => {
  // Under a folder, as a page of a project often is.
  host = await serveFolder(builtPage, '/lab/');
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await host?.close();
});

it('is isolated from the second opening on, and opens without the host', async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(host.url);
  await soon(() => dayOf(page)).toBeGreaterThan(0);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));

  await page.goto(host.url);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await soon(() => dayOf(page)).toBeGreaterThan(0);

  await host.close();
  await page.goto(`${host.url}#preset=imatinib-cml`);
  await page.reload();
  await soon(() => dayOf(page)).toBeGreaterThan(0);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  expect(faults).toEqual([]);
  await context.close();
});
