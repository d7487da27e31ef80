/** `clonarium sources`: what every number of the tables rests on, as a Markdown page. */
import { type MarkedNumber, markCounts, markedNumbers } from '../scenario/marks';
import { type MarkKind, markText, sources } from '../scenario/sources';
import { parseOptions } from './options';

const HEADINGS: Record<MarkKind, string> = { cited: 'Cited', derived: 'Derived', assumed: 'Assumed' };

export function printSources(args: string[]): void {
  parseOptions(args, {}, 0);
  process.stdout.write(sourcesPage());
}

export function sourcesPage(): string {
  const numbers = markedNumbers();
  const { cited, derived, assumed } = markCounts(numbers);
  const parts = (['cited', 'derived', 'assumed'] as const).map(
    (kind) => `## ${HEADINGS[kind]}\n\n${table(numbers.filter(({ mark }) => mark.kind === kind))}`,
  );
  const used = Object.values(sources)
    .slice()
    .sort((a, b) => a.localeCompare(b, 'en'));
  return [
    '# Where the numbers come from',
    'Written by `clonarium sources`. Of each number: *cited*, its source gives this number, at the place named; ' +
      '*derived*, it follows from numbers of the sources by the calculation stated; *assumed*, chosen by us, right in ' +
      'order of magnitude only. Values of presets that are not listed here are assumed.',
    `${numbers.length} numbers: ${cited} cited, ${derived} derived, ${assumed} assumed.`,
    ...parts,
    `## Sources\n\n${used.map((each) => `- ${each}`).join('\n')}`,
  ]
    .join('\n\n')
    .concat('\n');
}

function table(numbers: readonly MarkedNumber[]): string {
  const rows = numbers.map(({ name, value, unit, mark }) => {
    const sentence = markText(mark).replace(/^\w+:? (from )?/, '');
    return `| ${name} | ${format(value)}${unit === '' ? '' : ` ${unit}`} | ${sentence} |`;
  });
  return ['| number | value | |', '|---|---|---|', ...rows].join('\n');
}

function format(value: MarkedNumber['value']): string {
  return typeof value === 'number' ? String(Number(value.toPrecision(4))) : String(value);
}
