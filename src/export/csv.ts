/**
 * summary.csv: tidy, one row per output time and resistance class; with several compartments one per compartment
 * too, and `all` for all together. Of a tissue also its counts, the vessels that are open (one that cells press shut
 * counts by the share of its wall that is left), mean levels between cells, and what the books of its fields leave open.
 * Of marrow also the blood count, as a share of normal and in 10⁹/L.
 */
import { CLASS_COUNT, CLASS_NAMES } from '../kernel/model';
import type { Compartment } from '../patient/compartment';
import type { Patient } from '../patient/patient';
import type { OutputRow } from '../patient/record/recorder';
import { TISSUE_SINGLE, tissueValues } from '../patient/record/tissueRow';
import type { Scenario } from '../scenario/scenario';
import { columnNames } from '../scenario/tables/csv';

/**
 * A text as a field (RFC 4180). A spreadsheet would take one that begins like a formula for one, whoever wrote it: an
 * apostrophe in front makes it text.
 */
export function field(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]|^\s|\s$/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** Enough digits for plots and tests, without the noise of the last bits. */
export function number(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e9
    ? String(value)
    : String(Number(value.toPrecision(9)));
}

/** A mean over so many, or nothing: over none there is no mean. */
const mean = (value: number, count: number) => (count > 0 ? number(value) : '');

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Columns of a tissue, after those of cells. */
function tissueColumns({ tumour: { tissue }, drugs }: Scenario): string[] {
  if (tissue === null) return [];
  const names = columnNames(drugs.map(({ name }) => name));
  const levels = names.map((name) => `${name}_between_cells_uM`);
  const errors = names.map((name) => `${name}_imbalance`);
  const oxygen = tissue.oxygen.present;
  return [
    ...TISSUE_SINGLE.map(snakeCase),
    ...[...levels, ...(oxygen ? ['oxygen_mmHg'] : []), ...errors, ...(oxygen ? ['oxygen_imbalance'] : [])],
  ];
}

/** Columns of blood counts, after those of a tissue: empty but for marrow. */
const BLOOD_COLUMNS = ['blood_share', 'blood_1e9_per_L'];

/** What a row says of all classes together. */
const TOTALS = {
  inhibitor_uM: 'inhibitor',
  births: 'births',
  deaths: 'deaths',
  alterations: 'alterations',
} as const;

/** What stands in the rows of a compartment, or of all together, beside what a record holds. */
interface Place {
  /** Its field, where there is such a column. */
  name: readonly string[];
  /** Vessels that a cut across its tissue meets. */
  vessels: number;
  /** What the columns of blood counts hold of a row; empty where there are none. */
  blood(row: OutputRow): string[];
}

/** Vessels stand on a plane and run through a volume, whose planes they cross one after the other. */
function vesselsOf(compartments: readonly Compartment[]): number {
  return compartments.reduce((sum, { plan: { model } }) => {
    const { vessels = [], size = [1, 1] } = model.tissue ?? {};
    return sum + vessels.length / (size[2] ?? 1);
  }, 0);
}

/** @param wide columns of a tissue; empty for a compartment whose cells have no places */
function rowLines(row: OutputRow, drugs: number, { name, vessels, blood }: Place, wide: number): string {
  const { tissue } = row;
  const values =
    tissue === null
      ? Array<string>(wide).fill('')
      : tissueValues({ ...tissue, openVessels: tissue.openVessels * vessels }).map(number);
  const times = [number(row.hours), number(row.hours / 24), ...name].join(',');
  const counts = Object.values(TOTALS).map((name) => number(row[name]));
  const totals = [...counts, ...values, ...blood(row)].join(',');
  const plasma = row.plasma.map(number);
  let lines = '';
  CLASS_NAMES.forEach((own, index) => {
    const live = row.cellsByClass[index]!;
    let perDrug = '';
    for (let drug = 0; drug < drugs; drug++) {
      const inside = mean(row.meanAmountByClass[drug * CLASS_COUNT + index]!, live);
      perDrug += `${inside},${plasma[drug]},`;
    }
    lines += `${times},${own},${live},${mean(live / row.cells, row.cells)},${perDrug}${totals}\n`;
  });
  return lines;
}

/**
 * Piece by piece, since a long record of many lesions is more than one string can hold. Amounts inside cells are means
 * over the class; plasma and inhibitor are the levels that cells see.
 */
export function* summaryPieces({ compartments, recorder, scenario }: Patient): Generator<string, void> {
  const names = columnNames(scenario.drugs.map((drug) => drug.name));
  const several = compartments.length > 1;
  const ofTissue = tissueColumns(scenario);
  const bloody = compartments.some(({ blood }) => blood !== null);
  const header = [
    ...['hours', 'day', ...(several ? ['compartment'] : []), 'class', 'cells', 'fraction'],
    ...names.flatMap((name) => [`${name}_inside_uM`, `${name}_plasma_uM`]),
    ...Object.keys(TOTALS),
    ...ofTissue,
    ...(bloody ? BLOOD_COLUMNS : []),
  ];
  yield `${header.join(',')}\n`;
  const noBlood = () => (bloody ? BLOOD_COLUMNS.map(() => '') : []);
  const all: Place = {
    name: several ? ['all'] : [],
    vessels: vesselsOf(compartments),
    blood: noBlood,
  };
  const places = compartments.map((each): Place => {
    const normal = each.blood?.normalGigaPerLitre;
    return {
      name: [field(each.name)],
      vessels: vesselsOf([each]),
      blood: normal === undefined ? noBlood : ({ blood }) => [number(blood), number(blood * normal)],
    };
  });
  for (const [index, row] of recorder.outputs.entries()) {
    yield rowLines(row, names.length, all, ofTissue.length);
    if (!several) continue;
    for (const [which, place] of places.entries()) {
      const own = compartments[which]!.recorder.outputs[index]!;
      yield rowLines(own, names.length, place, ofTissue.length);
    }
  }
}

/** As one string. */
export function summaryCsv(patient: Patient): string {
  return [...summaryPieces(patient)].join('');
}
