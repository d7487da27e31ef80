/** *Compare* in the built page: its runs are those of the terminal, seed for seed and arm for arm. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { dayOf, openPage, openTab, tenMillionCells } from '../../bench/browser/site';
import type { Outcome } from '../../src/patient/outcome/outcome';
import { kaplanMeier, median } from '../../src/patient/outcome/survival';
import { classMarks } from '../../src/ui/readouts/classes';
import { findings, setTheme } from '../kit/axe';
import { clonarium, emptyDirectory, results, scenarioFile } from '../kit/clonarium';
import { longIf } from '../kit/long';
import { openNamed } from '../kit/opened';
import { site } from '../kit/site';
import { within } from '../kit/soon';

const soon = within(120_000);

/** Births and deaths nearly balance under its drug: chance alone decides between cure and progression. */
const balanced = {
  title: 'Balanced',
  seed: 11,
  untilDays: 120,
  outputEveryHours: 12,
  tumour: { founders: 20, divisionPerDay: 0.5, deathPerDay: 0.1, refound: false },
  drugs: [
    {
      name: 'A',
      halfEffectMicromolar: 0.01,
      killPerDay: 0.42,
      schedule: { levelMicromolar: 10 },
      pharmacokinetics: { route: 'level' },
    },
  ],
  treatment: { begin: 'size', atCells: 60 },
  stop: { relapseCells: 400 },
};
const SEEDS = 8;

let file: string;
let expected: Outcome[];

beforeAll(async () => {
  file = scenarioFile(balanced);
  expected = await results([file, '--replicates', String(SEEDS)]);
});

async function openCompare(page: Page, scenario: string): Promise<Locator> {
  await openNamed(page, scenario, soon);
  const open = page.getByRole('button', { name: 'Compare treatments' });
  if (!(await open.isVisible())) await openTab(page, 'Scene');
  await open.click();
  return page.getByRole('dialog', { name: 'Compare' });
}

async function repeatSeeds(panel: Locator, count: number): Promise<void> {
  await panel.getByRole('button', { name: 'Many tumours' }).click();
  await panel.locator('input[name=repeat-count]').fill(String(count));
  await panel.getByRole('button', { name: 'Repeat' }).click();
}

async function downloaded(page: Page, button: Locator): Promise<string> {
  const [saved] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return saved.path();
}

const compareWorkers = (page: Page) => page.workers().filter((worker) => /compare/.test(worker.url())).length;

describe('repeat', () => {
  it('gives the outcomes that the terminal gives for the same seeds', async () => {
    const { page, faults } = await openPage(site);
    const panel = await openCompare(page, JSON.stringify(balanced));
    await repeatSeeds(panel, SEEDS);
    await panel.locator('[data-status=done]').waitFor();
    const text = await readFile(await downloaded(page, panel.getByRole('button', { name: 'CSV' })), 'utf8');
    const [header, ...rows] = text.trim().split('\n');
    expect(header?.split(',')).toContain('followed_days');
    expect(rows).toEqual(
      expected.map(({ seed, response, stoppedBy, hours, cells, cellsByClass, hash }) =>
        [
          ...[seed, response?.best, response?.progressionDays, response?.followedDays, response?.cured],
          ...[stoppedBy, hours / 24, cells, cells - cellsByClass.sensitive, hash],
        ].join(),
      ),
    );
    const shown = await panel.locator('tr[data-seed] code').allTextContents();
    expect(shown).toEqual(expected.map(({ hash }) => hash));

    const responses = expected.flatMap(({ response }) => (response === null ? [] : [response]));
    const cured = responses.filter((response) => response.cured).length;
    // Else nothing is told apart.
    expect(cured).toBeGreaterThan(0);
    expect(cured).toBeLessThan(responses.length);
    expect(await panel.locator('[data-share=cured] span').textContent()).toBe(
      `${cured} of ${responses.length}`,
    );
    const progressed = responses.filter(({ progressionDays }) => progressionDays !== null).length;
    expect(await panel.locator('[data-share=progression] span').textContent()).toBe(
      `${progressed} of ${responses.length}`,
    );
    const half = median(
      kaplanMeier(
        responses.map(({ followedDays, progressionDays }) => ({
          days: followedDays,
          progressed: progressionDays !== null,
        })),
      ),
    );
    expect(half).not.toBe(null);
    expect(await panel.getByRole('img', { name: /Kaplan/ }).getAttribute('aria-label')).toContain(
      `${responses.length} treated runs. Half have progressed by day ${half?.toFixed(1)}.`,
    );
    expect(compareWorkers(page)).toBe(0);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('shows how far it is, and ends its workers at once when it is cancelled', async () => {
    const { page } = await openPage(site);
    const panel = await openCompare(page, tenMillionCells);
    await repeatSeeds(panel, 20);
    const progress = panel.getByRole('progressbar');
    await soon(async () => Number(await progress.getAttribute('value'))).toBeGreaterThan(0);
    expect(compareWorkers(page)).toBeGreaterThan(0);
    await panel.getByRole('button', { name: 'Cancel' }).click();
    await panel.locator('[data-status=cancelled]').waitFor({ timeout: 2000 });
    await soon(() => compareWorkers(page)).toBe(0);
    expect(await panel.getByRole('button', { name: 'Repeat' }).isEnabled()).toBe(true);
    await page.context().close();
  });

  it('refuses numbers that are none', async () => {
    const { page } = await openPage(site);
    const panel = await openCompare(page, JSON.stringify(balanced));
    await panel.getByRole('button', { name: 'Many tumours' }).click();
    for (const given of ['1', '1001', 'x']) {
      await panel.locator('input[name=repeat-count]').fill(given);
      expect(await panel.getByRole('button', { name: 'Repeat' }).isDisabled()).toBe(true);
      expect(await panel.locator('.field-error').textContent()).toBe(
        `runs: ${given} is not a whole number from 2 to 1000.`,
      );
    }
    await page.context().close();
  });
});

interface End {
  before: string;
  hash: string;
}

/** State before and hash at the end of each arm, by its name. */
async function ends(panel: Locator): Promise<Record<string, End>> {
  const rows = await panel.locator('tr[data-arm]').evaluateAll((all) =>
    all.map((row): [string, End] => [
      (row as HTMLElement).dataset.arm ?? '',
      {
        before: row.querySelector('td')?.textContent ?? '',
        hash: row.querySelector('code')?.textContent ?? '',
      },
    ]),
  );
  return Object.fromEntries(rows);
}

const level = (value: number) => `drugs[0].schedule.levelMicromolar=${value}`;

async function forked(state: string, set: string): Promise<{ hash: string; parent: { hash: string } }> {
  const out = emptyDirectory();
  const { code, stderr } = await clonarium(['fork', state, '--set', set, '--out', out, '--force']);
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'));
}

/** Whether anything is drawn on it. */
const inked = (canvas: Locator): Promise<boolean> =>
  canvas.evaluate((element) => {
    const own = element as HTMLCanvasElement;
    const { data } = own.getContext('2d')!.getImageData(0, 0, own.width, own.height);
    return data.some((byte, at) => at % 4 === 3 && byte > 0);
  });

/** The colour of most of what is drawn, as CSS writes it. */
const commonest = (canvas: Locator): Promise<string> =>
  canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const { data } = (element as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
    const counts = new Map<string, number>();
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3] !== 255) continue;
      const hex = [...data.subarray(at, at + 3)].map((value) => value.toString(16).padStart(2, '0'));
      const colour = `#${hex.join('')}`;
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
    return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '';
  });

describe('arms', () => {
  it('begin in one state and end as the terminal’s forks of it do', async () => {
    const { page, faults } = await openPage(site);
    const panel = await openCompare(page, JSON.stringify(balanced));
    await panel.getByLabel('What differs').selectOption('drugs[0].schedule.levelMicromolar');
    await panel.getByRole('textbox', { name: 'other value' }).fill('0,003');
    await panel.getByRole('button', { name: 'Add' }).click();
    await panel.getByRole('radio', { name: 'when treatment begins' }).check();
    await panel.getByRole('button', { name: 'Run 4 arms' }).click();
    await panel.locator('[data-status=done]').waitFor();
    const trunk = await panel.locator('[data-trunk]').textContent();
    const found = await ends(panel);
    const [own = ''] = Object.keys(found).filter((label) => label.includes('0.003'));
    expect(Object.keys(found)).toEqual(['As planned', 'No A', 'Half as much A (5 µM)', own]);
    expect(Object.values(found).map(({ before }) => before)).toEqual(Array(4).fill('the same'));

    const state = await downloaded(page, panel.getByRole('button', { name: 'Save this state' }));
    for (const [label, value] of [
      ['No A', 0],
      ['Half as much A (5 µM)', 5],
      [own, 0.003],
    ] as const) {
      const { hash, parent } = await forked(state, level(value));
      expect(found[label]?.hash, label).toBe(hash);
      expect(parent.hash).toBe(trunk);
    }
    // What is not changed ends as a run that was never parted.
    expect(found['As planned']?.hash).toBe(expected[0]?.hash);
    expect(new Set(Object.values(found).map(({ hash }) => hash)).size).toBe(4);
    expect(await panel.getByRole('img', { name: /^Cells of the tumour/ }).getAttribute('aria-label')).toMatch(
      /Arms part on day \d.*As planned: \d+ cells; No A: \d+ cells/,
    );
    // Each was drawn from its own cells, which do not know of it: those that are left are as many as its row says.
    const stages = panel.locator('[data-stage]');
    expect(await stages.evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset.stage))).toEqual(
      Object.keys(found),
    );
    for (const label of Object.keys(found)) {
      const cells = await panel.locator(`tr[data-arm="${label}"] td`).nth(3).textContent();
      const stage = panel.locator(`[data-stage="${label}"]`);
      expect(await stage.locator('output').getAttribute('title'), label).toBe(cells);
      expect(await inked(stage.locator('canvas')), label).toBe(Number(cells?.replaceAll('\u202f', '')) > 0);
    }
    // In the colours of the theme that the page has now, though all have ended.
    const cells = panel.locator('[data-stage="No A"] canvas');
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await soon(() => commonest(cells)).toBe(classMarks[0]?.[scheme].toLowerCase());
    }
    expect(compareWorkers(page)).toBe(0);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('are drawn in place where the tumour is a tissue, each compartment by its name', async () => {
    const { page, faults } = await openPage(site);
    const tissue = { sitesX: 40, sitesY: 40, oxygen: { present: false } };
    const marrow = { name: 'marrow', kind: 'marrow', founders: 300 };
    const inPlace = {
      ...{
        ...balanced,
        title: 'In place',
        untilDays: 12,
        cloneCountsFrom: 1,
        treatment: { begin: 'day', onDay: 2 },
      },
      ...{ tumour: { ...balanced.tumour, founders: 200, tissue }, compartments: [marrow] },
    };
    const panel = await openCompare(page, JSON.stringify(inPlace));
    await panel.getByRole('button', { name: /^Run \d arms/ }).click();
    await panel.locator('[data-status=done]').waitFor();
    const stages = panel.locator('[data-stage]');
    expect(await stages.count()).toBe(await panel.locator('tr[data-arm]').count());
    for (const stage of await stages.all()) {
      const canvases = await stage.locator('canvas').all();
      expect(await stage.locator('small').allTextContents()).toEqual([
        expect.stringMatching(/^tumour /),
        expect.stringMatching(/^marrow /),
      ]);
      expect(await canvases[0]?.getAttribute('data-sites')).toBe('40');
      for (const canvas of canvases) expect(await inked(canvas)).toBe(true);
    }
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('part where the run on the page is, and leave it as it was', async () => {
    const { page } = await openPage(site);
    // So many that the arms still run when they are cancelled.
    const slow = { ...balanced, tumour: { ...balanced.tumour, founders: 2_000_000 } };
    const panel = await openCompare(page, JSON.stringify(slow));
    await panel.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Restart' }).click();
    await soon(() => dayOf(page)).toBeGreaterThan(1);
    await page.getByRole('button', { name: 'Pause' }).click();
    const onPage = page.locator('[data-hash]');
    await soon(() => onPage.getAttribute('data-hash')).toMatch(/^[0-9a-f]{16}$/);
    const hash = await onPage.getAttribute('data-hash');
    await page.getByRole('button', { name: 'Compare treatments' }).click();
    await panel.getByRole('radio', { name: /^now/ }).check();
    await panel.getByRole('button', { name: /^Run \d arms/ }).click();
    await panel.locator('[data-trunk]').waitFor();
    expect(await panel.locator('[data-trunk]').textContent()).toBe(hash);
    await panel.getByRole('button', { name: 'Cancel' }).click();
    await soon(() => compareWorkers(page)).toBe(0);
    expect(await onPage.getAttribute('data-hash')).toBe(hash);
    await page.context().close();
  });
});

describe('axe finds nothing', () => {
  for (const [theme, width, height, long] of [
    ['light', 1440, 900, false],
    ['light', 390, 844, true],
    ['dark', 1440, 900, true],
    ['dark', 390, 844, false],
  ] as const)
    it(`${theme}, at ${width} × ${height}`, longIf(long), async () => {
      const { page } = await openPage(site, { width, height });
      await setTheme(page, theme);
      const panel = await openCompare(page, JSON.stringify(balanced));
      await panel.getByRole('button', { name: /^Run \d arms/ }).click();
      await panel.locator('[data-status=done]').waitFor();
      const fits = async () =>
        expect(
          await panel.locator('.sheet-body').evaluate((body) => body.scrollWidth - body.clientWidth),
        ).toBe(0);
      expect(await findings(page), 'arms').toEqual([]);
      await fits();
      await repeatSeeds(panel, 3);
      await panel.locator('[data-status=done]').waitFor();
      expect(await findings(page), 'repeat').toEqual([]);
      await fits();
      await page.context().close();
    });
});
