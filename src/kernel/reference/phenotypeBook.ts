import { Limit } from '../../../assembly/shared/limits';
import type { Genotype, KernelModel } from '../model';
import { packGenotype } from '../numbers/genotype';
import type { GenotypeCount } from '../observation';
import { type Phenotype, phenotypeOf, reservedPhenotypes } from './phenotype';
import { hasMinutes, withoutMinutes } from './segregate';

/** Genotypes and the ids, the phenotypes, that stand for them in cells. */
export class PhenotypeBook {
  readonly rows: Phenotype[];
  /** Ids, the first of all, that stand for no genotype. */
  readonly reserved: number;
  /** An id was wanted and none was free. */
  full = false;
  /** e^{bΔt} − 1 of the fastest phenotype there has been. */
  maxGrowth = 0;
  private readonly ids = new Map<string, number>();
  private free: number[] = [];

  constructor(private readonly model: KernelModel) {
    this.rows = reservedPhenotypes(model);
    this.reserved = this.rows.length;
  }

  /** Ids that a genotype can be found by. */
  get size(): number {
    return this.ids.size;
  }

  at(id: number): Phenotype {
    return this.rows[id]!;
  }

  find(genotype: Genotype): number | undefined {
    return this.ids.get(packGenotype(genotype).join());
  }

  /** The id of a genotype, made if new; null when all are in use. */
  intern(genotype: Genotype): number | null {
    const known = this.find(genotype);
    if (known !== undefined) return known;
    let id = this.free.pop();
    if (id === undefined) {
      id = this.rows.length;
      if (id >= Math.min(this.model.maxPhenotypes, Limit.phenotypes)) {
        this.full = true;
        return null;
      }
    }
    const phenotype = phenotypeOf(this.model, genotype);
    this.rows[id] = phenotype;
    this.maxGrowth = Math.max(this.maxGrowth, phenotype.growth);
    if (hasMinutes(this.model, genotype)) {
      const { growth } = phenotypeOf(this.model, withoutMinutes(this.model, genotype));
      this.maxGrowth = Math.max(this.maxGrowth, growth);
    }
    this.ids.set(packGenotype(genotype).join(), id);
    return id;
  }

  /** How many of the cells with these ids have each genotype, the most frequent first. */
  census(ids: readonly number[]): GenotypeCount[] {
    const counts = this.rows.map(({ genotype }) => ({ genotype, cells: 0 }));
    for (const id of ids) (counts[id] as GenotypeCount).cells++;
    return counts.filter(({ cells }) => cells > 0).sort((a, b) => b.cells - a.cells);
  }

  /** Frees the ids that are not among those of living cells, the lowest to be used first. */
  recycle(living: readonly number[]): void {
    const alive = new Set(living);
    this.free = this.rows.map((_, id) => id).filter((id) => id >= this.reserved && !alive.has(id));
    this.free.reverse();
    for (const [key, id] of this.ids) if (!alive.has(id)) this.ids.delete(key);
    this.full = false;
  }
}
