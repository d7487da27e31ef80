/** Up to four runs from one state, which part when treatment begins or now; they go on while the panel is closed. */
import type { Outcome } from '../../patient/outcome/outcome';
import type { ArmPicture, CellCourse, Parting, Trunk } from '../../worker/compare/messages';
import { plain, sentence } from '../../worker/plain';
import { session } from '../state/chosen';
import { answer, patient } from '../state/connection';
import { run } from '../state/run';
import { Store } from '../state/store';
import { classesIn } from '../tissue/looks';
import type { ArmChoice } from './choices';
import { type CompareWorker, compareWorker } from './worker';

export interface Arm extends ArmChoice {
  /** The state that it began in, as its own kernel found it; null until then. */
  hash: string | null;
  /** Simulated so far, h. */
  hours: number;
  course: CellCourse | null;
  /** Its compartments as they were last, and when, h; null until then. */
  seen: { hours: number; pictures: readonly ArmPicture[] } | null;
  outcome: Outcome | null;
  failure: string | null;
}

export interface ArmsState {
  status: 'idle' | 'before' | 'running' | 'done' | 'cancelled' | 'failed';
  title: string;
  fileStem: string;
  parting: Parting;
  /** On the way to where arms part, h. */
  hours: number;
  trunk: Trunk | null;
  arms: readonly Arm[];
  failure: string | null;
}

export const arms = new Store<ArmsState>({
  ...{ status: 'idle', title: '', fileStem: '', parting: 'treatment', hours: 0 },
  ...{ trunk: null, arms: [], failure: null },
});

let workers = new Set<CompareWorker>();
/** Counts what was asked for; only the last of it goes on. */
let asked = 0;

function stop(change: Partial<ArmsState>): void {
  asked++;
  for (const worker of workers) worker.end();
  workers = new Set();
  arms.update(change);
}

export const cancelArms = (): void => stop({ status: 'cancelled' });

export async function startArms(choices: readonly ArmChoice[], parting: Parting): Promise<void> {
  const { title, fileStem } = session.value;
  const none = { hash: null, hours: 0, course: null, seen: null, outcome: null, failure: null };
  stop({
    ...{ status: 'before', title, fileStem, parting, hours: 0, trunk: null, failure: null },
    arms: choices.map((choice) => ({ ...choice, ...none })),
  });
  const own = asked;
  try {
    const from = await stem(parting);
    if (own === asked) grow(from, parting);
  } catch (error) {
    if (own === asked) fail(plain(error));
  }
}

const fail = (why: string) => stop({ status: 'failed', failure: sentence(why) });

/** The run as it stands, or what is run where that is past the beginning of its treatment. */
async function stem(parting: Parting): Promise<string | Blob> {
  const { status } = run.value;
  const goesOn = status !== null && status.ended === null;
  const begun = status !== null && status.treatmentStartHours !== null;
  if (goesOn && (parting === 'now' || !begun)) return answer(patient().state());
  return answer(patient().exportScenario());
}

function grow(from: string | Blob, parting: Parting): void {
  const worker = compareWorker((news) => {
    if (news.kind === 'progress') arms.update({ hours: news.hours });
    else if (news.kind === 'failure') fail(news.sentence);
    else if (news.kind === 'trunk') {
      end(worker);
      arms.update({ status: 'running', trunk: news.trunk });
      arms.value.arms.forEach((_, index) => {
        branch(index, news.trunk.state);
      });
    }
  });
  workers.add(worker);
  worker.order({ kind: 'trunk', from, parting });
}

function end(worker: CompareWorker): void {
  worker.end();
  workers.delete(worker);
}

function branch(index: number, state: Blob): void {
  const { changes } = arms.value.arms[index] as Arm;
  const worker = compareWorker((news) => {
    if (news.kind === 'begun') change(index, { hash: news.hash });
    else if (news.kind === 'progress') change(index, { hours: news.hours });
    else if (news.kind === 'course') change(index, { course: news.course });
    else if (news.kind === 'pictures')
      change(index, { seen: { hours: news.hours, pictures: news.pictures } });
    else if (news.kind === 'outcome') over(index, { outcome: news.outcome });
    else if (news.kind === 'failure') over(index, { failure: sentence(news.sentence) });
  });
  const over = (at: number, last: Partial<Arm>) => {
    change(at, last);
    end(worker);
    if (workers.size === 0) arms.update({ status: 'done' });
  };
  workers.add(worker);
  // The same looks for all: in each the same colour means the same.
  worker.order({ kind: 'arm', state, changes, looks: [classesIn(false), classesIn(true)] });
}

const change = (index: number, part: Partial<Arm>) =>
  arms.update({ arms: arms.value.arms.map((arm, at) => (at === index ? { ...arm, ...part } : arm)) });
