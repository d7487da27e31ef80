/** What Node knows when the page is built; vite.config.ts makes it the module `virtual:built-by-node`. */
import { fileURLToPath } from 'node:url';
import { casesOf } from '../cases';
import { expectedHashes } from '../expected';
import { commitOf } from '../machine';

/** Larger populations would make every build wait; threads and variants are compared with each other there. */
const LARGEST = 1_000_000;

const facts = {
  node: process.versions.node,
  commit: commitOf(fileURLToPath(new URL('../../', import.meta.url))),
  hashes: await expectedHashes(casesOf('full', LARGEST)),
};

export const text = Object.entries(facts)
  .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
  .join('\n');
