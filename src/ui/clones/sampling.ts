/** Which samples the page takes, how they are set on a tissue, and what they held when they were taken last. */
import type { SampleOptions } from '../../worker/protocol';
import { type PlacedPick, takePicks } from '../inspector/open';
import { report } from '../state/chosen';
import { answer, patient } from '../state/connection';
import { run } from '../state/run';
import { Store } from '../state/store';
import type { Site } from '../tissue/draw/messages';
import { shape } from '../tissue/state';

/** As the terminal's --samples says them. */
export const samples = new Store<readonly string[]>(['bulk', 'cells 100']);

export const without = (plans: readonly string[], index: number) => plans.filter((_, at) => at !== index);

interface Drawing {
  kind: 'region' | 'needle';
  /** The first of two clicks. */
  from: PlacedPick | null;
}

/** A sample that is being set; null: none. */
export const drawing = new Store<Drawing | null>(null);

/** A row of samples.csv. */
export interface Found {
  sample: string;
  kind: string;
  where: string;
  cells: string;
  normal_cells: string;
  clones: string;
}

export const found = new Store<readonly Found[]>([]);

/** Sites that a needle is thick. */
const NEEDLE_SITES = 3;

/** From now on two clicks on the tissue set a sample, and open no inspector. */
export function draw(kind: Drawing['kind']): void {
  takePicks(hear);
  drawing.set({ kind, from: null });
}

export function cancelDrawing(): void {
  if (drawing.value === null) return;
  drawing.set(null);
  takePicks(null);
}

/** In a dish place means nothing; both clicks are of one tissue. */
function hear({ compartment, at }: PlacedPick): void {
  const { value } = drawing;
  if (value === null || !run.value.status?.compartments[compartment]?.tissue) return;
  if (value.from === null || value.from.compartment !== compartment) {
    drawing.set({ ...value, from: { compartment, at } });
    return;
  }
  const plan = planOf(value.kind, value.from.at, at);
  cancelDrawing();
  if (plan !== null) samples.set([...samples.value, plan]);
}

/** Between two sites; null where no tissue is shown. */
function planOf(kind: Drawing['kind'], from: Site, to: Site): string | null {
  const { value: tissue } = shape;
  if (tissue === null) return null;
  const { size, siteMicrometres } = tissue;
  return planBetween(kind, from, to, { size, siteMicrometres });
}

/** The sample that two sites of a tissue set, µm from its middle: a circle from its middle to its edge, or a needle. */
export function planBetween(
  kind: Drawing['kind'],
  from: Site,
  to: Site,
  { size, siteMicrometres }: { size: readonly number[]; siteMicrometres: number },
): string {
  const place = (site: Site) =>
    size.map((sites, axis) => Number(((site[axis]! + 0.5 - sites / 2) * siteMicrometres).toPrecision(6)));
  if (kind === 'needle') return `needle ${place(from)} ${place(to)} ${NEEDLE_SITES * siteMicrometres}`;
  const sites = Math.hypot(...size.map((_, axis) => to[axis]! - from[axis]!));
  // A click twice on one site: that cell.
  return `region ${place(from)} ${Number((Math.max(0.5, sites) * siteMicrometres).toPrecision(6))}`;
}

export async function takeSamples(options: SampleOptions): Promise<void> {
  try {
    const files = await answer(
      patient().exportFiles('samples', { ...options, samples: samples.value.join('; ') }),
    );
    found.set(rowsOf((await files['samples.csv']?.text()) ?? ''));
  } catch (error) {
    report(error, (why) => `The samples could not be taken: ${why}`);
  }
}

/** Of samples.csv, whose only quoted field is `where`. */
export function rowsOf(text: string): Found[] {
  const [header = '', ...lines] = text.trimEnd().split('\n');
  const names = header.split(',');
  return lines.map((line) => {
    const fields = [...line.matchAll(/("[^"]*"|[^,]*)(?:,|$)/g)].map(([, field]) =>
      field!.replaceAll('"', ''),
    );
    return Object.fromEntries(names.map((name, at) => [name, fields[at] ?? ''])) as unknown as Found;
  });
}
