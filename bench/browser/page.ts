/** The benchmark without a face: kernels in a worker, stepped from outside by the program that opened this page. */
import { type Remote, wrap } from 'comlink';
import type { SubjectWorker } from './subject.worker';

declare global {
  interface Window {
    kernels: Remote<SubjectWorker>;
  }
}

const worker = new Worker(new URL('./subject.worker.ts', import.meta.url), { type: 'module' });
window.kernels = wrap<SubjectWorker>(worker);
