/** `clonarium parameters`: every value of a scenario, as a Markdown page. */
import { type Parameter, parameters } from '../scenario/schema';
import { markText, sources } from '../scenario/sources';
import { parseOptions } from './options';
import { print } from './print';

export function printParameters(args: string[]): void {
  parseOptions(args, {}, 0);
  print(parametersPage());
}

export function parametersPage(): string {
  const parts = [...new Set(parameters.map(partOf))];
  const sections = parts.map((part) => {
    const own = parameters.filter((parameter) => partOf(parameter) === part);
    return `## ${part === '' ? 'Of the whole' : part}\n\n${table(own)}`;
  });
  return [
    '# Values of a scenario',
    'Written by `clonarium parameters` from their description. `[]` stands for each entry of a list, so that ' +
      '`drugs[].name` is set as `drugs[0].name`. What a document leaves out has its default. A value *at once* also ' +
      'acts when it is changed while a run is under way; others wait for a restart.',
    ...sections,
  ]
    .join('\n\n')
    .concat('\n');
}

const partOf = ({ path }: Parameter) => path.slice(0, Math.max(0, path.lastIndexOf('.')));

function table(list: readonly Parameter[]): string {
  const rows = list.map((parameter) =>
    [
      `\`${parameter.path.slice(parameter.path.lastIndexOf('.') + 1)}\``,
      defaultText(parameter),
      rangeText(parameter),
      parameter.unit,
      parameter.acts === 'now' ? 'at once' : '',
      aboutText(parameter),
    ].join(' | '),
  );
  const head = ['| value | default | allowed | unit | acts | |', '|---|---|---|---|---|---|'];
  return [...head, ...rows.map((row) => `| ${row} |`)].join('\n');
}

const defaultText = ({ kind, default: value }: Parameter) =>
  kind === 'text' && value === '' ? '' : `${value}`;

function rangeText({
  kind,
  options = [],
  min,
  max,
  integer,
  length: [shortest, longest] = [0, 0],
}: Parameter): string {
  switch (kind) {
    case 'choice':
      return options.join(', ');
    case 'boolean':
      return 'true, false';
    case 'text':
      return `text of ${shortest} to ${longest} characters`;
    case 'number':
      return `${min} to ${max}${integer ? ', whole' : ''}`;
    case 'value':
      return 'number, text or switch';
  }
}

function aboutText({ label, help, law, mark }: Parameter): string {
  const equation = law === null ? '' : ` Equation: ${sources[law]}.`;
  return `**${label}.** ${help}${equation}${mark === null ? '' : ` ${markText(mark)}`}`;
}
