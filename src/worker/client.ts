/** The page's side of the worker: creation, the one frame callback, commands, and an orderly end. */
import * as Comlink from 'comlink';
import type { Frame, PatientWorker } from './protocol';

export type PatientClient = Comlink.Remote<PatientWorker>;

export interface Connection {
  patient: PatientClient;
  /** Releases the callback and the proxy, then ends the worker. */
  close(): Promise<void>;
}

export function connect(onFrame: (frame: Frame) => void, onCrash: (sentence: string) => void): Connection {
  const worker = new Worker(new URL('./patient.worker.ts', import.meta.url), { type: 'module' });
  worker.onerror = (event) => onCrash(event.message || 'the worker could not start');
  const patient = Comlink.wrap<PatientWorker>(worker);
  void patient.onFrame(Comlink.proxy(onFrame));
  return {
    patient,
    async close() {
      await patient.onFrame(null);
      patient[Comlink.releaseProxy]();
      worker.terminate();
    },
  };
}
