/** The three engines behind one face: open an address, ask the page, end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import puppeteer from 'puppeteer-core';
import { launchChromium } from '../../bench/browser/chromium';
import { miniBrowser } from './packages';

export interface Engine {
  name: string;
  open(address: string): Promise<void>;
  /** @param expression of JavaScript, whose value can be written as JSON */
  ask<T>(expression: string): Promise<T>;
  close(): Promise<void>;
}

export async function openChromium(): Promise<Engine> {
  const browser = await launchChromium();
  const page = await browser.newPage();
  return {
    name: `Chromium ${browser.version()}`,
    open: async (address) => void (await page.goto(address)),
    ask: (expression) => page.evaluate(expression),
    close: () => browser.close(),
  };
}

export async function openFirefox(): Promise<Engine> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
    headless: true,
    protocol: 'webDriverBiDi',
    timeout: 120_000,
    protocolTimeout: 120_000,
  });
  const page = await browser.newPage();
  return {
    name: await browser.version(),
    open: async (address) => void (await page.goto(address, { timeout: 120_000 })),
    ask: (expression) => page.evaluate(expression) as Promise<never>,
    close: () => browser.close(),
  };
}

/** @param sharing whether the engine's switch for shared memory is on, which WebKitGTK leaves off */
export async function openWebKit(sharing: boolean): Promise<Engine> {
  const [screen, display] = await openScreen();
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
    env: {
      ...process.env,
      DISPLAY: display,
      // Containers give no namespaces to build its sandbox with.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      ...(sharing ? { JSC_useSharedArrayBuffer: '1' } : {}),
    },
    stdio: 'ignore',
  });
  const request = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const { value } = (await answer.json()) as { value: T & { error?: string; message?: string } };
    if (value?.error !== undefined) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  await until(() => request('GET', '/status'), 30_000);
  const options = { binary: miniBrowser(), args: ['--automation'] };
  const { sessionId, capabilities } = await request<{
    sessionId: string;
    capabilities: { browserVersion: string };
  }>('POST', '/session', { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } } });
  return {
    name: `WebKitGTK ${capabilities.browserVersion}, shared memory ${sharing ? 'on' : 'off'}`,
    open: (address) => request('POST', `/session/${sessionId}/url`, { url: address }),
    ask: (expression) =>
      request('POST', `/session/${sessionId}/execute/sync`, { script: `return (${expression})`, args: [] }),
    async close() {
      await request('DELETE', `/session/${sessionId}`).catch(() => {});
      driver.kill();
      screen.kill();
    },
  };
}

/** A screen that is none, on a display that is free. */
async function openScreen(): Promise<[ChildProcess, string]> {
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise<string>((found, failed) => {
    screen.once('error', failed);
    screen.once('exit', (code) => failed(new Error(`Xvfb ended with ${code}`)));
    screen.stdio[3]?.once('data', (data) => found(String(data).trim()));
  });
  return [screen, `:${number}`];
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as { port: number };
  await new Promise((closed) => server.close(closed));
  return port;
}

async function until(works: () => Promise<unknown>, milliseconds: number): Promise<void> {
  for (const end = Date.now() + milliseconds; ; ) {
    try {
      await works();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
