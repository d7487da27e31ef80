/** Scenarios and results as files: one that is opened, those that are kept. */

import { parseScenario } from '../../scenario/schema';
import { download } from '../words/download';
import { settle } from './address';
import { report, session, stateOf } from './chosen';
import { patient, send } from './connection';
import { onPage, start } from './session';

export async function openFile(file: File): Promise<void> {
  try {
    const scenario = parseScenario(await textOf(file));
    await settle(onPage);
    await start(stateOf(scenario, null), { asNew: true });
  } catch (error) {
    report(error, (why) => `${file.name}: ${why}`);
  }
}

async function textOf(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // A picture or a program.
  }
  throw new Error('is no text; a scenario is a JSON file.');
}

export function saveCsv(): void {
  send(
    patient()
      .exportCsv()
      .then((file) => download(`${session.value.fileStem}-summary.csv`, file)),
  );
}

export function saveScenario(): void {
  send(
    patient()
      .exportScenario()
      .then((text) => download(`${session.value.fileStem}-scenario.json`, text, 'application/json')),
  );
}
