/** What is done to a run by hand: what its scenario holds of that waits for its time, what is done now is entered. */

import { MOST_ENTRIES } from '../../scenario/description/record';
import type { ParameterValue } from '../../scenario/description/tree';
import type { Change, DoseGiven, Scenario } from '../../scenario/scenario';
import { ScenarioError } from '../../scenario/words/error';

type Deed = { kind: 'change'; change: Change } | { kind: 'dose'; dose: DoseGiven };

interface Entry {
  step: number;
  /** Among those of one step: changes in their order, doses after as many of them as they name. */
  rank: number;
  deed: Deed;
}

export class ByHand {
  private readonly entries: Entry[];

  /**
   * @param scenario takes what is entered
   * @param stepAt the first step that ends at these hours or later
   * @param line lines that died out before the one that lives
   * @param done entries that have been acted on
   */
  constructor(
    private readonly scenario: Scenario,
    private readonly stepAt: (hours: number) => number,
    private readonly line: number,
    public done = 0,
  ) {
    this.entries = this.ofThisLine();
  }

  /** The next step at which something is to be done; Infinity for none. */
  get nextStep(): number {
    return this.entries[this.done]?.step ?? Infinity;
  }

  /** What has been acted on. */
  get past(): Deed[] {
    return this.entries.slice(0, this.done).map(({ deed }) => deed);
  }

  /** The next thing to be done by this step, counted as done; null where nothing is left. */
  take(step: number): Deed | null {
    const entry = this.entries[this.done];
    if (entry === undefined || entry.step > step) return null;
    this.done++;
    return entry.deed;
  }

  /** @throws ScenarioError when no more fit */
  checkRoom(list: 'changes' | 'dosesGiven'): void {
    if (this.scenario[list].length < MOST_ENTRIES) return;
    throw new ScenarioError(`${list}: ${MOST_ENTRIES} are entered already, the most that fit.`);
  }

  /** A value that has been changed now, at the end of `step`. */
  enterChange(step: number, hours: number, path: string, value: ParameterValue): void {
    const change: Change = { hours, path, value, line: this.line };
    this.insert(this.scenario.changes, change, step);
    const rank = this.changesAt(step) + 0.5;
    this.entries.splice(this.done++, 0, { step, rank, deed: { kind: 'change', change } });
  }

  /** A dose that has been given now. */
  enterDose(step: number, hours: number, drug: string): void {
    const rank = this.changesAt(step);
    const dose: DoseGiven = { hours, drug, line: this.line, afterChanges: rank };
    this.insert(this.scenario.dosesGiven, dose, step);
    this.entries.splice(this.done++, 0, { step, rank, deed: { kind: 'dose', dose } });
  }

  /** Changes made at this step so far. */
  private changesAt(step: number): number {
    const past = this.entries.slice(0, this.done);
    return past.filter((entry) => entry.step === step && entry.deed.kind === 'change').length;
  }

  /** In the order of time, behind those of the same step. */
  private insert<Item extends { hours: number }>(list: Item[], item: Item, step: number): void {
    let at = list.length;
    while (at > 0 && this.stepAt(list[at - 1]!.hours) > step) at--;
    list.splice(at, 0, item);
  }

  private ofThisLine(): Entry[] {
    const { changes, dosesGiven } = this.scenario;
    const counts = new Map<number, number>();
    const entries: Entry[] = [];
    for (const change of changes) {
      if (change.line > this.line) continue;
      const step = this.stepAt(change.hours);
      const before = counts.get(step) ?? 0;
      counts.set(step, before + 1);
      entries.push({ step, rank: before + 0.5, deed: { kind: 'change', change } });
    }
    for (const dose of dosesGiven) {
      if (dose.line > this.line) continue;
      entries.push({ step: this.stepAt(dose.hours), rank: dose.afterChanges, deed: { kind: 'dose', dose } });
    }
    return entries.sort((a, b) => a.step - b.step || a.rank - b.rank);
  }
}
