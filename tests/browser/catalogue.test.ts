/** The resistance catalogue of the built page: counts of the running patient, and cross-resistance as verify has it. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { longestTaskDuring, openPage, openScenario, openTab } from '../../bench/browser/site';
import { createKernel } from '../../src/kernel/kernel';
import { type DrugName, drugCatalogue, drugNames } from '../../src/scenario/drugs';
import { presets } from '../../src/scenario/presets/index';
import { drugScenario, mechanismsOf, theoreticalShift } from '../../src/verify/mechanisms';
import { measureScenario, pairingsOf, theoryOf } from '../../src/verify/scenarioMatrix';
import { LONG } from '../kit/long';
import { site } from '../kit/site';
import { soon } from '../kit/soon';

async function openCatalogue(page: Page) {
  await openTab(page, 'Cells');
  await page.getByRole('button', { name: 'Catalogue' }).click();
  const panel = page.getByRole('dialog', { name: 'Resistance catalogue' });
  await panel.locator('.folds td').first().waitFor({ state: 'attached' });
  return panel;
}

/** [mechanism][drug] as the table holds it. */
const foldsIn = (page: Page): Promise<Record<string, number[]>> =>
  page
    .locator('.folds tbody tr')
    .evaluateAll((rows) =>
      Object.fromEntries(
        rows.map((row) => [
          row.querySelector('th')?.textContent ?? '',
          [...row.querySelectorAll('td')].map((cell) => Number(cell.dataset.fold)),
        ]),
      ),
    );

describe('resistance catalogue', () => {
  it('counts the cells of each class in the running patient', async () => {
    const { page, faults } = await openPage(site, { hash: '#preset=selection&seed=1' });
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.locator('[data-hash]').waitFor();
    const panel = await openCatalogue(page);
    const inTable = (name: string) => page.locator(`.classes tr[data-class=${name}] td[title]`).textContent();
    for (const name of ['pump', 'amplified', 'altered', 'lost', 'uptake', 'metabolism', 'several']) {
      expect(await panel.locator(`[data-way=${name}] output`).textContent(), name).toBe(await inTable(name));
    }
    expect(Number(await inTable('altered'))).toBeGreaterThan(0);
    expect(await panel.locator('[data-way=altered] .way-origin').textContent()).toBe(
      'In this run: 90 founder cells have it.',
    );
    expect(await panel.locator('[data-way=pump] .way-origin').textContent()).toBe(
      'Does not arise in this run.',
    );
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('tells of a sanctuary only where the run has one', async () => {
    const { page, faults } = await openPage(site);
    const panel = await openCatalogue(page);
    expect(await panel.locator('[data-way=sanctuary]').count()).toBe(0);
    await panel.getByRole('button', { name: 'Close' }).click();
    const scenario = {
      title: 'Behind the barrier',
      untilDays: 3,
      tumour: { founders: 3000, divisionPerDay: 0.1, deathPerDay: 0 },
      drugs: [
        { name: 'paclitaxel', schedule: { levelMicromolar: 0.1 } },
        { name: 'another', pumpStrength: 2 },
      ],
      compartments: [
        {
          name: 'brain',
          kind: 'brain',
          founders: 1000,
          divisionPerDay: 0.1,
          deathPerDay: 0,
          barriers: [{ drug: 'paclitaxel', pumpOverPermeability: 3, bulkOverPermeability: 1 }],
        },
      ],
      treatment: { begin: 'never' },
    };
    await openScenario(page, 'brain.json', JSON.stringify(scenario));
    await page.getByLabel('Speed, days per second').fill('100');
    await page.locator('[data-hash]').waitFor();
    await soon(() => page.locator('.lesions li').count()).toBe(2);
    await openCatalogue(page);
    const entry = panel.locator('[data-way=sanctuary]');
    expect(await entry.locator('.way-origin').textContent()).toBe(
      'In this run: brain, paclitaxel 20.0% of the level in plasma, 50.0% without the pump.',
    );
    expect(await entry.locator('output').textContent()).toBe(
      await page.locator('.lesions li', { hasText: 'brain' }).locator('output').textContent(),
    );
    expect(faults).toEqual([]);
    await page.context().close();
  });

  const { scenario } = presets.find(({ id }) => id === 'imatinib-cml')!;
  const openRun = () => openPage(site, { hash: '#preset=imatinib-cml&seed=1' });

  it('shows what the parameters of the run say', async () => {
    const { page, faults } = await openRun();
    await openCatalogue(page);
    const theory = pairingsOf(scenario).map((pairing) => [pairing.mechanism.name, [theoryOf(pairing)]]);
    expect(await foldsIn(page)).toEqual(Object.fromEntries(theory));
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('counts the same in cells', LONG, async () => {
    const { page, faults } = await openRun();
    const panel = await openCatalogue(page);
    const longest = await longestTaskDuring(site, page, async () => {
      await panel.getByRole('button', { name: 'Count in cells' }).click();
      await panel.locator('.matrix-status[data-status=done]').waitFor({ timeout: 120_000 });
    });
    expect(longest).toBeLessThanOrEqual(50);
    const counted = await foldsIn(page);
    for (const { mechanism, measured, error } of measureScenario(await createKernel('scalar'), scenario)) {
      expect(counted[mechanism]?.[0], mechanism).toBe(measured);
      expect(error, mechanism).toBeLessThan(0.02);
    }
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('lets the pump resist exactly its substrates among the drugs of the catalogue', async () => {
    const { page } = await openPage(site);
    const panel = await openCatalogue(page);
    await panel.getByLabel('drugs').selectOption('all');
    await soon(async () => (await foldsIn(page))['MDR1 ×10']?.length).toBe(drugNames.length);
    const folds = await foldsIn(page);
    for (const [drug, name] of drugNames.entries()) {
      const scenario = drugScenario(name);
      for (const mechanism of mechanismsOf(scenario)) {
        const theory = theoreticalShift(scenario, mechanism);
        expect(folds[mechanism.name]?.[drug], `${name}, ${mechanism.name}`).toBe(theory);
      }
    }
    const substrate = (name: DrugName) => (drugCatalogue[name].cell.pumpStrength?.value ?? 0) > 0;
    expect(folds['MDR1 ×10']?.map((fold) => fold > 1.005)).toEqual(drugNames.map(substrate));
    expect(
      folds['MDR1 ×10, inhibited']?.every((fold, drug) => fold <= (folds['MDR1 ×10']?.[drug] ?? 0)),
    ).toBe(true);
    await page.context().close();
  });

  it('is a list, drug by drug, on a narrow screen', async () => {
    const { page, faults } = await openPage(site, { width: 390, height: 844 });
    const panel = await openCatalogue(page);
    await panel.getByLabel('drugs').selectOption('all');
    await soon(() => panel.locator('.fold-list section').count()).toBe(drugNames.length);
    expect(await panel.locator('.folds').isVisible()).toBe(false);
    expect(await panel.locator('.fold-list').innerText()).toMatch(/doxorubicin[\s\S]*MDR1 ×10\s+51\.\d/);
    const body = panel.locator('.sheet-body');
    expect(await body.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
