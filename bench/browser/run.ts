/** Builds and serves the benchmark's page, steps the kernel in it beside the native program, and reports. */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build, preview } from 'vite';
import { writeFiles } from '../../src/cli/files/write';
import { type Case, REQUIRED_CASES, threadCounts } from '../cases';
import { expectedHashes } from '../expected';
import { beginReport } from '../machine';
import { buildNative } from '../native';
import { addResult, reportName, reportText } from '../report';
import type { Subject } from '../subject';
import { runSuite } from '../suite';
import { label, machineLine, phaseTable, tableHead, tableLine } from '../table';
import { launchChromium } from './chromium';

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
  await build({
    ...common,
    base: './',
    build: { outDir: site, emptyOutDir: true, target: 'es2022' },
    worker: { format: 'es' },
  });
  const server = await preview({
    ...common,
    build: { outDir: site },
    preview: { port: 0, host: 'localhost', headers: HEADERS },
  });
  const browser = await launchChromium();
  const threads = threadCounts(availableParallelism());
  const native = await buildNative(join(ROOT, 'bench/native/sweep.c'), 'native', threads);
  try {
    const page = await browser.newPage();
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    const engine = `chromium ${browser.version()}`;
    let report = beginReport(ROOT, engine, false);
    const subjects: Subject[] = [];
    for (const count of threads) subjects.push(await pageSubject(page, engine, count));
    if (typeof native === 'string') report.notes.push(native);
    else subjects.push(...native.subjects);
    const labels = subjects.map(label);
    process.stdout.write(`${[machineLine(report), ...report.notes, tableHead(labels)].join('\n')}\n`);
    const result = await runSuite({
      cases,
      subjects,
      reference: null,
      rounds: 11,
      repeatMilliseconds: 30,
      deadline: Infinity,
      expected: await expectedHashes(cases),
      onCase: (rows) => process.stdout.write(`${tableLine(labels, rows)}\n`),
    });
    report = addResult(report, result);
    process.stdout.write(`\n${phaseTable(report.rows).join('\n')}\n`);
    const file = out ?? join(ROOT, 'bench/results', reportName(report));
    await writeFiles(dirname(file), { [basename(file)]: reportText(report) });
    process.stdout.write(`\nwritten to ${file}\n`);
  } finally {
    if (typeof native !== 'string') await native.remove();
    await browser.close();
    await server.close();
    await rm(site, { recursive: true, force: true });
  }
}

/** Times are taken inside the page, so the way there and back is not in them. */
async function pageSubject(page: Page, engine: string, threads: number): Promise<Subject> {
  return {
    engine,
    variant: 'simd',
    threads: await page.evaluate((own) => window.kernels.make(own), threads),
    begin: (own, seed) =>
      page.evaluate(([own, seed, at]) => window.kernels.begin(at, own, seed), [own, seed, threads] as const),
    run: (steps) => page.evaluate(([steps, at]) => window.kernels.run(at, steps), [steps, threads] as const),
    hash: () => page.evaluate((at) => window.kernels.hash(at), threads),
    phases: (steps) =>
      page.evaluate(([steps, at]) => window.kernels.phases(at, steps), [steps, threads] as const),
    end: () => page.evaluate((at) => window.kernels.end(at), threads),
    // The browser ends with its threads.
    close: () => {},
  };
}
