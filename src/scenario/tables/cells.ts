/** A table of cells, a row each, as founders are read from it: docs/running.md says which columns there may be. */
import { ScenarioError } from '../words/error';
import { shown } from '../words/text';
import { rowsOf } from './csv';
import { CELLS_PATH } from './founders';
import { isOfGenotype } from './genotypeColumns';

const PLACES = new Set(['x', 'y', 'z', 'type', 'compartment']);

/** A column's name without what marks it as one that PhysiCell has no name for. */
const plainName = (name: string) => name.trim().replace(/^custom:/, '');

/**
 * Rows of a table, the names of its columns first.
 * @throws ScenarioError where a row has more or fewer fields than there are columns
 */
export function* cellRows(text: string): Generator<string[], void> {
  const plain = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  let names: string[] | null = null;
  let row = 0;
  for (const fields of rowsOf([plain])) {
    row++;
    if (names === null) {
      names = fields.map(plainName);
      const twice = names.find((name, at) => name !== '' && names?.indexOf(name) !== at);
      if (twice !== undefined) throw damaged(row, twice, 'is there twice.');
      yield names;
      continue;
    }
    // An empty line.
    if (fields.length === 1 && fields[0] === '' && names.length > 1) continue;
    if (fields.length !== names.length) {
      throw new ScenarioError(
        `${CELLS_PATH}: row ${row} has ${fields.length} fields, and the header ${names.length} columns.`,
      );
    }
    yield [...fields, String(row)];
  }
}

/** The error of one field. Rows are those of the file, the header being the first. */
export function damaged(row: number | string, column: string, why: string): ScenarioError {
  return new ScenarioError(`${CELLS_PATH}: row ${row}, column ${shown(column)}: ${why}`);
}

/**
 * What of a file founders are read from, as a scenario keeps it.
 * @throws ScenarioError as {@link cellRows} does
 */
export function cellsText(csv: string): string {
  let kept: number[] | null = null;
  const lines: string[] = [];
  for (const fields of cellRows(csv)) {
    kept ??= [...fields.keys()].filter(
      (at) => PLACES.has(fields[at] ?? '') || isOfGenotype(fields[at] ?? ''),
    );
    lines.push(kept.map((at) => quoted(fields[at] ?? '')).join(','));
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

const quoted = (field: string) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
