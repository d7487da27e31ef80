/** Serves the built page with the headers that isolate it or without, and has each page note what goes wrong in it. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CONTENT_SECURITY_POLICY, HEADERS } from '../../src/ui/site/policy';

const built = fileURLToPath(new URL('../../dist/page/', import.meta.url));
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
};
const PLAIN = { 'Content-Security-Policy': CONTENT_SECURITY_POLICY, 'X-Content-Type-Options': 'nosniff' };

const NOTES = `
window.faults = [];
const note = (text) => window.faults.push(String(text));
addEventListener('error', (event) => note(event.message));
addEventListener('unhandledrejection', (event) => note(event.reason));
addEventListener('securitypolicyviolation', (event) => note(event.violatedDirective + ' ' + event.blockedURI));
const { error } = console;
console.error = (...words) => (note(words.join(' ')), error.apply(console, words));`;

/** A machine of few cores would leave compartments on one thread. */
const CORES = "Object.defineProperty(navigator, 'hardwareConcurrency', { value: 4 });\n";

export interface Host {
  url: string;
  close(): Promise<void>;
}

export async function openHost(isolated: boolean): Promise<Host> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = path === '/' ? 'index.html' : path.slice(1);
    for (const [name, value] of Object.entries(isolated ? HEADERS : PLAIN)) response.setHeader(name, value);
    response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
    // A service worker would isolate the page from its second opening on.
    if (file === 'sw.js') response.writeHead(404).end();
    else if (file === 'notes.js') response.end(NOTES);
    else
      await readFile(`${built}${file}`).then(
        (bytes) => {
          if (file === 'index.html') {
            response.end(String(bytes).replace('<title>', '<script src="./notes.js"></script><title>'));
          } else response.end(/patient\.worker/.test(file) ? CORES + bytes : bytes);
        },
        () => response.writeHead(404).end(),
      );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
