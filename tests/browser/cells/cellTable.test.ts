/** Founders from a table, chosen as a file: refused by row and column, else founded in their places; and the way out again. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import {
  openPage,
  openParameters,
  openScenario,
  openSite,
  openTab,
  readout,
  type Site,
} from '../../../bench/browser/site';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const soon = <T>(look: () => T) => expect.poll(look, { timeout: 120_000 });

let site: Site;

beforeAll(async () => {
  site = await openSite();
});

afterAll(async () => {
  await site?.close();
});

const still = { divisionPerDay: 0, deathPerDay: 0 };
const tissue = { sitesX: 40, sitesY: 30, siteMicrometres: 10, oxygen: { present: false } };
const document = JSON.stringify({ untilDays: 50, drugs: [], tumour: { founders: 9, ...still, tissue } });
const table = (text: string) => ({ name: 'cells.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

it('a table of founders comes in, and the tissue goes out for ParaView', async () => {
  const { page, faults } = await openPage(site);
  await openScenario(page, 'tissue.json', document);
  await soon(() => readout(page, 'cells')).toBe('9');
  await openParameters(page);
  const input = page.locator('input[name="tumour.cells"]');
  const error = page.locator('.field-error');
  await input.setInputFiles(table('x,y\n5,5\n500,5\n'));
  await soon(() => error.textContent()).toBe(
    'tumour.cells: row 3, column "x": 500 µm is outside the tissue, which reaches from -200 to 200.',
  );
  const places = Array.from({ length: 13 }, (_, cell) => `${10 * cell + 5},-5,sensitive`);
  await input.setInputFiles(table(`x,y,type,volume\n${places.map((row) => `${row},7`).join('\n')}\n`));
  await soon(() => error.count()).toBe(0);
  await soon(() => page.locator('.field', { has: input }).textContent()).toContain('13 cells');
  await page.locator('.pending').getByRole('button', { name: 'Restart' }).click();
  await soon(() => readout(page, 'cells')).toBe('13');

  await openTab(page, 'Clones');
  const saved = (name: string) => {
    const button = page.locator('.clone-files').getByRole('button', { name, exact: true });
    return Promise.all([page.waitForEvent('download'), button.click()]).then(([file]) => file.path());
  };
  expect(await readFile(await saved('Cells'), 'utf8')).toContain('\n125,-5,0,sensitive,');
  expect(await readFile(await saved('For ParaView'), 'utf8')).toMatch(/NumberOfPoints="13"|<ImageData/);
  expect(faults).toEqual([]);
  await page.context().close();
});
