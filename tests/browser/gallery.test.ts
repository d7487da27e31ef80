/** Scenes in pictures, and where a scene begins, in the built page. */
import { expect, it } from 'vitest';
import { dayOf, openPage } from '../../bench/browser/site';
import { createGroup } from '../../src/kernel/group';
import { Patient } from '../../src/patient/patient';
import { presets } from '../../src/scenario/presets/index';
import { SCENE_GROUPS } from '../../src/scenario/presets/scene';
import { findings, setTheme } from '../kit/axe';
import { site } from '../kit/site';
import { soon } from '../kit/soon';

it('shows every scene with its picture in its group, and opens the one that is chosen', async () => {
  const { page, faults } = await openPage(site, { width: 390, height: 844 });
  for (const theme of ['light', 'dark']) {
    await setTheme(page, theme);
    await page.getByRole('button', { name: 'Scenes in pictures' }).click();
    const panel = page.getByRole('dialog', { name: 'Scenes' });
    await panel.locator('.scene-card').first().waitFor();
    for (const [group, label] of Object.entries(SCENE_GROUPS)) {
      const cards = panel.getByRole('region', { name: label }).locator('.scene-card');
      const ids = await cards.evaluateAll((all) => all.map((card) => (card as HTMLElement).dataset.scene));
      expect(ids).toEqual(presets.filter(({ scene }) => scene.group === group).map(({ id }) => id));
    }
    const images = panel.locator('img');
    await soon(() =>
      images.evaluateAll((all) => all.every((each) => (each as HTMLImageElement).complete)),
    ).toBe(true);
    const widths = await images.evaluateAll((all) =>
      all.map((each) => (each as HTMLImageElement).naturalWidth),
    );
    expect(Math.min(...widths)).toBeGreaterThan(100);
    expect(await images.first().getAttribute('src')).toContain(theme);
    // No two show the same tile.
    const tiles = await images.evaluateAll((all) =>
      all.map((each) => (each as HTMLElement).style.objectPosition),
    );
    expect(new Set(tiles).size).toBe(presets.length);
    expect(await panel.locator('[aria-current]').getAttribute('data-scene')).toBe('selection');
    expect(await findings(page), theme).toEqual([]);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
  }
  await page.getByRole('button', { name: 'Scenes in pictures' }).click();
  await page.locator('[data-scene=rim-and-core]').click();
  await soon(() => page.getByLabel('Choose a scene').inputValue()).toBe('rim-and-core');
  await soon(() => dayOf(page)).toBeGreaterThan(0);
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(faults).toEqual([]);
  await page.context().close();
});

it('begins where treatment is near, and is watched from the first cell where one wishes', async () => {
  const { page, faults } = await openPage(site, { hash: '#preset=tamoxifen-receptor&seed=1' });
  const runUp = page.locator('.run-up');
  const first = page.getByRole('button', { name: 'Watch it grow from the first cell' });
  await soon(() => dayOf(page)).toBeGreaterThan(0);
  await soon(() => runUp.count()).toBe(0);
  // A tenth of the size at which treatment begins: without a run-up this were one of the first days.
  expect(await dayOf(page)).toBeGreaterThan(55);
  await page.getByRole('button', { name: 'Pause' }).click();
  // The hash comes with a run that stands still.
  const hash = await page.locator('[data-hash]').getAttribute('data-hash');
  const steps = Number(await page.locator('.readout').getAttribute('data-steps'));
  const { scenario } = presets.find(({ id }) => id === 'tamoxifen-receptor')!;
  const patient = new Patient(scenario, await createGroup('fastest', 1));
  while (patient.steps < steps) patient.advance({ steps: steps - patient.steps });
  expect(hash).toBe(patient.hash());
  await first.click();
  await soon(() => dayOf(page)).toBeLessThan(55);
  expect(await runUp.count()).toBe(0);
  expect(faults).toEqual([]);
  await page.context().close();
});
