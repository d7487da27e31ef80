/** The page where it is opened: without storage, clipboard or network, by links, and by *back*. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf, openPage, openParameters, openScenario, openTab } from '../../bench/browser/site';
import { message } from '../kit/mortal';
import { site } from '../kit/site';
import { soon } from '../kit/soon';

const hash = (page: Page) => page.evaluate(() => location.hash);
const asked = (page: Page) => hash(page).then((text) => new URLSearchParams(text.slice(1)));
const field = (page: Page, path: string) => page.locator(`[data-path="${path}"]`);
const input = (page: Page, path: string) => field(page, path).locator('input[type=text]');

async function enter(page: Page, path: string, text: string): Promise<void> {
  if (!(await page.getByRole('searchbox').isVisible())) await openParameters(page);
  await input(page, path).fill(text);
  await input(page, path).press('Enter');
}

/** Bytes without a pattern: the high ones of Marsaglia's xorshift (2003). */
function noise(bytes: number): Buffer {
  let word = 2463534242;
  return Buffer.from(
    Uint8Array.from({ length: bytes }, () => {
      word ^= word << 13;
      word ^= word >>> 17;
      word ^= word << 5;
      return word >>> 24;
    }),
  );
}

async function running(page: Page): Promise<void> {
  await soon(() => dayOf(page)).toBeGreaterThan(0);
}

describe('what a browser may refuse', () => {
  it('storage: the page runs, and says that a run cannot be kept', async () => {
    const { page, faults } = await openPage(site);
    await page.addInitScript(() => {
      const denied = () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      };
      Object.defineProperty(window, 'localStorage', { get: denied });
      Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: denied });
    });
    await page.reload();
    await running(page);
    await page.getByRole('button', { name: /^Theme/ }).click();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('light');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('the clipboard: the text stands marked instead, and nothing is said to be copied', async () => {
    const { page, faults } = await openPage(site);
    await page.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined });
    });
    await page.reload();
    await running(page);
    await page.getByRole('button', { name: 'Share' }).click();
    const text = page.locator('input[name=uncopied]');
    await text.waitFor();
    const marked = () => page.evaluate(() => getSelection()?.toString());
    expect(await text.inputValue()).toBe(page.url());
    expect(await marked()).toBe(page.url());
    expect(await page.getByText('Link copied').count()).toBe(0);
    await page.getByRole('button', { name: 'Pause' }).click();
    const digest = await page.locator('[data-hash]').getAttribute('data-hash');
    await page.locator('button.hash').click();
    await soon(() => text.inputValue()).toBe(digest);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('two tabs that save at once both do', async () => {
    const { page } = await openPage(site);
    await running(page);
    const other = await page.context().newPage();
    await other.goto(`${site.url}#preset=selection&seed=5`);
    await running(other);
    for (let times = 0; times < 3; times++) {
      await Promise.all(
        [page, other].map((each) =>
          each.evaluate(() => dispatchEvent(new KeyboardEvent('keydown', { key: 's' }))),
        ),
      );
      for (const each of [page, other]) {
        await soon(() => message(each).textContent()).toMatch(/^Saved in this browser: day/);
        await message(each).getByRole('button', { name: 'Close' }).click();
      }
    }
    await page.context().close();
  });
});

describe('the address', () => {
  it('states every change, and a reload restores it', async () => {
    const { page, faults } = await openPage(site, { hash: '#preset=selection&seed=4' });
    await running(page);
    await enter(page, 'tumour.divisionPerDay', '1,5');
    await soon(() => asked(page).then((query) => query.get('tumour.divisionPerDay'))).toBe('1.5');
    await page.reload();
    await openParameters(page);
    await soon(() => input(page, 'tumour.divisionPerDay').inputValue()).toBe('1.5');
    expect(await page.locator('input[name=seed]').inputValue()).toBe('4');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('goes back to the scene before with its changes, forward again, and obeys a link pasted', async () => {
    const { page, faults } = await openPage(site);
    await running(page);
    await soon(() => asked(page).then((query) => query.get('preset'))).toBe('selection');
    await enter(page, 'tumour.deathPerDay', '0.25');
    await page.getByLabel('Choose a scene').selectOption('imatinib-cml');
    await soon(() => asked(page).then((query) => query.get('preset'))).toBe('imatinib-cml');
    await page.goBack();
    await soon(() => page.getByLabel('Choose a scene').inputValue()).toBe('selection');
    await soon(() => input(page, 'tumour.deathPerDay').inputValue()).toBe('0.25');
    await page.goForward();
    await soon(() => page.getByLabel('Choose a scene').inputValue()).toBe('imatinib-cml');
    await page.evaluate(() => {
      location.hash = '#preset=mutator&seed=9';
    });
    await soon(() => page.getByLabel('Choose a scene').inputValue()).toBe('mutator');
    expect(await page.locator('input[name=seed]').inputValue()).toBe('9');
    await page.evaluate(() => {
      location.hash = '#preset=none-such';
    });
    await soon(() => message(page).textContent()).toMatch(
      /The link could not be read: there is no preset none-such/,
    );
    await soon(() => asked(page).then((query) => query.get('preset'))).toBe('mutator');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('keeps what is too large for a link in the history, and offers a file', async () => {
    const { page, faults } = await openPage(site);
    await running(page);
    // Noise does not deflate: 45 kB of it stay so.
    const pixels = noise(45_000);
    const image = Buffer.concat([Buffer.from('P4\n600 600\n'), pixels]).toString('base64');
    const vessels = { arrangement: 'image', image };
    const tissue = { sitesX: 600, sitesY: 600, vessels };
    await openScenario(
      page,
      'large.json',
      JSON.stringify({ title: 'Large', tumour: { founders: 50, tissue } }),
    );
    await soon(() => page.locator('header .preset').textContent()).toContain('Large');
    await page.getByRole('button', { name: 'Share' }).click();
    await soon(() => message(page).textContent()).toMatch(/too large for a link/);
    const download = page.waitForEvent('download');
    await message(page).getByRole('button', { name: 'Save the scenario' }).click();
    expect((await download).suggestedFilename()).toMatch(/scenario\.json$/);
    expect(await hash(page)).toBe('');
    await page.reload();
    await soon(() => page.locator('header .preset').textContent()).toContain('Large');
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

describe('what is typed and opened', () => {
  let page: Page;
  beforeAll(async () => {
    ({ page } = await openPage(site));
  });
  afterAll(async () => {
    await page?.context().close();
  });

  it.each([
    ['1.000', '1', '1.000 was read as 1: the point is the decimal one.'],
    ['2,5', '2.5', '2,5 was read as 2.5.'],
    ['15e-1', '1.5', null],
  ])('%s is read as %s', async (typed, value, said) => {
    await enter(page, 'tumour.divisionPerDay', typed);
    await soon(() => input(page, 'tumour.divisionPerDay').inputValue()).toBe(value);
    const notes = field(page, 'tumour.divisionPerDay').locator('.field-read');
    await soon(() => notes.allTextContents()).toEqual(said === null ? [] : [said]);
  });

  it.each(['0x10', '1,000,000', 'Infinity', '1 2', ''])('“%s” is refused in a sentence', async (typed) => {
    const error = field(page, 'tumour.divisionPerDay').locator('.field-error');
    await enter(page, 'tumour.divisionPerDay', '1');
    await soon(() => error.count()).toBe(0);
    await enter(page, 'tumour.divisionPerDay', typed);
    expect(await error.textContent()).toMatch(/^tumour\.divisionPerDay: .* is not a number/);
  });

  it('a picture opened as a scenario does not print its bytes, and what is said stays when the first run begins', async () => {
    let arrive = () => {};
    const beforeKernel = new Promise<void>((arrived) => {
      arrive = arrived;
    });
    const { page } = await openPage(site, { beforeKernel });
    const buffer = Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex');
    await page
      .locator('input[name=scenario-file]')
      .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer });
    const said = 'a.png: is no text; a scenario is a JSON file.';
    await soon(() => message(page).textContent()).toContain(said);
    arrive();
    await running(page);
    expect(await message(page).textContent()).toContain(said);
    await page.context().close();
  });
});

describe('another drug chosen', () => {
  it('is named by every plot', async () => {
    const { page } = await openPage(site, { hash: '#preset=two-drugs' });
    await running(page);
    const choice = page.getByLabel('Drug shown').first();
    const second = await choice.locator('option').nth(1).textContent();
    await choice.selectOption({ index: 1 });
    // The strip has a lane for each, whichever is chosen.
    expect(await page.locator('.timeline li').allTextContents()).toEqual(
      await choice.locator('option').allTextContents(),
    );
    const chosen = page.locator('[data-plot=drug] .drug-choice option:checked');
    await soon(() => chosen.textContent()).toBe(second);
    await soon(() => page.locator('[data-plot=histogram] .drug-name').textContent()).toBe(second);
    await page.context().close();
  });
});

describe('a density of vessels out of reach', () => {
  it('is refused while one edits', async () => {
    // Its vessels stand at random, 60 to the square millimetre; their fields are folded.
    const { page } = await openPage(site, { hash: '#preset=drug-out-of-reach' });
    await running(page);
    await openParameters(page);
    await page.locator('.controls summary', { hasText: /^vessels$/ }).click();
    await field(page, 'tumour.tissue.vessels.leastDistanceMicrometres').waitFor();
    await enter(page, 'tumour.tissue.vessels.leastDistanceMicrometres', '400');
    const error = page.locator('.field-error');
    await soon(() => error.allTextContents()).toEqual([
      expect.stringMatching(/vessels per mm² cannot stand 400 µm apart/),
    ]);
    await page.context().close();
  });
});

describe('without a network', () => {
  it('says what was not kept, stays on what runs, and opens again', async () => {
    const { page, faults } = await openPage(site);
    await running(page);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await soon(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
    const context = page.context();
    await context.setOffline(true);
    await page.getByLabel('Choose a scene').selectOption('imatinib-cml');
    await soon(() => message(page).textContent()).toMatch(
      /The preset could not be loaded: it could not be fetched: there is no network/,
    );
    expect(await page.getByLabel('Choose a scene').inputValue()).toBe('selection');
    await page.getByRole('button', { name: /^Check/ }).click();
    await soon(() => message(page).textContent()).toMatch(
      /“Check the science” could not be opened: .*there is no network/,
    );
    await openTab(page, 'Cells');
    for (const [button, what] of [
      ['Inspect a cell', 'The inspector'],
      ['Catalogue', 'The catalogue of resistance'],
      ['Edit treatment', 'The treatment editor'],
    ] as const) {
      await page.getByRole('button', { name: button }).click();
      await soon(() => message(page).textContent()).toMatch(
        new RegExp(`${what} could not be opened: .*there is no network.*\\.`),
      );
    }
    await page.reload();
    await running(page);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    expect(
      faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|Failed to (load resource|fetch)/.test(fault)),
    ).toEqual([]);
    await context.close();
  });
});
