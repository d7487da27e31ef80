/** Runs kept in the browser: taken up after a reload, after the death of the worker, and never from a damaged file. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { dayOf, openPage } from '../../bench/browser/site';
import { createKernel } from '../../src/kernel/kernel';
import { Patient } from '../../src/patient/patient';
import { presets } from '../../src/scenario/presets/index';
import { LONG } from '../kit/long';
import { kill, message, openMortal, openRunning, skip } from '../kit/mortal';
import { openNamed } from '../kit/opened';
import { site } from '../kit/site';
import { soon } from '../kit/soon';

let hashAtEnd: string;

beforeAll(async () => {
  const scenario = presets.find(({ id }) => id === 'selection')?.scenario;
  if (scenario === undefined) throw new Error('no preset selection');
  const patient = new Patient({ ...scenario, seed: 3 }, await createKernel('simd'));
  while (!patient.done) patient.advance({ steps: 1000 });
  hashAtEnd = patient.hash();
});

/** Saves by key; returns the day that was saved. */
async function save(page: Page): Promise<number> {
  await page.keyboard.press('s');
  await soon(() => message(page).textContent()).toMatch(/Saved in this browser: day [\d.]+ of “.*”, \d/);
  const day = Number(/day ([\d.]+)/.exec((await message(page).textContent()) ?? '')?.[1]);
  await message(page).getByRole('button', { name: 'Close' }).click();
  return day;
}

async function endsAsInNode(page: Page): Promise<void> {
  await page.getByLabel('Speed, days per second').fill('100');
  await page.locator('.ended').waitFor({ timeout: 120_000 });
  expect(await page.locator('[data-hash]').getAttribute('data-hash')).toBe(hashAtEnd);
}

/** Changes one bit of stored files; returns how many files there were. */
const damage = (page: Page, which: 'newest' | 'all') =>
  page.evaluate(async (chosen) => {
    const directory = await navigator.storage.getDirectory();
    const files: File[] = [];
    for (const name of ['state-1.clonarium', 'state-2.clonarium']) {
      files.push(await (await directory.getFileHandle(name)).getFile());
    }
    files.sort((a, b) => b.lastModified - a.lastModified);
    for (const file of files.slice(0, chosen === 'all' ? 2 : 1)) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const at = bytes.length - 40;
      bytes[at]! ^= chosen === 'all' ? 2 : 1;
      const handle = await directory.getFileHandle(file.name);
      // While the worker has the file open it is locked, and a moment later no longer.
      let stream: FileSystemWritableFileStream | undefined;
      for (let tries = 0; stream === undefined; tries++) {
        try {
          stream = await handle.createWritable();
        } catch (error) {
          if (tries === 100) throw error;
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      }
      await stream.write(bytes);
      await stream.close();
    }
    return files.length;
  }, which);

describe('a run kept in the browser', () => {
  it('goes on after a reload and ends with the hash of an uninterrupted run', async () => {
    const { page, faults } = await openRunning(site);
    const day = await save(page);
    await page.reload();
    await soon(() => page.evaluate(() => window.firstPointAt)).not.toBeNull();
    await page.keyboard.press('o');
    await soon(() => dayOf(page)).toBeGreaterThanOrEqual(day);
    expect(await page.locator('input[name=seed]').inputValue()).toBe('3');
    await endsAsInNode(page);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('goes on after a reload where it is of a tissue, which the page opened anew has not seen yet', async () => {
    const { page, faults } = await openPage(site);
    const tissue = { sitesX: 40, sitesY: 40, oxygen: { present: false } };
    const document = { title: 'In place', untilDays: 300, seed: 3, tumour: { founders: 50, tissue } };
    await openNamed(page, JSON.stringify(document));
    const day = await save(page);
    await page.reload();
    await soon(() => page.evaluate(() => window.firstPointAt)).not.toBeNull();
    await page.keyboard.press('o');
    await soon(() => page.locator('header .preset').textContent()).toContain('In place');
    await soon(() => dayOf(page)).toBeGreaterThanOrEqual(day);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('is not opened from a damaged file: the one before is, or the running patient stays', async () => {
    const { page } = await openRunning(site);
    const first = await save(page);
    await soon(() => dayOf(page)).toBeGreaterThan(first + 0.3);
    await save(page);
    expect(await damage(page, 'newest')).toBe(2);
    // The hash is shown while the run stands: it comes with the step and goes when the saved run plays.
    const hash = page.locator('[data-hash]');
    await page.keyboard.press('.');
    await soon(() => hash.count()).toBe(1);
    await page.keyboard.press('o');
    await soon(() => hash.count()).toBe(0);

    await damage(page, 'all');
    await page.keyboard.press('.');
    await soon(() => hash.count()).toBe(1);
    const before = await hash.getAttribute('data-hash');
    await page.keyboard.press('o');
    await soon(() => message(page).textContent()).toMatch(/altered or damaged/);
    expect(await hash.getAttribute('data-hash')).toBe(before);
    await page.context().close();
  });

  it('is none at first, and the page says so', async () => {
    const { page } = await openRunning(site);
    await page.keyboard.press('o');
    await soon(() => message(page).textContent()).toMatch(/No run is saved in this browser/);
    await page.context().close();
  });
});

describe('a run that is being kept does not stand still for ever', () => {
  const goesOn = async (page: Page) => {
    const day = await dayOf(page);
    await soon(() => dayOf(page)).toBeGreaterThan(day);
  };

  it('where another tab never comes to an end', async () => {
    const { page, faults } = await openRunning(site);
    const other = await page.context().newPage();
    await other.goto(`${site.url}bench.html`);
    await other.evaluate(
      () =>
        new Promise<void>((held) => {
          void navigator.locks.request('clonarium-keeps-a-run', () => {
            held();
            return new Promise(() => {});
          });
        }),
    );
    await page.keyboard.press('s');
    await soon(() => message(page).textContent()).toMatch(/could not be saved: Another tab is keeping a run/);
    await goesOn(page);
    await other.close();
    await message(page).getByRole('button', { name: 'Close' }).click();
    await save(page);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('where the storage does not answer', LONG, async () => {
    const { page, faults } = await openRunning(site);
    const silent = 'StorageManager.prototype.getDirectory = () => new Promise(() => {});';
    await page.context().route('**/patient.worker-*.js', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${silent}\n${await response.text()}` });
    });
    await page.reload();
    await soon(() => dayOf(page)).toBeGreaterThan(0);
    await page.keyboard.press('s');
    await soon(() => message(page).textContent()).toMatch(/could not be saved: .*storage does not answer/);
    await goesOn(page);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

// In savedRun.long.test.ts the page waits for it in real time.
describe('a worker that dies', () => {
  it('is noticed; the saved run is offered and ends as it should', async () => {
    const { page, faults } = await openMortal(site);
    await soon(() => dayOf(page)).toBeGreaterThan(0.5);
    const saved = await save(page);
    await soon(() => dayOf(page)).toBeGreaterThan(saved + 0.3);
    await kill(page);
    await skip(page, 30);
    const offer = message(page).getByRole('button', { name: /^Go on from day/ });
    await offer.waitFor({ timeout: 60_000 });
    expect(await message(page).textContent()).toMatch(/stopped unexpectedly \(it no longer answers\)/);
    expect(await offer.textContent()).toContain(`day ${saved.toFixed(1)}`);
    await offer.click();
    await soon(() => message(page).count()).toBe(0);
    await endsAsInNode(page);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('with nothing saved, the run is offered anew', async () => {
    const { page } = await openMortal(site);
    await kill(page);
    await skip(page, 30);
    const offer = message(page).getByRole('button', { name: 'Run again from day 0' });
    await offer.waitFor({ timeout: 60_000 });
    await offer.click();
    await soon(() => message(page).count()).toBe(0);
    const day = await dayOf(page);
    await soon(() => dayOf(page)).not.toBe(day);
    await page.context().close();
  });
});
