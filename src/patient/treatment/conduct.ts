/** Carries the treatment rules of a scenario out on a patient's agents. */
import type { GenotypeCount } from '../../kernel/observation';
import type { Scenario } from '../../scenario/scenario';
import { applyRules, beginRules, isGiven, type Order, type RulesMemory, type View } from './rules';
import type { Therapy } from './therapy';

/** What rules see of a compartment. */
export interface Place {
  readonly name: string;
  readonly cells: number;
  readonly isTumour: boolean;
  /** Of marrow: circulating cells as a share of normal. */
  readonly blood: { readonly share: number } | null;
  readonly kernel: { genotypes(): GenotypeCount[] };
  /** Takes each cell away with this probability. */
  resect(share: number): void;
}

export class Conduct {
  private memory: RulesMemory;

  constructor(
    private readonly scenario: Scenario,
    private readonly therapy: Therapy,
    private readonly places: readonly Place[],
  ) {
    this.memory = beginRules(scenario.rules);
    for (const drug of this.drugs) {
      if (!isGiven(scenario.rules, this.memory, drug)) therapy.named(drug).pause(-Infinity);
    }
  }

  /** Agents that no rule holds back now. */
  get given(): string[] {
    return this.drugs.filter((drug) => isGiven(this.scenario.rules, this.memory, drug));
  }

  private get tumours(): Place[] {
    return this.places.filter(({ isTumour }) => isTumour);
  }

  private get leastBlood(): number | null {
    const shares = this.places.flatMap(({ blood }) => (blood === null ? [] : [blood.share]));
    return shares.length === 0 ? null : Math.min(...shares);
  }

  private get drugs(): string[] {
    const { drugs, inhibitor } = this.scenario;
    return [...drugs, ...(inhibitor === null ? [] : [inhibitor])].map(({ name }) => name);
  }

  /**
   * Looks at the patient and does what the rules say.
   * @param startBurden cells when treatment began
   * @returns the orders, which have been carried out
   */
  attend(hours: number, treatmentStartHours: number, startBurden: number): Order[] {
    const { rules, response } = this.scenario;
    const view: View = {
      treatmentHours: hours - treatmentStartHours,
      burden: this.tumours.reduce((sum, { cells }) => sum + cells, 0),
      startBurden,
      marrow: this.leastBlood,
      variants: rules.some(({ variant }) => variant !== '') ? this.variants() : new Map(),
      compartments: this.places,
      drugs: this.drugs,
    };
    const progression = {
      progressionFactor: response.progressionFactor,
      measurableShare: response.completeShare,
    };
    const { orders, memory } = applyRules(rules, this.memory, view, progression);
    this.memory = memory;
    for (const order of orders) this.carryOut(order, hours);
    return orders;
  }

  save(): RulesMemory {
    return structuredClone(this.memory);
  }

  restore(memory: RulesMemory): void {
    this.memory = structuredClone(memory);
  }

  private carryOut(order: Order, hours: number): void {
    switch (order.kind) {
      case 'hold':
        this.therapy.named(order.drug).pause(hours);
        break;
      case 'resume':
        this.therapy.named(order.drug).resume(hours);
        break;
      case 'dose':
        this.therapy.named(order.drug).scaleTo(order.factor);
        break;
      case 'switch':
        this.therapy.named(order.drug).pause(hours);
        this.therapy.named(order.to).resume(hours);
        break;
      case 'resect':
        this.places.find(({ name }) => name === order.compartment)?.resect(order.share);
        break;
    }
  }

  /** Cells that carry each variant, whatever its target. */
  private variants(): Map<string, number> {
    const found = new Map<string, number>();
    for (const { kernel } of this.tumours) {
      for (const { genotype, cells } of kernel.genotypes()) {
        this.scenario.targets.forEach((target, index) => {
          const allele = genotype.lost[index] ? 0 : genotype.alleles[index];
          const name = target.variants[allele! - 1]?.name;
          if (name !== undefined) found.set(name, (found.get(name) ?? 0) + cells);
        });
      }
    }
    return found;
  }
}
