/** Serves the built page as a plain static host does: files, their types and no header more. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

const built = fileURLToPath(new URL('../../dist/page/', import.meta.url));
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
};

export interface PlainHost {
  url: string;
  /** Ends at once, whoever is still connected. */
  close(): Promise<void>;
}

/**
 * @param folder where the page lies on it, with a slash before and behind
 * @param requested is given the path of all that is asked for
 */
export async function servePlainly(folder = '/', requested = new Set<string>()): Promise<PlainHost> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    requested.add(pathname);
    const path = pathname.startsWith(folder) ? pathname.slice(folder.length) : pathname.slice(1);
    const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    readFile(`${built}${file}`).then(
      (bytes) => {
        response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
        response.end(bytes);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}${folder}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
