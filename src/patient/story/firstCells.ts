/** The first cell with each alteration, wherever in the patient it arises. Reads the kernels, never changes them. */

import type { CompartmentKernel } from '../../kernel/compartmentKernel';
import { Alteration } from '../../kernel/model';
import type { CloneRecord } from '../../kernel/observation';
import type { Scenario } from '../../scenario/scenario';
import { alterationName, cells } from './words';

/** A compartment as the chronicle sees it. */
export interface Place {
  name: string;
  isTumour: boolean;
  kernel: CompartmentKernel;
}

export interface Seen {
  hours: number;
  cells: number;
}

export interface FirstCellsState {
  told: string[];
  /** Per compartment: the first clone not yet read. */
  nextClone: number[];
}

interface Found {
  clone: CloneRecord;
  /** Of its compartment. */
  index: number;
}

export class FirstCells {
  private readonly told = new Set<string>();
  private readonly kinds: number;
  private readonly several: boolean;
  private nextClone: number[];
  /** Read and not yet told, in the order of their steps. */
  private found: Found[] = [];

  constructor(
    private readonly scenario: Scenario,
    /** Every compartment; alterations are told of those of the tumour. */
    private readonly places: readonly Place[],
  ) {
    this.several = places.filter(({ isTumour }) => isTumour).length > 1;
    this.kinds = alterationKinds(scenario);
    this.nextClone = places.map(() => 0);
  }

  /** Reads the clones that have arisen in the steps that are told of next. */
  read(): void {
    // Once every kind has been seen there is nothing left to look for.
    if (this.told.size >= this.kinds) return;
    this.found = this.places.flatMap(({ isTumour }, index) =>
      isTumour ? this.newKinds(index).map((clone) => ({ clone, index })) : [],
    );
    this.found.sort((a, b) => a.clone.birthStep - b.clone.birthStep);
  }

  /**
   * Sentences on the alterations of the step that ends now.
   * @param step steps done
   * @param counts cells of each compartment
   */
  follow(step: number, counts: ArrayLike<number>): string[] {
    const sentences: string[] = [];
    for (let next = this.found[0]; next !== undefined && next.clone.birthStep < step; next = this.found[0]) {
      const { clone, index } = this.found.shift() as Found;
      if (this.told.has(alterationKey(clone))) continue;
      this.told.add(alterationKey(clone));
      const place = this.places[index]!;
      const among = cells(Math.max(1, counts[index]!));
      const where = this.several ? ` (${place.name})` : '';
      const name = alterationName(this.scenario, clone);
      sentences.push(`First cell with ${name}${where}, one among about ${among}.`);
    }
    return sentences;
  }

  save(): FirstCellsState {
    return { told: [...this.told], nextClone: this.nextClone.slice() };
  }

  /** Into a fresh one. */
  restore(state: FirstCellsState): void {
    for (const key of state.told) this.told.add(key);
    this.nextClone = state.nextClone.slice();
  }

  /** The first clone of each kind that has not been told, among those of one compartment not yet read. */
  private newKinds(index: number): CloneRecord[] {
    const { kernel } = this.places[index]!;
    const firsts = new Map<string, CloneRecord>();
    const { ids, next } = kernel.alteredSince(this.nextClone[index]!);
    this.nextClone[index] = next;
    for (const id of ids) {
      if (this.told.size + firsts.size >= this.kinds) break;
      const [clone] = kernel.clonesSince(id, 1) as [CloneRecord];
      const key = alterationKey(clone);
      if (!this.told.has(key) && !firsts.has(key)) firsts.set(key, clone);
    }
    return [...firsts.values()];
  }
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
