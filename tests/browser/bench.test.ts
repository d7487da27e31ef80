/** The benchmark page measures, agrees with Node, shows it and saves it. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { longestTaskDuring, openPage } from '../../bench/browser/site';
import { casesOf } from '../../bench/cases';
import type { Report } from '../../bench/report';
import { scaleScenario } from '../../bench/scale/scenario';
import { runInTab } from '../../bench/scale/tab';
import { runInNode } from '../../bench/scale/terminal';
import { site } from '../kit/site';
import { within } from '../kit/soon';

const soon = within(120_000);

const openBench = (options: Parameters<typeof openPage>[1] = {}) =>
  openPage(site, { ...options, hash: 'bench.html' });

async function start(page: Page, largest: number): Promise<void> {
  await page.locator('select[name=largest]').selectOption(String(largest));
  await page.getByRole('button', { name: 'Start' }).click();
}

async function saved(page: Page): Promise<{ name: string; report: Report }> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save JSON' }).click(),
  ]);
  return {
    name: file.suggestedFilename(),
    report: JSON.parse(await readFile(await file.path(), 'utf8')),
  };
}

const quick = casesOf('quick', 100_000);

describe('the benchmark page', () => {
  it.each([
    [1440, 900],
    [390, 844],
  ])('measures, shows and saves at %i × %i', async (width, height) => {
    const { page, faults } = await openBench({ width, height });
    expect(await page.locator('[data-fact=engine]').textContent()).toMatch(/^chromium \d+\./);
    const requests: string[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'GET' || !request.url().startsWith(site.url)) requests.push(request.url());
    });
    await start(page, 100_000);
    await soon(() => page.getByRole('status').textContent()).toBe(`${quick.length} cases measured.`);
    expect(await page.locator('table.cases tbody tr:not(.size)').count()).toBe(quick.length);
    expect(await page.locator('table.cases td.hash').allTextContents()).toEqual(quick.map(() => 'equal'));
    expect(await page.locator('[data-plot] canvas').count()).toBe(2);
    expect(await page.locator('.verdict').getAttribute('data-hashes')).toBe('equal');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);

    const { name, report } = await saved(page);
    expect(name).toMatch(/^\d{4}-\d\d-\d\d-chromium-[\d.]+-\w+(-changed)?-quick\.json$/);
    const cores = await page.evaluate(() => navigator.hardwareConcurrency);
    expect(report.machine.cores).toBe(cores);
    expect(report.notes).toEqual([]);
    const compared = report.rows.filter(({ hashAgrees }) => hashAgrees);
    expect(compared).toHaveLength(report.rows.length);
    const counts = new Set(report.rows.map(({ threads }) => threads));
    expect(Math.max(...counts)).toBe(Math.min(cores, 16));
    expect(new Set(report.rows.map(({ variant }) => variant))).toEqual(
      new Set(['simd', 'scalar', 'reference']),
    );
    for (const row of report.rows) expect(row.nsPerCellStep).toBeGreaterThan(0.1);
    expect(report.checkpoints.map(({ hashAgrees }) => hashAgrees)).toEqual([true]);
    expect(requests).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('stops when asked, keeps what it has, and leaves the page free meanwhile', async () => {
    const { page } = await openBench();
    // Processor time: all cores are taken, so that any task is drawn out.
    const longest = await longestTaskDuring(site, page, async () => {
      await start(page, 1_000_000);
      await soon(() => page.locator('table.cases tbody tr:not(.size)').count()).toBeGreaterThan(1);
    });
    await page.getByRole('button', { name: 'Stop' }).click();
    expect(await page.getByRole('status').textContent()).toMatch(
      /^Measurement stopped after \d+ of 12 cases\.$/,
    );
    // One case in the page itself would take a second.
    expect(longest).toBeLessThan(100);
    const { report } = await saved(page);
    expect(report.rows.length).toBeGreaterThan(0);
    expect(report.notes.join()).toMatch(/^stopped after \d+ of 12 cases$/);
    await page.context().close();
  });

  it('measures one thread where memory cannot be shared, with the same hashes', async () => {
    const { page } = await openBench({ isolated: false });
    expect(await page.locator('[data-fact=threads]').textContent()).toBe('1');
    await start(page, 100_000);
    await soon(() => page.getByRole('status').textContent()).toBe(`${quick.length} cases measured.`);
    const { report } = await saved(page);
    expect(new Set(report.rows.map(({ threads }) => threads))).toEqual(new Set([1]));
    expect(report.rows.filter(({ hashAgrees }) => hashAgrees !== true)).toEqual([]);
    expect(report.notes).toEqual(['not cross-origin isolated: one thread']);
    await page.context().close();
  });

  it('has a way back to the laboratory', async () => {
    const { page } = await openBench();
    await page.getByRole('link', { name: 'Clonarium' }).click();
    await soon(() => page.title()).toBe('Clonarium');
    await page.context().close();
  });
});

it('runs a tumour of several lesions in the tab as in Node', async () => {
  const scenario = scaleScenario(100_000, 2);
  const node = await runInNode(scenario, 2);
  const said: string[] = [];
  const tab = await runInTab(scenario, node.cellSteps, (text) => said.push(text));
  expect(tab.hash).toBe(node.hash);
  expect(tab.cells).toBe(node.cells);
  expect(tab.bytesPerCell).toBeGreaterThan(12);
  expect(tab.treatedSeconds).toBeGreaterThan(0);
  expect(said.length).toBeGreaterThan(1);
  expect(tab.notes.join()).toContain('Treatment begins');
});
