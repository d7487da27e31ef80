import { Flag } from '../../../../assembly/memory/cell';
import { exactExpm1, exactLn } from '../../../../assembly/numerics/maths';
import { type Alteration, Kind } from '../../../../assembly/shared/genome';
import { Limit } from '../../../../assembly/shared/limits';
import { Purpose } from '../../../../assembly/shared/step';
import type { DrugModel, FounderModel, Genotype, KernelModel, Observation, TissueModel } from '../../model';
import { type Digest, tileDigest } from '../../numbers/digest';
import { packGenotype } from '../../numbers/genotype';
import { altered, chooseAlteration } from '../alter';
import { choose } from '../brood';
import { candidates, exponential } from '../candidates';
import { amountColumns, type Cell, metaboliteColumn } from '../cell';
import { ReferenceCompartment } from '../compartment';
import { exchange, surroundingsOf } from '../exchange';
import { type DrugRates, phenotypeOf } from '../phenotype';
import { killInStep } from '../rates';
import { hasMinutes, segregate } from '../segregate';
import { Breath, boundOf, divisionBound, isCleared, tissueFate, tissueRates } from './fate';
import { type FieldState, Fluid } from './fluid';
import { at, Lattice, type Position } from './lattice';
import { below, lineTo, nearness, type Place, Places } from './places';
import { infused, NO_UPTAKE, type Uptake, uptakeOf } from './uptake';
import { Vessels } from './vessels';
import { isLiving, VoxelBooks } from './voxelBooks';

const f = Math.fround;
const UNIT32 = 2 ** -32;
const TILE = Limit.tileCells;
/** The phenotype of what a dead cell leaves. */
const DEBRIS = 1;

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

/** A tissue in plain TypeScript, the same bits as assembly/tissue*.ts. */
export class ReferenceTissue extends ReferenceCompartment {
  declare protected model: KernelModel & { tissue: TissueModel };
  private lattice!: Lattice;
  private places!: Places;
  private breath!: Breath;
  private vessels!: Vessels;
  private fluid!: Fluid;
  private books!: VoxelBooks;
  /** Drugs that some cell of a tile may hold, a bit each. */
  private wet: number[] = [];
  /** What is at each site, by its number; a cell, debris or nothing. */
  private sites: (Cell | null)[] = [];
  /** How many sites of each tile are taken. */
  private counts: number[] = [];
  /** What cells hang on until the step's end. */
  private readonly drafts = new Map<Cell, Draft>();
  /** Of the step under way. */
  private around: { environment: Float32Array; crowd: number } = {
    environment: new Float32Array(),
    crowd: 1,
  };
  /** Those who live of the cell that is dividing and its descendants. */
  private brood: Kin[] = [];

  get bytes(): number {
    return this.bytesOf(this.counts.filter((count) => count > 0).length);
  }

  protected clear(): void {
    const { model } = this;
    this.lattice = new Lattice(model.tissue);
    this.places = new Places(model.tissue);
    this.breath = new Breath(model, model.tissue);
    this.vessels = new Vessels(model);
    this.fluid = new Fluid(model);
    this.books = new VoxelBooks(model.tissue, this.lattice, this.fluid);
    this.fluid.gather(this.vessels.openness);
    this.wet = new Array<number>(this.lattice.tileCount).fill(0);
    this.sites = new Array<Cell | null>(this.lattice.tileCount * TILE).fill(null);
    this.counts = new Array<number>(this.lattice.tileCount).fill(0);
  }

  found({ genotype, sites }: FounderModel): void {
    if (!sites) throw new RangeError('founder.sites: founders of a tissue need places.');
    const [across, down] = this.lattice.size;
    const { phenotype, lineage } = this.foundClone(genotype);
    for (const site of sites) {
      const position: Position = [
        site % across,
        Math.floor(site / across) % down,
        Math.floor(site / (across * down)),
      ];
      if (!this.isFree(position)) continue;
      this.put(this.lattice.numberOf(position), this.newFounder(phenotype, lineage));
      if (this.kindOf(phenotype) === Kind.tumour) this.cells++;
    }
  }

  private kindOf(phenotype: number): Kind {
    return this.phenotypes.at(phenotype).kind;
  }

  private isFree(position: Position): boolean {
    return this.lattice.isWithin(position) && this.sites[this.lattice.numberOf(position)] === null;
  }

  private put(number: number, cell: Cell | null): void {
    const tile = Math.floor(number / TILE);
    const change = Number(cell !== null) - Number(this.sites[number] !== null);
    this.counts[tile] = (this.counts[tile] as number) + change;
    this.sites[number] = cell;
  }

  protected step(environment: Float32Array): void {
    const before = this.cells;
    const crowd = this.crowdingNow();
    this.around = { environment, crowd };
    this.cellSteps += before;
    this.vessels.tend(this.steps, (x, y, z) => !this.isFree([x, y, z]));
    this.solveFields(environment);
    this.counts.forEach((count, tile) => {
      if (count > 0) this.sweep(tile, environment, crowd);
    });
    this.carryOut();
    this.enterAlterations();
    for (let tile = 0; tile < this.counts.length; tile++) this.bury(tile, true);
    if (this.phenotypes.full) {
      this.phenotypes.recycle(this.sites.flatMap((cell) => (cell ? [cell.phenotype] : [])));
    }
    this.endStep(before);
  }

  /** Drug in and out, and the flags of those that are to divide or die. */
  private sweep(tile: number, environment: Float32Array, crowd: number): void {
    const { drugs, tissue, stepHours } = this.model;
    const cells = this.sites.slice(tile * TILE, (tile + 1) * TILE);
    const death = Math.max(this.model.deathPerHour, tissue.normal.deathPerHour) * stepHours;
    let more = cells.some((cell) => cell?.phenotype === DEBRIS) ? tissue.clearancePerHour * stepHours : 0;
    const inside = drugs.map((drug, d) => {
      const column = this.fluid.fields.has(d)
        ? this.exchangeField(tile, d, environment)
        : cells.map((cell) =>
            isLiving(cell) ? this.exchange(cell, d, environment[d] as number, environment).argument : 0,
          );
      const most = this.curves.largestEffect(drug, d, Math.max(0, ...column));
      more += killInStep(this.model, drug, crowd) * most * Math.max(tissue.normal.kill, 1);
      return column;
    });
    more += this.mostNecrosis(tile);
    const mayDivide = this.mayHaveRoom(tile);
    const division = mayDivide ? divisionBound(this.phenotypes.maxGrowth, crowd) : 0;
    const bound = boundOf(division, more === 0 ? death : Math.min(death + more, 8));
    for (const { site, draw } of candidates(this.random, this.steps, tile, TILE, bound)) {
      const cell = cells[site];
      if (!cell || (cell.flags & Flag.pending) !== 0) continue;
      const phenotype = this.phenotypes.at(cell.phenotype);
      if (cell.phenotype === DEBRIS) {
        if (isCleared(phenotype.death, draw)) cell.flags |= Flag.dies;
        continue;
      }
      const position = this.lattice.positionOf(tile * TILE + site);
      cell.flags |= tissueFate(this.model, this.curves, phenotype, draw, {
        inside: inside.map((column) => column[site] as number),
        crowd,
        ...this.breathOf(position),
        mayDivide,
        hasRoom: () => this.hasRoom(position),
      });
    }
  }

  /** Oxygen at a site, mmHg; null where there is no such field. */
  private oxygenAt(position: Position): number | null {
    if (!this.model.tissue.oxygen) return null;
    return this.fluid.at(Limit.drugs, this.fluid.voxelOf(...position));
  }

  private solveFields(environment: Float32Array): void {
    const { fluid, model } = this;
    fluid.gather(this.vessels.openness);
    this.books.countOccupants(this.sites);
    model.drugs.forEach((_, d) => {
      if (!fluid.fields.has(d)) return;
      if (fluid.isComing(d, environment)) this.foresee(d, environment);
      fluid.solve(d, environment);
    });
    if (model.tissue.oxygen) fluid.solve(Limit.drugs, environment);
  }

  /** What cells will take at first of a drug of which there is none yet. */
  private foresee(d: number, environment: Float32Array): void {
    this.counts.forEach((count, tile) => {
      if (count === 0 || ((this.wet[tile] as number) & (1 << d)) !== 0) return;
      const uptakes = this.sites
        .slice(tile * TILE, (tile + 1) * TILE)
        .map((cell) => (isLiving(cell) ? this.meet(cell, d, 0, environment).uptake : NO_UPTAKE));
      this.books.book(tile, d, uptakes);
    });
  }

  /** Exchange of a cell with its drug's field at a level; what its effect depends on, and what it took. */
  private meet(
    cell: Cell,
    d: number,
    level: number,
    environment: Float32Array,
    phenotype = this.phenotypes.at(cell.phenotype),
  ) {
    const drug = this.model.drugs[d] as DrugModel;
    const rates = phenotype.drugs[d] as DrugRates;
    const around = surroundingsOf(drug, 0, environment);
    const column = drug.retained ? metaboliteColumn(this.model, d) : -1;
    const held = cell.amounts[d] as number;
    const all = f(held + infused(drug, rates, level, around.activity));
    const expression = this.expressionOf(cell);
    const after = exchange(drug, rates, all, expression, around, cell.amounts[column], held);
    cell.amounts[d] = after.total;
    if (drug.retained) cell.amounts[column] = after.metabolite;
    const own = this.model.expressionCv === 0 ? null : expression;
    const uptake = uptakeOf(drug, rates, held, level, own, around, after);
    return { argument: after.argument, uptake };
  }

  /** Exchange of a tile's cells with a drug's field; what effects depend on. */
  private exchangeField(tile: number, d: number, environment: Float32Array): number[] {
    const drug = this.model.drugs[d] as DrugModel;
    const state = this.fluid.fields.get(d) as FieldState;
    const nothing = () => new Array<number>(TILE).fill(0);
    const wet = ((this.wet[tile] as number) & (1 << d)) !== 0;
    if (!state.wet && !wet) return nothing();
    const levels = Array.from({ length: TILE }, (_, site) => {
      const position = this.lattice.positionOf(tile * TILE + site);
      return this.lattice.isWithin(position) ? this.fluid.at(d, this.fluid.voxelOf(...position)) : 0;
    });
    const around = levels.some((level) => level !== 0);
    if (!around && !wet) return nothing();
    const column = drug.retained ? metaboliteColumn(this.model, d) : d;
    let left = false;
    const uptakes: Uptake[] = [];
    const inside = levels.map((level, site) => {
      const cell = this.sites[tile * TILE + site];
      const met = isLiving(cell) ? this.meet(cell, d, level, environment) : null;
      uptakes.push(met?.uptake ?? NO_UPTAKE);
      left ||= isLiving(cell) && (cell.amounts[d] !== 0 || cell.amounts[column] !== 0);
      return met?.argument ?? 0;
    });
    this.books.book(tile, d, uptakes);
    state.wet = true;
    if (left) this.wet[tile] = (this.wet[tile] as number) | (1 << d);
    else {
      this.wet[tile] = (this.wet[tile] as number) & ~(1 << d);
      if (!around) this.books.expectNothing(tile, d);
    }
    return inside;
  }

  private breathOf(position: Position): { share: number; necrosis: number } {
    const oxygen = this.oxygenAt(position);
    if (oxygen === null) return { share: 1, necrosis: 0 };
    return { share: this.breath.share(oxygen), necrosis: this.breath.necrosis(oxygen) };
  }

  /** Necrosis at the place of a tile that has the least oxygen. */
  private mostNecrosis(tile: number): number {
    const positions = Array.from({ length: TILE }, (_, site) => this.lattice.positionOf(tile * TILE + site));
    const within = positions.filter((position) => this.lattice.isWithin(position));
    return Math.max(...within.map((position) => this.breathOf(position).necrosis));
  }

  /** Whether any site within reach of a tile's cells is free. */
  private mayHaveRoom(tile: number): boolean {
    const reach = Math.max(this.model.tissue.reach, 1);
    const tiles = this.lattice.edges.map((edge) => Math.ceil(reach / edge)) as unknown as Position;
    return this.lattice
      .tilesAround(tile, tiles)
      .some((other) => (this.counts[other] as number) < this.lattice.sitesWithin(other));
  }

  private hasRoom(position: Position): boolean {
    const free = ({ offset }: Place) => this.isFree(moved(position, offset));
    return this.places.near.some(free) || this.places.rings.some((ring) => ring.some(free));
  }

  /** Deaths and divisions, block by block, colour by colour. */
  private carryOut(): void {
    const { block, tiles } = this.lattice;
    const blocks = tiles.map((count, axis) => Math.ceil(count / at(block, axis))) as unknown as Position;
    const colours = this.model.tissue.size.length === 2 ? 4 : 8;
    const order = this.word(0xffffffff, Purpose.order) & (colours - 1);
    for (let turn = 0; turn < colours; turn++) {
      const colour = turn ^ order;
      for (let z = colour >> 2; z < blocks[2]; z += 2) {
        for (let y = (colour >> 1) & 1; y < blocks[1]; y += 2) {
          for (let x = colour & 1; x < blocks[0]; x += 2) this.carryOutBlock([x, y, z]);
        }
      }
    }
  }

  private carryOutBlock([x, y, z]: Position): void {
    const { block, lattice } = { block: this.lattice.block, lattice: this.lattice };
    const first: Position = [x * block[0], y * block[1], z * block[2]];
    const tiles = Array.from({ length: block[0] * block[1] * block[2] }, (_, k) => {
      const place = moved(first, [
        k % block[0],
        Math.floor(k / block[0]) % block[1],
        Math.floor(k / (block[0] * block[1])),
      ]);
      return place.every((p, axis) => p < at(lattice.tiles, axis)) ? lattice.tileAt(place) : -1;
    });
    for (const tile of tiles) if (tile >= 0) this.bury(tile, false);
    const order = this.word(lattice.tileAt(first), Purpose.order);
    for (let k = 0; k < tiles.length; k++) {
      const tile = tiles[k ^ ((order >>> 10) & (tiles.length - 1))] as number;
      if (tile < 0) continue;
      for (let site = 0; site < TILE; site++) {
        const number = tile * TILE + (site ^ (order & (TILE - 1)));
        const cell = this.sites[number];
        if (cell && (cell.flags & Flag.divides) !== 0) this.divide(cell, number);
      }
    }
  }

  private word(index: number, purpose: Purpose): number {
    return this.random.block(this.steps, index, purpose)[0] as number;
  }

  /** Those with a draft stay until it is entered (`last`). */
  private bury(tile: number, last: boolean): void {
    for (let number = tile * TILE; number < (tile + 1) * TILE; number++) {
      const cell = this.sites[number];
      if (!cell || (cell.flags & Flag.dies) === 0 || (!last && this.drafts.has(cell))) continue;
      if (this.kindOf(cell.phenotype) === Kind.tumour) {
        this.deaths++;
        this.cells--;
      }
      this.books.settle(cell, number, false);
      const lingers = this.model.tissue.clearancePerHour > 0 && (cell.flags & Flag.necrotic) !== 0;
      const amounts = cell.amounts.map(() => 0);
      this.put(number, lingers ? { phenotype: DEBRIS, lineage: 0, expression: 0, flags: 0, amounts } : null);
    }
  }

  private divide(mother: Cell, number: number): void {
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
    const home = this.placeDaughter(this.lattice.positionOf(at), word);
    if (home === null) return null;
    const daughter: Cell = { ...mother, flags: mother.flags & Flag.inherited, amounts: [...mother.amounts] };
    const draft = this.drafts.get(mother);
    if (draft) this.drafts.set(daughter, draft);
    this.put(home, daughter);
    this.moisten(home, at);
    this.books.settle(mother, at, true);
    daughter.expression = this.inherited(mother.expression, own);
    mother.expression = this.inherited(mother.expression, mothers);
    if (this.kindOf(mother.phenotype) !== Kind.tumour) return { home, changed: false };
    this.births++;
    this.cells++;
    const before = this.genotypeNow(mother);
    let changed = hasMinutes(this.model, before);
    if (changed) {
      const dealt = segregate(this.model, this.random, this.steps, before, number, event);
      this.bestow(mother, dealt[0]);
      this.bestow(daughter, dealt[1]);
    }
    if (!this.isAltered(before, number, event, altering)) return { home, changed };
    const words = this.random.block(this.steps, number, Purpose.alteration, event) as [
      number,
      number,
      number,
    ];
    const cell = words[1] >>> 31 === 1 ? daughter : mother;
    const alteration = chooseAlteration(this.model, words[0] * UNIT32 * this.total);
    const { kind, target } = alteration;
    const genotype = altered(this.model, this.genotypeNow(cell), kind, target, words[2] * UNIT32);
    if (genotype) {
      this.hang(cell, genotype, alteration);
      changed = true;
    }
    return { home, changed };
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
      const kin = this.brood[who] as Kin;
      wait = exponential(words[2]);
      if (divides && this.blockOf(kin.number) === this.blockOf(number)) {
        if (this.brood.length > Limit.daughtersPerStep) continue;
        const laid = this.layDaughter(kin.cell, kin.number, number, event);
        if (laid) this.join(kin, laid.home);
        continue;
      }
      if (divides) kin.cell.flags |= Flag.divides;
      else {
        const { necrosis } = this.breathOf(this.lattice.positionOf(kin.number));
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
    const daughter: Kin = { ...mother, cell: this.sites[home] as Cell, number: home };
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
    const position = this.lattice.positionOf(kin.number);
    const inside = this.model.drugs.map((_, d) => {
      if (!this.fluid.fields.has(d)) {
        return this.exchange(alone, d, environment[d] as number, environment, phenotype).argument;
      }
      const level = this.fluid.at(d, this.fluid.voxelOf(...position));
      return this.meet(alone, d, level, environment, phenotype).argument;
    });
    const { share, necrosis } = this.breathOf(position);
    Object.assign(kin, tissueRates(this.model, this.curves, phenotype, { inside, crowd, necrosis }, share));
  }

  /** Which block a site lies in. */
  private blockOf(number: number): string {
    const { edges, block } = this.lattice;
    const position = this.lattice.positionOf(number);
    return position.map((p, axis) => Math.floor(p / (at(edges, axis) * at(block, axis)))).join();
  }

  private genotypeNow(cell: Cell): Genotype {
    return this.drafts.get(cell)?.genotype ?? this.genotypeOf(cell);
  }

  /** What a tile may hold, the one may hold that a cell of it comes to. */
  private moisten(to: number, from: number): void {
    const tile = Math.floor(to / TILE);
    this.wet[tile] = (this.wet[tile] as number) | (this.wet[Math.floor(from / TILE)] as number);
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

  /** The site for a daughter of the cell at a position, freed if others have to move; null if there is none. */
  private placeDaughter(position: Position, word: number): number | null {
    const { places } = this;
    const isFree = ({ offset }: Place) => this.isFree(moved(position, offset));
    const free = places.near.filter((place) => isFree(place) && places.isReached(place, word));
    if (free.length > 0) {
      const weightOf = (place: Place) =>
        places.nestling ? this.enclosure(moved(position, place.offset)) : nearness(place);
      const total = free.reduce((sum, place) => sum + weightOf(place), 0);
      let left = below(total, word);
      const chosen = free.find((place) => {
        left -= weightOf(place);
        return left < 0;
      }) as Place;
      return this.lattice.numberOf(moved(position, chosen.offset));
    }
    if (places.near.some(isFree)) return null;
    for (const ring of places.rings) {
      const gaps = ring.filter(isFree);
      if (gaps.length === 0) continue;
      const gap = gaps[below(gaps.length, word)] as Place;
      return places.isReached(gap, word) ? this.push(position, gap.offset) : null;
    }
    return null;
  }

  /** The cube of the number of neighbours of a position that are taken. */
  private enclosure(position: Position): number {
    return this.places.near.filter(({ offset }) => !this.isFree(moved(position, offset))).length ** 3;
  }

  /** Moves what is on the line to a gap one place each; the first place of the line, free then. */
  private push(position: Position, gap: Position): number {
    const line = lineTo(gap).map((offset) => this.lattice.numberOf(moved(position, offset)));
    for (let i = line.length - 1; i > 0; i--) {
      this.put(line[i] as number, this.sites[line[i - 1] as number] ?? null);
      for (const kin of this.brood) if (kin.number === line[i - 1]) kin.number = line[i] as number;
      this.moisten(line[i] as number, line[i - 1] as number);
      this.put(line[i - 1] as number, null);
    }
    return line[0] as number;
  }

  /** In the order of sites: phenotypes for genotypes without one, and alterations with their clones. */
  private enterAlterations(): void {
    for (const cell of this.sites) {
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
      draft.clone = this.addClone(draft.clone, alteration.kind, alteration.target, phenotype);
      this.alterations++;
    }
    return draft.clone;
  }

  resect(share: number): number {
    const before = this.cells;
    this.sites.forEach((cell, number) => {
      const words = cell && this.random.block(this.steps, number >>> 2, Purpose.resection);
      if (!words || (words[number & 3] as number) >= share * 2 ** 32) return;
      if (this.kindOf(cell.phenotype) === Kind.tumour) this.cells--;
      this.books.settle(cell, number, false);
      this.put(number, null);
    });
    this.deaths += before - this.cells;
    return before - this.cells;
  }

  protected tumourCells(): Cell[] {
    return this.sites.filter((cell) => cell && this.kindOf(cell.phenotype) === Kind.tumour) as Cell[];
  }

  override observe(): Observation {
    const counts = { normal: 0, hypoxic: 0, crowded: 0, debris: 0, openVessels: this.vessels.mean };
    this.sites.forEach((cell, number) => {
      const kind = cell && this.kindOf(cell.phenotype);
      if (cell?.phenotype === DEBRIS) counts.debris++;
      if (kind === Kind.normal) counts.normal++;
      if (kind !== Kind.tumour) return;
      const position = this.lattice.positionOf(number);
      if (this.breathOf(position).share === 0) counts.hypoxic++;
      else if (!this.hasRoom(position)) counts.crowded++;
    });
    return { ...super.observe(), tissue: counts };
  }

  protected digestPlaces(digest: Digest): void {
    const columns = amountColumns(this.model);
    this.counts.forEach((count, tile) => {
      if (count === 0) return;
      digest.add(tile).add(tileDigest(this.sites.slice(tile * TILE, (tile + 1) * TILE), columns));
    });
  }

  protected digestMore(digest: Digest): void {
    const bits = new Uint32Array(this.vessels.openness.buffer);
    for (const word of bits) digest.add(word);
    this.fluid.digest(digest);
  }
}

function moved([x, y, z]: Position, [dx, dy, dz]: Position): Position {
  return [x + dx, y + dy, z + dz];
}
