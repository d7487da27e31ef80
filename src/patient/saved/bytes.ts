/** A whole run as bytes in memory, for those that keep it in no file of their own. */
import type { ByteSource } from '../../kernel/read/checkpoint';
import type { Patient } from '../patient';
import { savePatient } from './snapshot';

/**
 * The blocks of a run, copied: they hold whatever becomes of the patient.
 * @param extra as in {@link savePatient}
 */
export const savedBlocks = (patient: Patient, extra: unknown = null): Uint8Array<ArrayBuffer>[] =>
  Array.from(savePatient(patient, extra), (block) => new Uint8Array(block));

/** Reads what was saved, from its first byte on. */
export function sourceOf(bytes: Uint8Array): ByteSource {
  let at = 0;
  return (into) => {
    const part = bytes.subarray(at, at + into.length);
    into.set(part);
    at += part.length;
    return part.length;
  };
}
