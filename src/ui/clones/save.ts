/** Files of the run's clones and cells, written by the worker, handed to the visitor. */
import type { ExportName, SampleOptions } from '../../worker/protocol';
import { report, say, session } from '../state/chosen';
import { answer, patient } from '../state/connection';
import { download } from '../words/download';
import { samples } from './sampling';

const named = (end: string) => `${session.value.fileStem}-${end}`;
const failed = (error: unknown) => report(error, (why) => `The files could not be written: ${why}`);

export async function saveFiles(name: ExportName): Promise<void> {
  try {
    const files = await answer(patient().exportFiles(name));
    for (const [file, content] of Object.entries(files)) download(named(file), content);
  } catch (error) {
    failed(error);
  }
}

/** Files of the samples that are set. */
export async function saveSamples(options: SampleOptions): Promise<void> {
  try {
    const sampling = { ...options, samples: samples.value.join('; ') };
    const files = await answer(patient().exportFiles('samples', sampling));
    for (const [file, content] of Object.entries(files)) download(named(file), content);
  } catch (error) {
    failed(error);
  }
}

export async function saveAll(): Promise<void> {
  say('Writing all files of the run, which waits meanwhile…');
  try {
    const content = await answer(patient().exportAll());
    session.update({ message: null });
    download(named('all.zip'), content);
  } catch (error) {
    failed(error);
  }
}
