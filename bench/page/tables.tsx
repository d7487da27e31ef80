/** What was measured, in numbers. */
import { exact } from '../../src/ui/words/format';
import { caseKey } from '../cases';
import type { CheckpointRow } from '../checkpoints';
import { PHASES } from '../phases';
import type { Row } from '../suite';
import { cellsName, kindHelp, kindName, nanoseconds, threadsName } from './words';

const percent = (share: number | null | undefined) =>
  share === null || share === undefined ? '–' : `${(100 * share).toFixed(share < 0.0995 ? 2 : 1)}%`;

/** Largest populations first: they are what the speed is judged by. */
function sizesIn(rows: Row[]): number[] {
  const measured = rows.filter(({ variant }) => variant !== 'reference');
  return [...new Set(measured.map(({ cells }) => cells))].sort((a, b) => b - a);
}

export function CaseTable({ rows, threads }: { rows: Row[]; threads: number[] }) {
  const most = threads.at(-1) ?? 1;
  const column = (count: number) => (count === 1 || count === most ? undefined : 'wide');
  if (rows.length === 0)
    return <p class="empty">Each case will be a row here: time per cell and step, bytes, hash.</p>;
  return (
    <table class="cases">
      <caption>
        Nanoseconds per cell and step, least of the repeats. Mixed: a thousand phenotypes dealt out at random.
      </caption>
      <thead>
        <tr>
          <th scope="col">case</th>
          {threads.map((count) => (
            <th key={count} scope="col" class={column(count)}>
              {threadsName(count)}
            </th>
          ))}
          {most > 1 && (
            <th scope="col" title={`Speed on ${most} threads relative to one`}>
              × one
            </th>
          )}
          <th scope="col" class="wide" title="Without SIMD, one thread">
            scalar
          </th>
          <th scope="col" class="wide" title="The readable kernel in plain TypeScript, at 10,000 cells">
            plain
          </th>
          <th scope="col" class="wide" title="Million cells stepped per second, most threads">
            M cells/s
          </th>
          <th scope="col" class="wide">
            bytes/cell
          </th>
          <th scope="col" class="wide" title="Share of a step that threads do not divide">
            serial
          </th>
          <th scope="col">hash</th>
        </tr>
      </thead>
      {sizesIn(rows).map((cells) => (
        <Size key={cells} cells={cells} rows={rows} threads={threads} column={column} />
      ))}
    </table>
  );
}

interface SizeProps {
  cells: number;
  rows: Row[];
  threads: number[];
  column(count: number): string | undefined;
}

function Size({ cells, rows, threads, column }: SizeProps) {
  const cases = new Map(rows.filter((row) => row.cells === cells).map((row) => [caseKey(row), row]));
  const most = threads.at(-1) ?? 1;
  return (
    <tbody data-cells={cells}>
      <tr class="size">
        <th colSpan={99} scope="rowgroup">
          {cellsName(cells)}
        </th>
      </tr>
      {[...cases].map(([key, own]) => {
        const of = (variant: string, count: number) =>
          rows.find((row) => caseKey(row) === key && row.variant === variant && row.threads === count);
        const widest = of('simd', most);
        const plain = rows.find((row) => row.variant === 'reference' && kindName(row) === kindName(own));
        return (
          <tr key={key}>
            <th scope="row" title={kindHelp(own)}>
              {kindName(own)}
            </th>
            {threads.map((count) => (
              <Time key={count} row={of('simd', count)} style={column(count)} />
            ))}
            {most > 1 && <td>{widest?.ratioToOneThread?.toFixed(2) ?? '–'}</td>}
            <Time row={of('scalar', 1)} style="wide" />
            <Time row={plain} style="wide" />
            <td class="wide">{widest ? exact(widest.cellStepsPerSecond / 1e6) : '–'}</td>
            <td class="wide">{own.bytesPerCell.toFixed(2)}</td>
            <td class="wide">{percent(widest?.serialShare)}</td>
            <Hash rows={rows.filter((row) => caseKey(row) === key)} />
          </tr>
        );
      })}
    </tbody>
  );
}

function Time({ row, style }: { row: Row | undefined; style: string | undefined }) {
  if (!row) return <td class={style}>–</td>;
  const title = `median ${nanoseconds(row.nsPerCellStepMedian)} of ${row.repeats} repeats of ${row.stepsPerRepeat} steps`;
  return (
    <td class={style} title={title}>
      {nanoseconds(row.nsPerCellStep)}
    </td>
  );
}

function Hash({ rows }: { rows: Row[] }) {
  const differs = rows.some(({ hashAgrees }) => hashAgrees === false);
  const known = rows.some(({ hashAgrees }) => hashAgrees !== null);
  const title = rows.map(({ variant, threads, hash }) => `${variant} ${threads}: ${hash}`).join('\n');
  return (
    <td class={differs ? 'hash differs' : 'hash'} title={title}>
      {differs ? 'differs' : known ? 'equal' : '–'}
    </td>
  );
}

/** What one thread does alone; a narrow page shows the sum of both as the serial share. */
const ALONE: ReadonlySet<string> = new Set(['environment', 'barrier']);

/** Of the largest populations measured. */
export function PhaseTable({ rows }: { rows: Row[] }) {
  const [largest] = sizesIn(rows);
  const timed = rows.filter((row) => row.phases && row.variant === 'simd' && row.cells === largest);
  if (timed.length === 0 || largest === undefined) return null;
  return (
    <table class="phases">
      <caption>
        Where a step of {cellsName(largest)} goes: milliseconds and share. One thread alone does environment
        and barrier, the serial part; several threads do the events of a tile right after its sweep, timed as
        one.
      </caption>
      <thead>
        <tr>
          <th scope="col">case</th>
          <th scope="col">threads</th>
          {PHASES.map((phase) => (
            <th key={phase} scope="col" class={ALONE.has(phase) ? 'wide' : undefined}>
              {phase}
            </th>
          ))}
          <th scope="col">serial</th>
        </tr>
      </thead>
      <tbody>
        {timed.map((row) => {
          const total = PHASES.reduce((sum, phase) => sum + (row.phases?.[phase] ?? 0), 0);
          return (
            <tr key={`${caseKey(row)} ${row.threads}`}>
              <th scope="row">{kindName(row)}</th>
              <td>{row.threads}</td>
              {PHASES.map((phase) => (
                <td key={phase} class={ALONE.has(phase) ? 'wide' : undefined}>
                  <span class="wide">{nanoseconds((row.phases?.[phase] ?? 0) * 1e3)}</span>{' '}
                  <span class="share">{percent((row.phases?.[phase] ?? 0) / total)}</span>
                </td>
              ))}
              <td>{percent(row.serialShare)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

export function CheckpointTable({ rows }: { rows: CheckpointRow[] }) {
  if (rows.length === 0) return null;
  return (
    <table class="checkpoints">
      <caption>
        Saving a population and restoring it, in memory, with checksums and the hash of the state.
      </caption>
      <thead>
        <tr>
          <th scope="col">cells</th>
          <th scope="col">saved, MB/s</th>
          <th scope="col">restored, MB/s</th>
          <th scope="col">bytes/cell</th>
          <th scope="col">hash</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.cells}>
            <th scope="row">{cellsName(row.cells)}</th>
            <td>{row.savedMegabytesPerSecond.toFixed(0)}</td>
            <td>{row.restoredMegabytesPerSecond.toFixed(0)}</td>
            <td>{row.bytesPerCell.toFixed(2)}</td>
            <td class={row.hashAgrees ? 'hash' : 'hash differs'}>{row.hashAgrees ? 'equal' : 'differs'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
