/** How results of checks are written: as in the terminal. */
import type { Result } from '../../verify/check';
import { digits, exact } from '../words/format';

const SYMBOL: Record<Result['statistic'], string> = {
  z: 'z',
  relative: 'relative',
  patients: 'relative',
  difference: 'difference',
  count: 'unequal',
};

/** Theory and measurement are compared: four digits show where they part. */
export function compared(value: number | string): string {
  if (typeof value === 'string') return value.slice(0, 12);
  if (value === Number.POSITIVE_INFINITY) return '∞';
  const size = Math.abs(value);
  if (size >= 1e9 || (size < 1e-3 && size > 0)) return digits(value);
  if (size >= 1e4 || Number.isInteger(value)) return signed(exact(value));
  return signed(String(Number(value.toPrecision(4))));
}

const signed = (text: string) => text.replace(/^-/, '−');

export const statistic = ({ statistic, value }: Result): string =>
  `${SYMBOL[statistic]} ${statistic === 'count' ? exact(value) : signed(digits(Number(value.toPrecision(2))))}`;

/** All results as a file that a spreadsheet reads. */
export function resultsCsv(results: readonly Result[]): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const rows = results.map(({ group, name, theory, expected, measured, statistic, value, limit, pass }) =>
    [quoted(group), quoted(name), quoted(theory), expected, measured, statistic, value, limit, pass].join(),
  );
  return `group,check,source,theory,measured,statistic,value,limit,pass\n${rows.join('\n')}\n`;
}
