/** The benchmark's own page: a kernel that the program which opened it steps from outside. */
import { kernelSubject, type Subject } from '../subject';

declare global {
  interface Window {
    subject: Promise<Subject>;
  }
}

window.subject = kernelSubject('', 'simd');
