/** The marrow gauge and the plot of the built page: their words and numbers are those of the run, and both fit a narrow screen. */
import { expect, it } from 'vitest';
import { openPage, openScenario, openSite } from '../../bench/browser/site';

/** The drug stays and takes the marrow; the tumour outgrows it, so that the run goes on. */
const scenario = JSON.stringify({
  title: 'Marrow',
  untilDays: 12,
  stepHours: 0.5,
  outputEveryHours: 0.5,
  tumour: { founders: 100, divisionPerDay: 10, deathPerDay: 0, crowding: 'logistic', capacity: 300 },
  compartments: [{ name: 'marrow', kind: 'marrow', founders: 2000 }],
  drugs: [{ name: 'drug', killPerDay: 2, halfEffectMicromolar: 0.1, schedule: { levelMicromolar: 5 } }],
  rules: [{ kind: 'toxicity', drug: 'drug', holdBelow: 0.2, resumeAbove: 1000, factor: 1 }],
  treatment: { begin: 'day', onDay: 1 },
});

it.each([
  ['wide', 1440, 900],
  ['narrow', 390, 844],
])(
  'falls below the limit and says so on a %s screen',
  async (_, width, height) => {
    const site = await openSite();
    const { page, faults } = await openPage(site, { width, height });
    await openScenario(page, 'marrow.json', scenario);
    const meter = page.getByRole('meter', { name: 'White cells made by marrow' });
    await expect
      .poll(() => meter.getAttribute('aria-valuetext'), { timeout: 30_000 })
      .toMatch(/normal, limit 1\.0$/);
    await page.getByLabel('Speed, days per second').fill('20');
    await expect
      .poll(() => meter.getAttribute('aria-valuetext'), { timeout: 30_000 })
      .toMatch(/^0\.\d·10⁹\/L, below limit, limit 1\.0$/);
    // What is read one after the other belongs to one moment.
    await page.getByRole('button', { name: 'Pause' }).click();
    const gauge = page.locator('.gauge');
    const box = (await gauge.boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(width);
    expect(await gauge.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
    expect(await gauge.textContent()).toMatch(/below limit, limit 1\.0$/);
    const plot = page.locator('[data-plot=blood]');
    const values = await plot.locator('.legend output').allTextContents();
    expect(values).toHaveLength(2);
    const gauged = Number(/^\d\.\d/.exec((await meter.getAttribute('aria-valuetext'))!)![0]);
    // One says it with two decimals, the other with one; a row of the course is at most a step behind.
    expect(Math.abs(Number(values[0]) - gauged)).toBeLessThan(0.1);
    expect(Number(values[1])).toBe(1.01);
    const drawn = (await plot.locator('canvas').first().boundingBox())!;
    expect(drawn.x).toBeGreaterThanOrEqual(0);
    expect(drawn.x + drawn.width).toBeLessThanOrEqual(width);
    expect(drawn.height).toBeGreaterThan(100);
    // Both themes name the colour that warns, and the word shows it.
    for (const [theme, colour] of [
      ['light', 'rgb(166, 61, 0)'],
      ['dark', 'rgb(255, 154, 87)'],
    ] as const) {
      await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme);
      const shown = await page.locator('.gauge-word').evaluate((element) => getComputedStyle(element).color);
      expect(shown).toBe(colour);
    }
    expect(faults).toEqual([]);
    await site.close();
  },
  90_000,
);
