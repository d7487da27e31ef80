/** A host that sends no headers: threads from the second opening on, and the page without a network. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../../bench/browser/chromium';
import { dayOf } from '../../bench/browser/site';

const built = fileURLToPath(new URL('../../dist/page/', import.meta.url));
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
};
const soon = <T>(look: () => T) => expect.poll(look, { timeout: 30_000 });

let server: Server;
let browser: Browser;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    // Under a folder, as a page of a project often is.
    const path = new URL(request.url ?? '/', 'http://localhost').pathname.replace(/^\/lab\//, '/');
    const file = path.endsWith('/') ? `${path}index.html` : path;
    readFile(`${built}${file}`).then(
      (bytes) => {
        response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
        response.end(bytes);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening));
  url = `http://localhost:${(server.address() as AddressInfo).port}/lab/`;
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

it('is isolated from the second opening on, and opens without the host', async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(url);
  await soon(() => dayOf(page)).toBeGreaterThan(0);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));

  await page.goto(url);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await soon(() => dayOf(page)).toBeGreaterThan(0);

  await new Promise((closed) => {
    server.closeAllConnections();
    server.close(closed);
  });
  await page.goto(`${url}#preset=imatinib-cml`);
  await page.reload();
  await soon(() => dayOf(page)).toBeGreaterThan(0);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  expect(faults).toEqual([]);
  await context.close();
});
