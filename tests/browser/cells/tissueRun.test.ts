/** A tissue with vessels, oxygen and a drug, run to its end in the built page: the terminal's bits and numbers. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openPage } from '../../../bench/browser/site';
import { clonarium, emptyDirectory, results, scenarioFile } from '../../kit/clonarium';
import { runFast } from '../../kit/opened';
import { site } from '../../kit/site';
import { soon } from '../../kit/soon';

/** Vessels that the tumour presses shut, so that its core is short of oxygen and dies; and a drug that they bring. */
const scenario = {
  title: 'Small tissue',
  seed: 5,
  untilDays: 24,
  stepHours: 1,
  outputEveryHours: 12,
  tumour: {
    founders: 60,
    divisionPerDay: 1.5,
    deathPerDay: 0.05,
    tissue: {
      sitesX: 96,
      sitesY: 80,
      reach: 4,
      clearancePerDay: 0.1,
      oxygen: { boundary: 'closed' },
      vessels: {
        arrangement: 'square',
        spacingMicrometres: 320,
        oxygenMmHg: 60,
        lossPerDay: 1,
        crowdedFrom: 0.9,
        crowdedWithin: 3,
      },
    },
  },
  alterations: { pumpGain: 1e-3 },
  drugs: [
    {
      name: 'test drug',
      pumpStrength: 2,
      pumpKmMicromolar: 0.5,
      halfEffectMicromolar: 0.3,
      killPerDay: 2,
      schedule: { levelMicromolar: 1, infusionHours: 48, everyHours: 96, doses: 2 },
      tissue: { boundary: 'closed', decayPerHour: 1 },
    },
  ],
  treatment: { begin: 'size', atCells: 3000 },
};

async function ended(isolated = true): Promise<{ page: Page; faults: string[] }> {
  const opened = await openPage(site, { isolated });
  // As many threads as a machine of four cores would give it, wherever this runs.
  await opened.page.context().route('**/patient.worker-*.js', async (route) => {
    const response = await route.fetch();
    const cores = "Object.defineProperty(navigator, 'hardwareConcurrency', { value: 4 });\n";
    await route.fulfill({ response, body: cores + (await response.text()) });
  });
  await opened.page.reload();
  await runFast(opened.page, JSON.stringify(scenario));
  await opened.page.locator('.ended').waitFor({ timeout: 120_000 });
  return opened;
}

async function saved(page: Page, plot: string, what: string): Promise<string> {
  const download = page.waitForEvent('download');
  await page.locator(`[data-plot=${plot}]`).getByRole('button', { name: what, exact: true }).click();
  return (await readFile(await (await download).path())).toString(what === 'PNG' ? 'latin1' : 'utf8');
}

/** Day, cells short of oxygen and debris, of each row of the summary that the terminal writes. */
async function summary(): Promise<number[][]> {
  const folder = emptyDirectory();
  await clonarium(['run', scenarioFile(scenario), '--out', folder]);
  const [header, ...lines] = (await readFile(`${folder}/summary.csv`, 'utf8')).trim().split('\n');
  const names = header!.split(',');
  const rows = lines.map((line) => line.split(',')).filter((row) => row.includes('sensitive'));
  return rows.map((row) => ['day', 'hypoxic', 'debris'].map((name) => Number(row[names.indexOf(name)])));
}

it.each([
  [3, true],
  [1, false],
])('ends with the hash that the terminal gives, threads: %i', async (threads, isolated) => {
  const { page, faults } = await ended(isolated);
  const rate = page.locator('[title^="Measured over the last second"]');
  expect(await rate.getAttribute('title')).toContain(`, ${threads} thread`);
  const [result] = await results([scenarioFile(scenario)]);
  expect(await page.locator('[data-hash]').getAttribute('data-hash')).toBe(result.hash);
  expect(result.cells).toBeGreaterThan(500);
  expect(faults).toEqual([]);
  await page.context().close();
});

it('cells short of oxygen and what the dead leave are curves of their own, with the terminal’s numbers', async () => {
  const { page, faults } = await ended();
  const legend = page.locator('[data-plot=population] .legend');
  const entry = (label: string) => legend.locator('button', { hasText: label });
  await soon(() => entry('short of oxygen').locator('output').textContent()).toMatch(/\d/);
  expect(await entry('dead, not yet cleared').count()).toBe(1);
  const [header, ...rows] = (await saved(page, 'population', 'CSV')).trim().split('\n');
  expect(header).toMatch(/,several(,.*)?,hypoxic,debris$/);
  const expected = await summary();
  const columns = rows.map((row) => row.split(',').map(Number));
  expect(columns.map((row) => [Number(row[0]?.toFixed(6)), row.at(-2), row.at(-1)])).toEqual(
    expected.map(([day = 0, ...counts]) => [Number(day.toFixed(6)), ...counts]),
  );
  for (const column of [1, 2]) {
    expect(Math.max(...expected.map((row) => row[column]!))).toBeGreaterThan(20);
  }
  expect((await saved(page, 'population', 'PNG')).slice(1, 4)).toBe('PNG');
  // Switched off like any other line.
  await entry('dead, not yet cleared').click();
  expect(await entry('dead, not yet cleared').getAttribute('aria-pressed')).toBe('false');
  // A well-mixed run has none of it.
  await page.getByLabel('Choose a scene').selectOption('selection');
  await soon(() => entry('sensitive').count()).toBe(1);
  await soon(() => entry('short of oxygen').count()).toBe(0);
  const mixed = (await saved(page, 'population', 'CSV')).split('\n')[0];
  expect(mixed).toMatch(/,several(,|$)/);
  expect(mixed).not.toMatch(/hypoxic|debris/);
  expect(faults).toEqual([]);
  await page.context().close();
});
