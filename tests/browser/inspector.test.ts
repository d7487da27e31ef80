/** The cell inspector of the built page: its numbers are the kernel's, and it fits wide and narrow pages. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage, openScenario, openTab, readout } from '../../bench/browser/site';
import { type CellState, Inspector } from '../../src/kernel/inspect/inspector';
import { createKernel } from '../../src/kernel/kernel';
import type { WasmKernel } from '../../src/kernel/wasmKernel';
import { Patient } from '../../src/patient/patient';
import { parseScenario } from '../../src/scenario/schema';
import { digits, percent } from '../../src/ui/words/format';
import { site } from '../kit/site';
import { within } from '../kit/soon';

const soon = within(30_000);

/** Cells that are all alike under a steady level of a drug that their target binds: any of them shows the same numbers. */
const alike = JSON.stringify({
  title: 'Alike',
  untilDays: 3,
  outputEveryHours: 24,
  tumour: { founders: 5000, divisionPerDay: 0.3, deathPerDay: 0.02, expressionCv: 0 },
  pump: { basal: 2 },
  targets: [{ name: 'tubulin', abundanceMicromolar: 4, doubleMinutes: true }],
  drugs: [
    {
      name: 'test drug',
      target: 'tubulin',
      response: 'poison',
      kdMicromolar: 0.05,
      halfEffectMicromolar: 1,
      killPerDay: 0.3,
      pumpStrength: 2,
      pumpKmMicromolar: 0.5,
      schedule: { levelMicromolar: 0.4 },
    },
  ],
  treatment: { begin: 'day', onDay: 0 },
});

async function kernelsOwn(text: string): Promise<CellState> {
  const kernel = (await createKernel('simd')) as WasmKernel;
  const patient = new Patient(parseScenario(text), kernel);
  while (!patient.done) patient.advance({ steps: 100 });
  const [compartment] = patient.compartments;
  if (compartment === undefined) throw new Error('the patient has no compartment');
  const inspector = new Inspector(kernel, compartment.plan.model);
  return inspector.look({ tile: 1, site: 17 }, patient.environmentOf(compartment)) as CellState;
}

async function openInspector(page: Page) {
  await openTab(page, 'Cells');
  await page.getByRole('button', { name: 'Inspect a cell' }).click();
  const panel = page.getByRole('complementary', { name: 'Cell inspector' });
  await panel.locator('svg.cell').waitFor();
  return panel;
}

const rowOf = (page: Page, name: string) =>
  page.locator('.inspector .amounts tr', { hasText: name }).locator('td').first().textContent();

describe('cell inspector', () => {
  it('shows what the kernel holds, and the chances that follow from it', async () => {
    const { page, faults } = await openPage(site);
    await openScenario(page, 'alike.json', alike);
    await soon(() => readout(page, 'day')).toBe('3.0');
    const own = await kernelsOwn(alike);
    const inside = own.drugs[0]!;
    expect(inside.drug.bound).toBeGreaterThan(0.1);
    const panel = await openInspector(page);
    expect(await rowOf(page, 'outside')).toBe(digits(inside.outside));
    expect(await rowOf(page, 'inside, free')).toBe(digits(inside.drug.free));
    expect(await rowOf(page, 'inside, bound')).toBe(digits(inside.drug.bound));
    expect(await rowOf(page, 'tubulin, free')).toBe(digits(inside.target?.free as number));
    expect(await rowOf(page, 'tubulin, bound')).toBe(digits(inside.target?.bound as number));
    const flow = (way: string, what: string) =>
      panel.locator(`.flows[data-way=${way}] li`, { hasText: what }).locator('output').textContent();
    expect(await flow('in', 'through the membrane')).toBe(digits(inside.fluxes.passiveIn));
    expect(await flow('out', 'by P-glycoprotein')).toBe(digits(inside.fluxes.pumpOut));
    const chance = (fate: string) => panel.locator(`[data-fate=${fate}] output`).textContent();
    expect(await chance('divides')).toBe(percent(own.chances.dividesFirst));
    expect(await chance('dies')).toBe(percent(own.chances.diesFirst));
    expect(await chance('neither')).toBe(percent(own.chances.neither));
    // As many targets drawn as bound ones as in the cell, to half a target.
    const drawn = await panel.locator('.cell .fades[data-shown] .target').count();
    const bound = await panel.locator('.cell .fades[data-shown] .target[data-bound]').count();
    const share = (inside.target?.bound as number) / (inside.target?.total as number);
    expect(drawn).toBeGreaterThan(20);
    expect(Math.abs(bound - share * drawn)).toBeLessThanOrEqual(0.5);
    expect(await panel.locator('.cell .pumps .fades[data-shown]').count()).toBe(5);
    expect(await panel.locator('.lineage li').allTextContents()).toHaveLength(1);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('follows a cell while the run goes on, tells of its death and goes on with a daughter', async () => {
    const { page, faults } = await openPage(site);
    await openScenario(
      page,
      'brief.json',
      JSON.stringify({
        untilDays: 60,
        tumour: { founders: 3000, divisionPerDay: 0.7, deathPerDay: 0.65 },
      }),
    );
    const panel = await openInspector(page);
    const status = panel.locator('.status');
    const followed = async () => Number(await status.getAttribute('data-followed'));
    const button = panel.getByRole('button', { name: 'Look into a daughter' });
    const standStill = async () => {
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.locator('[data-hash]').waitFor();
      const steps = await page.locator('.readout').getAttribute('data-steps');
      await soon(() => status.getAttribute('data-steps')).toBe(steps);
    };
    // Most lines die out, and some while the page is being stopped: another cell until one has died and left daughters.
    await standStill();
    while (!(await button.isVisible())) {
      if ((await followed()) === 0) await panel.getByRole('button', { name: 'Another' }).click();
      await page.getByRole('button', { name: 'Play' }).click();
      await soon(async () => (await button.isVisible()) || (await followed()) === 0).toBe(true);
      await standStill();
    }
    expect(await panel.locator('.gone').textContent()).toContain('The cell has died.');
    const left = await followed();
    expect(left).toBeGreaterThan(0);
    await button.click();
    await soon(() => status.getAttribute('data-alive')).toBe('true');
    expect(await followed()).toBe(left);
    await panel.getByRole('button', { name: 'Close' }).click();
    await soon(() => panel.count()).toBe(0);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('opens on a click on a cell of a tissue, and tells where it is', async () => {
    const { page, faults } = await openPage(site);
    const tissue = { sitesX: 64, sitesY: 64, founding: 'everywhere', oxygen: { present: false } };
    const still = { founders: 4096, divisionPerDay: 0, deathPerDay: 0, tissue };
    await openScenario(page, 'tissue.json', JSON.stringify({ untilDays: 1, tumour: still }));
    await soon(() => readout(page, 'day')).toBe('1.0');
    await page.locator('.tissue-canvas canvas').waitFor();
    const canvas = page.locator('.tissue-canvas');
    const box = (await canvas.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const panel = page.getByRole('complementary', { name: 'Cell inspector' });
    await soon(async () => {
      await page.mouse.click(box.x + box.width / 2 + 3, box.y + box.height / 2 + 3);
      await page.waitForTimeout(300);
      return panel.locator('svg.cell').count();
    }).toBe(1);
    const site64 =
      (await panel.locator('[data-site]').getAttribute('data-site'))?.split(',').map(Number) ?? [];
    expect(Math.hypot(site64[0]! - 32, site64[1]! - 32)).toBeLessThan(6);
    expect(await panel.locator('[aria-label="Where it is"]').textContent()).toContain('no room');
    expect(await panel.locator('[data-fate=divides] output').textContent()).toBe('0%');
    expect(faults).toEqual([]);
    await page.close();
  });

  it.each([
    [1440, 900],
    [900, 800],
    [390, 844],
  ])('fits %i × %i', async (width, height) => {
    const { page } = await openPage(site, { width, height });
    await openScenario(page, 'alike.json', alike);
    await soon(() => readout(page, 'day')).toBe('3.0');
    const panel = await openInspector(page);
    await soon(() => panel.locator('.lineage li').count()).toBe(1);
    const overflow = await page.evaluate(() => {
      const root = document.documentElement;
      const body = document.querySelector('.inspector-body') as HTMLElement;
      return [root.scrollWidth - root.clientWidth, body.scrollWidth - body.clientWidth];
    });
    expect(overflow).toEqual([0, 0]);
    const box = await panel.boundingBox();
    expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= width).toBe(true);
    if (width < 700) {
      const heights = await panel
        .locator('.inspector-head :is(button, select)')
        .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height));
      expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
    }
    await page.close();
  });
});
