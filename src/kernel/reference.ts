import { exactLn } from '../../assembly/maths';
import { Limit, Purpose } from '../../assembly/shared';
import { Alteration, type FounderModel, type Genotype } from './model';
import { altered, chooseAlteration } from './reference/alter';
import { candidates } from './reference/candidates';
import { amountColumns, type Cell } from './reference/cell';
import { ReferenceCompartment } from './reference/compartment';
import { crowding } from './reference/crowding';
import type { Inside } from './reference/exchange';
import { fate } from './reference/fate';
import { type Digest, tileDigest } from './reference/hash';
import { ratesInStep } from './reference/rates';
import { spared } from './reference/resect';
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
 * Every number that the kernel holds in f32 is rounded to f32 here, operation by operation. A tissue is in
 * reference/tissue.ts.
 */
export class ReferenceKernel extends ReferenceCompartment {
  private tiles: Cell[][] = [];

  get bytes(): number {
    return this.bytesOf(this.tiles.length);
  }

  protected clear(): void {
    this.tiles = [];
  }

  found(founder: FounderModel): void {
    const { phenotype, lineage } = this.foundClone(founder.genotype);
    for (let i = 0; i < founder.count; i++) {
      this.lastTileWithRoom().push(this.newFounder(phenotype, lineage));
      this.cells++;
    }
  }

  protected step(environment: Float32Array): void {
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
      const outside = environment[d] as number;
      const inside = tile.map((cell) => this.exchange(cell, d, outside, environment).inside);
      deathBound +=
        (killPerStep[d] as number) * this.curves.largestEffect(drug, d, Math.max(0, ...inside.flat()));
      return inside;
    });
    const bound = Math.min(8, exactLn(1 + this.phenotypes.maxGrowth) * crowd) + Math.min(8, deathBound);
    const events: Event[] = [];
    for (const { site, draw } of candidates(this.random, this.steps, index, tile.length, bound)) {
      const phenotype = this.phenotypes.at((tile[site] as Cell).phenotype);
      const inside = drugArguments.map((column) => column[site] as Inside);
      const { division, death } = ratesInStep(this.model, this.curves, phenotype, inside, crowd);
      const { alpha, beta, q } = fate(division, death);
      const dies = draw < alpha;
      if (dies || draw < f(alpha + f(f(1 - alpha) * beta))) events.push({ site, dies, beta, q });
    }
    return events;
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

  /** A genotype for the cell: at once where it has a phenotype already, else at the step's end. */
  private bestow(cell: Cell, genotype: Genotype, drafts: Draft[]): void {
    const known = this.phenotypes.find(genotype);
    if (known !== undefined) cell.phenotype = known;
    else drafts.push({ cell, genotype, kind: Alteration.founder, target: 0, parent: null });
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

  resect(share: number): number {
    const before = this.cells;
    this.tiles = spared(this.tiles, share, this.random, this.steps);
    this.cells = this.tiles.reduce((sum, tile) => sum + tile.length, 0);
    this.deaths += before - this.cells;
    this.compact();
    return before - this.cells;
  }

  protected tumourCells(): Cell[] {
    return this.tiles.flat();
  }

  protected digestPlaces(digest: Digest): void {
    for (const tile of this.tiles) digest.add(tileDigest(tile, amountColumns(this.model)));
  }

  protected digestMore(): void {}
}
