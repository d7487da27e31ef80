/** Scenes in the built page: groups, knobs, tries with the run before behind them, undo, caption, projector. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { dayOf, openPage, openParameters, openTab } from '../../bench/browser/site';
import { presets } from '../../src/scenario/presets/index';
import { SCENE_GROUPS } from '../../src/scenario/presets/scene';
import { openNamed } from '../kit/opened';
import { site } from '../kit/site';
import { soon } from '../kit/soon';

const scene = (page: Page) => page.getByLabel('Choose a scene');
const knob = (page: Page, path: string) => page.locator(`.knobs [data-path="${path}"] input[type=text]`);

async function set(page: Page, path: string, text: string): Promise<void> {
  await knob(page, path).fill(text);
  await knob(page, path).press('Enter');
}

/** What the population plot's table holds. */
async function days(page: Page): Promise<number[]> {
  const plot = page.locator('[data-plot=population]');
  await plot.getByRole('button', { name: 'Table' }).click();
  const cells = await plot.locator('tbody tr td:first-child').allTextContents();
  await plot.getByRole('button', { name: 'Table' }).click();
  return cells.map(Number);
}

it('the menu holds every scene in its group, and the panel its story', async () => {
  const { page, faults } = await openPage(site);
  const menu = await scene(page)
    .locator('optgroup')
    .evaluateAll((groups) =>
      groups.map((group) => [
        (group as HTMLOptGroupElement).label,
        [...group.querySelectorAll('option')].map(({ value }) => value),
      ]),
    );
  expect(menu).toEqual(
    Object.entries(SCENE_GROUPS).map(([group, label]) => [
      label,
      presets.filter((preset) => preset.scene.group === group).map(({ id }) => id),
    ]),
  );
  for (const id of ['selection', 'rim-and-core']) {
    await scene(page).selectOption(id);
    const { say, knobs, tries } = presets.find((preset) => preset.id === id)!.scene;
    await soon(() => page.locator('.scene-panel').textContent()).toContain(say.text[1]);
    await soon(() => page.locator('.knobs .field').count()).toBe(knobs.length);
    expect(await page.locator('.tries button').allTextContents()).toEqual(tries.map(({ label }) => label));
  }
  // A tissue, its cells by what oxygen lets them do, and no drug to give.
  await soon(() => page.locator('select[name=palette]').inputValue()).toBe('activity-0');
  expect(await page.locator('.dose-now').count()).toBe(0);
  expect(await page.locator('.timeline').count()).toBe(0);
  await page.locator('.scene-notice').click();
  await soon(() => page.locator('.stage[data-noticed]').count()).toBe(1);
  expect(faults).toEqual([]);
  await page.context().close();
});

it('a try begins again with the run before behind it, named', async () => {
  const { page, faults } = await openPage(site);
  await page.getByLabel('Speed, days per second').fill('80');
  await soon(() => page.locator('.ended').textContent()).toContain('Relapse');
  expect(await page.locator('.ghost-note').count()).toBe(0);
  const before = (await days(page)).at(-1)!;
  await page.locator('.tries button').first().click();
  await soon(() => page.locator('.ghost-note').textContent()).toContain('“Start without resistant cells”');
  await page.getByLabel('Speed, days per second').fill('80');
  expect(await knob(page, 'tumour.resistantFounders[0].count').inputValue()).toBe('0');
  await soon(() => page.locator('.ended').textContent()).toContain('Cured');
  // Another run, not that of before drawn again.
  expect((await days(page)).at(-1)).toBeGreaterThan(before);
  await page.getByRole('button', { name: 'Undo' }).click();
  expect(await knob(page, 'tumour.resistantFounders[0].count').inputValue()).toBe('20');
  await page.locator('.pending').getByRole('button', { name: 'Restart' }).click();
  await soon(() => page.locator('.ghost-note').textContent()).toContain(
    'with cells of T315I 0, cells of E255K 0 and 1 more',
  );
  await page.getByLabel('Speed, days per second').fill('80');
  await page.locator('.ghost-note button').click();
  expect(await page.locator('.ghost-note').count()).toBe(0);
  // What comes next is another try, other treatments, or the next scene.
  await soon(() => page.locator('.caption-next button').allTextContents()).toEqual([
    'Try: Start without resistant cells',
    'Compare',
    'Next scene: Genetic instability',
  ]);
  await page.getByRole('button', { name: /^Next scene/ }).click();
  await soon(() => scene(page).inputValue()).toBe('mutator');
  expect(await page.locator('.ghost-note').count()).toBe(0);
  expect(faults).toEqual([]);
  await page.context().close();
});

it('the run before is drawn: its pixels go when it is removed', async () => {
  const { page } = await openPage(site, { width: 1920, height: 1080 });
  await page.getByLabel('Speed, days per second').fill('80');
  await page.locator('.ended').waitFor();
  await page.locator('.tries button').first().click();
  await page.locator('.ghost-note').waitFor();
  await page.getByLabel('Speed, days per second').fill('80');
  await soon(() => page.locator('.ended').textContent()).toContain('Cured');
  /** Pixels of the plot in the colour of cells with an altered target, which only the run before had. */
  const blue = () =>
    page
      .locator('[data-plot=population] canvas')
      .first()
      .evaluate((element) => {
        const { width, height } = element as HTMLCanvasElement;
        const { data } = (element as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
        let count = 0;
        for (let at = 0; at < data.length; at += 4) {
          // What is nearly transparent has no colour to speak of.
          const seen = (data[at + 3] ?? 0) > 120;
          if (seen && (data[at + 2] ?? 0) - (data[at] ?? 0) > 40) count++;
        }
        return count;
      });
  await soon(blue).toBeGreaterThan(100);
  await page.locator('.ghost-note button').click();
  await soon(blue).toBe(0);
  await page.context().close();
});

it('every change is taken back and made again, by key too, and another scene keeps no edit from it', async () => {
  const { page, faults } = await openPage(site);
  await soon(() => dayOf(page)).toBeGreaterThan(0);
  const level = 'drugs[0].schedule.levelMicromolar';
  await set(page, level, '5');
  await set(page, 'treatment.atCells', '200000');
  await page.locator('h1').click();
  await page.keyboard.press('Control+z');
  await soon(() => knob(page, 'treatment.atCells').inputValue()).toBe('300000');
  expect(await knob(page, level).inputValue()).toBe('5');
  await page.keyboard.press('Control+z');
  await soon(() => knob(page, level).inputValue()).toBe('2');
  await page.keyboard.press('Control+Shift+Z');
  await soon(() => knob(page, level).inputValue()).toBe('5');
  await scene(page).selectOption('mdr1-pump');
  await soon(() => scene(page).inputValue()).toBe('mdr1-pump');
  await soon(() => page.locator('.knobs .field').count()).toBe(5);
  await page.getByRole('button', { name: 'Undo' }).click();
  await soon(() => scene(page).inputValue()).toBe('selection');
  await soon(() => knob(page, level).inputValue()).toBe('5');
  await page.getByRole('button', { name: 'Redo' }).click();
  await soon(() => scene(page).inputValue()).toBe('mdr1-pump');
  // What a running patient takes is given back to it too.
  await soon(() => dayOf(page)).toBeGreaterThan(0);
  await set(page, 'drugs[0].schedule.doseMg', '200');
  await page.getByRole('button', { name: 'Undo' }).click();
  await soon(() => knob(page, 'drugs[0].schedule.doseMg').inputValue()).toBe('144');
  expect(await page.locator('.pending').count()).toBe(0);
  expect(faults).toEqual([]);
  await page.context().close();
});

it('all parameters are found by words, and lead back to the scene', async () => {
  const { page } = await openPage(site, { hash: '#preset=mdr1-pump' });
  await openParameters(page);
  await page.getByRole('searchbox').fill('pump gain');
  await soon(() =>
    page
      .locator('.control-panel .field')
      .evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset.path)),
  ).toEqual(['alterations.pumpGain', 'alterations.pumpFurtherGain']);
  await page.getByRole('searchbox').fill('no such thing');
  await soon(() => page.locator('.control-panel .field').count()).toBe(0);
  await page.getByRole('searchbox').fill('');
  await page.locator('.control-tabs button', { hasText: 'Drugs' }).click();
  await page.locator('.control-panel [data-path="drugs[0].pumpStrength"]').waitFor();
  await page.getByRole('button', { name: 'Back to the scene' }).click();
  await page.locator('.scene-panel').waitFor();
  await page.context().close();
});

it('a plot that was zoomed shows the way back', async () => {
  const { page } = await openPage(site);
  await page.getByLabel('Speed, days per second').fill('80');
  await page.locator('.ended').waitFor();
  const over = (await page.locator('[data-plot=population] .u-over').boundingBox())!;
  await page.mouse.move(over.x + over.width * 0.3, over.y + 40);
  await page.mouse.down();
  await page.mouse.move(over.x + over.width * 0.6, over.y + 40, { steps: 4 });
  await page.mouse.up();
  const back = page.locator('[data-plot=drug]').getByRole('button', { name: 'Whole run' });
  await back.click();
  await soon(() => page.getByRole('button', { name: 'Whole run' }).count()).toBe(0);
  await page.context().close();
});

it('the projector has the stage fill the screen, and says how it is left', async () => {
  const { page } = await openPage(site, { hash: '#preset=competitive-release' });
  await soon(() => dayOf(page)).toBeGreaterThan(0);
  await page.locator('h1').click();
  await page.keyboard.press('p');
  await page.getByRole('button', { name: 'Esc leaves' }).waitFor();
  const stage = (await page.locator('.stage').boundingBox())!;
  const { width, height } = page.viewportSize()!;
  expect(stage.width).toBe(width);
  expect(stage.height).toBeGreaterThan(0.75 * height);
  expect(await page.locator('.caption').isVisible()).toBe(true);
  expect(await page.locator('[data-readout=cells]').isVisible()).toBe(true);
  await page.keyboard.press('Escape');
  await soon(() => page.locator('header').isVisible()).toBe(true);
  await page.context().close();
});

it('tells what happens in the caption, in the chronicle, and once to who listens', async () => {
  const { page } = await openPage(site);
  const caption = page.locator('.caption p');
  await soon(() => caption.textContent()).toContain(
    'Press “Give imatinib”, or wait: treatment begins at 300',
  );
  await page.getByLabel('Speed, days per second').fill('80');
  await page.locator('.ended').waitFor();
  expect(await caption.textContent()).toMatch(/^day [\d.]+ Relapse: .*T315I/);
  await openTab(page, 'Chronicle');
  const told = await page.locator('.chronicle li').allTextContents();
  expect(told.at(-1)).toContain('Relapse');
  const heard = await page.locator('[role=log] p').allTextContents();
  expect(heard.at(-1)).toMatch(/^Relapse/);
  expect(new Set(heard).size).toBe(heard.length);
  await page.context().close();
});

it('a file opened after a scene is seen as any file, not as the scene was', async () => {
  const { page, faults } = await openPage(site, { hash: '#preset=selection' });
  const plot = page.locator('[data-plot=population]');
  const parts = plot.getByRole('button', { name: 'variants, copies', exact: true });
  const palette = page.locator('select[name=palette]');
  await soon(() => parts.getAttribute('aria-pressed')).toBe('true');
  await palette.selectOption('clone-0');
  const own = (title: string) =>
    JSON.stringify({ title, untilDays: 9, tumour: { founders: 100 }, drugs: [{ name: 'A' }] });
  await openNamed(page, own('The first file'));
  await soon(() => parts.getAttribute('aria-pressed')).toBe('false');
  expect(await palette.inputValue()).toBe('class-0');
  // What is chosen for a file does not stay for the next either.
  await parts.click();
  await soon(() => parts.getAttribute('aria-pressed')).toBe('true');
  await page.getByRole('button', { name: 'Restart' }).click();
  await openNamed(page, own('The second file'));
  await soon(() => parts.getAttribute('aria-pressed')).toBe('false');
  expect(faults).toEqual([]);
  await page.context().close();
});
