/** A report as text in columns. */
import type { CheckpointRow } from './checkpoints';
import { PHASES } from './phases';
import { type Report, size } from './report';
import type { Row } from './suite';

export function machineLine({ machine, engine, commit, date }: Report): string {
  return (
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${engine}, commit ${commit}, ` +
    `${date.slice(0, 10)}, load before ${machine.loadBefore}`
  );
}

const WIDTHS = [6, 5, 10, 9];
const COLUMN = 10;

/** `simd`, `simd×2`, `native×2`. */
export function label({ variant, threads }: { variant: string; threads: number }): string {
  return threads === 1 ? variant : `${variant}×${threads}`;
}

export function tableHead(labels: string[]): string {
  const names = ['cells', 'drugs', 'phenotypes', 'response'].map((name, i) => name.padStart(WIDTHS[i]!));
  const columns = [...labels, ...ratioNames(labels), 'simd/ref', 'serial', 'events', 'bytes/cell', 'hash'];
  return (
    'ns per cell-step, least of the repeats; ratios of speed; serial: share of a step that no thread divides\n' +
    [...names, ...columns.map((name) => name.padStart(COLUMN))].join(' ')
  );
}

/** One line per case, a column per subject. */
export function tableLine(labels: string[], rows: Row[]): string {
  const [first] = rows;
  const simd = rows.find((row) => label(row) === 'simd');
  const widest = rows.filter(({ variant }) => variant === 'simd').at(-1);
  const times = labels.map((name) => {
    const row = rows.find((own) => label(own) === name);
    return row ? short(row.nsPerCellStep) : '–';
  });
  const rest = [
    ...ratios(labels, rows),
    simd?.ratioToReference?.toFixed(0) ?? '–',
    percent(widest?.serialShare),
    percent(first!.eventsPerCellStep),
    first!.bytesPerCell.toFixed(2),
    agreement(rows),
  ];
  const names = [size(first!.cells), String(first!.drugs), String(first!.phenotypes), first!.response];
  return [
    ...names.map((name, i) => name.padStart(WIDTHS[i]!)),
    ...[...times, ...rest].map((text) => text.padStart(COLUMN)),
  ].join(' ');
}

/** Against native code with as many threads, of both widths, and against one thread. */
function ratioNames(labels: string[]): string[] {
  const narrow = labels.includes('native128');
  return threadsIn(labels).flatMap((threads) => {
    const times = threads === 1 ? '' : `×${threads}`;
    const names = [`${times}/native`, ...(narrow ? [`${times}/nat128`] : [])];
    return threads === 1 ? names : [...names, `${times}/×1`];
  });
}

function ratios(labels: string[], rows: Row[]): string[] {
  const narrow = labels.includes('native128');
  return threadsIn(labels).flatMap((threads) => {
    const row = rows.find((own) => own.variant === 'simd' && own.threads === threads);
    const toNative = [row?.ratioToNative, ...(narrow ? [row?.ratioToNative128] : [])];
    const all = threads === 1 ? toNative : [...toNative, row?.ratioToOneThread];
    return all.map((ratio) => ratio?.toFixed(2) ?? '–');
  });
}

function threadsIn(labels: string[]): number[] {
  return labels.flatMap((name) => {
    const found = /^simd(?:×(\d+))?$/.exec(name);
    return found ? Number(found[1] ?? 1) : [];
  });
}

function agreement(rows: Row[]): string {
  if (rows.some(({ hashAgrees }) => hashAgrees === false)) return 'DIFFERS';
  return rows.some(({ hashAgrees }) => hashAgrees) ? 'equal' : '–';
}

/** Where the time of a step goes, in microseconds and shares, for rows whose kernel keeps the time. */
export function phaseTable(rows: Row[]): string[] {
  const timed = rows.filter(({ phases, variant }) => phases !== null && variant === 'simd');
  if (timed.length === 0) return [];
  const names = ['cells', 'drugs', 'phenotypes', 'response'].map((name, i) => name.padStart(WIDTHS[i]!));
  const columns = ['threads', ...PHASES, 'serial'].map((name) => name.padStart(17));
  return [
    'microseconds per step and share of the step; several threads time the events of a tile with its sweep',
    [...names, ...columns].join(' '),
    ...timed.map((row) => {
      const own = [size(row.cells), String(row.drugs), String(row.phenotypes), row.response];
      const phases = row.phases ?? { environment: 0, sweep: 0, events: 0, barrier: 0 };
      const total = PHASES.reduce((sum, phase) => sum + phases[phase], 0);
      const cells = [
        label(row),
        ...PHASES.map((phase) => `${short(phases[phase] * 1e6)} (${percent(phases[phase] / total)})`),
        percent(row.serialShare),
      ];
      return [
        ...own.map((text, i) => text.padStart(WIDTHS[i]!)),
        ...cells.map((text) => text.padStart(17)),
      ].join(' ');
    }),
  ];
}

export function checkpointLine(row: CheckpointRow): string {
  return (
    `checkpoint of ${size(row.cells)} cells: ${row.bytesPerCell.toFixed(2)} bytes per cell, ` +
    `saved at ${row.savedMegabytesPerSecond.toFixed(0)} MB/s, ` +
    `restored at ${row.restoredMegabytesPerSecond.toFixed(0)} MB/s, ` +
    `hash ${row.hashAgrees ? 'equal' : 'DIFFERS'}`
  );
}

function short(value: number): string {
  return value < 100 ? value.toFixed(2) : value.toFixed(0);
}

function percent(share: number | null | undefined): string {
  return share === null || share === undefined ? '–' : `${(100 * share).toFixed(2)}%`;
}
