import { presets } from '../scenario/presets/index';
import { type OptionTable, parseOptions } from './options';
import { print } from './print';

export const presetsOptions: OptionTable = {
  json: { help: 'one JSON array: id, title, about, scenario' },
};

export function listPresets(args: string[]): void {
  const options = parseOptions(args, presetsOptions, 0);
  if (options.flag('json')) {
    print(`${JSON.stringify(presets, null, 2)}\n`);
    return;
  }
  const width = Math.max(...presets.map(({ id }) => id.length));
  const indent = ' '.repeat(width + 2);
  const entries = presets.map(
    ({ id, title, about }) =>
      `${id.padEnd(width)}  ${title}\n${wrap(about, 100 - indent.length)
        .map((line) => `${indent}${line}\n`)
        .join('')}`,
  );
  print(entries.join('\n'));
}

function wrap(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    const last = lines[lines.length - 1]!;
    if (last === '') lines[lines.length - 1] = word;
    else if (last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
