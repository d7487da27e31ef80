/** A page whose workers a test can kill. */
import type { Page } from 'playwright-core';
import { dayOf, openPage, type Site } from '../../bench/browser/site';
import { soon } from './soon';

export const message = (page: Page) => page.locator('.message');

export async function openRunning(site: Site) {
  const opened = await openPage(site, { hash: '#preset=selection&seed=3' });
  await soon(() => dayOf(opened.page)).toBeGreaterThan(0.5);
  return opened;
}

/** Opens the page with its workers within the test's reach. */
export async function openMortal(site: Site) {
  const { page, faults } = await openRunning(site);
  await page.addInitScript(() => {
    const all: Worker[] = [];
    const asking = new Map<number, { ask: () => void; every: number }>();
    Object.assign(window, { allWorkers: all, asking });
    const Original = window.Worker;
    window.Worker = class extends Original {
      constructor(...args: ConstructorParameters<typeof Worker>) {
        super(...args);
        all.push(this);
      }
    };
    const { setInterval: begin, clearInterval: end } = window;
    const noting = (ask: () => void, every: number) => {
      const timer = begin(ask, every);
      asking.set(timer, { ask, every });
      return timer;
    };
    const forgetting = (timer: number) => {
      asking.delete(timer);
      end(timer);
    };
    Object.assign(window, { setInterval: noting, clearInterval: forgetting });
  });
  await page.reload();
  await soon(() => page.evaluate(() => window.firstPointAt)).not.toBeNull();
  return { page, faults };
}

/** What a page does every so often it does at once, as often as in so many seconds; nobody has time to answer. */
export const skip = (page: Page, seconds: number) =>
  page.evaluate((milliseconds) => {
    type Asking = Map<number, { ask: () => void; every: number }>;
    const { asking } = window as unknown as { asking: Asking };
    for (const [timer, { ask, every }] of [...asking]) {
      for (let at = every; at <= milliseconds && asking.has(timer); at += every) ask();
    }
  }, 1000 * seconds);

export const kill = (page: Page) =>
  page.evaluate(() => {
    for (const worker of (window as unknown as { allWorkers: Worker[] }).allWorkers) worker.terminate();
  });
