/** The page when its worker, or a helper of it, hangs or fails. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { dayOf, openPage } from '../../bench/browser/site';
import { LONG, longIf } from '../kit/long';
import { message } from '../kit/mortal';
import { site } from '../kit/site';
import { soon } from '../kit/soon';

async function running(page: Page): Promise<void> {
  await soon(() => dayOf(page)).toBeGreaterThan(0);
}

describe('a worker that does not answer', () => {
  it.each([
    ['is ended for another scene', false],
    ['is never given a scene that another has taken the place of', true],
  ])('%s', async (_, early) => {
    const { page } = await openPage(site, { serviceWorkers: 'block' });
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    // Computes for ever once it is given a scenario of this seed.
    await page.context().route('**/patient.worker-*.js', async (route) => {
      const response = await route.fetch();
      const hang =
        "addEventListener('message', ({ data }) => { if (JSON.stringify(data).includes('4242')) for (;;); });\n";
      if (early) await arrived;
      await route.fulfill({ response, body: hang + (await response.text()) });
    });
    await page.goto(`${site.url}?hangs#preset=selection&seed=4242`);
    await soon(() => page.locator('input[name=seed]').inputValue()).toBe('4242');
    if (!early) await page.waitForTimeout(1000);
    await page.locator('input[name=seed]').fill('7');
    await page.locator('input[name=seed]').press('Enter');
    arrive();
    await running(page);
    expect(await page.locator('input[name=seed]').inputValue()).toBe('7');
    await page.context().close();
  });
});

/** A machine of few cores would use no helpers. */
const CORES = "Object.defineProperty(navigator, 'hardwareConcurrency', { value: 4 });\n";

/**
 * Opens the page anew with something before the program of each worker of this name.
 * @returns how many of them have been made
 */
async function openWith(
  page: Page,
  name: string,
  before: (nth: number) => string | Promise<string>,
  hash = '',
) {
  let made = 0;
  await page.context().route(`**/${name}-*.js`, async (route) => {
    // The service worker, which keeps the program, makes no worker.
    if (route.request().serviceWorker() !== null) return route.continue();
    const response = await route.fetch();
    await route.fulfill({ response, body: (await before(made++)) + (await response.text()) });
  });
  await page.goto(`${site.url}?anew${hash}`);
  return () => made;
}

const threads = (page: Page) =>
  page
    .locator('.rate')
    .getAttribute('title')
    .then((title) => Number(/(\d+) threads?/.exec(title ?? '')?.[1]));

describe('a page whose helpers', () => {
  it.each([
    ['begin', '', 3],
    ['never begin', 'for (;;);', 1],
    ['fail', "throw new Error('none');", 1],
  ])('%s draws', async (_, broken, used) => {
    const { page } = await openPage(site, { serviceWorkers: 'block' });
    await openWith(page, 'patient.worker', () => CORES);
    await openWith(page, 'helper.worker', () => broken);
    await running(page);
    expect(await threads(page)).toBe(used);
    expect(await message(page).count()).toBe(0);
    await page.context().close();
  });
});

describe('a worker that is lost before it has drawn', () => {
  /** Stands still for good where the first helper is asked for. */
  const stopped = `${CORES}const post = postMessage;
    globalThis.postMessage = (...words) => { if (words[0]?.wish) for (;;); post(...words); };\n`;

  it('is followed by one without helpers, and the page draws', async () => {
    const { page } = await openPage(site, { serviceWorkers: 'block' });
    let arrive = () => {};
    const second = new Promise<string>((arrived) => {
      arrive = () => arrived(CORES);
    });
    const made = await openWith(page, 'patient.worker', (nth) => (nth === 0 ? stopped : second));
    await soon(() => message(page).textContent()).toMatch(/did not answer\. It is started once more/);
    arrive();
    await running(page);
    expect(await threads(page)).toBe(1);
    expect(await message(page).count()).toBe(0);
    expect(made()).toBe(2);
    await page.context().close();
  });

  it('for a scenario that stops every worker is followed only once', LONG, async () => {
    const { page, faults } = await openPage(site, { serviceWorkers: 'block' });
    const stops =
      "addEventListener('message', ({ data }) => { if (JSON.stringify(data).includes('4242')) for (;;); });\n";
    const made = await openWith(page, 'patient.worker', () => stops, '#preset=selection&seed=4242');
    await soon(() => message(page).textContent()).toMatch(/stopped unexpectedly \(it no longer answers\)/);
    await page.waitForTimeout(8000);
    expect(made()).toBe(2);
    await page.locator('input[name=seed]').fill('7');
    await page.locator('input[name=seed]').press('Enter');
    await running(page);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

describe('a kernel that fails', () => {
  /** The first kernel of a worker computes a few times and then no more. */
  const fails = `const instantiate = WebAssembly.instantiate;
    let made = 0;
    WebAssembly.instantiate = async (...words) => {
      const instance = await instantiate(...words);
      if (made++ > 0) return instance;
      const { advance } = instance.exports;
      let times = 0;
      const broken = (...values) => {
        if (times++ > 20) throw new WebAssembly.RuntimeError('unreachable');
        return advance(...values);
      };
      return { exports: { ...instance.exports, advance: broken } };
    };\n`;

  it('ends its run in a sentence, and no other run is given it', async () => {
    const { page, faults } = await openPage(site, { serviceWorkers: 'block' });
    await openWith(page, 'patient.worker', () => fails);
    const ended = page.locator('.ended');
    await soon(() => ended.textContent()).toBe('The simulation failed: the kernel failed.');
    const day = await dayOf(page);
    expect(day).toBeGreaterThan(0);
    await page.locator('body').press('.');
    for (let times = 0; times < 3; times++) {
      await page.keyboard.press('r');
      await soon(() => ended.count()).toBe(0);
      await soon(() => dayOf(page)).toBeGreaterThan(day);
    }
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

describe('a tissue view that stands still', () => {
  for (const [name, times] of [
    ['once is made anew', 1],
    ['twice stays closed, and the run goes on', 2],
  ] as const)
    it(name, longIf(times === 2), async () => {
      const { page } = await openPage(site, { serviceWorkers: 'block' });
      const stops = (nth: number) =>
        nth < times
          ? "addEventListener('message', ({ data }) => { while (data.kind === 'source'); });\n"
          : '';
      const made = await openWith(page, 'view.worker', stops, '#preset=rim-and-core');
      await running(page);
      if (times === 1) await page.locator('.tissue-canvas canvas[data-frames]').waitFor({ timeout: 120_000 });
      else {
        await page.getByText('The tissue view stood still twice').waitFor({ timeout: 120_000 });
        const day = await dayOf(page);
        await soon(() => dayOf(page)).toBeGreaterThan(day);
      }
      expect(made()).toBe(2);
      expect(await page.locator('.tissue-canvas canvas').count()).toBe(2 - times);
      await page.context().close();
    });
});
