/** Finds a Chromium that tests can drive: an installed one, else the one that comes as a registry package. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const run = promisify(execFile);

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];

/** No sandbox because containers run as root; the rest keeps Chromium from calling home during a test. */
export const ARGUMENTS = [
  '--no-sandbox',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

interface FoundChromium {
  executablePath: string;
  /** Environment the program needs, complete. */
  env: Record<string, string>;
  packaged: boolean;
}

interface ChromiumOptions {
  /** Ignore installed browsers; CLONARIUM_PACKAGED_CHROMIUM=1 does the same. */
  forcePackaged?: boolean;
  /** Further command-line arguments. */
  args?: string[];
}

export async function findChromium(options: ChromiumOptions = {}): Promise<FoundChromium> {
  const forced = options.forcePackaged ?? process.env.CLONARIUM_PACKAGED_CHROMIUM === '1';
  if (!forced) {
    const named = process.env.CHROME_PATH;
    if (named && !existsSync(named)) throw new Error(`CHROME_PATH: ${named} does not exist`);
    const executablePath = named || USUAL_PLACES.find((place) => existsSync(place));
    if (executablePath) return { executablePath, env: environment(), packaged: false };
  }
  return packagedChromium();
}

export async function launchChromium(options: ChromiumOptions = {}): Promise<Browser> {
  const { executablePath, env } = await findChromium(options);
  return chromium.launch({ executablePath, env, args: [...ARGUMENTS, ...(options.args ?? [])] });
}

async function packagedChromium(): Promise<FoundChromium> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `No Chromium found and none is packaged for ${process.platform}-${process.arch}: set CHROME_PATH`,
    );
  }
  const directory = await unpacked();
  const executablePath = join(directory, 'chromium');
  const env = environment();
  // The package carries NSS, NSPR and expat, the only libraries beyond libc that this build asks for.
  const missing = await run('ldd', [executablePath]).then(
    ({ stdout }) => stdout.includes('not found'),
    () => true,
  );
  if (missing) {
    env.LD_LIBRARY_PATH = [join(directory, 'al2023/lib'), env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  }
  if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_PATH = join(directory, 'fonts');
  return { executablePath, env, packaged: true };
}

/**
 * Unpacks once per version and user. The package itself takes any file at its destination for a finished one,
 * so it unpacks into a directory of its own that is renamed when complete.
 */
async function unpacked(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const packageRoot = dirname(dirname(dirname(entry)));
  const { version } = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8'));
  const directory = join(tmpdir(), `clonarium-chromium-${version}-${userInfo().uid}`);
  if (existsSync(directory)) return directory;

  const partial = await mkdtemp(`${directory}-partial-`);
  const unpack = "import chromium from '@sparticuz/chromium'; await chromium.executablePath();";
  await run(process.execPath, ['--input-type=module', '--eval', unpack], {
    cwd: packageRoot,
    // The package adds its system libraries only where it believes to be on that platform.
    env: { ...process.env, TMPDIR: partial, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
  });
  await rename(partial, directory).catch(async (error) => {
    await rm(partial, { recursive: true, force: true });
    if (!existsSync(directory)) throw error;
  });
  return directory;
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
