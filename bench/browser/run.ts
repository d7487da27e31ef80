/** Builds and serves the benchmark's page, steps the kernel in it beside the native program, and reports. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build, preview } from 'vite';
import { writeFiles } from '../../src/cli/write';
import { launchChromium } from '../../tests/browser/chromium';
import { type Case, REQUIRED_CASES } from '../cases';
import { buildNative } from '../native';
import { addResult, beginReport, machineLine, reportName, reportText, tableHead, tableLine } from '../report';
import type { Subject } from '../subject';
import { runSuite } from '../suite';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PAGE = fileURLToPath(new URL('.', import.meta.url));

/** Cross-origin isolated, as the real page: memory can be shared and clocks are finer. */
const HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export async function benchInBrowser(cases: Case[] = REQUIRED_CASES, out?: string): Promise<void> {
  const site = await mkdtemp(join(tmpdir(), 'clonarium-bench-'));
  const common = { root: PAGE, configFile: false, logLevel: 'error' } as const;
  await build({ ...common, base: './', build: { outDir: site, emptyOutDir: true, target: 'es2022' } });
  const server = await preview({
    ...common,
    build: { outDir: site },
    preview: { port: 0, host: 'localhost', headers: HEADERS },
  });
  const browser = await launchChromium();
  const native = await buildNative(join(ROOT, 'bench/native/sweep.c'), 'native');
  try {
    const page = await browser.newPage();
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    const engine = `chromium ${browser.version()}`;
    const report = beginReport(ROOT, engine, false);
    const subjects = [pageSubject(page, engine)];
    if (typeof native === 'string') report.notes.push(native);
    else subjects.push(native.subject);
    const variants = subjects.map(({ variant }) => variant);
    process.stdout.write(`${[machineLine(report), ...report.notes, tableHead(variants)].join('\n')}\n`);
    const result = await runSuite({
      cases,
      subjects,
      reference: null,
      rounds: 11,
      repeatMilliseconds: 30,
      deadline: Infinity,
      onCase: (rows) => process.stdout.write(`${tableLine(variants, rows)}\n`),
    });
    addResult(report, result);
    const file = out ?? join(ROOT, 'bench/results', reportName(report));
    writeFiles(dirname(file), { [basename(file)]: reportText(report) });
    process.stdout.write(`\nwritten to ${file}\n`);
  } finally {
    if (typeof native !== 'string') await native.remove();
    await browser.close();
    await server.close();
    await rm(site, { recursive: true, force: true });
  }
}

/** Times are taken inside the page, so the way there and back is not in them. */
function pageSubject(page: Page, engine: string): Subject {
  return {
    engine,
    variant: 'simd',
    threads: 1,
    begin: (own, seed) =>
      page.evaluate(async ([own, seed]) => (await window.subject).begin(own, seed), [own, seed] as const),
    run: (steps) => page.evaluate(async (steps) => (await window.subject).run(steps), steps),
    end: () => page.evaluate(async () => (await window.subject).end()),
  };
}
