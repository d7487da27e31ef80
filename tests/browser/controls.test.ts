/** What the built page does when asked: transport, the terminal's bits, files, fields, links, presets and exports. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { dayOf, fromFiles, openPage, openParameters, openScenario, openTab } from '../../bench/browser/site';
import { summaryCsv } from '../../src/export/csv';
import { createKernel } from '../../src/kernel/kernel';
import { Patient } from '../../src/patient/patient';
import { presets } from '../../src/scenario/presets/index';
import { site } from '../kit/site';
import { within } from '../kit/soon';

/** The page answers in its own time: a busy machine is no failure. */
const soon = within(30_000);

const scenarioOf = (id: string) => {
  const found = presets.find((preset) => preset.id === id);
  if (found === undefined) throw new Error(`no preset ${id}`);
  return found.scenario;
};

describe('transport', () => {
  it('pauses, steps, plays and restarts, by button and by key', async () => {
    const { page, faults } = await openPage(site);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Play' }).waitFor();
    const paused = await dayOf(page);
    const hash = page.locator('[data-hash]');
    const before = await hash.getAttribute('data-hash');
    expect(before).toMatch(/^[0-9a-f]{16}$/);
    await page.waitForTimeout(300);
    expect(await dayOf(page)).toBe(paused);

    await page.locator('body').press('.');
    await soon(() => hash.getAttribute('data-hash')).not.toBe(before);
    await page.getByRole('button', { name: 'Step', exact: true }).click();

    // The focused button would take a space itself: leave it first.
    await page.locator('h1').click();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await soon(() => dayOf(page)).toBeGreaterThan(paused + 0.2);
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Play' }).waitFor();
    const later = await dayOf(page);
    await page.keyboard.press('r');
    await soon(() => dayOf(page)).toBeLessThan(later);
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('Not medical advice').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('gives a dose now', async () => {
    const { page } = await openPage(site, { hash: '#preset=selection&treatment.begin=%22never%22' });
    await soon(() => page.evaluate(() => window.firstPointAt)).not.toBeNull();
    await page.getByRole('button', { name: 'Give imatinib' }).click();
    await soon(() => page.locator('.caption').textContent()).toContain('imatinib');
    await openTab(page, 'Chronicle');
    await page.locator('.chronicle li', { hasText: 'imatinib' }).first().waitFor();
    await page.context().close();
  });
});

describe('the same bits', () => {
  it.each([
    ['with', true],
    ['without', false],
  ])('ends a preset with the hash that Node gives, %s cross-origin isolation', async (_, isolated) => {
    const { page, faults } = await openPage(site, { hash: '#preset=selection&seed=3', isolated });
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(isolated);
    await page.getByLabel('Speed, days per second').fill('100');
    await page.locator('.ended').waitFor({ timeout: 120_000 });
    const inPage = await page.locator('[data-hash]').getAttribute('data-hash');

    const patient = new Patient({ ...scenarioOf('selection'), seed: 3 }, await createKernel('scalar'));
    while (!patient.done) patient.advance({ steps: 1000 });
    expect(inPage).toBe(patient.hash());
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

describe('scenario files and controls', () => {
  it('explains a value, with its source, when asked', async () => {
    const { page, faults } = await openPage(site, { hash: '#preset=selection' });
    await openParameters(page);
    await page.getByRole('button', { name: 'About Division rate' }).click();
    await soon(() => page.locator('.field-help').textContent()).toMatch(
      /Divisions per cell and day.*Bozic et al\. 2013/,
    );
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('refuses a bad file in one sentence and keeps the run', async () => {
    const { page, faults } = await openPage(site);
    await soon(() => dayOf(page)).toBeGreaterThan(0);
    await openScenario(page, 'bad.json', '{"tumour": {"divisionPerDay": -3}}');
    const message = page.locator('.message');
    await message.waitFor();
    expect(await message.textContent()).toMatch(/bad\.json: tumour\.divisionPerDay: -3/);
    const before = await dayOf(page);
    await soon(() => dayOf(page)).toBeGreaterThan(before);
    await openScenario(page, 'cut.json', '{"seed": 1, ');
    await soon(() => message.textContent()).toMatch(/cut\.json: .*not JSON/);
    const drug = (name: string) => ({ name, schedule: { levelMicromolar: 1 } });
    const drugs = ['a', 'b', 'c', 'd'].map(drug);
    await openScenario(page, 'huge.json', JSON.stringify({ tumour: { founders: 3e8 }, drugs }));
    await soon(() => message.textContent()).toMatch(/tumour\.founders: 300000000 cells do not fit/);
    const later = await dayOf(page);
    await soon(() => dayOf(page)).toBeGreaterThan(later);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('says beside the field what is wrong, and restarts only when asked', async () => {
    const { page } = await openPage(site);
    await openParameters(page);
    const field = page.locator('[data-path="tumour.divisionPerDay"]');
    const input = field.locator('input[type=text]');
    await input.fill('-2');
    await input.press('Enter');
    expect(await field.locator('.field-error').textContent()).toMatch(/tumour\.divisionPerDay: -2/);
    expect(await input.inputValue()).toBe('-2');
    await input.fill('1.5');
    await input.press('Enter');
    expect(await field.locator('.field-error').count()).toBe(0);
    await page.locator('.pending').waitFor();
    expect(await field.locator('.dot').count()).toBe(1);
    await page.locator('.pending').getByRole('button', { name: 'Restart' }).click();
    await soon(() => page.locator('.pending').count()).toBe(0);
    expect(await input.inputValue()).toBe('1.5');
    await field.getByRole('button', { name: /^Reset/ }).click();
    expect(await input.inputValue()).toBe('1');
    await page.context().close();
  });

  it('keeps what is changed before the first run has begun', async () => {
    let arrive = () => {};
    const beforeKernel = new Promise<void>((arrived) => {
      arrive = arrived;
    });
    const { page } = await openPage(site, { beforeKernel });
    await openParameters(page);
    const field = page.locator('[data-path="tumour.divisionPerDay"]');
    const input = field.locator('input[type=text]');
    await input.fill('1.5');
    await input.press('Enter');
    arrive();
    await page.locator('.pending').waitFor();
    await soon(() => dayOf(page)).toBeGreaterThan(0);
    expect(await input.inputValue()).toBe('1.5');
    await page.context().close();
  });

  it('shares a scenario of its own as a link that opens it again', async () => {
    const { page } = await openPage(site);
    await openScenario(
      page,
      'own.json',
      JSON.stringify({ title: 'My own', seed: 42, tumour: { founders: 7 } }),
    );
    await soon(() => page.locator('.preset').inputValue()).toBe('');
    await page.getByRole('button', { name: 'Share' }).click();
    await soon(() => page.evaluate(() => location.hash)).toMatch(/^#scenario=/);
    const hash = await page.evaluate(() => location.hash);
    await page.context().close();
    const { page: again, faults } = await openPage(site, { hash });
    await openParameters(again);
    await soon(() => again.locator('input[name="tumour.founders"]').inputValue()).toBe('7');
    expect(await again.locator('input[name=seed]').inputValue()).toBe('42');
    expect(faults).toEqual([]);
    await again.context().close();
  });

  it('holds the same presets as the terminal, to the last digit', async () => {
    const { page } = await openPage(site);
    for (const { id, scenario } of presets) {
      await page.getByLabel('Choose a scene').selectOption(id);
      await soon(() => page.locator('header .preset').inputValue()).toBe(id);
      const saved = async (): Promise<unknown> => {
        const download = page.waitForEvent('download', { timeout: 4000 });
        await fromFiles(page, 'Save scenario');
        return JSON.parse((await readFile(await (await download).path())).toString());
      };
      // Until the kernels of the new run are ready the page keeps the old one.
      await soon(saved).toEqual(JSON.parse(JSON.stringify(scenario)));
    }
    await page.context().close();
  });

  it('exports the run, the scenario and a plot', async () => {
    const { page } = await openPage(site);
    await soon(() => dayOf(page)).toBeGreaterThan(0.2);
    const kept = async (act: () => Promise<void>) => {
      const download = page.waitForEvent('download');
      await act();
      return readFile(await (await download).path());
    };
    const summary = (await kept(() => fromFiles(page, 'Export CSV'))).toString();
    const patient = new Patient(scenarioOf('selection'), await createKernel('scalar'));
    expect(summary.split('\n')[0]).toBe(summaryCsv(patient).split('\n')[0]);
    expect(summary.trim().split('\n').length).toBeGreaterThan(8);
    const scenario = JSON.parse((await kept(() => fromFiles(page, 'Save scenario'))).toString());
    expect(scenario).toMatchObject({ seed: 1, title: scenarioOf('selection').title });
    const plot = page.locator('[data-plot=population]');
    const fromPlot = (name: string) => kept(() => plot.getByRole('button', { name, exact: true }).click());
    expect((await fromPlot('CSV')).toString()).toMatch(/^day,all,sensitive,/);
    expect((await fromPlot('PNG')).subarray(1, 4).toString()).toBe('PNG');
    await page.context().close();
  });
});
