/** The plots show the drug that began last, until the visitor chooses another. */
import type { Mark } from '../../worker/protocol';
import { run } from '../state/run';
import { shownDrug } from './view';

let followedRun: number | null = null;
let chosen = false;

/** Days may be told apart from here on. */
const SAME_DAY = 1e-6;

/** The drug whose first dose is the latest; of several at once the first of the list; null before any. */
export function newestDrug(marks: readonly Mark[]): number | null {
  const begins = new Map<number, number>();
  for (const { drug, from } of marks) {
    if (drug >= 0) begins.set(drug, Math.min(from, begins.get(drug) ?? Number.POSITIVE_INFINITY));
  }
  let newest: number | null = null;
  for (const [drug, from] of [...begins].sort(([a], [b]) => a - b)) {
    if (newest === null || from > (begins.get(newest) ?? 0) + SAME_DAY) newest = drug;
  }
  return newest;
}

/** By hand; holds until another run begins. */
export function chooseDrug(drug: number): void {
  chosen = true;
  shownDrug.set(drug);
}

export function followDrugs(): void {
  let looked = 0;
  run.watch(({ status, marks }) => {
    if (status === null) return;
    if (status.run !== followedRun) {
      followedRun = status.run;
      looked = 0;
      chosen = false;
    }
    if (marks.length === looked) return;
    looked = marks.length;
    const newest = chosen ? null : newestDrug(marks);
    if (newest !== null) shownDrug.set(newest);
  });
}
