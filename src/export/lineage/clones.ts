/** clones.csv, a row per clone ever born, and phylogeny.csv, the same in the ALife phylogeny standard. */
import type { CloneColumns } from '../../kernel/lineage/columns';
import { cladeCells } from '../../kernel/lineage/prune';
import { CLASS_NAMES } from '../../kernel/model';
import type { Compartment } from '../../patient/compartment';
import type { Patient } from '../../patient/patient';
import { field, number } from '../csv';
import { alterationOf, identityOf } from './identity';

interface Family {
  place: number;
  compartment: Compartment;
  clones: CloneColumns;
}

/** One after the other: columns of a million clones take 30 MB. */
function* families({ compartments }: Patient): Generator<Family> {
  for (const [place, compartment] of compartments.entries()) {
    yield { place, compartment, clones: compartment.kernel.cloneColumns() };
  }
}

const CLONES = [
  ...['identity', 'parent', 'compartment', 'clone', 'birth_hours', 'birth_days', 'alteration', 'gene'],
  ...['variant', 'copies', 'class', 'cells', 'clade_cells', 'peak_cells', 'gone_hours', 'mutations'],
];

/**
 * Clones in the order of birth, of one compartment after another. Peak and the first output that found no cell are known
 * where clones were counted over time, and empty elsewhere.
 */
export function* clonePieces(patient: Patient): Generator<string, void> {
  const { scenario, parts } = patient;
  yield `${CLONES.join(',')}\n`;
  for (const { place, compartment, clones } of families(patient)) {
    const name = field(compartment.name);
    const clades = cladeCells(clones);
    const course = parts.records.counted?.courses[place];
    for (let row = 0; row < clones.count; row++) {
      const id = clones.id[row] as number;
      const hours = (clones.birthStep[row] as number) * scenario.stepHours;
      const gone = course?.goneStep(id) ?? null;
      const [alteration = '', ...what] = alterationOf(scenario, clones, row);
      const values = [
        ...[identityOf(patient, place, id), identityOf(patient, place, clones.parent[row] as number)],
        ...[name, id, number(hours), number(hours / 24), alteration, ...what.map(field)],
        ...[CLASS_NAMES[clones.className[row] as number], clones.cells[row], clades[row]],
        ...[course?.peak(id) ?? '', gone === null ? '' : number(gone * scenario.stepHours)],
        clones.mutations[row],
      ];
      yield `${values.join(',')}\n`;
    }
  }
}

const PHYLOGENY = ['id', 'ancestor_list', 'origin_time', 'destruction_time', 'compartment', 'class', 'cells'];

/**
 * Times in days. destruction_time is that of the first output that found no cell of the clone; `inf` while one lives,
 * empty where it is not known.
 */
export function* phylogenyPieces(patient: Patient): Generator<string, void> {
  const { stepHours } = patient.scenario;
  const day = (step: number) => number((step * stepHours) / 24);
  yield `${PHYLOGENY.join(',')}\n`;
  for (const { place, compartment, clones } of families(patient)) {
    const course = patient.parts.records.counted?.courses[place];
    for (let row = 0; row < clones.count; row++) {
      const id = clones.id[row] as number;
      const parent = clones.parent[row] as number;
      const gone = course?.goneStep(id) ?? null;
      const cells = clones.cells[row] as number;
      const values = [
        ...[
          identityOf(patient, place, id),
          parent < 0 ? '[none]' : `[${identityOf(patient, place, parent)}]`,
        ],
        ...[day(clones.birthStep[row] as number), cells > 0 ? 'inf' : gone === null ? '' : day(gone)],
        ...[field(compartment.name), CLASS_NAMES[clones.className[row] as number], cells],
      ];
      yield `${values.join(',')}\n`;
    }
  }
}
