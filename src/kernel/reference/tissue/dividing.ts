import { Flag } from '../../../../assembly/memory/cell';
import { exactExpm1, exactLn } from '../../../../assembly/numerics/maths';
import { type Alteration, Kind } from '../../../../assembly/shared/genome';
import { Limit } from '../../../../assembly/shared/limits';
import { Purpose } from '../../../../assembly/shared/step';
import type { Genotype } from '../../model';
import { packGenotype } from '../../numbers/genotype';
import { altered, chooseAlteration } from '../alter';
import { choose } from '../brood';
import { exponential } from '../candidates';
import type { Cell } from '../cell';
import { passengersOf } from '../passengers';
import { phenotypeOf } from '../phenotype';
import { hasMinutes, segregate } from '../segregate';
import { BathedCells } from './bathed';
import { tissueRates } from './fate';

const f = Math.fround;
const UNIT32 = 2 ** -32;

/** A genotype that cells have from the step's end on. */
interface Draft {
  genotype: Genotype;
  /** null where none happened: the cells stay in their clone. */
  alteration: { kind: Alteration; target: number } | null;
  /** Clone that it comes from, or the draft that begins it. */
  parent: number | Draft;
  /** Once it is entered. */
  clone: number | null;
}

/** One of a cell that divided in the step and its descendants. */
interface Kin {
  cell: Cell;
  number: number;
  genotype: Genotype;
  division: number;
  death: number;
}
/** Cells that divide: daughters, their broods within the step, and genotypes that they have from its end on. */
export abstract class DividingCells extends BathedCells {
  /** What cells hang on until the step's end. */
  protected readonly drafts = new Map<Cell, Draft>();
  /** Of the step under way. */
  protected around: { environment: Float32Array; crowd: number } = {
    environment: new Float32Array(),
    crowd: 1,
  };
  /** Those who live of the cell that is dividing and its descendants. */
  private brood: Kin[] = [];

  protected divide(mother: Cell, number: number): void {
    const again = (mother.flags & Flag.again) !== 0;
    mother.flags &= ~(Flag.divides | Flag.again);
    this.brood = [];
    const first: Kin = { cell: mother, number, genotype: this.genotypeNow(mother), division: 0, death: 0 };
    const laid = this.layDaughter(mother, number, number, 0);
    if (laid !== null && (again || laid.changed)) this.raise(first, laid.home, number, again);
  }

  /** A daughter beside a cell, and whether a genotype changed; null where there is no room. */
  private layDaughter(
    mother: Cell,
    at: number,
    number: number,
    event: number,
  ): { home: number; changed: boolean } | null {
    const [word, altering, own, mothers] = this.random.block(this.steps, number, Purpose.division, event) as [
      number,
      number,
      number,
      number,
    ];
    const home = this.ground.placeDaughter(this.ground.lattice.positionOf(at), word, (from, to) =>
      this.follow(from, to),
    );
    if (home === null) return null;
    const daughter: Cell = { ...mother, flags: mother.flags & Flag.inherited, amounts: [...mother.amounts] };
    const draft = this.drafts.get(mother);
    if (draft) this.drafts.set(daughter, draft);
    this.ground.put(home, daughter);
    this.moisten(home, at);
    this.books.settle(mother, at, true);
    daughter.expression = this.inherited(mother.expression, own);
    mother.expression = this.inherited(mother.expression, mothers);
    if (this.kindOf(mother.phenotype) !== Kind.tumour) return { home, changed: false };
    this.births++;
    this.cells++;
    return { home, changed: this.alter(mother, daughter, number, event, altering) };
  }

  /** What was at one site is at another now. */
  private follow(from: number, to: number): void {
    for (const kin of this.brood) if (kin.number === from) kin.number = to;
    this.moisten(to, from);
  }

  /** What a division does to the genotypes of the two; whether one of them changed. */
  private alter(mother: Cell, daughter: Cell, number: number, event: number, altering: number): boolean {
    const before = this.genotypeNow(mother);
    let changed = hasMinutes(this.model, before);
    if (changed) {
      const dealt = segregate(this.model, this.random, this.steps, before, number, event);
      this.bestow(mother, dealt[0]);
      this.bestow(daughter, dealt[1]);
    }
    const carried = this.passengers(before, number, event);
    if (carried.daughter > 0) this.hang(daughter, this.genotypeNow(daughter), passengersOf(carried.daughter));
    if (carried.mother > 0) this.hang(mother, this.genotypeNow(mother), passengersOf(carried.mother));
    if (!this.isAltered(before, number, event, altering)) return changed;
    const words = this.random.block(this.steps, number, Purpose.alteration, event) as [
      number,
      number,
      number,
    ];
    const cell = words[1] >>> 31 === 1 ? daughter : mother;
    const alteration = chooseAlteration(this.model, words[0] * UNIT32 * this.total);
    const { kind, target } = alteration!;
    const genotype = altered(this.model, this.genotypeNow(cell), kind, target, words[2] * UNIT32);
    if (genotype) {
      this.hang(cell, genotype, alteration!);
      changed = true;
    }
    return changed;
  }

  /** What follows a division to the step's end; see assembly/tissue/brood.ts. */
  private raise(first: Kin, home: number, number: number, again: boolean): void {
    this.rate(first);
    const s = first.death + first.division;
    if (!(s > 0)) return;
    const unitOf = (word: number) => (word + 0.5) * UNIT32;
    const [one, two] = this.random.block(this.steps, number, Purpose.choice) as [number, number];
    let left = 1 + exactLn(1 + exactExpm1(-s) * unitOf(two)) / s;
    const share = Math.min(1, 2 * s);
    let wait = -exactLn(again ? 1 - share + share * unitOf(one) : (1 - share) * unitOf(one));
    this.brood = [first];
    this.join(first, home);
    for (let event = 1; this.brood.length > 0; event++) {
      let total = 0;
      for (const { division, death } of this.brood) total += death + division;
      if (!(wait < left * total)) break;
      left -= wait / total;
      const words = this.random.block(this.steps, number, Purpose.choice, event) as [number, number, number];
      const { who, divides } = choose(this.brood, unitOf(words[0]) * total);
      const kin = this.brood[who]!;
      wait = exponential(words[2]);
      if (divides && this.ground.blockOf(kin.number) === this.ground.blockOf(number)) {
        if (this.brood.length > Limit.daughtersPerStep) continue;
        const laid = this.layDaughter(kin.cell, kin.number, number, event);
        if (laid) this.join(kin, laid.home);
        continue;
      }
      if (divides) kin.cell.flags |= Flag.divides;
      else {
        const { necrosis } = this.breathOf(this.ground.lattice.positionOf(kin.number));
        kin.cell.flags |= Flag.dies;
        if (f(f(unitOf(words[1])) * kin.death) < necrosis) kin.cell.flags |= Flag.necrotic;
      }
      const last = this.brood.pop() as Kin;
      if (who < this.brood.length) this.brood[who] = last;
    }
    this.brood = [];
  }

  /** A daughter at a place joins the brood; who has another genotype than before has other rates. */
  private join(mother: Kin, home: number): void {
    const daughter: Kin = { ...mother, cell: this.ground.sites[home] as Cell, number: home };
    for (const kin of [mother, daughter]) {
      const genotype = this.genotypeNow(kin.cell);
      if (packGenotype(genotype).join() === packGenotype(kin.genotype).join()) continue;
      kin.genotype = genotype;
      this.rate(kin);
    }
    this.brood.push(daughter);
  }

  /** Rates of a genotype at a place, under the drug that the cell would hold after one more step's exchange. */
  private rate(kin: Kin): void {
    const { environment, crowd } = this.around;
    const known = this.phenotypes.find(kin.genotype);
    const phenotype = known === undefined ? phenotypeOf(this.model, kin.genotype) : this.phenotypes.at(known);
    const alone = { ...kin.cell, amounts: [...kin.cell.amounts] };
    const position = this.ground.lattice.positionOf(kin.number);
    const inside = this.model.drugs.map((_, d) => {
      if (!this.fluid.fields.has(d)) {
        return this.exchange(alone, d, environment[d]!, environment, phenotype).argument;
      }
      const level = this.fluid.at(d, this.fluid.voxelOf(...position));
      return this.meet(alone, d, level, environment, phenotype).argument;
    });
    const { share, necrosis } = this.breathOf(position);
    Object.assign(kin, tissueRates(this.model, this.curves, phenotype, { inside, crowd, necrosis }, share));
  }

  private genotypeNow(cell: Cell): Genotype {
    return this.drafts.get(cell)?.genotype ?? this.genotypeOf(cell);
  }

  private bestow(cell: Cell, genotype: Genotype): void {
    if (packGenotype(genotype).join() === packGenotype(this.genotypeNow(cell)).join()) return;
    const known = this.phenotypes.find(genotype);
    if (known !== undefined && !this.drafts.has(cell)) cell.phenotype = known;
    else this.hang(cell, genotype, null);
  }

  private hang(cell: Cell, genotype: Genotype, alteration: Draft['alteration']): void {
    this.drafts.set(cell, {
      genotype,
      alteration,
      parent: this.drafts.get(cell) ?? cell.lineage,
      clone: null,
    });
  }

  /** In the order of sites: phenotypes for genotypes without one, and alterations with their clones. */
  protected enterAlterations(): void {
    for (const cell of this.ground.sites) {
      const draft = cell && this.drafts.get(cell);
      if (!draft) continue;
      cell.lineage = this.enter(draft);
      cell.phenotype = this.phenotypes.find(draft.genotype) ?? cell.phenotype;
    }
    this.drafts.clear();
  }

  /** The clone of a draft, which is entered when the first asks for it. */
  private enter(draft: Draft): number {
    if (draft.clone !== null) return draft.clone;
    const { genotype, alteration, parent } = draft;
    draft.clone = typeof parent === 'number' ? parent : this.enter(parent);
    const phenotype = this.phenotypes.intern(genotype);
    if (phenotype === null) this.alterationsRefused++;
    else if (alteration !== null) {
      draft.clone = this.beginClone(draft.clone, alteration, phenotype);
    }
    return draft.clone;
  }
}
