/** Holds the kernels: a thread that waits for others may not be the page's own. */
import { expose } from 'comlink';
import { kernelSubject, type Subject } from '../subject';

const subjects = new Map<number, Subject>();

const subjectOf = (threads: number): Subject => {
  const subject = subjects.get(threads);
  if (!subject) throw new Error(`No kernel with ${threads} threads has been made.`);
  return subject;
};

const worker = {
  /** A SIMD kernel; returns the threads that it was given. */
  async make(threads: number): Promise<number> {
    const subject = await kernelSubject('', 'simd', threads);
    subjects.set(threads, subject);
    return subject.threads;
  },
  begin: (threads: number, ...rest: Parameters<Subject['begin']>) => subjectOf(threads).begin(...rest),
  run: (threads: number, steps: number) => subjectOf(threads).run(steps),
  hash: (threads: number) => subjectOf(threads).hash(),
  phases: (threads: number, steps: number) => subjectOf(threads).phases(steps),
  end: (threads: number) => subjectOf(threads).end(),
};

export type SubjectWorker = typeof worker;

expose(worker);
