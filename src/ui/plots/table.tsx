/** The numbers behind a plot as a table, thinned to what one reads. */
import { useEffect, useState } from 'preact/hooks';
import { digits, exact } from '../words/format';

const ROWS = 60;
const AGAIN_MILLISECONDS = 1000;

/** Header and rows of a CSV text, of many rows as many evenly spaced ones as there is room for, the last included. */
export function tableOf(text: string, most = ROWS): { header: string[]; rows: string[][] } {
  const [header = '', ...lines] = text.trim().split('\n');
  const every = Math.max(1, Math.ceil(lines.length / most));
  const kept = lines.filter((_, index) => (lines.length - 1 - index) % every === 0);
  return { header: header.split(','), rows: kept.map((line) => line.split(',')) };
}

function written(cell: string): string {
  const value = Number(cell);
  if (cell === '' || Number.isNaN(value)) return cell;
  return Number.isInteger(value) ? exact(value) : digits(value);
}

interface DataTableProps {
  title: string;
  /** The CSV. */
  read(): string;
}

export function DataTable({ title, read }: DataTableProps) {
  const [text, setText] = useState(read);
  useEffect(() => {
    const timer = setInterval(() => setText(read()), AGAIN_MILLISECONDS);
    return () => clearInterval(timer);
  }, []);
  const { header, rows } = tableOf(text);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <section class="plot-table" tabIndex={0} aria-label={`${title}, table`}>
      <table>
        <thead>
          <tr>
            {header.map((name) => (
              <th key={name} scope="col">
                {name.replaceAll('_', ' ')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row[0]}>
              {row.map((cell, column) => (
                <td key={header[column]}>{written(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
