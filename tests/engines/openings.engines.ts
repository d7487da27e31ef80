/** Firefox, in which a worker that made its helpers itself stood still for good in one opening of sixty. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Engine, openFirefox } from './engine';
import { type Host, openHost } from './host';
import { installEngines } from './packages';
import { linkTo, small } from './small';

const OPENINGS = 60;

const LOOK = String.raw`({
  drawn: document.querySelector('[data-readout=day]') !== null,
  threads: Number(/(\d+) threads?/.exec(document.querySelector('.rate')?.title ?? '')?.[1] ?? 0),
  message: document.querySelector('.message')?.textContent ?? '',
})`;

let host: Host;
let engine: Engine;

beforeAll(async () => {
  await installEngines();
  host = await openHost(true);
  engine = await openFirefox();
}, 900_000);

afterAll(async () => {
  await engine?.close();
  await host?.close();
});

it(`${OPENINGS} openings draw, each on several threads`, { timeout: 900_000 }, async () => {
  const [, scenario] = small[0]!;
  for (let opening = 0; opening < OPENINGS; opening++) {
    await engine.open('about:blank');
    await engine.open(`${host.url}?${opening}${linkTo(scenario)}`);
    await expect
      .poll(() => engine.ask(LOOK), { timeout: 60_000, message: `opening ${opening}` })
      .toEqual({ drawn: true, threads: 3, message: '' });
  }
});
