/** Writes files of the running patient, one after the other; the run waits meanwhile. */
import type { ExportName } from '../export/lineage/exports';
import type { Patient } from '../patient/patient';
import type { Sampling } from './protocol';
import type { Turn } from './writing';

/** A patient, and whether it is still the one that runs. */
export interface Written {
  patient: Patient;
  runs(): boolean;
}

export class Writer {
  private current: Promise<unknown> | null = null;

  /** @param running what runs now; throws where nothing does */
  constructor(private readonly running: () => Written) {}

  /** While files are being written the run must not go on. */
  get busy(): boolean {
    return this.current !== null;
  }

  /** Settles when what is being written now is. */
  async idle(): Promise<void> {
    await this.current;
  }

  async csv(): Promise<Blob> {
    const { patient } = this.running();
    const { summaryPieces } = await import('../export/csv');
    return new Blob([...summaryPieces(patient)], { type: 'text/csv' });
  }

  /** @throws RangeError where the run has not counted clones and the export needs that */
  async files(name: ExportName, sampling?: Sampling): Promise<Record<string, Blob>> {
    const { filesOf } = await import('./writing');
    return this.write((patient, turn) => filesOf(patient, name, turn, sampling));
  }

  /** Everything that the run leaves, in one zip. */
  async archive(): Promise<Blob> {
    const { archiveOf, everythingOf } = await import('./writing');
    return this.write((patient, turn) => archiveOf(everythingOf(patient), turn));
  }

  private async write<T>(work: (patient: Patient, turn: Turn) => Promise<T>): Promise<T> {
    while (this.current !== null) await this.current;
    const written = this.running();
    const writing = work(written.patient, async () => {
      await new Promise((resolve) => setTimeout(resolve));
      if (!written.runs()) throw new Error('Another run began while this one was being written.');
    });
    this.current = writing.catch(() => {});
    return writing.finally(() => {
      this.current = null;
    });
  }
}
