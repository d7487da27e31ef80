/** Firefox and WebKit as Debian packages, installed when they are missing. */
import { existsSync, readdirSync } from 'node:fs';
import { installMissing } from '../kit/debian';

/** Package and a file that it brings. */
const NEEDED: readonly (readonly [name: string, file: string])[] = [
  ['firefox-esr', '/usr/bin/firefox-esr'],
  ['webkit2gtk-driver', '/usr/bin/WebKitWebDriver'],
  ['xvfb', '/usr/bin/Xvfb'],
];

export const installEngines = () => installMissing(NEEDED);

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
