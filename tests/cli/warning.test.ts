/** A step that is too long is said on the terminal and written down, whatever is printed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { RunReport } from '../../src/cli/result';
import { clonarium, emptyDirectory, scenarioFile } from '../kit/clonarium';

const slowTablet = (stepHours: number) =>
  scenarioFile({
    stepHours,
    untilDays: 6,
    tumour: { founders: 20_000, divisionPerDay: 0.5, deathPerDay: 0.1 },
    drugs: [
      {
        passivePerHour: 0.2,
        killPerDay: 2,
        pharmacokinetics: { route: 'oral' },
        schedule: { doseMg: 50 },
      },
    ],
    treatment: { begin: 'day', onDay: 0 },
  });

async function runOf(stepHours: number): Promise<{ stderr: string; report: RunReport }> {
  const out = join(emptyDirectory(), 'out');
  const { code, stderr } = await clonarium(['run', slowTablet(stepHours), '--json', '--out', out]);
  expect(code, stderr).toBe(0);
  return { stderr, report: JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')) as RunReport };
}

it('one sentence where the step is too long', async () => {
  const { stderr, report } = await runOf(12);
  expect(stderr).toMatch(/^clonarium: stepHours: 12 h is long [^\n]* h keeps that below 1%\.\n$/);
  expect(report.warnings).toEqual([stderr.slice('clonarium: '.length, -1)]);
});

it('none where it is short enough', async () => {
  const { stderr, report } = await runOf(0.25);
  expect(stderr).toBe('');
  expect(report.warnings).toEqual([]);
});
