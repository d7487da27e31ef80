/**
 * What samples of a tumour find: samples.csv says which there are, sample_vaf.csv what sequencing each in bulk reads,
 * single_cells.csv and single_cell_calls.csv which cells were taken one by one and which of their mutations were called;
 * docs/model.md (93), (98), (99).
 */
import { cladeCells } from '../../kernel/lineage/prune';
import { className } from '../../kernel/numbers/genotype';
import type { Compartment } from '../../patient/compartment';
import { dropouts } from '../../patient/lineage/drawn';
import { Reads } from '../../patient/lineage/reads';
import type { Patient } from '../../patient/patient';
import { field, number } from '../csv';
import { cellsOf, placesIn } from '../lineage/cells';
import { alterationOf, identityOf, tumoursOf } from '../lineage/identity';
import { type Sequencing, SITE_HEADER, siteRows } from '../lineage/vaf';
import { callsOf, mutationsOf } from './calls';
import { byPlace, type SamplePlan, textOf } from './plan';
import { type Sampled, takeCells } from './take';

interface Sample {
  /** 1, 2, …; the same in all files. */
  number: number;
  plan: SamplePlan;
  place: number;
  compartment: Compartment;
  from: Sampled;
  /** Of the compartment's cells. */
  taken: Uint32Array;
}

/** Every sample of every compartment of the tumour, numbered through. */
function* samplesIn(patient: Patient, plans: readonly SamplePlan[]): Generator<Sample, void> {
  let count = 0;
  for (const [place, compartment] of tumoursOf(patient)) {
    const cells = cellsOf(compartment);
    const placeOf = placesIn(patient, compartment, cells);
    const from: Sampled = { seed: compartment.plan.seed, step: patient.steps, cells, placeOf };
    for (const [index, plan] of plans.entries()) {
      const taken = takeCells(from, plan, index);
      yield { number: ++count, plan, place, compartment, from, taken };
    }
  }
}

const isNormal = ({ cells }: Sampled, cell: number) =>
  cells.genotypes.get(cells.phenotype[cell]!)?.normal === true;

/** Cells of each clone in a sample, by the clone's id, and how many of the tumour and of normal tissue. */
function countsOf({ from, taken }: Sample, clones: number) {
  const ofClone = new Uint32Array(clones);
  let normal = 0;
  for (const cell of taken) {
    if (isNormal(from, cell)) normal++;
    else ofClone[from.cells.clone[cell]!]!++;
  }
  return { ofClone, normal, tumour: taken.length - normal };
}

const SAMPLES_HEADER = ['sample', 'kind', 'compartment', 'where', 'cells', 'normal_cells', 'clones'];

export function* samplePieces(patient: Patient, { samples }: Sequencing): Generator<string, void> {
  yield `${SAMPLES_HEADER.join(',')}\n`;
  for (const sample of samplesIn(patient, samples)) {
    const { plan, compartment } = sample;
    const { ofClone, normal, tumour } = countsOf(sample, compartment.kernel.cloneColumns().count);
    const clones = ofClone.reduce((sum, own) => sum + (own > 0 ? 1 : 0), 0);
    const where = byPlace(plan) ? field(textOf(plan)) : '';
    const values = [sample.number, plan.kind, field(compartment.name), where, tumour, normal, clones];
    yield `${values.join(',')}\n`;
  }
}

/** Samples whose cells are sequenced together; sites that at least one read tells of. */
export function* sampleReadPieces(patient: Patient, sequencing: Sequencing): Generator<string, void> {
  yield `${['sample', 'compartment', ...SITE_HEADER].join(',')}\n`;
  for (const sample of samplesIn(patient, sequencing.samples)) {
    if (sample.plan.kind === 'cells' || sample.taken.length === 0) continue;
    const { place, compartment, number: own } = sample;
    const clones = compartment.kernel.cloneColumns();
    const { ofClone } = countsOf(sample, clones.count);
    const carriers = cladeCells({ ...clones, cells: ofClone });
    const reads = new Reads(compartment.plan.seed, patient.steps, own);
    const site = { place, clones, carriers, cells: sample.taken.length, reads };
    for (const row of siteRows(patient, site, sequencing)) {
      yield `${[own, field(compartment.name), ...row].join(',')}\n`;
    }
  }
}

function* singleSamples(patient: Patient, samples: readonly SamplePlan[]): Generator<Sample, void> {
  for (const sample of samplesIn(patient, samples)) if (sample.plan.kind === 'cells') yield sample;
}

const CELLS_HEADER = ['sample', 'cell', 'compartment', 'x', 'y', 'z', 'class', 'identity', 'mutations'];

export function* singleCellPieces(patient: Patient, { samples }: Sequencing): Generator<string, void> {
  yield `${CELLS_HEADER.join(',')}\n`;
  for (const { number: own, place, compartment, from, taken } of singleSamples(patient, samples)) {
    const mutations = mutationsOf(compartment.kernel.cloneColumns());
    for (const [index, cell] of taken.entries()) {
      const { clone, phenotype, genotypes } = from.cells;
      const at = from.placeOf?.(cell).map(number) ?? ['', '', ''];
      const values = [
        ...[own, index + 1, field(compartment.name), ...at, className(genotypes.get(phenotype[cell]!)!)],
        ...[identityOf(patient, place, clone[cell]!), mutations[clone[cell]!]],
      ];
      yield `${values.join(',')}\n`;
    }
  }
}

const CALLS_HEADER = ['sample', 'cell', 'identity', 'site', 'alteration', 'gene', 'variant', 'called'];

/** A row for every mutation that a cell carries: called 1, or 0 where it has dropped out. */
export function* callPieces(patient: Patient, { samples, dropout }: Sequencing): Generator<string, void> {
  yield `${CALLS_HEADER.join(',')}\n`;
  for (const { number: own, place, compartment, from, taken } of singleSamples(patient, samples)) {
    const clones = compartment.kernel.cloneColumns();
    const about = (row: number) => alterationOf(patient.scenario, clones, row).slice(0, 3).map(field);
    for (const [index, cell] of taken.entries()) {
      let lines = '';
      const missed = dropouts(index, dropout, { seed: from.seed, step: from.step, sample: own });
      for (const { row, site, found } of callsOf(clones, from.cells.clone[cell]!, missed)) {
        const identity = identityOf(patient, place, clones.id[row]!);
        lines += `${[own, index + 1, identity, site, ...about(row), found ? 1 : 0].join(',')}\n`;
      }
      yield lines;
    }
  }
}
