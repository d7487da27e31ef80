/** A plain host of files: what a folder holds at the moment, without a header of its own but the type. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the build has put the page. */
export const builtPage: string = fileURLToPath(new URL('../../dist/page/', import.meta.url));

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
};

export interface Host {
  /** Of the folder, with a slash at its end. */
  url: string;
  /** Once nobody is served any more; again, to no harm. */
  close(): Promise<void>;
}

/**
 * @param under the path by which the folder is reached
 * @param requested is given the path of all that is asked for
 */
export async function serveFolder(folder: string, under = '/', requested = new Set<string>()): Promise<Host> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    requested.add(pathname);
    const path = pathname.startsWith(under) ? pathname.slice(under.length) : pathname;
    const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    readFile(join(folder, file)).then(
      (bytes) => {
        response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
        response.end(bytes);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}${under}`,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
