/** The run in one tab of headless Chromium: the built page, as a visitor has it, driven by its own controls. */
import { readdir, readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import type { Page } from 'playwright-core';
import type { Scenario } from '../../src/scenario/schema';
import { openPage, openScenario, openSite } from '../browser/site';
import type { Outcome } from './outcome';

const LOOK_MILLISECONDS = 250;
const FASTEST = '100';

/** @param cellSteps of the same run elsewhere, which the page does not tell; null: not known */
export async function runInTab(
  scenario: Scenario,
  cellSteps: number | null,
  say: (text: string) => void,
): Promise<Outcome> {
  const site = await openSite();
  try {
    const { page, faults } = await openPage(site);
    await page.getByLabel('Speed, days per second').fill(FASTEST);
    await page.evaluate(() => {
      window.longTasks.length = 0;
    });
    const begun = performance.now();
    await openScenario(page, 'scale.json', JSON.stringify(scenario));
    const watched = await watch(page, begun, say);
    const hash = (await page.locator('[data-hash]').getAttribute('data-hash')) ?? '';
    const rate = (await page.locator('.rate').getAttribute('title')) ?? '';
    const tasks = await page.evaluate(() => window.longTasks);
    return {
      where: `chromium ${site.browser.version()}`,
      threads: Number(/(\d+) threads?/.exec(rate)?.[1]),
      ...watched,
      cellSteps,
      bytesPerCell: Number(/([\d.]+) bytes/.exec(rate)?.[1]),
      hash,
      notes: [
        `longest task of the page ${Math.max(0, ...tasks).toFixed(0)} ms`,
        `largest process ${(watched.mostMemory / 2 ** 30).toFixed(1)} GiB`,
        ...(await page.locator('.chronicle [data-kind]').allTextContents()),
        ...faults,
      ],
    };
  } finally {
    await site.close();
  }
}

interface Watched {
  cellsAtStart: number;
  cells: number;
  growthSeconds: number;
  treatedSeconds: number;
  mostMemory: number;
}

/** Until the run has ended. */
async function watch(page: Page, begun: number, say: (text: string) => void): Promise<Watched> {
  let treated: { at: number; cells: number } | null = null;
  let mostMemory = 0;
  for (;;) {
    await page.waitForTimeout(LOOK_MILLISECONDS);
    // Before the count: a run may end between the two.
    const ended = (await page.locator('.ended').count()) > 0;
    const looked = performance.now();
    const title = (await page.locator('span:has(> [data-readout=cells])').getAttribute('title')) ?? '';
    const cells = Number(title.replace(/\D/g, ''));
    const answered = performance.now() - looked;
    const begins = page.locator('.chronicle [data-kind=treatment]');
    if (treated === null && (await begins.count()) > 0) treated = { at: looked, cells };
    mostMemory = Math.max(mostMemory, await largestProcess());
    say(`${title}, ${((looked - begun) / 1000).toFixed(0)} s, page answers in ${answered.toFixed(0)} ms`);
    if (!ended) continue;
    const from = treated ?? { at: looked, cells };
    return {
      cellsAtStart: from.cells,
      cells,
      growthSeconds: (from.at - begun) / 1000,
      treatedSeconds: (looked - from.at) / 1000,
      mostMemory,
    };
  }
}

/** Bytes that the largest process started from here holds; 0 where /proc does not say. */
async function largestProcess(): Promise<number> {
  const parents = new Map<number, number>();
  const held = new Map<number, number>();
  for (const name of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(name)) continue;
    const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '');
    parents.set(Number(name), Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]));
    held.set(Number(name), 1024 * Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0));
  }
  const isOurs = (id: number): boolean => {
    const parent = parents.get(id);
    return parent === process.pid || (parent !== undefined && isOurs(parent));
  };
  return Math.max(0, ...[...held].filter(([id]) => isOurs(id)).map(([, bytes]) => bytes));
}
