/**
 * summary.csv: tidy, one row per output time and resistance class; with several compartments one per compartment
 * too, and `all` for all together. Of a tissue also its counts, mean levels between cells, and what the books of its
 * fields leave open; of marrow the blood count, as a share of normal and in 10⁹/L.
 */
import { CLASS_COUNT, CLASS_NAMES } from '../kernel/model';
import type { Patient } from '../patient/patient';
import type { OutputRow } from '../patient/recorder';
import { tissueValues } from '../patient/tissueRow';
import type { Scenario } from '../scenario/scenario';

/** A drug's name as part of a column name: letters, digits and underscores, unique. */
function columnNames(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((name) => {
    const plain =
      name
        .normalize('NFKD')
        .replace(/[^A-Za-z0-9]+/g, '_')
        .replace(/^_+|_+$/g, '') || 'drug';
    let unique = plain;
    for (let copy = 2; used.has(unique); copy++) unique = `${plain}_${copy}`;
    used.add(unique);
    return unique;
  });
}

/** A name that needs no quotes. */
const plainName = (name: string) => name.replace(/[",\n\r]+/g, ' ').trim();

/** Enough digits for plots and tests, without the noise of the last bits. */
const number = (value: number) => String(Number(value.toPrecision(9)));

/** Columns of a tissue, after those of cells. */
function tissueColumns({ tumour: { tissue }, drugs }: Scenario): string[] {
  if (tissue === null) return [];
  const names = columnNames(drugs.map(({ name }) => name));
  const levels = names.map((name) => `${name}_between_cells_uM`);
  const errors = names.map((name) => `${name}_imbalance`);
  const oxygen = tissue.oxygen.present;
  return [
    ...['normal', 'hypoxic', 'crowded', 'debris', 'open_vessels'],
    ...[...levels, ...(oxygen ? ['oxygen_mmHg'] : []), ...errors, ...(oxygen ? ['oxygen_imbalance'] : [])],
  ];
}

/** Columns of blood counts, after those of a tissue: empty but for marrow. */
const BLOOD_COLUMNS = ['blood_share', 'blood_1e9_per_L'];

function bloodCells({ blood }: OutputRow, normalGigaPerLitre: number): string[] {
  return Number.isNaN(blood) ? ['', ''] : [number(blood), number(blood * normalGigaPerLitre)];
}

/**
 * @param wide columns of a tissue; empty for a compartment whose cells have no places
 * @param blood cells of the columns of blood counts
 */
function rowLines(
  row: OutputRow,
  drugs: number,
  place: readonly string[],
  wide: number,
  blood: readonly string[] = [],
): string[] {
  const tissue = row.tissue === null ? Array<string>(wide).fill('') : tissueValues(row.tissue).map(number);
  const totals = [...[row.inhibitor, row.births, row.deaths, row.alterations].map(number), ...tissue, ...blood];
  return CLASS_NAMES.map((name, index) => {
    const live = row.cellsByClass[index] as number;
    const perDrug: string[] = [];
    for (let drug = 0; drug < drugs; drug++) {
      perDrug.push(number(row.meanAmountByClass[drug * CLASS_COUNT + index] as number));
      perDrug.push(number(row.plasma[drug] as number));
    }
    const share = row.cells > 0 ? live / row.cells : 0;
    const times = [number(row.hours), number(row.hours / 24)];
    return [...times, ...place, name, live, number(share), ...perDrug, ...totals].join(',');
  });
}

/** Amounts inside cells are means over the class; plasma and inhibitor are the levels that cells see. */
export function summaryCsv({ compartments, recorder, scenario }: Patient): string {
  const names = columnNames(scenario.drugs.map((drug) => drug.name));
  const drugColumns = names.flatMap((name) => [`${name}_inside_uM`, `${name}_plasma_uM`]);
  const several = compartments.length > 1;
  const ofTissue = tissueColumns(scenario);
  const wide = ofTissue.length;
  const bloody = compartments.some(({ blood }) => blood !== null);
  const bloodOf = (row: OutputRow, normal = 1) => (bloody ? bloodCells(row, normal) : []);
  const header = [
    ...['hours', 'day', ...(several ? ['compartment'] : []), 'class', 'cells', 'fraction'],
    ...drugColumns,
    ...['inhibitor_uM', 'births', 'deaths', 'alterations'],
    ...ofTissue,
    ...(bloody ? BLOOD_COLUMNS : []),
  ].join(',');
  const lines = recorder.outputs.flatMap((row, index) =>
    several
      ? [
          ...rowLines(row, names.length, ['all'], wide, bloodOf(row)),
          ...compartments.flatMap(({ recorder: own, name, blood }) => {
            const part = own.outputs[index] as OutputRow;
            const counts = bloodOf(part, blood?.normalGigaPerLitre);
            return rowLines(part, names.length, [plainName(name)], wide, counts);
          }),
        ]
      : rowLines(row, names.length, [], wide),
  );
  return `${[header, ...lines].join('\n')}\n`;
}
