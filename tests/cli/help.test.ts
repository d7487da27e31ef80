import { describe, expect, it } from 'vitest';
import { version } from '../../package.json';
import { runOptions } from '../../src/cli/plan';
import { progressLine } from '../../src/cli/progress';
import type { Patient } from '../../src/patient/patient';
import { presets } from '../../src/scenario/presets/index';
import { completeScenario, parameters } from '../../src/scenario/schema';
import { clonarium, results } from '../kit/clonarium';
import { LONG } from '../kit/long';

async function printed(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await clonarium(args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

describe('help', () => {
  it('is the same for no command, help, --help and -h', async () => {
    const page = await printed();
    for (const word of ['help', '--help', '-h']) expect(await printed(word)).toBe(page);
    for (const word of ['run', 'presets', 'schema', version]) expect(page).toContain(word);
  });

  it('names every option and every parameter of run', async () => {
    const page = await printed('run', '--help');
    expect(await printed('help', 'run')).toBe(page);
    for (const option of Object.keys(runOptions)) expect(page).toContain(`--${option}`);
    for (const { path } of parameters) expect(page).toContain(`  ${path} `);
  });

  it('exists for the other commands', async () => {
    expect(await printed('presets', '--help')).toContain('--json');
    expect(await printed('schema', '--help')).toContain('JSON Schema');
  });

  it('tells the version', async () => {
    expect(await printed('--version')).toBe(`${version}\n`);
  });
});

describe('presets', () => {
  it('lists each with its title and what it shows', async () => {
    const text = await printed('presets');
    for (const { id, title, about } of presets) {
      expect(text).toContain(`${id} `);
      expect(text).toContain(title);
      expect(text.replace(/\s+/g, ' ')).toContain(about);
    }
  });

  it('gives them as JSON, and each runs', LONG, async () => {
    const listed: typeof presets = JSON.parse(await printed('presets', '--json'));
    expect(listed).toEqual(presets);
    for (const { id } of listed) {
      const [result] = await results([id, '--until', '2d', '--seed', '5']);
      expect(result).toMatchObject({ seed: 5, stoppedBy: 'time' });
    }
  });
});

describe('schema', () => {
  it('is JSON Schema with every parameter in it', async () => {
    const text = await printed('schema');
    const schema = JSON.parse(text);
    expect(schema.$schema).toMatch(/json-schema\.org/);
    for (const { path } of parameters) {
      const name = path.split('.').at(-1)?.replace('[]', '');
      expect(text).toContain(`"${name}"`);
    }
  });
});

describe('progress', () => {
  const patient = {
    hours: 2400,
    steps: 2400,
    cells: 10_234_567,
    treatmentStartHours: null,
    current: completeScenario({ untilDays: 400 }),
  } as Patient;

  it('shows population, simulated time, speed and time left', () => {
    const line = progressLine(patient, 'seed 1', 184e6);
    expect(line).toContain('seed 1 █████░░░░░░░░░░░░░░░');
    expect(line).toContain('day 100.0 of 400.0');
    expect(line).toContain('10.2 M cells');
    expect(line).toContain('184 M cell-steps/s');
    expect(line).toContain('6:40 left');
  });

  it('knows that a run ends some days after treatment began', () => {
    const current = completeScenario({ untilDays: 400, stop: { daysAfterTreatment: 60 } });
    const treated = { ...patient, current, treatmentStartHours: 1440 } as Patient;
    expect(progressLine(treated, 'seed 1', 184e6)).toContain('day 100.0 of 120.0');
  });
});
