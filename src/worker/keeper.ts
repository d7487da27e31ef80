/** Saves large runs every half minute of running, the largest less often, and any run on demand. */
import type { Patient } from '../patient/patient';
import type { SavedRun } from './protocol';

/** Smaller runs are quickly run again. */
const WORTH_SAVING_CELLS = 1_000_000;
const EVERY_MILLISECONDS = 30_000;
/** A cell with one drug is 12 bytes in memory and about 5 in a file. */
const SAVED_SHARE = 0.45;
/** Saving takes at most about this share of the time: a billion cells are gigabytes. */
const SAVING_SHARE = 0.1;

export class Keeper {
  private savedAt = performance.now();
  private tookMilliseconds = 0;
  private current: Promise<unknown> | null = null;

  /** A run begins: its first half minute starts now. */
  begin(): void {
    this.savedAt = performance.now();
    this.tookMilliseconds = 0;
  }

  /** While a run is being saved its cells must not move. */
  get busy(): boolean {
    return this.current !== null;
  }

  async idle(): Promise<void> {
    while (this.current !== null) await this.current.catch(() => {});
  }

  due(patient: Patient): boolean {
    return (
      !this.busy &&
      patient.cells >= WORTH_SAVING_CELLS &&
      performance.now() - this.savedAt >= Math.max(EVERY_MILLISECONDS, this.tookMilliseconds / SAVING_SHARE)
    );
  }

  /**
   * @param goesOn whether the patient is still the one that runs; one that is not need not be saved
   * @returns null when it no longer was
   */
  async save(patient: Patient, goesOn: () => boolean): Promise<SavedRun | null> {
    await this.idle();
    const { hours, cells, scenario } = patient;
    const run: SavedRun = { title: scenario.title, hours, cells, savedAt: Date.now() };
    const begun = performance.now();
    const bytes = SAVED_SHARE * patient.group.bytes;
    const writing = import('./saving').then(({ savePatient, writeState }) =>
      writeState(savePatient(patient, run), bytes, goesOn),
    );
    this.current = writing;
    try {
      return (await writing) ? run : null;
    } finally {
      this.current = null;
      this.savedAt = performance.now();
      this.tookMilliseconds = this.savedAt - begun;
    }
  }
}
