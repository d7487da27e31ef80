import { Limit } from '../../../assembly/shared/limits';
import { Environment, Purpose } from '../../../assembly/shared/step';
import type { Advance, CompartmentKernel } from '../compartmentKernel';
import { alterationTotal } from '../encode/model';
import { type CloneColumns, clonesOf, isAlteration } from '../lineage/columns';
import {
  Alteration,
  CLASS_NAMES,
  type FounderModel,
  type Genotype,
  type KernelModel,
  PASSENGER_CLONES,
} from '../model';
import { Digest } from '../numbers/digest';
import { expressionLevels } from '../numbers/expression';
import { packGenotype } from '../numbers/genotype';
import { RandomSource } from '../numbers/philox';
import type { CloneRecord, GenotypeCount, Observation } from '../observation';
import { countSubclasses, variantsOf } from '../subclasses';
import { Blood } from './blood';
import { amountColumns, type Cell, metaboliteColumn } from './cell';
import { crowding } from './crowding';
import { type Exchanged, exchange, surroundingsOf } from './exchange';
import { observeCells } from './observe';
import { drawPassengers } from './passengers';
import { PhenotypeBook } from './phenotypeBook';
import { ResponseCurves } from './response';

const f = Math.fround;
const UNIT32 = 2 ** -32;

/** What a well-mixed compartment and a tissue have in common in plain TypeScript: counters, books, and single cells. */
export abstract class ReferenceCompartment implements CompartmentKernel {
  readonly variant = 'reference';
  readonly threads = 1;
  cells = 0;
  steps = 0;
  cellSteps = 0;
  births = 0;
  deaths = 0;
  alterations = 0;
  alterationsRefused = 0;
  protected model!: KernelModel;
  protected random!: RandomSource;
  protected curves!: ResponseCurves;
  protected phenotypes!: PhenotypeBook;
  protected clones: CloneRecord[] = [];
  protected blood: Blood | null = null;
  protected founded = 0;
  protected total = 0;
  private levels: number[] = [];
  private readonly cellsAfter = new Uint32Array(Limit.environmentSteps);

  start(model: KernelModel, seed: number): void {
    this.model = model;
    this.random = new RandomSource(seed);
    this.curves = new ResponseCurves();
    this.levels = Array.from(expressionLevels(model.expressionCv), f);
    this.cells = this.steps = this.cellSteps = this.births = this.deaths = 0;
    this.alterations = this.alterationsRefused = this.founded = 0;
    this.phenotypes = new PhenotypeBook(model);
    this.clones = [];
    this.total = alterationTotal(model);
    this.blood = Blood.of(model);
    this.clear();
    for (const founder of model.founders) this.found(founder);
  }

  abstract found(founder: FounderModel): void;
  abstract resect(share: number): number;
  abstract get bytes(): number;
  /** No cell anywhere. */
  protected abstract clear(): void;
  protected abstract step(environment: Float32Array): void;
  /** All living tumour cells. */
  protected abstract tumourCells(): Cell[];
  /** Everything at a place, in order, to the digest. */
  protected abstract digestPlaces(digest: Digest): void;
  /** What only this kind of compartment has, behind everything else. */
  protected abstract digestMore(digest: Digest): void;

  advance(environment: Float32Array, stopAtCells: number, stopBelowCells = 0): Advance {
    const wanted = Math.floor(environment.length / Environment.stride);
    for (let done = 0; done < wanted; done++) {
      if (this.cells === 0) return { steps: done, reason: 'extinct' };
      if (this.cells >= stopAtCells || this.cells < stopBelowCells) return { steps: done, reason: 'cells' };
      this.step(environment.subarray(done * Environment.stride, (done + 1) * Environment.stride));
      this.cellsAfter[done % Limit.environmentSteps] = this.cells;
    }
    return { steps: wanted, reason: 'steps' };
  }

  course(): Uint32Array {
    return this.cellsAfter;
  }

  countSensitive(): number {
    return this.observe().cellsByClass[0]!;
  }

  idle(steps: number): void {
    for (let step = 0; step < steps; step++) this.endStep(this.cells);
  }

  circulation(from: number): Float64Array {
    return this.blood?.since(from) ?? new Float64Array();
  }

  /** Factor on division in the step that begins now, f32. */
  protected crowdingNow(): number {
    return f(crowding(this.model, this.cells, this.blood?.ahead(this.cells) ?? null));
  }

  protected endStep(cellsBefore: number): void {
    this.blood?.pass(cellsBefore, this.cells);
    this.steps++;
  }

  /** The phenotype and the clone of founders. */
  protected foundClone(genotype: Genotype): { phenotype: number; lineage: number } {
    const phenotype = this.phenotypes.intern(genotype);
    if (phenotype === null) throw new Error('No phenotype id is free for the founders.');
    return { phenotype, lineage: this.addClone(-1, Alteration.founder, 0, phenotype) };
  }

  protected newFounder(phenotype: number, lineage: number): Cell {
    const [word] = this.random.block(this.steps, this.founded, Purpose.founding) as [number];
    this.founded++;
    return {
      phenotype,
      lineage,
      expression: this.model.expressionCv === 0 ? 128 : word & 255,
      flags: 0,
      amounts: new Array<number>(amountColumns(this.model)).fill(0),
    };
  }

  /** Advances the amount of one drug in a cell, surrounded by so much of it, µM. */
  protected exchange(
    cell: Cell,
    d: number,
    outside: number,
    environment: Float32Array,
    phenotype = this.phenotypes.at(cell.phenotype),
  ): Exchanged {
    const drug = this.model.drugs[d]!;
    const rates = phenotype.drugs[d]!;
    const around = surroundingsOf(drug, outside, environment);
    const column = drug.retained ? metaboliteColumn(this.model, d) : -1;
    const before = cell.amounts[d]!;
    const expression = this.expressionOf(cell);
    const after = exchange(drug, rates, before, expression, around, cell.amounts[column]);
    cell.amounts[d] = after.total;
    if (drug.retained) cell.amounts[column] = after.metabolite;
    return after;
  }

  protected expressionOf(cell: Cell): number {
    return this.model.expressionCv === 0 ? 1 : this.levels[cell.expression]!;
  }

  protected inherited(level: number, word: number): number {
    return f(f(word >>> 8) * 2 ** -24) < f(this.model.expressionInheritance) ? level : word & 255;
  }

  protected genotypeOf(cell: Cell): Genotype {
    return this.phenotypes.at(cell.phenotype).genotype;
  }

  /** Whether a division alters one of the two daughters; `event` of the brood of the cell at `index`. */
  protected isAltered(genotype: Genotype, index: number, event: number, word: number): boolean {
    if (this.total === 0) return false;
    let chance = this.total;
    if (genotype.mutator) chance *= this.model.mutatorFactor;
    chance *= 2 ** 32;
    if (word + 1 <= chance) return true;
    if (word >= chance) return false;
    const [more] = this.random.block(this.steps, index, Purpose.tieBreak, event) as [number];
    return more * UNIT32 < chance - word;
  }

  /** Passenger mutations of both after a division; `event` as above. */
  protected passengers(genotype: Genotype, index: number, event: number) {
    return drawPassengers(this.model, this.random, this.steps, genotype.mutator, index, event);
  }

  /** The clone that an alteration begins; where passengers may begin no more, the one that they came up in. */
  protected beginClone(
    parent: number,
    { kind, target }: { kind: Alteration; target: number },
    phenotype: number,
  ): number {
    if (kind !== Alteration.passenger) this.alterations++;
    else if (this.clones.length >= (this.model.mostPassengerClones ?? PASSENGER_CLONES)) return parent;
    return this.addClone(parent, kind, target, phenotype);
  }

  protected addClone(parent: number, alteration: Alteration, target: number, phenotype: number): number {
    const { genotype, resistanceClass } = this.phenotypes.at(phenotype);
    const className = CLASS_NAMES[resistanceClass];
    const id = this.clones.length;
    const birthStep = this.steps;
    this.clones.push({
      id,
      parent,
      birthStep,
      alteration,
      target,
      phenotype,
      genotype,
      cells: 0,
      className: className!,
    });
    return id;
  }

  /** Memory is the engine's own; counted as the WebAssembly kernel would. */
  protected bytesOf(tiles: number): number {
    return tiles * Limit.tileCells * (8 + 4 * amountColumns(this.model));
  }

  observe(): Observation {
    const { cells, births, deaths, alterations, alterationsRefused } = this;
    const counts = { cells, births, deaths, alterations, alterationsRefused };
    const seen = observeCells(this.tumourCells(), this.phenotypes.rows, this.model.drugs.length);
    const cellsBySubclass = countSubclasses(variantsOf(this.model.targets), this.genotypes());
    return {
      ...counts,
      clones: this.clones.length,
      phenotypes: this.phenotypes.size,
      cellsBySubclass,
      ...seen,
    };
  }

  largestClones(count: number): CloneRecord[] {
    const cells = new Map<number, number>();
    for (const cell of this.tumourCells()) cells.set(cell.lineage, (cells.get(cell.lineage) ?? 0) + 1);
    return [...cells]
      .sort(([a, m], [b, n]) => n - m || a - b)
      .slice(0, count)
      .map(([id, alive]) => ({ ...this.clones[id]!, cells: alive }));
  }

  genotypes(): GenotypeCount[] {
    return this.phenotypes.census(this.tumourCells().map(({ phenotype }) => phenotype));
  }

  clonesSince(first: number, count: number): CloneRecord[] {
    return this.clones.slice(first, first + count);
  }

  alteredSince(first: number): { ids: readonly number[]; next: number } {
    const altered = this.clones.filter(({ id, alteration }) => id >= first && isAlteration(alteration));
    return { ids: altered.map(({ id }) => id), next: this.clones.length };
  }

  cloneColumns(first = 0): CloneColumns {
    return clonesOf(this.clones, this.cloneCells(), first);
  }

  cloneCells(): Uint32Array {
    const cells = new Uint32Array(this.clones.length);
    for (const { lineage } of this.tumourCells()) cells[lineage] = (cells[lineage] as number) + 1;
    return cells;
  }

  cloneParents(first: number): Int32Array {
    return Int32Array.from(this.clones.slice(first), ({ parent }) => parent);
  }

  hash(): string {
    const digest = new Digest();
    digest.add(this.steps).add(this.cells).add(this.founded);
    digest.add(this.births).add(this.deaths).add(this.alterations).add(this.alterationsRefused);
    this.blood?.digest(digest);
    this.digestPlaces(digest);
    for (const { genotype } of this.phenotypes.rows.slice(this.phenotypes.reserved)) {
      const [first, copies, alleles] = packGenotype(genotype);
      digest.add(BigInt(first) | (BigInt(copies) << 32n)).add(alleles);
    }
    for (const clone of this.clones) {
      digest.add(BigInt(clone.parent >>> 0) | (BigInt(clone.birthStep) << 32n));
      digest.add((clone.alteration | (clone.target << 8) | (clone.phenotype << 16)) >>> 0);
    }
    this.digestMore(digest);
    return digest.finish();
  }

  close(): void {}
}
