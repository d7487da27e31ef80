/** Every compartment in the built page at once: tissues and dishes side by side, each with its own cells, name and count. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openPage } from '../../../bench/browser/site';
import { createGroup } from '../../../src/kernel/group';
import { Patient } from '../../../src/patient/patient';
import { parseScenario } from '../../../src/scenario/schema';
import { classMarks } from '../../../src/ui/readouts/classes';
import { openNamed } from '../../kit/opened';
import { pictureOf } from '../../kit/pictures';
import { site } from '../../kit/site';
import { soon } from '../../kit/soon';

/** A tissue of the body that stands still, another in the brain, and marrow, whose cells have no places; a day long. */
const scenario = JSON.stringify({
  title: 'Three at once',
  seed: 5,
  untilDays: 1,
  tumour: {
    founders: 700,
    divisionPerDay: 0,
    deathPerDay: 0,
    tissue: { sitesX: 48, sitesY: 48, oxygen: { present: false } },
  },
  compartments: [
    { name: 'brain', kind: 'brain', inTissue: true, founders: 150, divisionPerDay: 0, deathPerDay: 0 },
    { name: 'marrow', kind: 'marrow', founders: 2000 },
  ],
});

const parts = (page: Page) => page.locator('.compartment');

const SENSITIVE = [1, 3, 5].map((at) => Number.parseInt(classMarks[0]?.light.slice(at, at + 2) ?? '', 16));

const isShade = (pixel: number[], colour: number[]) => {
  const share = (pixel[0] ?? 0) / (colour[0] ?? 1);
  return (
    share > 0.8 && share < 1.02 && pixel.every((own, at) => Math.abs(own - share * (colour[at] ?? 0)) < 4)
  );
};

/** Where on the page a cell of a compartment is drawn: a pixel with others of its colour around it. */
async function cellIn(page: Page, index: number): Promise<[x: number, y: number]> {
  const canvas = parts(page).nth(index).locator('canvas');
  const { width, data } = await pictureOf(canvas);
  const isCell = (at: number) => isShade([...data.subarray(4 * at, 4 * at + 3)], SENSITIVE);
  let at = Math.floor(data.length / 8);
  while (at < data.length / 4 && ![0, 1, -1, width, -width].every((by) => isCell(at + by))) at++;
  const box = (await canvas.boundingBox())!;
  return [box.x + (at % width) + 0.5, box.y + Math.floor(at / width) + 0.5];
}

/** Share of a compartment's picture that is of the sensitive cells' colour, or in a dish of a shade of it. */
async function share(page: Page, index: number): Promise<number> {
  const { data } = await pictureOf(parts(page).nth(index).locator('canvas'));
  let count = 0;
  for (let i = 0; i < data.length; i += 4) if (isShade([...data.subarray(i, i + 3)], SENSITIVE)) count++;
  return (4 * count) / data.length;
}

it.each([
  [1440, 900],
  [390, 844],
])(
  'tissues and a dish stand together at %i × %i, and drawing them leaves the hash',
  async (width, height) => {
    const patient = new Patient(parseScenario(scenario), await createGroup('scalar', 3, { tissue: true }));
    while (!patient.done) patient.advance({});
    const { page, faults } = await openPage(site, { width, height });
    await openNamed(page, scenario);
    await soon(() => parts(page).count()).toBe(3);
    expect(
      await parts(page).evaluateAll((all) => all.map((each) => each.classList.contains('dish'))),
    ).toEqual([false, false, true]);
    await soon(() => page.locator('[data-hash]').getAttribute('data-hash')).toBe(patient.hash());
    const captions = async () =>
      (await page.locator('.compartment figcaption').allTextContents()).map((text) =>
        text.replace(/\u202f/g, ''),
      );
    await soon(captions).toEqual(patient.compartments.map(({ name, cells }) => `${name} ${cells}`));
    // As many of its places are taken as it has cells: the pictures are not of one tissue twice.
    await soon(async () => (await share(page, 0)) / (await share(page, 1))).toBeGreaterThan(3);
    for (const index of [0, 1, 2]) {
      await soon(() => share(page, index)).toBeGreaterThan(0);
      const box = (await parts(page).nth(index).boundingBox())!;
      expect(box.x + box.width).toBeLessThanOrEqual(width + 1);
      expect(Math.min(box.width, box.height)).toBeGreaterThan(100);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(faults).toEqual([]);
    await page.context().close();
  },
);

it('one palette and one toolbar are of all, and a click looks into the compartment that it meets', async () => {
  const { page, faults } = await openPage(site);
  await openNamed(page, scenario);
  await soon(() => parts(page).count()).toBe(3);
  for (const index of [0, 1]) await soon(() => share(page, index)).toBeGreaterThan(0.01);
  const panel = page.getByRole('complementary', { name: 'Cell inspector' });
  for (const [index, name] of ['tumour', 'brain', 'marrow'].entries()) {
    await soon(async () => {
      const [x, y] = await cellIn(page, index);
      await page.mouse.click(x, y);
      await page.waitForTimeout(300);
      return panel
        .locator('.who')
        .textContent({ timeout: 1000 })
        .catch(() => '');
    }).toContain(`, ${name}, clone`);
    await panel.getByRole('button', { name: 'Close' }).click();
  }
  await page.locator('select[name=palette]').selectOption('birth-0');
  for (const index of [0, 1, 2]) await soon(() => share(page, index)).toBe(0);
  expect(faults).toEqual([]);
  await page.context().close();
});

it('none is hidden when one is looked at alone', async () => {
  const { page, faults } = await openPage(site);
  await openNamed(page, scenario);
  await soon(() => parts(page).count()).toBe(3);
  await page.locator('.lesions li button').nth(1).click();
  await soon(() => page.locator('.compartment[data-shown]').getAttribute('data-compartment')).toBe('1');
  expect(await parts(page).count()).toBe(3);
  for (const index of [0, 1]) await soon(() => share(page, index)).toBeGreaterThan(0.01);
  expect(faults).toEqual([]);
  await page.context().close();
});
