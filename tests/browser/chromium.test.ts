/** The browser that the page tests use can do what the page needs, the packaged one included. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchChromium } from '../../bench/browser/chromium';

const WORKER = `onmessage = (event) => {
  const counter = new Int32Array(event.data.buffer);
  Atomics.store(counter, 0, 42);
  Atomics.notify(counter, 0);
  postMessage('stored');
};`;

let server: Server;
let address: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const script = request.url === '/worker.js';
    response.writeHead(200, {
      'Content-Type': script ? 'text/javascript' : 'text/html',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    });
    response.end(script ? WORKER : '<!doctype html><title>test</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterAll(() => {
  server.close();
});

const packagedRuns = process.platform === 'linux' && process.arch === 'x64';

describe.each([
  { name: 'usual', forcePackaged: undefined, possible: true },
  { name: 'packaged', forcePackaged: true, possible: packagedRuns },
])('$name Chromium', ({ forcePackaged, possible }) => {
  it.skipIf(!possible)('isolates origins, draws WebGL 2, shares memory with a worker', async () => {
    const browser = await launchChromium({ forcePackaged });
    try {
      const page = await browser.newPage();
      await page.goto(address);
      const found = await page.evaluate(async () => {
        const memory = new WebAssembly.Memory({ initial: 1, maximum: 2, shared: true });
        const worker = new Worker('/worker.js');
        const answer = new Promise((resolve) => {
          worker.onmessage = (event) => resolve(event.data);
        });
        worker.postMessage(memory);
        const answered = await answer;
        worker.terminate();
        return {
          isolated: crossOriginIsolated,
          webgl2: document.createElement('canvas').getContext('webgl2') !== null,
          answered,
          shared: new Int32Array(memory.buffer)[0],
        };
      });
      expect(found).toEqual({ isolated: true, webgl2: true, answered: 'stored', shared: 42 });
    } finally {
      await browser.close();
    }
  });
});

describe('findChromium', () => {
  it('names a CHROME_PATH that does not exist', async () => {
    const before = process.env.CHROME_PATH;
    process.env.CHROME_PATH = '/nowhere/chrome';
    try {
      await expect(findChromium({ forcePackaged: false })).rejects.toThrow('CHROME_PATH: /nowhere/chrome');
    } finally {
      if (before === undefined) delete process.env.CHROME_PATH;
      else process.env.CHROME_PATH = before;
    }
  });
});
