/** Debian packages that a test needs, installed when they are missing. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** @param needed name of each package and a file that it brings */
export async function installMissing(
  needed: readonly (readonly [name: string, file: string])[],
): Promise<void> {
  const missing = needed.filter(([, file]) => !existsSync(file)).map(([name]) => name);
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
