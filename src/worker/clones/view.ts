/** Cuts a picture of a patient's clones, over time and as they are now. Looking leaves no trace in the run. */
import { identityOf, tumoursOf } from '../../export/lineage/identity';
import { coursesOf, type Tracked, timesOf, trackedOf } from '../../export/lineage/muller';
import type { Compartment } from '../../patient/compartment';
import { lociOf } from '../../patient/lineage/diversity';
import type { DiversityRow, Lineages } from '../../patient/lineage/lineages';
import { neutralRate } from '../../patient/lineage/spectrum';
import type { Patient } from '../../patient/patient';
import { alterationName, genotypeName } from '../../patient/story/words';
import { type CountedTime, leadingOf } from './leading';
import type { CloneView, DiversityCourse, ShownClone } from './messages';
import { snapshotOf } from './snapshot';

/** Clones beside the founders that are shown by themselves. */
export const MOST_SHOWN = 60;
/** Times shown: more than a plot has pixels for, and few enough to be sent anew each time. */
const MOST_TIMES = 400;

/**
 * @param shown a compartment by its place; −1: the tumour in all of them
 * @returns null where clones are not counted
 */
export function cloneViewOf(patient: Patient, run: number, shown: number): CloneView | null {
  const { counted } = patient.parts.records;
  if (counted === null) return null;
  const own = patient.compartments[shown];
  const places: [number, Compartment][] = own === undefined ? tumoursOf(patient) : [[shown, own]];
  const columns = places.map(([, { kernel }]) => kernel.cloneColumns());
  const now = snapshotOf(columns, (part, id) => identityOf(patient, places[part]![0], id));
  const tracked = trackedOf(patient, places);
  const all = timesOf(coursesOf(tracked));
  const times = thinned(all);
  const led = leadingOf(tracked, times, MOST_SHOWN);
  return {
    run,
    shown: own === undefined ? -1 : shown,
    steps: patient.steps,
    hours: patient.hours,
    sinceHours: counted.courses[0]?.rows[0]?.hours ?? 0,
    from: counted.scenario.cloneCountsFrom,
    clones: led.clones.map((clone, index) => {
      const part = places.findIndex(([place]) => place === clone.place);
      return {
        ...shownClone(patient, clone),
        parent: led.parents[index] as number,
        cells: columns[part]?.cells[clone.id] ?? 0,
        clade: now.clades[part]?.[clone.id] ?? 0,
      };
    }),
    days: Float64Array.from(times, ({ hours }) => hours / 24),
    cells: led.cells,
    diversity: diversityOf(patient, counted, own === undefined ? -1 : shown, times),
    sizes: now.sizes,
    frequencies: now.frequencies,
    neutralRate: neutralRate(patient.current),
  };
}

/** Every so manieth, by a power of two, so that those shown stay while others are left out; and the last. */
function thinned(times: readonly CountedTime[]): readonly CountedTime[] {
  let every = 1;
  while (times.length / every > MOST_TIMES) every *= 2;
  return times.filter((_, index) => index % every === 0 || index === times.length - 1);
}

function shownClone(
  { compartments, current }: Patient,
  { place, id, identity }: Tracked,
): Omit<ShownClone, 'parent' | 'cells' | 'clade'> {
  const [record] = compartments[place]?.kernel.clonesSince(id, 1) ?? [];
  if (record === undefined) throw new RangeError(`clone ${id} of compartment ${place} is not there.`);
  return {
    ...{ identity, id, className: record.className },
    text: record.parent < 0 ? genotypeName(current, record) : alterationName(current, record),
    birthDay: (record.birthStep * current.stepHours) / 24,
  };
}

/** @param which a compartment; −1: the tumour as a whole */
function diversityOf(
  { scenario }: Patient,
  { diversity }: Lineages,
  which: number,
  times: readonly CountedTime[],
): DiversityCourse {
  const rows = (which < 0 ? diversity.at(-1) : diversity[which]) ?? [];
  const byHours = new Map(rows.map((row) => [row.hours, row]));
  const column = (value: (row: DiversityRow) => number) =>
    Float64Array.from(times, ({ hours }) => {
      const row = byHours.get(hours);
      return row === undefined ? Number.NaN : value(row);
    });
  const loci = lociOf(scenario);
  return {
    clones: column(({ clones }) => clones),
    shannon: column(({ shannon }) => shannon),
    simpson: column(({ simpson }) => simpson),
    loci,
    heterozygosity: loci.map((_, locus) => column(({ heterozygosity }) => heterozygosity[locus] ?? 0)),
  };
}
