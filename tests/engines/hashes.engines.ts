/** Three engines give the terminal's bits, on one thread and on several, and no page has an error. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { results, scenarioFile } from '../kit/clonarium';
import { type Engine, openChromium, openFirefox, openWebKit } from './engine';
import { type Host, openHost } from './host';
import { installEngines } from './packages';
import { linkTo, small } from './small';

const FAST = `(() => {
  const speed = document.querySelector('input[name=speed]');
  // Its first picture follows the scenario's own speed.
  if (speed === null || document.querySelector('[data-readout=day]') === null) return false;
  speed.value = '100';
  speed.dispatchEvent(new Event('input', { bubbles: true }));
  return true;
})()`;

interface Seen {
  ended: boolean;
  hash: string | null;
  threads: number;
  message: string;
  faults: string[];
  isolated: boolean;
}

const LOOK = String.raw`({
  ended: document.querySelector('.ended') !== null,
  hash: document.querySelector('[data-hash]')?.dataset.hash ?? null,
  threads: Number(/(\d+) threads?/.exec(document.querySelector('.rate')?.title ?? '')?.[1] ?? 0),
  message: document.querySelector('.message[role=alert]')?.textContent ?? '',
  faults: window.faults,
  isolated: crossOriginIsolated,
})`;

async function endOf(engine: Engine, address: string): Promise<Seen> {
  await engine.open('about:blank');
  await engine.open(address);
  await expect.poll(() => engine.ask<boolean>(FAST), { timeout: 60_000, interval: 200 }).toBe(true);
  let seen: Seen | undefined;
  const look = async () => {
    seen = await engine.ask<Seen>(LOOK);
    return (seen.ended && seen.hash !== null) || seen.message !== '';
  };
  await expect.poll(look, { timeout: 120_000, interval: 200 }).toBe(true);
  return seen as Seen;
}

const terminal = new Map<string, string>();
const hosts: Record<string, Host> = {};

beforeAll(async () => {
  await installEngines();
  for (const [id, scenario] of small) {
    const [result] = await results([scenarioFile(scenario)]);
    terminal.set(id, result?.hash ?? '');
  }
  hosts.several = await openHost(true);
  hosts.one = await openHost(false);
}, 900_000);

afterAll(async () => {
  for (const host of Object.values(hosts)) await host.close();
});

const ENGINES: readonly [name: string, open: () => Promise<Engine>, shares: boolean][] = [
  ['Chromium', openChromium, true],
  ['Firefox', openFirefox, true],
  ['WebKit with shared memory', () => openWebKit(true), true],
  ['WebKit as it comes', () => openWebKit(false), false],
];

describe.each(ENGINES)('%s', (_, open, shares) => {
  let engine: Engine;

  beforeAll(async () => {
    engine = await open();
    console.info(engine.name);
  }, 180_000);

  afterAll(() => engine?.close());

  describe.each(['several', 'one'])('%s', (threads) => {
    it.each(small)('%s', async (id, scenario) => {
      const seen = await endOf(engine, `${hosts[threads]?.url}${linkTo(scenario)}`);
      expect(seen.message).toBe('');
      expect(seen.hash).toBe(terminal.get(id));
      expect(seen.faults).toEqual([]);
      if (threads === 'several' && shares) expect(seen.threads).toBeGreaterThan(1);
      else expect(seen.threads).toBe(1);
    });
  });
});
