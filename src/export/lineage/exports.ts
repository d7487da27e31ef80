/** What may be written of a run's clones and cells, by name. */
import type { Patient } from '../../patient/patient';
import { subclassPieces } from '../subclasses';
import { cellPieces } from './cells';
import { clonePieces, phylogenyPieces } from './clones';
import { diversityPieces } from './diversity';
import { edgePieces, populationPieces, widePieces } from './muller';
import { newickPieces } from './newick';
import { type Sequencing, vafPieces } from './vaf';

export interface Export {
  /** Files by name, each in pieces. */
  files: Readonly<Record<string, (patient: Patient, sequencing: Sequencing) => Iterable<string>>>;
  /** Clones have to be counted over time: `cloneCountsFrom` above 0, or somebody who looks on. */
  overTime?: boolean;
}

export const EXPORTS = {
  clones: { files: { 'clones.csv': clonePieces } },
  muller: { files: { 'edges.csv': edgePieces, 'population.csv': populationPieces }, overTime: true },
  wide: { files: { 'evofreq.csv': widePieces }, overTime: true },
  newick: { files: { 'tree.nwk': newickPieces } },
  alife: { files: { 'phylogeny.csv': phylogenyPieces }, overTime: true },
  diversity: { files: { 'diversity.csv': diversityPieces }, overTime: true },
  cells: { files: { 'cells.csv': cellPieces } },
  vaf: { files: { 'vaf.csv': vafPieces } },
  subclasses: { files: { 'subclasses.csv': subclassPieces } },
} as const satisfies Readonly<Record<string, Export>>;

export type ExportName = keyof typeof EXPORTS;
export const EXPORT_NAMES = /* @__PURE__ */ Object.keys(EXPORTS) as ExportName[];

/** Files of some exports, by name. */
export function exportFiles(
  patient: Patient,
  names: readonly ExportName[],
  sequencing: Sequencing,
): [file: string, pieces: Iterable<string>][] {
  return names.flatMap((name) => {
    const { files }: Export = EXPORTS[name];
    return Object.entries(files).map(([file, pieces]): [string, Iterable<string>] => [
      file,
      pieces(patient, sequencing),
    ]);
  });
}
