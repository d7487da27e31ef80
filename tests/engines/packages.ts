/** Firefox and WebKit as Debian packages, installed when they are missing. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Package and a file that it brings. */
const NEEDED: readonly (readonly [name: string, file: string])[] = [
  ['firefox-esr', '/usr/bin/firefox-esr'],
  ['webkit2gtk-driver', '/usr/bin/WebKitWebDriver'],
  ['xvfb', '/usr/bin/Xvfb'],
];

export async function installEngines(): Promise<void> {
  const missing = NEEDED.filter(([, file]) => !existsSync(file)).map(([name]) => name);
  if (missing.length === 0) return;
  const root = process.getuid?.() === 0;
  const apt = (...words: string[]) =>
    run(root ? 'apt-get' : 'sudo', [...(root ? [] : ['-n', 'apt-get']), '-qq', '-y', ...words], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      maxBuffer: 64 * 2 ** 20,
    });
  try {
    await apt('update');
    await apt('install', '--no-install-recommends', ...missing);
  } catch (error) {
    throw new Error(`${missing.join(', ')} could not be installed with apt-get: ${(error as Error).message}`);
  }
}

/** The small browser that WebKitGTK's driver drives lies in the library's own folder. */
export function miniBrowser(): string {
  for (const triplet of readdirSync('/usr/lib')) {
    for (const version of ['4.1', '4.0', '6.0']) {
      const file = `/usr/lib/${triplet}/webkit2gtk-${version}/MiniBrowser`;
      if (existsSync(file)) return file;
    }
  }
  throw new Error('MiniBrowser is missing: it comes with the library of webkit2gtk-driver');
}
