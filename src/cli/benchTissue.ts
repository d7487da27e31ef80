/** `clonarium bench --tissue`: how fast this machine steps cells with places and the fields between them. */
import { TISSUE_CASES } from '../../bench/tissue/cases';
import { measureTissue, type TissueRow } from '../../bench/tissue/measure';

const HEAD = [
  'case',
  'threads',
  'cells',
  'ns/cell-step',
  'median',
  'steps/s',
  '× 1 thread',
  'B/cell',
  'hash',
];

/** @param threads most threads to measure beside one */
export async function benchTissue(threads: number, quick: boolean, json: boolean): Promise<void> {
  const print = (text: string) => {
    if (!json) process.stdout.write(`${text}\n`);
  };
  const rows: TissueRow[] = [];
  print(line(HEAD));
  for (const own of quick ? TISSUE_CASES.slice(0, 1) : TISSUE_CASES) {
    const counts = threads > 1 ? [1, threads] : [1];
    for (const row of await measureTissue(own, counts, quick ? 3 : 7, quick ? 4 : 6)) {
      rows.push(row);
      print(line(columns(row)));
    }
  }
  if (json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
}

function columns(row: TissueRow): string[] {
  return [
    row.case,
    String(row.threads),
    `${(row.cells / 1e6).toFixed(2)} M`,
    row.nsPerCellStep.toFixed(2),
    row.nsPerCellStepMedian.toFixed(2),
    row.stepsPerSecond.toFixed(1),
    row.ratioToOneThread.toFixed(2),
    row.bytesPerCell.toFixed(1),
    row.hash,
  ];
}

function line(columns: readonly string[]): string {
  const [first = '', ...others] = columns;
  return first.padEnd(30) + others.map((column) => column.padStart(column.length > 12 ? 18 : 13)).join('');
}
