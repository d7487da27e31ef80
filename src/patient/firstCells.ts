/** The first cell with each alteration, wherever in the patient it arises. Reads the kernels, never changes them. */
import { Alteration, type CloneRecord, type CompartmentKernel, type Observation } from '../kernel/model';
import type { Scenario } from '../scenario/scenario';
import { alterationName, cells } from './words';

const CLONES_AT_ONCE = 4096;

/** A compartment as the chronicle sees it. */
export interface Place {
  name: string;
  isTumour: boolean;
  kernel: CompartmentKernel;
  /** At the output time that is told of. */
  observation: Observation;
}

export interface Seen {
  hours: number;
  cells: number;
}

export interface FirstCellsState {
  told: string[];
  /** Per compartment: the first clone not yet read, and the cells at the last output time. */
  nextClone: number[];
  last: Seen[];
}

export class FirstCells {
  private readonly told = new Set<string>();
  private readonly kinds: number;
  private nextClone: number[];
  private last: Seen[];

  constructor(
    private readonly scenario: Scenario,
    private readonly places: readonly Place[],
  ) {
    this.kinds = alterationKinds(scenario);
    this.nextClone = places.map(() => 0);
    this.last = places.map(() => ({ hours: 0, cells: 0 }));
  }

  /** Sentences on alterations that appeared since the last look, in order of their time. */
  look(hours: number): { hours: number; text: string }[] {
    const sentences: { hours: number; text: string }[] = [];
    // Once every kind has been seen there is nothing left to look for.
    if (this.told.size < this.kinds) {
      const found = this.places.flatMap((place, index) =>
        this.newKinds(index).map((clone) => ({ place, index, clone })),
      );
      found.sort((a, b) => a.clone.birthStep - b.clone.birthStep);
      for (const { place, index, clone } of found) {
        if (this.told.has(alterationKey(clone))) continue;
        this.told.add(alterationKey(clone));
        const born = Math.min((clone.birthStep + 1) * this.scenario.stepHours, hours);
        const among = cellsAt(born, this.last[index] as Seen, { hours, cells: place.observation.cells });
        const where = this.places.length > 1 ? ` (${place.name})` : '';
        const name = alterationName(this.scenario, clone);
        const text = `First cell with ${name}${where}, one among about ${cells(Math.max(1, among))}.`;
        sentences.push({ hours: born, text });
      }
    }
    this.last = this.places.map(({ observation }) => ({ hours, cells: observation.cells }));
    return sentences;
  }

  save(): FirstCellsState {
    return { told: [...this.told], nextClone: this.nextClone.slice(), last: this.last.slice() };
  }

  /** Into a fresh one. */
  restore(state: FirstCellsState): void {
    for (const key of state.told) this.told.add(key);
    this.nextClone = state.nextClone.slice();
    this.last = state.last.slice();
  }

  /** The first clone of each kind that has not been told, among those of one compartment not yet read. */
  private newKinds(index: number): CloneRecord[] {
    const { kernel, observation } = this.places[index] as Place;
    const firsts = new Map<string, CloneRecord>();
    let next = this.nextClone[index] as number;
    while (next < observation.clones && this.told.size + firsts.size < this.kinds) {
      const clones = kernel.clonesSince(next, CLONES_AT_ONCE);
      if (clones.length === 0) break;
      for (const clone of clones) {
        const key = alterationKey(clone);
        if (clone.alteration === Alteration.founder || this.told.has(key) || firsts.has(key)) continue;
        firsts.set(key, clone);
      }
      next = (clones.at(-1) as CloneRecord).id + 1;
    }
    this.nextClone[index] = next;
    return [...firsts.values()];
  }
}

/** Live cells between two output times, as if growth had been exponential in between. */
function cellsAt(hours: number, last: Seen, now: Seen): number {
  const span = now.hours - last.hours;
  if (!(span > 0) || last.cells < 1 || now.cells < 1) return Math.max(last.cells, now.cells);
  return last.cells * (now.cells / last.cells) ** ((hours - last.hours) / span);
}

/** Variants are told apart; of every other alteration the first of its kind is enough. */
function alterationKey(clone: CloneRecord): string {
  const allele = clone.alteration === Alteration.targetVariant ? clone.genotype.alleles[clone.target] : '';
  return `${clone.alteration} ${clone.target} ${allele}`;
}

/** How many different keys {@link alterationKey} can give in this scenario. */
function alterationKinds(scenario: Scenario): number {
  let kinds = Object.values(scenario.alterations).filter((probability) => probability > 0).length;
  for (const target of scenario.targets) {
    const others = [
      target.gainProbability,
      target.furtherGainProbability,
      target.copyLossProbability,
      target.lossProbability,
    ];
    kinds += others.filter((probability) => probability > 0).length;
    if (target.variantProbability > 0) {
      kinds += target.variants.filter((variant) => variant.weight > 0).length;
    }
  }
  return kinds;
}
