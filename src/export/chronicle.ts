/** chronicle.csv: what happened, in sentences, in order of time. */
import type { Patient } from '../patient/patient';
import { field, number } from './csv';

export function* chroniclePieces({ narrative }: Patient): Generator<string, void> {
  yield 'day,kind,text\n';
  for (const { day, kind, text } of narrative) yield `${number(day)},${kind},${field(text)}\n`;
}
