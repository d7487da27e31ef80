/** What may be written of a run's clones and cells, by name. */
import { isInMemory } from '../../kernel/compartmentKernel';
import type { Patient } from '../../patient/patient';
import { parquetPieces } from '../parquet';
import type { Piece } from '../pieces';
import { callPieces, samplePieces, sampleReadPieces, singleCellPieces } from '../sampling/files';
import { subclassPieces } from '../subclasses';
import { cellVtkPieces, fieldVtkPieces } from '../vtk';
import { cellPieces } from './cells';
import { clonePieces, phylogenyPieces } from './clones';
import { diversityPieces } from './diversity';
import { edgePieces, populationPieces, widePieces } from './muller';
import { newickPieces } from './newick';
import { spectrumPieces } from './sfs';
import { type Sequencing, vafPieces } from './vaf';

/**
 * What not every run has: clones counted over time (`cloneCountsFrom` above 0, or somebody who looks on), a list of its
 * cells (the reference kernel has none), and cells with places.
 */
export type Need = 'counts' | 'cells' | 'places';

export interface ExportFile {
  pieces(patient: Patient, sequencing: Sequencing): Iterable<Piece>;
  needs?: readonly Need[];
}

/** Files by name. */
export type Export = Readonly<Record<string, ExportFile>>;

const asParquet = (csv: (patient: Patient) => Iterable<string>) => (patient: Patient) =>
  parquetPieces(patient, csv(patient));

export const EXPORTS = {
  clones: { 'clones.csv': { pieces: clonePieces } },
  muller: {
    'edges.csv': { pieces: edgePieces, needs: ['counts'] },
    'population.csv': { pieces: populationPieces, needs: ['counts'] },
  },
  wide: { 'evofreq.csv': { pieces: widePieces, needs: ['counts'] } },
  newick: { 'tree.nwk': { pieces: newickPieces } },
  alife: { 'phylogeny.csv': { pieces: phylogenyPieces, needs: ['counts'] } },
  diversity: { 'diversity.csv': { pieces: diversityPieces, needs: ['counts'] } },
  cells: { 'cells.csv': { pieces: cellPieces, needs: ['cells'] } },
  vaf: { 'vaf.csv': { pieces: vafPieces } },
  samples: {
    'samples.csv': { pieces: samplePieces, needs: ['cells'] },
    'sample_vaf.csv': { pieces: sampleReadPieces, needs: ['cells'] },
    'single_cells.csv': { pieces: singleCellPieces, needs: ['cells'] },
    'single_cell_calls.csv': { pieces: callPieces, needs: ['cells'] },
  },
  sfs: { 'sfs.csv': { pieces: spectrumPieces } },
  subclasses: { 'subclasses.csv': { pieces: subclassPieces } },
  vtk: {
    'cells.vtp': { pieces: cellVtkPieces, needs: ['cells', 'places'] },
    'fields.vti': { pieces: fieldVtkPieces, needs: ['cells', 'places'] },
  },
  parquet: {
    'clones.parquet': { pieces: asParquet(clonePieces) },
    'population.parquet': { pieces: asParquet(populationPieces), needs: ['counts'] },
    'cells.parquet': { pieces: asParquet(cellPieces), needs: ['cells'] },
  },
} as const satisfies Readonly<Record<string, Export>>;

export type ExportName = keyof typeof EXPORTS;
export const EXPORT_NAMES = /* @__PURE__ */ Object.keys(EXPORTS) as ExportName[];

/** What some exports need altogether, each with the first that needs it. */
export function needsOf(names: readonly ExportName[]): Map<Need, ExportName> {
  const needs = new Map<Need, ExportName>();
  for (const name of [...names].reverse()) {
    for (const file of Object.values<ExportFile>(EXPORTS[name])) {
      for (const need of file.needs ?? []) needs.set(need, name);
    }
  }
  return needs;
}

/** Whether a run has what a file needs. */
export function hasNeeded({ parts, compartments }: Patient, need: Need): boolean {
  if (need === 'counts') return parts.records.counted !== null;
  if (need === 'places') return compartments.some(({ plan }) => plan.model.tissue !== undefined);
  return compartments.every(({ kernel }) => isInMemory(kernel));
}

/** Files of some exports, by name; none that shows places where cells have none. */
export function exportFiles(
  patient: Patient,
  names: readonly ExportName[],
  sequencing: Sequencing,
): [file: string, pieces: Iterable<Piece>][] {
  return names.flatMap((name) =>
    Object.entries<ExportFile>(EXPORTS[name])
      .filter(([, { needs }]) => !needs?.includes('places') || hasNeeded(patient, 'places'))
      .map(([file, { pieces }]): [string, Iterable<Piece>] => [file, pieces(patient, sequencing)]),
  );
}
