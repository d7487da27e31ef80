/** Bad input: exit code 2, one sentence naming the field and the value, and no file written. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clonarium, emptyDirectory } from '../kit/clonarium';

/** A scenario that would run, so that each case below is wrong in one way only. */
const sound = {
  untilDays: 2,
  tumour: { founders: 10 },
  targets: [{ name: 'DHFR', variants: [{ name: 'L22R' }] }],
  drugs: [{ name: 'methotrexate', target: 'DHFR', kdMicromolar: 1e-5, response: 'inhibitor' }],
};
const tumour = (change: object) => ({ ...sound, tumour: { ...sound.tumour, ...change } });
const drug = (change: object) => ({ ...sound, drugs: [{ ...sound.drugs[0], ...change }] });
const target = (change: object) => ({ ...sound, targets: [{ ...sound.targets[0], ...change }] });

/** Name, document (text, or an object written as JSON), and what the sentence must contain. */
const malformed: [string, unknown, string[]][] = [
  ['an empty file', '', ['scenario', '""']],
  ['truncated JSON', JSON.stringify(sound).slice(0, 40), ['scenario', 'ends early']],
  ['a trailing comma', '{"seed": 3,}', ['scenario', 'line 1', '}']],
  ['text that is no JSON', 'seed: 3', ['scenario', 'seed: 3']],
  ['binary rubbish', '\u0000\u0001PK', ['scenario']],
  ['a list', [], ['scenario', '[]']],
  ['null', 'null', ['scenario', 'null']],
  ['a bare number', '42', ['scenario', '42']],
  ['another version', { ...sound, version: 2 }, ['version', '2']],
  ['an unknown key at the top', { ...sound, sed: 3 }, ['sed', '3', 'seed']],
  ['an unknown key inside', tumour({ foundersCount: 7 }), ['tumour.foundersCount', '7']],
  ['a number as text', { ...sound, seed: '3' }, ['seed', '"3"']],
  ['a fractional seed', { ...sound, seed: 1.5 }, ['seed', '1.5']],
  ['a negative seed', { ...sound, seed: -1 }, ['seed', '-1']],
  ['a seed beyond 32 bits', { ...sound, seed: 2 ** 32 }, ['seed', '4294967296']],
  ['a step of nothing', { ...sound, stepHours: 0 }, ['stepHours', '0']],
  ['a year as step', { ...sound, stepHours: 8760 }, ['stepHours', '8760']],
  ['null for a number', { ...sound, untilDays: null }, ['untilDays', 'null']],
  ['an overflowing number', '{"untilDays": 1e999}', ['untilDays']],
  ['a million years', { ...sound, untilDays: 3.65e8 }, ['untilDays', '365000000']],
  ['a trillion founders', tumour({ founders: 1e12 }), ['tumour.founders', '1000000000000']],
  ['half a founder', tumour({ founders: 0.5 }), ['tumour.founders', '0.5']],
  ['no founder', tumour({ founders: 0 }), ['tumour.founders', '0']],
  ['a negative rate', tumour({ divisionPerDay: -1 }), ['tumour.divisionPerDay', '-1']],
  ['a true rate', tumour({ deathPerDay: true }), ['tumour.deathPerDay', 'true']],
  ['an unknown choice', tumour({ crowding: 'logistics' }), ['tumour.crowding', '"logistics"']],
  ['a probability above 1', target({ gainProbability: 1.2 }), ['targets[0].gainProbability', '1.2']],
  [
    'probabilities above 1 together',
    target({ gainProbability: 0.7, lossProbability: 0.6 }),
    ['1.3', 'alterations'],
  ],
  ['an object for a list', { ...sound, drugs: {} }, ['drugs', '{}']],
  ['five drugs', { ...sound, drugs: Array(5).fill(sound.drugs[0]) }, ['drugs', '5']],
  [
    'two drugs of one name',
    { ...sound, drugs: [sound.drugs[0], sound.drugs[0]] },
    ['drugs[1].name', '"methotrexate"'],
  ],
  ['a number among drugs', { ...sound, drugs: [7] }, ['drugs[0]', '7']],
  ['an unknown target', drug({ target: 'DHRF' }), ['drugs[0].target', '"DHRF"', 'DHFR']],
  ['tight binding without a Kd', drug({ kdMicromolar: 0 }), ['drugs[0].kdMicromolar', '0']],
  ['a negative Kd', drug({ kdMicromolar: -1e-5 }), ['drugs[0].kdMicromolar', '-0.00001']],
  ['a dose in words', drug({ schedule: { doseMg: '400 mg' } }), ['drugs[0].schedule.doseMg', '"400 mg"']],
  ['a misspelt dose', drug({ schedule: { dosemg: 400 } }), ['drugs[0].schedule.dosemg', '400', 'doseMg']],
  ['a name as long as a book', drug({ name: 'x'.repeat(5000) }), ['drugs[0].name', '5000']],
  ['an unknown route', drug({ pharmacokinetics: { route: 'iv' } }), ['route', '"iv"']],
  [
    'a hundred thousand targets',
    { ...sound, targets: Array(100_000).fill(sound.targets[0]) },
    ['targets', '100000'],
  ],
  ['an output every second', { ...sound, untilDays: 36_000, outputEveryHours: 0.01 }, ['0.01']],
];

describe.concurrent('malformed scenarios', () => {
  it.for(malformed)('%s', async ([, document, expected], { expect }) => {
    const text = typeof document === 'string' ? document : JSON.stringify(document);
    await refused(['run', 'scenario.json', '--out', 'results'], expected, expect, text);
  });

  it('would run without its one mistake', async () => {
    const directory = emptyDirectory();
    writeFileSync(join(directory, 'scenario.json'), JSON.stringify(sound));
    const { code, stderr } = await clonarium(['run', 'scenario.json', '--json'], { cwd: directory });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

/** Arguments after `run`, and what the sentence must contain. */
const badArguments: [string[], string[]][] = [
  [[], ['scenario', 'selection']],
  [['selektion'], ['scenario', '"selektion"', 'selection']],
  [['missing.json'], ['scenario', '"missing.json"']],
  [['directory'], ['scenario', '"directory"']],
  [['selection', 'more'], ['more']],
  [['selection', '--sed', '3'], ['--sed']],
  [['selection', '--seed'], ['--seed']],
  [
    ['selection', '--seed', 'one'],
    ['--seed', '"one"'],
  ],
  [
    ['selection', '--seed=-1'],
    ['--seed', '"-1"'],
  ],
  [
    ['selection', '--seed', '4294967296'],
    ['--seed', '"4294967296"'],
  ],
  [
    ['selection', '--seed', '1', '--seed', '2'],
    ['--seed', '2 times'],
  ],
  [
    ['selection', '--until', '400'],
    ['--until', '"400"'],
  ],
  [
    ['selection', '--until', '0d'],
    ['until', '0'],
  ],
  [
    ['selection', '--until', '1e9w'],
    ['until', '7000000000'],
  ],
  [
    ['selection', '--until-cells', '1e5.5'],
    ['--until-cells', '"1e5.5"'],
  ],
  [
    ['selection', '--until-cells', '1e12'],
    ['ells', '1e12'],
  ],
  [
    ['selection', '--replicates', '0'],
    ['--replicates', '"0"'],
  ],
  [
    ['selection', '--replicates', '2', '--seed', '4294967295'],
    ['--replicates', '2', '4294967295'],
  ],
  [
    ['selection', '--variant', 'fast'],
    ['--variant', '"fast"'],
  ],
  [
    ['selection', '--threads', '0'],
    ['--threads', '"0"'],
  ],
  [
    ['selection', '--memory', 'lots'],
    ['--memory', '"lots"'],
  ],
  [
    ['selection', '--memory', '8GiB'],
    ['--memory', '"8GiB"'],
  ],
  [
    ['selection', '--set', 'seed'],
    ['--set', '"seed"'],
  ],
  [
    ['selection', '--set', 'sed=3'],
    ['sed', 'seed'],
  ],
  [
    ['selection', '--set', 'seed=three'],
    ['seed', '"three"'],
  ],
  [['selection', '--set', 'tumour=3'], ['tumour']],
  [['selection', '--set', 'drugs[9].hill=2'], ['drugs[9].hill']],
  [
    ['selection', '--set', 'tumour.divisionPerDay=-2'],
    ['tumour.divisionPerDay', '-2'],
  ],
  [['selection', '--set', '__proto__.polluted=1'], ['__proto__']],
  [['selection', '--set', 'constructor.name=1'], ['constructor']],
  [
    ['selection', '--out', ''],
    ['--out', '""'],
  ],
  [
    ['selection', '--out', 'file'],
    ['--out', 'file'],
  ],
  [
    ['selection', '--out', 'file/below'],
    ['--out', 'file'],
  ],
];

describe.concurrent('bad arguments', () => {
  it.for(badArguments)('run %j', async ([args, expected], { expect }) => {
    const out = args.includes('--out') ? [] : ['--out', 'results'];
    await refused(['run', ...args, ...out], expected, expect);
  });

  it.for<[string[], string[]]>([
    [['walk'], ['command', '"walk"', 'run']],
    [['toString'], ['command', '"toString"']],
    [['presets', 'x'], ['x']],
    [['schema', '--json'], ['--json']],
  ])('%j', async ([args, expected], { expect }) => {
    await refused(args, expected, expect);
  });
});

async function refused(
  args: string[],
  expected: string[],
  expectThat: typeof expect,
  scenario?: string,
): Promise<void> {
  const directory = emptyDirectory();
  mkdirSync(join(directory, 'directory'));
  writeFileSync(join(directory, 'file'), '');
  if (scenario !== undefined) writeFileSync(join(directory, 'scenario.json'), scenario);
  const before = readdirSync(directory);
  const { code, stdout, stderr } = await clonarium(args, { cwd: directory });
  expectThat(code, stderr).toBe(2);
  expectThat(stdout).toBe('');
  expectThat(stderr.trimEnd().split('\n'), 'one line').toHaveLength(1);
  expectThat(stderr).toMatch(/^clonarium: .*[.?]\n$/);
  for (const part of expected) expectThat(stderr).toContain(part);
  expectThat(readdirSync(directory)).toEqual(before);
}
