/** The folder of --out: made, tried and found to be free before a run, and filled after it. */
import { readdirSync, readFileSync, rmdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { summaryPieces } from '../../export/csv';
import { exportFiles } from '../../export/lineage/exports';
import type { Piece } from '../../export/pieces';
import { readme } from '../../export/readme';
import type { Patient } from '../../patient/patient';
import { completeScenario, parseJson, type Scenario } from '../../scenario/schema';
import type { ExportPlan } from '../exports';
import { UsageError } from '../failure';
import type { OptionTable } from '../options';
import { quotePath } from '../options';
import { codeOf, complain, keepFiles } from '../print';
import { type RunResult, runReport } from '../result';
import { kindOf, makeDirectory, PartialFile, writePieces } from './write';

export const forceOption: OptionTable = {
  force: { help: 'write results into a folder that holds those of another scenario' },
};

/** More than the last results of a run: its scenario and its result. */
const PROBE_BYTES = 64 * 1024;
const SCENARIO = 'scenario.json';

/** Refuses early what could not become a directory, before anything is read or written. */
export function checkDirectory(name: string, directory: string): void {
  if (directory === '') throw new UsageError(`--${name}: "" is not a directory`);
  for (let path = resolve(directory); ; path = dirname(path)) {
    const kind = kindOf(path);
    if (kind === 'directory') return;
    if (kind === 'other') throw new UsageError(`--${name}: ${quotePath(path)} is not a directory`);
    if (kind === 'link') throw new UsageError(`--${name}: ${quotePath(path)} is a link that leads nowhere`);
  }
}

export class ResultFolder {
  private constructor(
    private readonly directory: string,
    private readonly several: boolean,
    private readonly made: readonly string[],
    private readonly exports: ExportPlan,
  ) {}

  /**
   * @param begun the scenario of the run, or of the first of several seeds
   * @throws UsageError where results could not be written, or would come to lie beside those of another scenario
   */
  static prepare(
    directory: string,
    begun: Scenario,
    options: { several: boolean; force: boolean; exports: ExportPlan },
  ): ResultFolder {
    checkDirectory('out', directory);
    let made: string[] = [];
    try {
      made = makeDirectory(directory);
      probe(directory);
    } catch (error) {
      removeEmpty(made);
      throw new UsageError(`--out: ${quotePath(directory)} cannot be written (${codeOf(error)})`);
    }
    if (!options.force) refuseOthers(directory, begun, options.several);
    keepFiles();
    return new ResultFolder(directory, options.several, made, options.exports);
  }

  /** After a run that could not begin: as if nothing had been made. */
  abandon(): void {
    removeEmpty(this.made);
  }

  /** Writes what a run left, the short files first; what cannot be written is said, and the program will exit with 1. */
  async write(patient: Patient, result: RunResult, turn: () => Promise<void>): Promise<void> {
    const directory = this.several ? join(this.directory, `seed-${result.seed}`) : this.directory;
    const files: [string, Iterable<Piece>][] = [
      ['result.json', [`${JSON.stringify(runReport(patient, result), null, 2)}\n`]],
      [SCENARIO, [`${JSON.stringify(patient.scenario, null, 2)}\n`]],
      ['summary.csv', summaryPieces(patient)],
      ...exportFiles(patient, this.exports.names, this.exports.sequencing),
    ];
    if (this.exports.everything) {
      const contents = { files: files.map(([name]) => name), missing: [] };
      files.push(['README.txt', [readme(patient, contents)]]);
    }
    let place = directory;
    try {
      makeDirectory(directory);
      for (const [name, pieces] of files) {
        place = join(directory, name);
        await writePieces(place, pieces, turn);
      }
    } catch (error) {
      process.exitCode = 1;
      complain(
        `--out: ${quotePath(place)} cannot be written (${codeOf(error)}); the result is on standard output`,
      );
    }
  }
}

function probe(directory: string): void {
  const file = new PartialFile(join(directory, 'probe'));
  try {
    file.write(new Uint8Array(PROBE_BYTES));
  } finally {
    file.discard();
  }
}

function removeEmpty(made: readonly string[]): void {
  for (const path of made) {
    try {
      rmdirSync(path);
    } catch {
      return;
    }
  }
}

/** A scenario may be completed in its folder, seed by seed; another one's files would be told apart by nobody. */
function refuseOthers(directory: string, begun: Scenario, several: boolean): void {
  const seeds = readdirSync(directory).filter((name) => /^seed-\d+$/.test(name));
  for (const folder of [null, ...seeds]) {
    const file = join(directory, folder ?? '', SCENARIO);
    const text = readText(file);
    if (text === null) continue;
    const seed = folder === null ? (several ? null : begun.seed) : Number(folder.slice('seed-'.length));
    if (!isSame(text, begun, seed)) {
      throw new UsageError(
        `--out: ${quotePath(file)} is another scenario; give another folder, or --force to write beside its results`,
      );
    }
  }
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** @param seed which it must have; null: whichever it has */
function isSame(text: string, begun: Scenario, seed: number | null): boolean {
  try {
    const found = completeScenario(parseJson(text));
    return JSON.stringify(found) === JSON.stringify({ ...begun, seed: seed ?? found.seed });
  } catch {
    return false;
  }
}
