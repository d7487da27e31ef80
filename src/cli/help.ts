/** Help texts, written from the same tables that parse the options and check the scenario. */
import { version } from '../../package.json';
import { presets } from '../scenario/presets/index';
import { type Parameter, parameters } from '../scenario/schema';
import { benchOptions } from './bench';
import { table } from './numbers';
import type { OptionTable } from './options';
import { runOptions } from './plan';
import { presetsOptions } from './presets';
import { forkOptions, resumeOptions } from './resume';
import { verifyOptions } from './verify';

export const VERSION: string = version;

interface CommandHelp {
  usage: string;
  about: string;
  options: OptionTable;
  more?: () => string;
}

const commands: Record<string, CommandHelp> = {
  run: {
    usage: 'clonarium run PRESET|FILE.json|- [options]',
    about: 'Runs a scenario to its end. "-" reads it from standard input.',
    options: runOptions,
    more: () => `\nValues that --set takes (arrays by index, e.g. drugs[0].…):\n\n${parameterTable()}`,
  },
  resume: {
    usage: 'clonarium resume CHECKPOINT [options]',
    about: 'Goes on with a run that --checkpoint has saved; it ends as if it had never been interrupted.',
    options: resumeOptions,
  },
  fork: {
    usage: 'clonarium fork CHECKPOINT --set PATH=VALUE [options]',
    about: 'Goes on with a saved run under another treatment; the checkpoint stays as it is.',
    options: forkOptions,
  },
  presets: {
    usage: 'clonarium presets [options]',
    about: 'Lists the scenarios that come with Clonarium.',
    options: presetsOptions,
  },
  schema: {
    usage: 'clonarium schema',
    about: 'Prints the JSON Schema of a scenario.',
    options: {},
  },
  parameters: {
    usage: 'clonarium parameters',
    about: 'Prints every value of a scenario: default, range, unit, meaning and what it rests on.',
    options: {},
  },
  sources: {
    usage: 'clonarium sources',
    about: 'Prints what every number of the tables rests on: cited, derived or assumed.',
    options: {},
  },
  verify: {
    usage: 'clonarium verify [options]',
    about: 'Holds the simulation against theory and published numbers, in less than two minutes.',
    options: verifyOptions,
  },
  bench: {
    usage: 'clonarium bench [options]',
    about: 'Measures nanoseconds per cell-step of every kernel, and of native code where clang or gcc is.',
    options: benchOptions,
  },
};

export function helpPage(): string {
  const rows = Object.values(commands).map(({ usage, about }) => [`  ${usage}`, about]);
  return (
    `Clonarium ${VERSION}: millions of individual cancer cells, their drugs and their resistance\n\n` +
    `${table(rows).join('\n')}\n\n` +
    'clonarium COMMAND --help tells more of a command; clonarium --version tells the version.\n' +
    `Presets: ${presets.map(({ id }) => id).join(', ')}\n` +
    'Exit codes: 0 done, 1 failed, 2 bad input, 130 interrupted.\n'
  );
}

export function commandHelp(name: string): string {
  const { usage, about, options, more } = commands[name]!;
  const rows = Object.entries(options).map(([option, { value, help }]) => [
    `  --${option}${value ? ` ${value}` : ''}`,
    help,
  ]);
  rows.push(['  --help', 'this text']);
  return `${usage}\n\n${about}\n\n${table(rows).join('\n')}\n${more?.() ?? ''}`;
}

function parameterTable(): string {
  const rows = parameters.map((parameter) => [
    `  ${parameter.path}`,
    rangeText(parameter),
    parameter.unit,
    parameter.label,
  ]);
  return `${table([['  path', 'default (range)', 'unit', 'meaning'], ...rows]).join('\n')}\n`;
}

function rangeText(parameter: Parameter): string {
  const standard = JSON.stringify(parameter.default) ?? '';
  if (parameter.options) return `${standard} (${parameter.options.join(' | ')})`;
  if (typeof parameter.min === 'number') return `${standard} (${parameter.min} … ${parameter.max})`;
  return standard;
}
