/** Several lesions in the built page: the terminal's bits with and without threads, each to be looked at alone. */
import { beforeAll, describe, expect, it } from 'vitest';
import { openPage } from '../../bench/browser/site';
import { createGroup } from '../../src/kernel/group';
import { Patient } from '../../src/patient/patient';
import { parseScenario } from '../../src/scenario/schema';
import { LONG } from '../kit/long';
import { runFast } from '../kit/opened';
import { site } from '../kit/site';
import { soon } from '../kit/soon';

/** Some thousand cells per lesion, a third of them resistant; ends on its last day. */
const scenario = (lesions: number, title = `${lesions} lesions`) =>
  JSON.stringify({
    title,
    seed: 3,
    untilDays: 7,
    tumour: {
      lesions,
      founders: 500,
      divisionPerDay: 0.8,
      deathPerDay: 0.4,
      resistantFounders: [{ count: 200, pumpCopies: 8 }],
    },
    drugs: [{ name: 'test drug', pumpStrength: 2, killPerDay: 3, schedule: { levelMicromolar: 0.2 } }],
    treatment: { begin: 'day', onDay: 4 },
  });

let expected: { hash: string; cells: number[] };

beforeAll(async () => {
  const patient = new Patient(parseScenario(scenario(4)), await createGroup('scalar', 4));
  while (!patient.done) patient.advance({});
  expected = { hash: patient.hash(), cells: patient.compartments.map(({ cells }) => cells) };
});

describe('several lesions', () => {
  it.each([
    ['with threads', true],
    ['without cross-origin isolation', false],
  ])('give the hash of the terminal %s', async (_, isolated) => {
    const { page, faults } = await openPage(site, { isolated });
    await runFast(page, scenario(4));
    await soon(() => page.locator('[data-hash]').getAttribute('data-hash')).toBe(expected.hash);
    const counts = await page.locator('.lesions li output').allTextContents();
    expect(counts.map((text) => Number(text.replaceAll('\u202f', '')))).toEqual(expected.cells);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it.each([
    [1440, 900],
    [390, 844],
  ])('can be looked at alone and together at %i × %i', async (width, height) => {
    const { page, faults } = await openPage(site, { width, height });
    await runFast(page, scenario(4));
    await soon(() => page.locator('[data-hash]').getAttribute('data-hash')).toBe(expected.hash);
    const all = () => page.locator('[data-plot=population] .legend output').first().textContent();
    const total = await page.locator('.lesions-head output').textContent();
    // Plots are drawn a little after the frame that ends the run.
    await soon(all).toBe(total);
    const second = page.locator('.lesions li button').nth(1);
    await second.click();
    await soon(() => second.getAttribute('aria-pressed')).toBe('true');
    const own = await page.locator('.lesions li output').nth(1).textContent();
    await soon(all).toBe(own);
    expect(own).not.toBe(total);
    expect(await page.locator('[data-plot=population] figcaption').textContent()).toContain('lesion 2');
    await page.getByRole('button', { name: /^together/ }).click();
    await soon(all).toBe(total);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('as many as there may be can be started, started again, and left', LONG, async () => {
    const { page, faults } = await openPage(site);
    for (const title of ['Once', 'Once more', 'A third time']) {
      await runFast(page, scenario(64, title));
      await soon(() => page.locator('.lesions li').count()).toBe(64);
      await soon(() => page.locator('[data-hash]').count()).toBe(1);
    }
    await runFast(page, scenario(1));
    await soon(() => page.locator('.lesions').count()).toBe(0);
    await soon(() => page.locator('[data-hash]').count()).toBe(1);
    expect(await page.locator('[role=alert], .message').allTextContents()).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
