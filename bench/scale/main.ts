/** Runs while it is imported: Vite's runner loads nothing more once it has handed a module over. */
import { parseArgs } from 'node:util';
import type { Outcome } from './outcome';
import { outcomeLine } from './outcome';
import { scaleScenario } from './scenario';
import { runInTab } from './tab';
import { runInNode } from './terminal';

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: { lesions: { type: 'string' }, only: { type: 'string' }, days: { type: 'string' } },
});
const cells = Number(positionals[0] ?? 1e8);
const lesions = Number(values.lesions ?? 1);
const days = Number(values.days ?? 30);
if (!(cells >= 1 && Number.isInteger(lesions) && lesions >= 1 && days >= 1)) {
  throw new Error(
    `cells ${positionals[0]}, lesions ${values.lesions}, days ${values.days}: not numbers from 1 on.`,
  );
}

const scenario = scaleScenario(cells, lesions, days);
const outcomes: Outcome[] = [];
const say = (text: string) => {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
};
const note = (own: Outcome) => {
  outcomes.push(own);
  say('');
  process.stdout.write(`${outcomeLine(own)}\n`);
};

if (values.only !== 'chromium') for (const threads of [1, 2]) note(await runInNode(scenario, threads));
if (values.only !== 'node') note(await runInTab(scenario, outcomes[0]?.cellSteps ?? null, say));
const hashes = new Set(outcomes.map(({ hash }) => hash));
process.stdout.write(hashes.size === 1 ? 'All hashes are equal.\n' : 'The hashes differ.\n');
if (hashes.size !== 1) process.exitCode = 1;
