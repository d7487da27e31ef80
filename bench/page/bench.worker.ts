/** Runs the suite away from the page: the kernel's first thread waits for the others, which a page may not. */
import { borrowHelpers } from '../../src/kernel/workers/lent';
import { casesOf } from '../cases';
import { checkpointCases, measureCheckpoint } from '../checkpoints';
import { kernelSubject, kernelSubjects } from '../subject';
import { runSuite } from '../suite';
import type { News, Order } from './messages';

borrowHelpers();
const tell = (news: News) => postMessage(news);

addEventListener(
  'message',
  ({ data }: MessageEvent<Order>) => {
    measure(data).then(
      () => tell({ kind: 'end' }),
      (error: Error) => tell({ kind: 'failure', sentence: error.message }),
    );
  },
  { once: true },
);

async function measure({ engine, suite, largest, threads, expected }: Order): Promise<void> {
  const quick = suite === 'quick';
  const subjects = await kernelSubjects(engine, threads);
  await runSuite({
    cases: casesOf(suite, largest),
    subjects,
    reference: await kernelSubject(engine, 'reference'),
    rounds: quick ? 3 : 11,
    repeatMilliseconds: quick ? 20 : 30,
    deadline: Infinity,
    expected,
    onCase: (rows, done) => tell({ kind: 'case', rows, done }),
  });
  for (const subject of subjects) subject.close();
  for (const own of checkpointCases(largest)) {
    tell({ kind: 'checkpoint', row: await measureCheckpoint(engine, own, quick ? 2 : 5) });
  }
}
