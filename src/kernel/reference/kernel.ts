import { exactLn } from '../../../assembly/numerics/maths';
import { Limit } from '../../../assembly/shared/limits';
import { Purpose } from '../../../assembly/shared/step';
import type { FounderModel, Genotype } from '../model';
import { type Digest, tileDigest } from '../numbers/digest';
import { packGenotype } from '../numbers/genotype';
import { altered, chooseAlteration } from './alter';
import { type Brood, type Draft, type Kin, raise } from './brood';
import { candidates } from './candidates';
import { amountColumns, type Cell } from './cell';
import { ReferenceCompartment } from './compartment';
import { type Fate, fate, RATE_LIMIT } from './fate';
import { passengersOf } from './passengers';
import { phenotypeOf } from './phenotype';
import { killInStep, ratesInStep } from './rates';
import { spared } from './resect';
import { hasMinutes, segregate } from './segregate';

const f = Math.fround;
const UNIT32 = 2 ** -32;

interface Event extends Fate {
  site: number;
  isDeath: boolean;
  /** The number that decided, less the chance of death. */
  x: number;
}

/**
 * The compartment kernel in plain TypeScript: slow, meant to be read, and the same bits as the WebAssembly builds.
 * Every number that the kernel holds in f32 is rounded to f32 here, operation by operation. A tissue is in
 * reference/tissue/.
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
    const before = this.cells;
    const crowd = this.crowdingNow();
    this.cellSteps += before;
    const waiting: Cell[] = [];
    const drafts: Draft[] = [];
    this.tiles.forEach((tile, index) => {
      const events = this.sweep(tile, index, environment, crowd);
      this.carryOut(tile, index, events, environment, crowd, waiting, drafts);
    });
    for (const draft of drafts) this.enter(draft);
    for (const cell of waiting) this.lastTileWithRoom().push(cell);
    this.compact();
    if (this.phenotypes.full) this.phenotypes.recycle(this.tiles.flat().map(({ phenotype }) => phenotype));
    this.endStep(before);
  }

  /** Drug in and out, its effects, and whether each cell divides or dies. */
  private sweep(tile: Cell[], index: number, environment: Float32Array, crowd: number): Event[] {
    const { drugs, stepHours, deathPerHour } = this.model;
    let deathBound = f(deathPerHour * stepHours);
    const drugArguments = drugs.map((drug, d) => {
      const outside = environment[d]!;
      const inside = tile.map((cell) => this.exchange(cell, d, outside, environment).argument);
      const most = this.curves.largestEffect(drug, d, Math.max(0, ...inside));
      deathBound += killInStep(this.model, drug, crowd) * most;
      return inside;
    });
    const bound = Math.min(8, exactLn(1 + this.phenotypes.maxGrowth) * crowd) + Math.min(8, deathBound);
    const events: Event[] = [];
    for (const { site, draw } of candidates(this.random, this.steps, index, tile.length, bound)) {
      const phenotype = this.phenotypes.at(tile[site]!.phenotype);
      const inside = drugArguments.map((column) => column[site]!);
      const { division, death } = ratesInStep(this.model, this.curves, phenotype, inside, crowd);
      const own = fate(division, death);
      const isDeath = draw < own.dies;
      if (isDeath || draw < own.any) events.push({ ...own, site, isDeath, x: f(draw - own.dies) });
    }
    return events;
  }

  /** Daughters take the places of the dead, then the tile's free end, then wait for a new tile. */
  private carryOut(
    tile: Cell[],
    index: number,
    events: Event[],
    environment: Float32Array,
    crowd: number,
    waiting: Cell[],
    drafts: Draft[],
  ): void {
    const holes = events.filter((event) => event.isDeath).map((event) => event.site);
    this.deaths += holes.length;
    this.cells -= holes.length;
    const place = (cell: Cell) => {
      const hole = holes.shift();
      if (hole !== undefined) tile[hole] = cell;
      else if (tile.length < Limit.tileCells) tile.push(cell);
      else waiting.push(cell);
    };
    for (const event of events) {
      if (event.isDeath) continue;
      const { living, births, deaths } = this.broodOf(tile, index, event, environment, crowd, drafts);
      this.births += births;
      this.deaths += deaths;
      this.cells += births - deaths;
      const [first, ...others] = living;
      if (first === undefined) {
        const after = holes.findIndex((hole) => hole > event.site);
        holes.splice(after < 0 ? holes.length : after, 0, event.site);
        continue;
      }
      for (const kin of others) {
        place(kin.cell);
        this.settle(kin, drafts);
      }
      tile[event.site] = first.cell;
      this.settle(first, drafts);
    }
    for (const hole of holes.reverse()) {
      const last = tile.pop() as Cell;
      if (hole < tile.length) tile[hole] = last;
    }
  }

  /** Who descends from a cell that divides, and lives at the step's end. */
  private broodOf(
    tile: Cell[],
    index: number,
    { site, division, death, x }: Event,
    environment: Float32Array,
    crowd: number,
    drafts: Draft[],
  ): Brood {
    const at = index * Limit.tileCells + site;
    const cell = { ...tile[site]! };
    const founder: Kin = { cell, genotype: this.genotypeOf(cell), division, death, draft: null };
    const become = (kin: Kin, genotype: Genotype) => {
      if (packGenotype(genotype).join() === packGenotype(kin.genotype).join()) return;
      kin.genotype = genotype;
      Object.assign(kin, this.ratesOf(kin, environment, crowd));
    };
    const divide = (mother: Kin, event: number, words: number[]) => {
      const daughter = this.daughterOf(mother, words);
      const { genotype } = mother;
      if (hasMinutes(this.model, genotype)) {
        const dealt = segregate(this.model, this.random, this.steps, genotype, at, event);
        become(mother, dealt[0]);
        become(daughter, dealt[1]);
      }
      this.pass(mother, daughter, genotype, at, event, drafts);
      if (!this.isAltered(genotype, at, event, words[1]!)) return daughter;
      const drawn = this.random.block(this.steps, at, Purpose.alteration, event) as [number, number, number];
      const kin = drawn[1] >>> 31 === 1 ? daughter : mother;
      const alteration = chooseAlteration(this.model, drawn[0] * UNIT32 * this.total);
      const after = altered(
        this.model,
        kin.genotype,
        alteration!.kind,
        alteration!.target,
        drawn[2] * UNIT32,
      );
      if (after === null) return daughter;
      kin.draft = {
        cell: null,
        genotype: after,
        alteration: alteration!,
        parent: kin.draft ?? kin.cell.lineage,
      };
      drafts.push(kin.draft);
      become(kin, after);
      return daughter;
    };
    const block = this.random.block(this.steps, at, Purpose.division);
    const [word, altering] = block as [number, number];
    // Most need no logarithm to have no second event: assembly/mixed/events.ts.
    const rate = death + division;
    const left = division - x * rate;
    const unit = (word + 0.5) * UNIT32;
    const minutes = hasMinutes(this.model, founder.genotype);
    const single = minutes
      ? unit <= 1 - 2 * this.mostRate(crowd)
      : unit * left * left <= (1 - 2 * rate) * division * division;
    if (single && !this.isAltered(founder.genotype, at, 0, altering)) {
      const before = founder.genotype;
      const daughter = this.daughterOf(founder, block);
      if (minutes) {
        const dealt = segregate(this.model, this.random, this.steps, founder.genotype, at, 0);
        [founder.genotype, daughter.genotype] = dealt;
      }
      this.pass(founder, daughter, before, at, 0, drafts);
      return { living: [founder, daughter], births: 1, deaths: 0 };
    }
    return raise(this.random, this.steps, at, founder, x, divide);
  }

  /** Clones that passengers of a division begin. `before`: genotype of who divided. */
  private pass(
    mother: Kin,
    daughter: Kin,
    before: Genotype,
    at: number,
    event: number,
    drafts: Draft[],
  ): void {
    const carried = this.passengers(before, at, event);
    const begin = (kin: Kin, count: number) => {
      if (count === 0) return;
      const { genotype } = kin;
      const parent = kin.draft ?? kin.cell.lineage;
      kin.draft = { cell: null, genotype, alteration: passengersOf(count), parent };
      drafts.push(kin.draft);
    };
    begin(daughter, carried.daughter);
    begin(mother, carried.mother);
  }

  /** No cell of whatever genotype divides and dies more than this in the step. */
  private mostRate(crowd: number): number {
    const { drugs, stepHours, deathPerHour } = this.model;
    let death = f(deathPerHour * stepHours);
    drugs.forEach((drug, d) => {
      death += killInStep(this.model, drug, crowd) * this.curves.greatestEffect(drug, d);
    });
    return Math.min(RATE_LIMIT, exactLn(1 + this.phenotypes.maxGrowth) * crowd) + death;
  }

  /** A copy of the mother; each of the two keeps her expression or draws its own. */
  private daughterOf(mother: Kin, words: number[]): Kin {
    const { expression } = mother.cell;
    const cell = {
      ...mother.cell,
      amounts: [...mother.cell.amounts],
      expression: this.inherited(expression, words[2]!),
    };
    mother.cell.expression = this.inherited(expression, words[3]!);
    return { ...mother, cell };
  }

  /** Rates of a new genotype under the drug that the cell would hold after one more step's exchange. */
  private ratesOf(kin: Kin, environment: Float32Array, crowd: number): Pick<Kin, 'division' | 'death'> {
    const known = this.phenotypes.find(kin.genotype);
    const phenotype = known === undefined ? phenotypeOf(this.model, kin.genotype) : this.phenotypes.at(known);
    const alone = { ...kin.cell, amounts: [...kin.cell.amounts] };
    const inside = this.model.drugs.map(
      (_, d) => this.exchange(alone, d, environment[d]!, environment, phenotype).argument,
    );
    const rates = ratesInStep(this.model, this.curves, phenotype, inside, crowd);
    const { division, death } = fate(rates.division, rates.death);
    return { division, death };
  }

  /** A genotype for a cell: at once where it has a phenotype already, else at the step's end. */
  private settle({ cell, genotype, draft }: Kin, drafts: Draft[]): void {
    const known = this.phenotypes.find(genotype);
    if (draft === null && known !== undefined) cell.phenotype = known;
    else if (draft?.cell === null && packGenotype(genotype).join() === packGenotype(draft.genotype).join()) {
      draft.cell = cell;
    } else drafts.push({ cell, genotype, alteration: null, parent: draft });
  }

  /** At the step's end, in the order of tiles: a phenotype for the cell, and a clone that an alteration begins. */
  private enter(draft: Draft): void {
    const { cell, genotype, alteration, parent } = draft;
    const before = parent === null || typeof parent === 'number' ? parent : (parent.clone as number);
    draft.clone = before ?? undefined;
    const phenotype = this.phenotypes.intern(genotype);
    if (phenotype === null) this.alterationsRefused++;
    else if (alteration !== null) {
      draft.clone = this.beginClone(before as number, alteration, phenotype);
    }
    if (cell === null) return;
    cell.lineage = draft.clone ?? cell.lineage;
    if (phenotype !== null) cell.phenotype = phenotype;
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
