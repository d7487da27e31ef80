/** The page in a frame of another site: with storage denied, and in a sandbox that lets nothing of it in. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type FrameLocator, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ARGUMENTS, findChromium } from '../../bench/browser/chromium';
import { type Host, openHost } from '../engines/host';
import { soon } from '../kit/soon';

let host: Host;
let outer: Server;
let profile: string;
let context: BrowserContext;

beforeAll(async () => {
  host = await openHost(true);
  outer = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://outer');
    const sandbox = searchParams.has('sandbox') ? 'sandbox="allow-scripts"' : '';
    response.setHeader('Content-Type', 'text/html');
    response.end(
      `<!doctype html><title>A course</title><iframe ${sandbox} src="${host.url}${searchParams.get('hash') ?? ''}" width="1300" height="560"></iframe>`,
    );
  });
  await new Promise<void>((listening) => outer.listen(0, '127.0.0.1', listening));
  // No cookies of third parties: with them goes all else that a frame of another site may keep.
  profile = await mkdtemp(join(tmpdir(), 'clonarium-frame-'));
  await mkdir(join(profile, 'Default'));
  const preferences = { profile: { cookie_controls_mode: 1, block_third_party_cookies: true } };
  await writeFile(join(profile, 'Default/Preferences'), JSON.stringify(preferences));
  const { executablePath, env } = await findChromium();
  context = await chromium.launchPersistentContext(profile, {
    executablePath,
    env,
    args: ARGUMENTS,
    viewport: { width: 1366, height: 625 },
  });
});

afterAll(async () => {
  await context?.close();
  outer?.closeAllConnections();
  outer?.close();
  await host?.close();
  await rm(profile, { recursive: true, force: true });
});

async function openFrame(query: string): Promise<[Page, FrameLocator]> {
  const page = await context.newPage();
  // The site of the address 127.0.0.1 is another than that of the name localhost.
  await page.goto(`http://127.0.0.1:${(outer.address() as AddressInfo).port}/?${query}`);
  return [page, page.frameLocator('iframe')];
}

const dayOf = async (frame: FrameLocator) => Number(await frame.locator('[data-readout=day]').textContent());

it('runs without storage, and says what cannot be kept or copied', async () => {
  const [page, frame] = await openFrame('');
  await soon(() => dayOf(frame)).toBeGreaterThan(0);
  const inside = page.frames()[1];
  const kept = () =>
    inside?.evaluate(() => {
      try {
        return localStorage.length;
      } catch (error) {
        return (error as Error).name;
      }
    });
  expect(await kept()).toBe('SecurityError');
  await frame.getByRole('button', { name: /^Theme/ }).click();
  expect(await frame.locator('html').getAttribute('data-theme')).toBe('light');
  await frame.getByRole('button', { name: 'Share' }).click();
  await soon(() => frame.locator('input[name=uncopied]').inputValue()).toMatch(/#preset=selection&seed=1$/);
  await inside?.evaluate(() => dispatchEvent(new KeyboardEvent('keydown', { key: 's' })));
  await soon(() => frame.locator('.message').textContent()).toContain(
    'The run could not be saved: This browser gives the page no place to keep a run.',
  );
  await frame.getByLabel('Choose a scene').selectOption('rim-and-core');
  await frame.locator('.tissue-canvas canvas[data-frames]').waitFor();
  // What was to be copied was of the scene before.
  expect(await frame.locator('input[name=uncopied]').count()).toBe(0);
  await soon(() => dayOf(frame)).toBeGreaterThan(0);
  expect(await inside?.evaluate(() => (window as unknown as { faults: string[] }).faults)).toEqual([]);
  await page.close();
});

it('says in a sandbox that lets none of its scripts in what it needs', async () => {
  const [page, frame] = await openFrame('sandbox');
  await frame.getByText('Clonarium has not started').waitFor();
  await page.close();
});
