import { exactLn } from '../../assembly/maths';
import { Environment, Limit, Purpose } from '../../assembly/shared';
import { alterationTotal } from './encode';
import { expressionLevels } from './expression';
import { packGenotype } from './genotype';
import {
  type Advance,
  Alteration,
  CLASS_NAMES,
  type CloneRecord,
  type CompartmentKernel,
  type FounderModel,
  type Genotype,
  type GenotypeCount,
  type KernelModel,
  type Observation,
} from './model';
import { altered, chooseAlteration } from './reference/alter';
import { candidates } from './reference/candidates';
import { amountColumns, type Cell, metaboliteColumn } from './reference/cell';
import { crowding } from './reference/crowding';
import { exchange, surroundingsOf } from './reference/exchange';
import { fate } from './reference/fate';
import { Digest, tileDigest } from './reference/hash';
import { observeCells } from './reference/observe';
import type { Phenotype } from './reference/phenotype';
import { PhenotypeBook } from './reference/phenotypeBook';
import { RandomSource } from './reference/philox';
import { ratesInStep } from './reference/rates';
import { spared } from './reference/resect';
import { ResponseCurves } from './reference/response';
import { hasMinutes, segregate } from './reference/segregate';

const f = Math.fround;
const UNIT31 = 2 ** -31;
const UNIT32 = 2 ** -32;

interface Event {
  site: number;
  dies: boolean;
  /** Ratio of the geometric number of further daughters. */
  beta: number;
  /** One seen division counts for 1/q in alterations. */
  q: number;
}

/** An alteration that takes effect at the step's end. */
interface Draft {
  cell: Cell;
  genotype: Genotype;
  kind: Alteration;
  target: number;
  /** Clone that the cell's own begins in; null where it stays in its clone. */
  parent: number | null;
}

/**
 * The compartment kernel in plain TypeScript: slow, meant to be read, and the same bits as the WebAssembly builds.
 * Every number that the kernel holds in f32 is rounded to f32 here, operation by operation.
 */
export class ReferenceKernel implements CompartmentKernel {
  readonly variant = 'reference';
  readonly threads = 1;
  cells = 0;
  steps = 0;
  cellSteps = 0;
  births = 0;
  deaths = 0;
  alterations = 0;
  alterationsRefused = 0;
  private model!: KernelModel;
  private random!: RandomSource;
  private curves!: ResponseCurves;
  private levels: number[] = [];
  private tiles: Cell[][] = [];
  private phenotypes!: PhenotypeBook;
  private clones: CloneRecord[] = [];
  private founded = 0;
  private total = 0;

  /** Memory is the engine's own; counted as the WebAssembly kernel would. */
  get bytes(): number {
    return this.tiles.length * Limit.tileCells * (8 + 4 * amountColumns(this.model));
  }

  start(model: KernelModel, seed: number): void {
    this.model = model;
    this.random = new RandomSource(seed);
    this.curves = new ResponseCurves();
    this.levels = Array.from(expressionLevels(model.expressionCv), f);
    this.cells = this.steps = this.cellSteps = this.births = this.deaths = 0;
    this.alterations = this.alterationsRefused = this.founded = 0;
    this.tiles = [];
    this.phenotypes = new PhenotypeBook(model);
    this.clones = [];
    this.total = alterationTotal(model);
    for (const founder of model.founders) this.found(founder);
  }

  found(founder: FounderModel): void {
    const phenotype = this.phenotypes.intern(founder.genotype);
    if (phenotype === null) throw new Error('No phenotype id is free for the founders.');
    const lineage = this.addClone(-1, Alteration.founder, 0, phenotype);
    for (let i = 0; i < founder.count; i++) {
      const [word] = this.random.block(this.steps, this.founded, Purpose.founding) as [number];
      this.lastTileWithRoom().push({
        phenotype,
        lineage,
        expression: this.model.expressionCv === 0 ? 128 : word & 255,
        amounts: new Array<number>(amountColumns(this.model)).fill(0),
      });
      this.founded++;
      this.cells++;
    }
  }

  advance(environment: Float32Array, stopAtCells: number): Advance {
    const wanted = Math.floor(environment.length / Environment.stride);
    for (let done = 0; done < wanted; done++) {
      if (this.cells === 0) return { steps: done, reason: 'extinct' };
      if (this.cells >= stopAtCells) return { steps: done, reason: 'cells' };
      this.step(environment.subarray(done * Environment.stride, (done + 1) * Environment.stride));
    }
    return { steps: wanted, reason: 'steps' };
  }

  idle(steps: number): void {
    this.steps += steps;
  }

  private step(environment: Float32Array): void {
    const crowd = f(crowding(this.model, this.cells));
    this.cellSteps += this.cells;
    const waiting: Cell[] = [];
    const drafts: Draft[] = [];
    this.tiles.forEach((tile, index) => {
      const events = this.sweep(tile, index, environment, crowd);
      this.carryOut(tile, index, events, waiting, drafts);
    });
    for (const draft of drafts) this.enter(draft);
    for (const cell of waiting) this.lastTileWithRoom().push(cell);
    this.compact();
    if (this.phenotypes.full) this.phenotypes.recycle(this.tiles.flat().map(({ phenotype }) => phenotype));
    this.steps++;
  }

  /** Drug in and out, its effects, and whether each cell divides or dies. */
  private sweep(tile: Cell[], index: number, environment: Float32Array, crowd: number): Event[] {
    const { drugs, stepHours, deathPerHour } = this.model;
    let deathBound = f(deathPerHour * stepHours);
    const killPerStep = drugs.map((drug) => f(drug.killPerHour * stepHours));
    const drugArguments = drugs.map((drug, d) => {
      const inside = tile.map((cell) => this.exchange(cell, d, environment));
      deathBound += (killPerStep[d] as number) * this.curves.largestEffect(drug, d, Math.max(0, ...inside));
      return inside;
    });
    const bound = Math.min(8, exactLn(1 + this.phenotypes.maxGrowth) * crowd) + Math.min(8, deathBound);
    const events: Event[] = [];
    for (const { site, draw } of candidates(this.random, this.steps, index, tile.length, bound)) {
      const phenotype = this.phenotypes.at((tile[site] as Cell).phenotype);
      const inside = drugArguments.map((column) => column[site] as number);
      const { division, death } = ratesInStep(this.model, this.curves, phenotype, inside, crowd);
      const { alpha, beta, q } = fate(division, death);
      const dies = draw < alpha;
      if (dies || draw < f(alpha + f(f(1 - alpha) * beta))) events.push({ site, dies, beta, q });
    }
    return events;
  }

  /** Advances the amount of one drug in a cell; returns what its effect depends on. */
  private exchange(cell: Cell, d: number, environment: Float32Array): number {
    const drug = this.model.drugs[d] as KernelModel['drugs'][number];
    const rates = this.phenotypes.at(cell.phenotype).drugs[d] as Phenotype['drugs'][number];
    const around = surroundingsOf(drug, environment[d] as number, environment);
    const column = drug.retained ? metaboliteColumn(this.model, d) : -1;
    const before = cell.amounts[d] as number;
    const expression = this.expressionOf(cell);
    const after = exchange(drug, rates, before, expression, around, cell.amounts[column]);
    cell.amounts[d] = after.total;
    if (drug.retained) cell.amounts[column] = after.metabolite;
    return after.argument;
  }

  private expressionOf(cell: Cell): number {
    return this.model.expressionCv === 0 ? 1 : (this.levels[cell.expression] as number);
  }

  /** Daughters take the places of the dead, then the tile's free end, then wait for a new tile. */
  private carryOut(tile: Cell[], index: number, events: Event[], waiting: Cell[], drafts: Draft[]): void {
    const holes = events.filter((event) => event.dies).map((event) => event.site);
    this.deaths += holes.length;
    this.cells -= holes.length;
    for (const event of events) {
      if (event.dies) continue;
      const first = index * Limit.tileCells + event.site;
      let block = this.random.block(this.steps, first, Purpose.division);
      const draw = f(f((block[0] as number) >>> 1) * UNIT31);
      let daughters = 1;
      for (let power = event.beta; draw < power && daughters < Limit.daughtersPerStep; daughters++) {
        power = f(power * event.beta);
      }
      let dealt = this.genotypeOf(tile[event.site] as Cell);
      let segregating = hasMinutes(this.model, dealt);
      for (let k = 0; k < daughters; k++) {
        if (k > 0) block = this.random.block(this.steps, first, Purpose.division | (k << 8));
        const mother = tile[event.site] as Cell;
        const daughter: Cell = { ...mother, amounts: [...mother.amounts] };
        daughter.expression = this.inherited(mother.expression, block[2] as number);
        mother.expression = this.inherited(mother.expression, block[3] as number);
        this.births++;
        this.cells++;
        const hole = holes.shift();
        if (hole !== undefined) tile[hole] = daughter;
        else if (tile.length < Limit.tileCells) tile.push(daughter);
        else waiting.push(daughter);
        let own: [Genotype, Genotype] = [dealt, dealt];
        if (segregating) {
          own = segregate(this.model, this.random, this.steps, dealt, first, k);
          dealt = own[0];
          this.bestow(mother, own[0], drafts);
          this.bestow(daughter, own[1], drafts);
        }
        if (this.isAltered(dealt, first, k, event.q, block[1] as number)) {
          const draft = this.draft(mother, daughter, own, first, k);
          if (draft) drafts.push(draft);
          // The mother's alteration waits for the step's end; what she hands on until then is what she had before.
          if (draft?.cell === mother) segregating = false;
        }
      }
    }
    for (const hole of holes.reverse()) {
      const last = tile.pop() as Cell;
      if (hole < tile.length) tile[hole] = last;
    }
  }

  private inherited(level: number, word: number): number {
    return f(f(word >>> 8) * 2 ** -24) < f(this.model.expressionInheritance) ? level : word & 255;
  }

  private genotypeOf(cell: Cell): Genotype {
    return this.phenotypes.at(cell.phenotype).genotype;
  }

  /** A genotype for the cell: at once where it has a phenotype already, else at the step's end. */
  private bestow(cell: Cell, genotype: Genotype, drafts: Draft[]): void {
    const known = this.phenotypes.find(genotype);
    if (known !== undefined) cell.phenotype = known;
    else drafts.push({ cell, genotype, kind: Alteration.founder, target: 0, parent: null });
  }

  private isAltered(genotype: Genotype, index: number, k: number, q: number, word: number): boolean {
    if (this.total === 0) return false;
    let chance = this.total / q;
    if (genotype.mutator) chance *= this.model.mutatorFactor;
    chance *= 2 ** 32;
    if (word + 1 <= chance) return true;
    if (word >= chance) return false;
    const [more] = this.random.block(this.steps, index, Purpose.tieBreak | (k << 8)) as [number];
    return more * UNIT32 < chance - word;
  }

  /** What becomes of the mother or the daughter, if it can happen to her genotype. */
  private draft(
    mother: Cell,
    daughter: Cell,
    own: readonly [Genotype, Genotype],
    index: number,
    k: number,
  ): Draft | null {
    const words = this.random.block(this.steps, index, Purpose.alteration | (k << 8)) as [
      number,
      number,
      number,
    ];
    const { kind, target } = chooseAlteration(this.model, words[0] * UNIT32 * this.total);
    const asDaughter = words[1] >>> 31 === 1;
    const before = asDaughter ? own[1] : own[0];
    const genotype = altered(this.model, before, kind, target, words[2] * UNIT32);
    const cell = asDaughter ? daughter : mother;
    return genotype && { cell, genotype, kind, target, parent: mother.lineage };
  }

  /** At the step's end, in the order of tiles: a phenotype and a clone for the altered cell. */
  private enter({ cell, genotype, kind, target, parent }: Draft): void {
    const phenotype = this.phenotypes.intern(genotype);
    if (phenotype === null) {
      this.alterationsRefused++;
      return;
    }
    cell.phenotype = phenotype;
    if (parent === null) return;
    cell.lineage = this.addClone(parent, kind, target, phenotype);
    this.alterations++;
  }

  private lastTileWithRoom(): Cell[] {
    let last = this.tiles[this.tiles.length - 1];
    if (!last || last.length === Limit.tileCells) {
      last = [];
      this.tiles.push(last);
    }
    return last;
  }

  /** Once less than half of the sites hold cells, all move to the front. */
  private compact(): void {
    if (this.tiles.length < 2 || this.cells * 2 >= this.tiles.length * Limit.tileCells) return;
    const all = this.tiles.flat();
    this.tiles = [];
    for (const cell of all) this.lastTileWithRoom().push(cell);
    if (this.tiles.length === 0) this.tiles.push([]);
  }

  private addClone(parent: number, alteration: Alteration, target: number, phenotype: number): number {
    const { genotype, resistanceClass } = this.phenotypes.at(phenotype);
    const className = CLASS_NAMES[resistanceClass] as CloneRecord['className'];
    const id = this.clones.length;
    const birthStep = this.steps;
    this.clones.push({ id, parent, birthStep, alteration, target, phenotype, genotype, cells: 0, className });
    return id;
  }

  resect(share: number): number {
    const before = this.cells;
    this.tiles = spared(this.tiles, share, this.random, this.steps);
    this.cells = this.tiles.reduce((sum, tile) => sum + tile.length, 0);
    this.deaths += before - this.cells;
    this.compact();
    return before - this.cells;
  }

  observe(): Observation {
    const { cells, births, deaths, alterations, alterationsRefused } = this;
    const counts = { cells, births, deaths, alterations, alterationsRefused };
    const seen = observeCells(this.tiles.flat(), this.phenotypes.rows, this.model.drugs.length);
    return { ...counts, clones: this.clones.length, phenotypes: this.phenotypes.size, ...seen };
  }

  largestClones(count: number): CloneRecord[] {
    const cells = new Map<number, number>();
    for (const cell of this.tiles.flat()) cells.set(cell.lineage, (cells.get(cell.lineage) ?? 0) + 1);
    return [...cells]
      .sort(([a, m], [b, n]) => n - m || a - b)
      .slice(0, count)
      .map(([id, alive]) => ({ ...(this.clones[id] as CloneRecord), cells: alive }));
  }

  genotypes(): GenotypeCount[] {
    return this.phenotypes.census(this.tiles.flat().map(({ phenotype }) => phenotype));
  }

  clonesSince(first: number, count: number): CloneRecord[] {
    return this.clones.slice(first, first + count);
  }

  hash(): string {
    const digest = new Digest();
    digest.add(this.steps).add(this.cells).add(this.founded);
    digest.add(this.births).add(this.deaths).add(this.alterations).add(this.alterationsRefused);
    for (const tile of this.tiles) digest.add(tileDigest(tile, amountColumns(this.model)));
    for (const { genotype } of this.phenotypes.rows) {
      const [first, copies, alleles] = packGenotype(genotype);
      digest.add(BigInt(first) | (BigInt(copies) << 32n)).add(alleles);
    }
    for (const clone of this.clones) {
      digest.add(BigInt(clone.parent >>> 0) | (BigInt(clone.birthStep) << 32n));
      digest.add((clone.alteration | (clone.target << 8) | (clone.phenotype << 16)) >>> 0);
    }
    return digest.finish();
  }

  close(): void {}
}
