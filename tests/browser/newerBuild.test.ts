/** A newer build while an older one is open: the page offers to reload, and what it reloads is the new one. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { launchChromium } from '../../bench/browser/chromium';
import { builtPage, type Host, serveFolder } from '../../bench/browser/host';
import { dayOf, openScenario } from '../../bench/browser/site';
import { openNamed } from '../kit/opened';
import { soon } from '../kit/soon';

const folder = mkdtempSync(join(tmpdir(), 'clonarium-builds-'));
let browser: Browser;
let host: Host;
let context: BrowserContext;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  cpSync(builtPage, folder, { recursive: true });
  host = await serveFolder(folder);
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
});
afterEach(async () => {
  await context.close();
  await host.close();
});

const buildOf = (page: Page) => page.locator('meta[name=build]').getAttribute('content');
const caches = (page: Page) => page.evaluate(() => window.caches.keys());
const offer = (page: Page) => page.locator('.message', { hasText: 'A newer version of this page is there.' });

/** Goes on for longer than any build takes to come. */
const endless = JSON.stringify({
  title: 'Endless',
  untilDays: 3000,
  tumour: { founders: 1000, divisionPerDay: 0.2, deathPerDay: 0.2 },
});

/** Open, running, and kept by its worker. */
async function openKept(): Promise<{ page: Page; faults: string[] }> {
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(host.url);
  await soon(() => dayOf(page)).toBeGreaterThan(0);
  await openNamed(page, endless);
  await page.getByLabel('Speed, days per second').fill('0');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await soon(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  return { page, faults };
}

/** Another build takes the place of the first: other names of files, another stamp, another title. */
function replaceBuild(): string {
  const build = 'feedfacefeedface';
  const first = /name="build" content="(\w+)"/.exec(readFileSync(join(folder, 'index.html'), 'utf8'))?.[1];
  const css = readdirSync(join(folder, 'assets')).find((name) => /^index-.*\.css$/.test(name));
  if (first === undefined || css === undefined) throw new Error('dist/page is no built page');
  renameSync(join(folder, 'assets', css), join(folder, 'assets/index-second.css'));
  for (const name of ['index.html', 'sw.js']) {
    const text = readFileSync(join(folder, name), 'utf8');
    const second = text.replaceAll(first, build).replaceAll(css, 'index-second.css');
    writeFileSync(join(folder, name), second.replace('<title>', '<title>Second '));
  }
  return build;
}

async function expectReloaded({ page, faults }: Awaited<ReturnType<typeof openKept>>, build: string) {
  await soon(() => offer(page).count()).toBe(1);
  // Nobody is interrupted before.
  expect(await buildOf(page)).not.toBe(build);
  const before = await dayOf(page);
  await soon(() => dayOf(page)).toBeGreaterThan(before);
  await offer(page).getByRole('button', { name: 'Reload' }).click();
  await soon(() => buildOf(page).catch(() => null)).toBe(build);
  await soon(() => page.title()).toMatch(/^Second /);
  await soon(() => dayOf(page)).toBeGreaterThan(0);
  expect(await page.locator('link[href$="index-second.css"]').count()).toBe(1);
  await soon(() => caches(page)).toEqual([`clonarium-${build}`]);
  // It is the new one that opens without the host.
  await host.close();
  await page.reload();
  await soon(() => dayOf(page)).toBeGreaterThan(0);
  expect(await buildOf(page)).toBe(build);
  expect(await offer(page).count()).toBe(0);
  expect(faults).toEqual([]);
}

it('one comes back to the page', async () => {
  const kept = await openKept();
  const build = replaceBuild();
  // As a browser tells a page that was behind another.
  await kept.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expectReloaded(kept, build);
});

it('one opens it once more beside it', async () => {
  const kept = await openKept();
  const build = replaceBuild();
  const other = await context.newPage();
  await other.goto(host.url);
  await soon(() => dayOf(other)).toBeGreaterThan(0);
  expect(await buildOf(other)).toBe(build);
  await expectReloaded(kept, build);
  // It is of that build already.
  expect(await offer(other).count()).toBe(0);
});

it('the offer outlasts another run, and what is said meanwhile, until it is declined', async () => {
  const { page, faults } = await openKept();
  replaceBuild();
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await offer(page).waitFor();
  await openNamed(page, endless.replace('Endless', 'Another'));
  await soon(() => dayOf(page)).toBeGreaterThan(0);
  await openScenario(page, 'bad.json', '{"untilDays": -1}');
  const refused = page.locator('.message', { hasText: 'untilDays' });
  await refused.waitFor();
  expect(await offer(page).count()).toBe(1);
  await offer(page).getByRole('button', { name: 'Close' }).click();
  await soon(() => offer(page).count()).toBe(0);
  expect(await refused.count()).toBe(1);
  // Who comes back to the page is not asked again.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.update()));
  await page.waitForTimeout(500);
  expect(await offer(page).count()).toBe(0);
  expect(faults).toEqual([]);
});

it('a build that is not whole on the host is never offered', async () => {
  const { page, faults } = await openKept();
  replaceBuild();
  rmSync(join(folder, 'assets/index-second.css'));
  const tried = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const failed = new Promise<string>((resolve) => {
      registration.addEventListener('updatefound', () => {
        const { installing } = registration;
        installing?.addEventListener('statechange', () => resolve(installing.state));
      });
    });
    document.dispatchEvent(new Event('visibilitychange'));
    return failed;
  });
  expect(tried).toBe('redundant');
  expect(await offer(page).count()).toBe(0);
  expect(await caches(page)).toHaveLength(1);
  expect(faults).toEqual([]);
});
