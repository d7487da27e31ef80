/**
 * summary.csv: tidy, one row per output time and resistance class; with several compartments one per compartment
 * too, and `all` for all together.
 */
import { CLASS_COUNT, CLASS_NAMES } from '../kernel/model';
import type { Patient } from '../patient/patient';
import type { OutputRow } from '../patient/recorder';

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

function rowLines(row: OutputRow, drugs: number, place: readonly string[]): string[] {
  const totals = [row.inhibitor, row.births, row.deaths, row.alterations].map(number);
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
  const header = [
    ...['hours', 'day', ...(several ? ['compartment'] : []), 'class', 'cells', 'fraction'],
    ...drugColumns,
    ...['inhibitor_uM', 'births', 'deaths', 'alterations'],
  ].join(',');
  const lines = recorder.outputs.flatMap((row, index) =>
    several
      ? [
          ...rowLines(row, names.length, ['all']),
          ...compartments.flatMap((compartment) =>
            rowLines(compartment.recorder.outputs[index] as OutputRow, names.length, [
              plainName(compartment.name),
            ]),
          ),
        ]
      : rowLines(row, names.length, []),
  );
  return `${[header, ...lines].join('\n')}\n`;
}
