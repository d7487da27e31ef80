/** Dishes of the built page: cells without places are drawn one by one, in both themes, with and without WebGL2. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage, openScenario, withoutWebGL2 } from '../../../bench/browser/site';
import { classMarks } from '../../../src/ui/readouts/classes';
import { longIf } from '../../kit/long';
import { pictureOf } from '../../kit/pictures';
import { site } from '../../kit/site';
import { soon } from '../../kit/soon';

type Theme = 'light' | 'dark';
type Colour = readonly [number, number, number];

const canvas = (page: Page) => page.locator('.dish canvas');

/** RGB of every pixel of the first dish as the screen has them. */
async function pixels(page: Page): Promise<{ width: number; colours: Colour[] }> {
  const { width, data } = await pictureOf(canvas(page).first());
  const colours = Array.from({ length: data.length / 4 }, (_, at): Colour => {
    return [data[4 * at] ?? 0, data[4 * at + 1] ?? 0, data[4 * at + 2] ?? 0];
  });
  return { width, colours };
}

function classColour(name: string, theme: Theme): Colour {
  const hex = classMarks.find((mark) => mark.name === name)?.[theme] ?? '';
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Colour;
}

/** Shades of a colour are darker, their channels in the same proportion. */
function isShade(pixel: Colour, colour: Colour): boolean {
  const brightest = colour.indexOf(Math.max(...colour)) as 0 | 1 | 2;
  const share = pixel[brightest] / colour[brightest];
  return (
    share < 1.02 && share > 0.55 && pixel.every((own, at) => Math.abs(own - share * (colour[at] ?? 0)) < 5)
  );
}

async function pixelsOf(page: Page, name: string, theme: Theme): Promise<number> {
  const colour = classColour(name, theme);
  const { data } = await pictureOf(canvas(page).first());
  let count = 0;
  for (let at = 0; at < data.length; at += 4)
    if (isShade([data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0], colour)) count++;
  return count;
}

/** Five thousand cells that stand still, one in five with the pump. */
const still = JSON.stringify({
  title: 'Still',
  untilDays: 2000,
  tumour: {
    founders: 4000,
    divisionPerDay: 0,
    deathPerDay: 0,
    resistantFounders: [{ count: 1000, pumpCopies: 8 }],
  },
});

for (const [theme, graphics] of [
  ['light', true],
  ['dark', true],
  ['light', false],
] as const)
  describe(`${theme}, WebGL2 ${graphics}`, longIf(theme === 'dark'), () => {
    async function open(hash = ''): Promise<{ page: Page; faults: string[] }> {
      const opened = await openPage(site, { hash });
      if (!graphics) {
        await withoutWebGL2(opened.page);
        await opened.page.reload();
      }
      await opened.page.emulateMedia({ colorScheme: theme });
      return opened;
    }

    it('Selection: a grey disc before the drug, one of resistant cells after it', async () => {
      const { page, faults } = await open('#preset=selection');
      await soon(() => canvas(page).count()).toBe(1);
      await page.getByRole('button', { name: 'Pause' }).click();
      // Fifty thousand cells of a pixel or more each.
      await soon(() => pixelsOf(page, 'sensitive', theme)).toBeGreaterThan(40_000);
      expect(await pixelsOf(page, 'altered', theme)).toBeLessThan(5000);
      await page.getByLabel('Speed, days per second').fill('100');
      await page.getByRole('button', { name: 'Play' }).click();
      await page.locator('.ended').waitFor();
      await soon(() => pixelsOf(page, 'sensitive', theme)).toBeLessThan(5000);
      // The scene shows variants, each in a shade of its own.
      expect(await pixelsOf(page, 'altered', theme)).toBeLessThan(40_000);
      await page.getByRole('button', { name: 'classes', exact: true }).click();
      await soon(() => pixelsOf(page, 'altered', theme)).toBeGreaterThan(40_000);
      await page.locator('.tissue-foot', { hasText: 'where a cell is drawn means nothing' }).waitFor();
      expect(faults).toEqual([]);
      await page.context().close();
    });

    it('a click looks into the very cell that is drawn there, and marks it', async () => {
      const { page, faults } = await open();
      await openScenario(page, 'still.json', still);
      const pump = classColour('pump', theme);
      await soon(() => canvas(page).first().getAttribute('data-cells')).toBe('5000');
      await soon(() => pixelsOf(page, 'pump', theme)).toBeGreaterThan(2000);
      const panel = page.getByRole('complementary', { name: 'Cell inspector' });
      const sensitive = classColour('sensitive', theme);
      const ink = await page.evaluate(() => {
        const context = new OffscreenCanvas(1, 1).getContext('2d');
        if (context === null) throw new Error('no canvas');
        context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--ink');
        context.fillRect(0, 0, 1, 1);
        return context.getImageData(0, 0, 1, 1).data.slice(0, 3).join();
      });
      const inked = async () => (await pixels(page)).colours.filter((pixel) => pixel.join() === ink).length;
      const before = await inked();
      for (const [wanted, colour] of [
        ['pump', pump],
        ['sensitive', sensitive],
      ] as const) {
        const { width, colours } = await pixels(page);
        const box = (await canvas(page).boundingBox())!;
        // The middle of a cell, or of several alike: a pixel whose neighbours have its colour.
        const at = colours.findIndex(
          (_, place) =>
            place > colours.length / 3 &&
            [0, 1, -1, width, -width].every((by) => isShade(colours[place + by] ?? [0, 0, 0], colour)),
        );
        await page.mouse.click(box.x + (at % width) + 0.5, box.y + Math.floor(at / width) + 0.5);
        await soon(() => panel.locator('.who').textContent()).toContain(wanted);
        await page.mouse.move(0, 0);
        // A ring around it.
        await soon(async () => (await inked()) - before).toBeGreaterThan(30);
      }
      expect(faults).toEqual([]);
      await page.context().close();
    });
  });

it('one zooms to single cells, pans, and comes back to all', async () => {
  const { page, faults } = await openPage(site);
  await openScenario(page, 'still.json', still);
  await soon(() => pixelsOf(page, 'pump', 'light')).toBeGreaterThan(2000);
  const before = await pixelsOf(page, 'pump', 'light');
  await canvas(page).focus();
  // More often than is needed: from three pixels a cell.
  for (let times = 0; times < 12; times++) await page.keyboard.press('+');
  await soon(() => page.getByRole('button', { name: 'Zoom in' }).isDisabled()).toBe(true);
  // A cell is 48 pixels wide.
  await soon(async () => {
    const { width, colours } = await pixels(page);
    const same = (place: number) => colours[place]?.join() === colours[place + 1]?.join();
    let [longest, run] = [0, 0];
    for (let place = 0; place < colours.length - 1; place++) {
      run = same(place) && place % width !== width - 1 ? run + 1 : 0;
      if (isShade(colours[place] ?? [0, 0, 0], classColour('pump', 'light')))
        longest = Math.max(longest, run);
    }
    return longest;
  }).toBeGreaterThan(15);
  const shown = (await canvas(page).screenshot()).toString('base64');
  await canvas(page).focus();
  await page.keyboard.press('ArrowRight');
  await soon(async () => (await canvas(page).screenshot()).toString('base64') === shown).toBe(false);
  await page.keyboard.press('0');
  await soon(async () => Math.abs((await pixelsOf(page, 'pump', 'light')) - before) < 0.02 * before).toBe(
    true,
  );
  expect(faults).toEqual([]);
  await page.context().close();
});

it('tumour and brain stand side by side, each with its cells', async () => {
  const { page, faults } = await openPage(site, { hash: '#preset=brain-sanctuary' });
  await soon(() => canvas(page).count()).toBe(2);
  const captions = await page.locator('.dish figcaption').allTextContents();
  expect(captions.map((text) => text.split(/\s/)[0])).toEqual(['tumour', 'brain']);
  const counted = () =>
    canvas(page).evaluateAll((all) => all.map((each) => Number((each as HTMLElement).dataset.cells)));
  await soon(async () => Math.min(...(await counted()))).toBeGreaterThan(0);
  expect(faults).toEqual([]);
  await page.context().close();
});
