/** `clonarium verify`: the simulation against theory, as a table that a reviewer can read. */
import { createKernel } from '../kernel/kernel';
import { measureAblations, measureMatrix, type Shift } from '../verify/mechanisms';
import { LIMITS, type Result, verify as results, type Statistic } from '../verify/verify';
import { type OptionTable, parseOptions, wholeNumber } from './options';

export const verifyOptions: OptionTable = {
  mechanisms: {
    help: 'instead: how much more drug each mechanism lets a cell bear, measured and in closed form',
  },
  matrix: { help: 'instead: the same for every mechanism and every drug of the catalogue' },
  seed: { value: 'N', help: 'other draws than those of the published table (default 0)' },
  json: { help: 'print one JSON object instead of tables' },
};

const SYMBOL: Record<Statistic, string> = {
  z: 'z',
  relative: 'rel.',
  difference: 'diff.',
  count: 'unequal',
  patients: 'rel.',
};
/** A shift passes below this relative error. */
const SHIFT_LIMIT = LIMITS.relative;

export async function verify(args: string[]): Promise<void> {
  const options = parseOptions(args, verifyOptions, 0);
  const seed = wholeNumber('seed', options.text('seed') ?? '0', 0, 4000);
  const json = options.flag('json');
  const [mechanisms, matrix] = [options.flag('mechanisms'), options.flag('matrix')];
  const print = (text: string) => {
    if (!json) process.stdout.write(`${text}\n`);
  };
  const began = performance.now();
  const kernel = await createKernel('simd');
  const report: { checks?: Result[]; mechanisms?: Shift[]; matrix?: Shift[] } = {};
  if (!mechanisms && !matrix) report.checks = await runChecks(results(kernel, seed), print);
  if (mechanisms) report.mechanisms = runAblations(measureAblations(kernel), print);
  if (matrix) report.matrix = runMatrix(measureMatrix(kernel), print);
  kernel.close();
  const shifts = [...(report.mechanisms ?? []), ...(report.matrix ?? [])];
  const failed =
    (report.checks ?? []).filter(({ pass }) => !pass).length +
    shifts.filter(({ error }) => !(error < SHIFT_LIMIT)).length;
  const seconds = (performance.now() - began) / 1000;
  const all = (report.checks ?? []).length + shifts.length;
  print(
    `\n${failed === 0 ? `All ${all} hold` : `${failed} of ${all} do not hold`}; ${seconds.toFixed(0)} s, seed ${seed}.`,
  );
  if (json)
    process.stdout.write(`${JSON.stringify({ pass: failed === 0, seed, seconds, ...report }, null, 2)}\n`);
  if (failed > 0) process.exitCode = 1;
}

async function runChecks(found: AsyncIterable<Result>, print: (text: string) => void): Promise<Result[]> {
  const all: Result[] = [];
  const widths = [78, 12, 12, 15, 7];
  print(line(['', 'theory', 'measured', 'statistic', 'limit', ''], widths));
  let [group, source] = ['', ''];
  for await (const result of found) {
    if (result.group !== group) print(`\n${result.group}`);
    if (result.theory !== source) print(`  ${result.theory}`);
    [group, source] = [result.group, result.theory];
    const { name, expected, measured, statistic, value, limit, pass } = result;
    const size = `${SYMBOL[statistic]} ${number(value, 2)}`;
    print(
      line(
        [`    ${name}`, number(expected), number(measured), size, `≤ ${limit}`, pass ? 'ok' : 'FAILS'],
        widths,
      ),
    );
    all.push(result);
  }
  return all;
}

function runAblations(shifts: Iterable<Shift>, print: (text: string) => void): Shift[] {
  const all: Shift[] = [];
  const widths = [40, 14, 12, 12, 9];
  print('Half-effect level of an altered cell over that of a normal one (∞: no level has an effect)\n');
  print(line(['mechanism', 'drug', 'closed form', 'measured', 'error', ''], widths));
  for (const shift of shifts) {
    const { mechanism, drug, theory, measured, error } = shift;
    const passes = error < SHIFT_LIMIT ? 'ok' : 'FAILS';
    print(
      line(
        [mechanism, drug, number(theory), number(measured), `${(error * 100).toFixed(2)}%`, passes],
        widths,
      ),
    );
    all.push(shift);
  }
  return all;
}

function runMatrix(shifts: Iterable<Shift>, print: (text: string) => void): Shift[] {
  const all = [...shifts];
  const drugs = [...new Set(all.map(({ drug }) => drug))];
  const mechanisms = [...new Set(all.map(({ mechanism }) => mechanism))];
  const widths = [20, ...drugs.map(() => 8)];
  print('\nHalf-effect level of an altered cell over that of a normal one, as measured (· : no change)\n');
  print(line(['', ...drugs.map((drug) => (drug.length > 8 ? `${drug.slice(0, 7)}.` : drug))], widths));
  for (const mechanism of mechanisms) {
    const cells = drugs.map((drug) => {
      const shift = all.find((each) => each.drug === drug && each.mechanism === mechanism);
      const fold = shift?.measured ?? Number.NaN;
      return Math.abs(fold - 1) < 0.005 ? '·' : number(fold, 3);
    });
    print(line([mechanism, ...cells], widths));
  }
  const worst = all.reduce((a, b) => (b.error > a.error ? b : a));
  print(
    `\nLargest difference from the closed form: ${(worst.error * 100).toFixed(2)}% (${worst.drug}, ${worst.mechanism}).`,
  );
  return all;
}

/** First column flush left, the others flush right, the last as it is. */
function line(row: readonly string[], widths: readonly number[]): string {
  return row
    .map((text, column) => {
      const width = widths[column];
      if (width === undefined) return text;
      return column === 0 ? text.padEnd(width) : text.padStart(width);
    })
    .join('  ')
    .trimEnd();
}

function number(value: number | string, digits = 4): string {
  if (typeof value === 'string') return value.slice(0, 12);
  if (value === Infinity) return '∞';
  if (Number.isInteger(value)) return String(value);
  if (Math.abs(value) >= 1e5 || Math.abs(value) < 1e-4) return value.toExponential(digits - 1);
  return String(Number(value.toPrecision(digits)));
}
