/** Runs that are killed without warning, and taken up again until they end. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { RunReport } from '../../src/cli/result';
import { clonarium, emptyDirectory, scenarioFile } from '../kit/clonarium';
import { culture } from '../kit/cultures';

/** Takes a second or so; grows to a few hundred thousand cells, then loses most of them and regrows. */
const scenario = scenarioFile({
  ...culture,
  stepHours: 0.25,
  untilDays: 20,
  outputEveryHours: 1,
  tumour: { founders: 2000, divisionPerDay: 1.4, deathPerDay: 0.2, crowding: 'logistic', capacity: 200_000 },
});

interface Outcome {
  hash: string;
  summary: string;
  scenario: string;
  ended: string;
  chronicle: RunReport['chronicle'];
}

function outcomeIn(out: string): Outcome {
  const text = (name: string) => readFileSync(join(out, name), 'utf8');
  const { hash, ended, chronicle }: RunReport = JSON.parse(text('result.json'));
  return { hash, ended, chronicle, summary: text('summary.csv'), scenario: text('scenario.json') };
}

export async function uninterrupted(): Promise<{ outcome: Outcome; milliseconds: number }> {
  const out = emptyDirectory();
  const startedAt = performance.now();
  expect((await clonarium(['run', scenario, '--out', out])).code).toBe(0);
  return { outcome: outcomeIn(out), milliseconds: performance.now() - startedAt };
}

/**
 * Kills a run after each of these delays, each time going on from the checkpoint that was left, then lets it end.
 * @returns what came of it, and how many kills met a run
 */
export async function killedAfter(delays: number[], variants: string[]): Promise<[Outcome, number]> {
  const out = emptyDirectory();
  const checkpoint = join(out, 'run.ckpt');
  const keep = ['--checkpoint', checkpoint, '--checkpoint-every', '0.02s', '--out', out];
  let kills = 0;
  for (let turn = 0; turn <= delays.length; turn++) {
    const delay = delays[turn];
    const command = existsSync(checkpoint) ? ['resume', checkpoint] : ['run', scenario];
    const variant = ['--variant', variants[turn % variants.length]!];
    const { code, stderr } = await clonarium([...command, ...variant, ...keep], {
      running: (child) => {
        if (delay === undefined) return;
        const timer = setTimeout(() => child.kill('SIGKILL'), delay);
        child.once('close', () => clearTimeout(timer));
      },
    });
    if (code === null) kills++;
    else expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  }
  return [outcomeIn(out), kills];
}
