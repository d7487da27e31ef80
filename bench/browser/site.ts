/** Serves the built page and opens it in a fresh Chromium profile. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { preview } from 'vite';
import { launchChromium } from './chromium';
import { builtPage, type Host, serveFolder } from './host';

const project = fileURLToPath(new URL('../../', import.meta.url));

export interface Site {
  url: string;
  browser: Browser;
  /** Paths of all that was asked of either server so far, by any page or worker. */
  requested: Set<string>;
  /** Where the same page is served without the headers that isolate it. */
  plainUrl(): Promise<string>;
  close(): Promise<void>;
}

export interface OpenPage {
  page: Page;
  /** Console errors and uncaught exceptions so far. */
  faults: string[];
}

export async function openSite(): Promise<Site> {
  if (!existsSync(`${project}dist/page/index.html`)) {
    throw new Error('dist/page is missing: run npm run build first');
  }
  const requested = new Set<string>();
  const server = await preview({
    root: `${project}src/ui`,
    configFile: `${project}vite.config.ts`,
    preview: { port: 0 },
    plugins: [
      {
        name: 'note-requests',
        configurePreviewServer(own) {
          own.middlewares.use((request, _, next) => {
            requested.add(new URL(request.url ?? '', 'http://localhost').pathname);
            next();
          });
        },
      },
    ],
  });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('the preview server gave no address');
  const browser = await launchChromium();
  let plain: Promise<Host> | undefined;
  return {
    url,
    browser,
    requested,
    async plainUrl() {
      plain ??= serveFolder(builtPage, '/', requested);
      return (await plain).url;
    },
    async close() {
      await browser.close();
      await (await plain)?.close();
      await server.close();
    },
  };
}

/** @param options.beforeKernel the kernel arrives after it */
export async function openPage(
  site: Site,
  options: {
    width?: number;
    height?: number;
    hash?: string;
    isolated?: boolean;
    beforeKernel?: Promise<void>;
    /** Blocked: every program is asked of the server, once each time it is wanted. */
    serviceWorkers?: 'allow' | 'block';
  } = {},
): Promise<OpenPage> {
  const context = await site.browser.newContext({
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    acceptDownloads: true,
    reducedMotion: 'reduce',
    serviceWorkers: options.serviceWorkers ?? 'allow',
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  const { beforeKernel } = options;
  if (beforeKernel !== undefined) {
    await context.route('**/*.wasm', async (route) => {
      await beforeKernel;
      await route.continue();
    });
  }
  await page.addInitScript(watchPage);
  const host = options.isolated === false ? await site.plainUrl() : site.url;
  await page.goto(`${host}${options.hash ?? ''}`, {
    waitUntil: beforeKernel ? 'domcontentloaded' : 'load',
  });
  return { page, faults };
}

/** What draws tissues and dishes of the page is given no WebGL2 from here on. */
export async function withoutWebGL2(page: Page): Promise<void> {
  await page.context().route(/\/(view|dish)\.worker-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    const none = `const get = OffscreenCanvas.prototype.getContext;
      OffscreenCanvas.prototype.getContext = function (kind, ...rest) {
        return kind === 'webgl2' ? null : get.call(this, kind, ...rest);
      };`;
    await route.fulfill({ response, body: `${none}\n${await response.text()}` });
  });
}

declare global {
  interface Window {
    firstPointAt: number | null;
    longTasks: number[];
  }
}

const FIRST_POINT = 'first point';

/** Runs in the page before anything else: notes the first drawn count and every task over 50 ms. */
function watchPage(): void {
  window.firstPointAt = null;
  window.longTasks = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.longTasks.push(entry.duration);
  }).observe({ type: 'longtask', buffered: true });
  const look = () => {
    const drawn = document.querySelector('[data-plot=population] .legend output')?.textContent;
    if (drawn) {
      window.firstPointAt = performance.now();
      performance.mark('first point');
    } else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

export const readout = (page: Page, name: 'day' | 'cells' | 'rate'): Promise<string | null> =>
  page.locator(`[data-readout=${name}]`).textContent();

export const dayOf = async (page: Page): Promise<number> => Number(await readout(page, 'day'));

/** One of the tabs beside the stage, or on a narrow screen below it. */
export const openTab = (
  page: Page,
  name: 'Scene' | 'Treatment' | 'Plots' | 'Clones' | 'Cells' | 'Chronicle',
): Promise<void> =>
  page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name, exact: true }).click();

/** All parameters in place of the scene's own. */
export async function openParameters(page: Page): Promise<void> {
  const open = page.locator('.all-parameters');
  await open.waitFor({ state: 'attached' });
  if (!(await open.isVisible())) await openTab(page, 'Scene');
  await open.click();
  await page.getByRole('searchbox', { name: 'Find a parameter' }).waitFor();
}

/** An entry of the menu of files. */
export async function fromFiles(page: Page, name: string): Promise<void> {
  await page.locator('header summary', { hasText: 'Files' }).click();
  await page.locator('header').getByRole('button', { name, exact: true }).click();
}

export async function openScenario(page: Page, name: string, text: string): Promise<void> {
  await page.locator('input[name=scenario-file]').setInputFiles({
    name,
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
}

/** Ten million cells that neither grow nor shrink much, under a drug from the first day. */
export const tenMillionCells = JSON.stringify({
  title: 'Ten million cells',
  untilDays: 1000,
  stepHours: 1,
  outputEveryHours: 1,
  tumour: { founders: 10_000_000, divisionPerDay: 0.25, deathPerDay: 0.25 },
  drugs: [{ name: 'test drug', schedule: { levelMicromolar: 0.1 }, killPerDay: 0.01 }],
  treatment: { begin: 'day', onDay: 0 },
});

/** Milliseconds of the long tasks seen while the page is left alone for `seconds`. */
export async function longTasksDuring(page: Page, seconds: number): Promise<number[]> {
  await page.evaluate(() => {
    window.longTasks.length = 0;
  });
  await page.waitForTimeout(seconds * 1000);
  return page.evaluate(() => window.longTasks);
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds since the machine began. */
  ts: number;
  /** Microseconds that the thread itself worked; other programs on a busy machine do not lengthen it. */
  tdur?: number;
  args: { name?: string };
}

async function traced(site: Site, page: Page, work: () => Promise<unknown>): Promise<TraceEvent[]> {
  const categories = ['toplevel', 'devtools.timeline', 'blink.user_timing'];
  await site.browser.startTracing(page, { categories });
  await work();
  return JSON.parse((await site.browser.stopTracing()).toString()).traceEvents;
}

/** Tasks of threads of these names. */
function tasksOf(events: readonly TraceEvent[], name: RegExp): TraceEvent[] {
  const threads = new Set(
    events
      .filter((event) => event.name === 'thread_name' && name.test(event.args.name ?? ''))
      .map(({ pid, tid }) => `${pid}/${tid}`),
  );
  return events.filter(
    (event) => event.ph === 'X' && /RunTask$/.test(event.name) && threads.has(`${event.pid}/${event.tid}`),
  );
}

/** Milliseconds of processor time of the longest task on the page's main thread during `work`. */
export async function longestTaskDuring(
  site: Site,
  page: Page,
  work: () => Promise<unknown>,
): Promise<number> {
  const tasks = tasksOf(await traced(site, page, work), /^CrRendererMain$/);
  if (tasks.length === 0) throw new Error('the trace holds no task of the main thread');
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}

/** Milliseconds of processor time that page and workers take together until the first count is drawn. */
export async function workUntilFirstPoint(site: Site): Promise<number> {
  const { page } = await openPage(site, { hash: 'bench.html' });
  const events = await traced(site, page, async () => {
    await page.goto(site.url);
    await page.waitForFunction(() => window.firstPointAt !== null);
  });
  await page.context().close();
  const drawn = events.find(({ name }) => name === FIRST_POINT)?.ts;
  if (drawn === undefined) throw new Error('the trace holds no first point');
  const tasks = tasksOf(events, /^(CrRendererMain|DedicatedWorker thread)$/);
  const before = tasks.filter(({ name, ts }) => name !== 'RunTask' && ts < drawn);
  if (before.length === 0) throw new Error('the trace holds no task before the first point');
  return before.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000;
}
