/**
 * subclasses.csv: cells of the parts of classes over time, by variant of a target and by copies of a gene; a row per output
 * time, compartment and part that had a cell at some output. The parts of a class add up to it.
 */
import { PUMP_GENE, type Subclass, subclassesOf } from '../kernel/subclasses';
import type { Patient } from '../patient/patient';
import type { Recorder } from '../patient/record/recorder';
import type { Scenario } from '../scenario/scenario';
import { field, number } from './csv';

/** Class, gene, variant, and copies from and to; empty what does not apply. */
function described({ className, gene, allele, from, to }: Subclass, { targets }: Scenario): string {
  const target = targets[gene];
  const name = gene === PUMP_GENE ? 'MDR1' : (target?.name ?? '');
  const kind =
    allele === null
      ? ['', String(from), String(to)]
      : [field(target?.variants[allele - 1]?.name ?? ''), '', ''];
  return [className, field(name), ...kind].join(',');
}

export function* subclassPieces({ compartments, recorder, scenario }: Patient): Generator<string, void> {
  const parts = subclassesOf(scenario.targets.map(({ variants }) => variants.length));
  const several = compartments.length > 1;
  const place = several ? ['compartment'] : [];
  yield `${['hours', 'day', ...place, 'class', 'gene', 'variant', 'copies_from', 'copies_to', 'cells'].join(',')}\n`;
  const records: [name: string[], of: Recorder][] = several
    ? [
        [['all'], recorder],
        ...compartments.map((each): [string[], Recorder] => [[field(each.name)], each.recorder]),
      ]
    : [[[], recorder]];
  const listed = parts.flatMap((part, index) =>
    records.some(([, { outputs }]) =>
      outputs.some(({ cellsBySubclass }) => (cellsBySubclass[index] ?? 0) > 0),
    )
      ? [{ index, text: described(part, scenario) }]
      : [],
  );
  for (const row of recorder.outputs.keys()) {
    for (const [name, { outputs }] of records) {
      const output = outputs[row];
      if (output === undefined) continue;
      const times = [number(output.hours), number(output.hours / 24), ...name].join(',');
      const lines = listed.map(
        ({ index, text }) => `${times},${text},${output.cellsBySubclass[index] ?? 0}\n`,
      );
      yield lines.join('');
    }
  }
}
