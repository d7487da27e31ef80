/** Tables of founder cells that a scenario names by file: read, and put in their place as the scenario keeps them. */
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { ScenarioError } from '../../scenario/schema';
import { cellsText } from '../../scenario/tables/cells';
import { CELLS_PATH } from '../../scenario/tables/founders';
import { quote } from '../options';
import { codeOf } from '../print';
import { at } from './document';

const FILE_NAME = /^[^\n]{1,1000}\.csv$/i;
const MOST_BYTES = 512 * 2 ** 20;

/**
 * The document with the table itself where it names a file.
 * @param directory which the name is relative to
 */
export function withCells(document: unknown, directory: string): unknown {
  const name = at(at(document, 'tumour'), 'cells');
  if (typeof name !== 'string' || !FILE_NAME.test(name)) return document;
  const copy = structuredClone(document) as { tumour: { cells: string } };
  copy.tumour.cells = tableText(name, directory);
  return copy;
}

/** Whether a value of `--set` names a table. */
export const namesTable = (path: string, value: unknown): value is string =>
  path === CELLS_PATH && typeof value === 'string' && FILE_NAME.test(value);

/** @throws ScenarioError in one sentence */
export function tableText(name: string, directory: string): string {
  const file = resolve(directory, name);
  const refused = (why: string) => new ScenarioError(`${CELLS_PATH}: ${quote(name)} ${why}.`);
  let text: string;
  try {
    const { size } = statSync(file);
    if (size > MOST_BYTES) throw refused(`has ${size} bytes, more than ${MOST_BYTES}`);
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof ScenarioError) throw error;
    throw refused(`cannot be read (${codeOf(error)})`);
  }
  const kept = cellsText(text);
  if (kept === '') throw refused('is empty');
  return kept;
}
