import { Flag } from '../../../assembly/cell';
import { Kind, Limit, Purpose } from '../../../assembly/shared';
import type { DrugModel, FounderModel, Genotype, KernelModel, Observation, TissueModel } from '../model';
import { altered, chooseAlteration } from './alter';
import { candidates } from './candidates';
import { amountColumns, type Cell, metaboliteColumn } from './cell';
import { ReferenceCompartment } from './compartment';
import { crowding } from './crowding';
import { exchange, type Inside, surroundingsOf } from './exchange';
import { type FieldState, Fluid } from './fluid';
import { type Digest, tileDigest } from './hash';
import { at, Lattice, type Position } from './lattice';
import type { DrugRates } from './phenotype';
import { below, lineTo, type Place, Places, weightOf } from './places';
import { hasMinutes, segregate } from './segregate';
import { Breath, boundOf, divisionBound, isCleared, tissueFate } from './tissueFate';
import { infused, NO_UPTAKE, type Uptake, uptakeOf } from './uptake';
import { Vessels } from './vessels';
import { isLiving, VoxelBooks } from './voxelBooks';

const f = Math.fround;
const UNIT32 = 2 ** -32;
const TILE = Limit.tileCells;
/** The phenotype of what a dead cell leaves. */
const DEBRIS = 1;

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
  /** Genotypes of cells that have no phenotype yet. */
  private readonly drafts = new Map<Cell, Genotype>();

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
    const crowd = f(crowding(this.model, this.cells));
    this.cellSteps += this.cells;
    this.vessels.tend(this.steps, (x, y, z) => !this.isFree([x, y, z]));
    this.solveFields(environment);
    this.counts.forEach((count, tile) => {
      if (count > 0) this.sweep(tile, environment, crowd);
    });
    this.carryOut();
    this.enterAlterations();
    if (this.phenotypes.full) {
      this.phenotypes.recycle(this.sites.flatMap((cell) => (cell ? [cell.phenotype] : [])));
    }
    this.steps++;
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
            isLiving(cell) ? this.exchange(cell, d, environment[d] as number, environment).inside : 0,
          );
      const most = this.curves.largestEffect(drug, d, Math.max(0, ...column.flat()));
      more += f(drug.killPerHour * stepHours) * most * Math.max(tissue.normal.kill, 1);
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
        inside: inside.map((column) => column[site] as Inside),
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
  private meet(cell: Cell, d: number, level: number, environment: Float32Array) {
    const drug = this.model.drugs[d] as DrugModel;
    const rates = this.phenotypes.at(cell.phenotype).drugs[d] as DrugRates;
    const around = surroundingsOf(drug, 0, environment);
    const column = drug.retained ? metaboliteColumn(this.model, d) : -1;
    const held = cell.amounts[d] as number;
    const all = f(held + infused(drug, rates, level, around.activity));
    const expression = this.expressionOf(cell);
    const before = { held, level };
    const after = exchange(drug, rates, all, expression, around, cell.amounts[column], before);
    cell.amounts[d] = after.total;
    if (drug.retained) cell.amounts[column] = after.metabolite;
    const own = this.model.expressionCv === 0 ? null : expression;
    const uptake = uptakeOf(drug, rates, held, level, own, around, after);
    return { inside: after.inside, uptake };
  }

  /** Exchange of a tile's cells with a drug's field; what effects depend on. */
  private exchangeField(tile: number, d: number, environment: Float32Array): Inside[] {
    const drug = this.model.drugs[d] as DrugModel;
    const state = this.fluid.fields.get(d) as FieldState;
    const nothing = () => new Array<Inside>(TILE).fill(0);
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
      return met?.inside ?? 0;
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
    for (const tile of tiles) if (tile >= 0) this.bury(tile);
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

  private bury(tile: number): void {
    for (let number = tile * TILE; number < (tile + 1) * TILE; number++) {
      const cell = this.sites[number];
      if (!cell || (cell.flags & Flag.dies) === 0) continue;
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
    mother.flags &= ~Flag.divides;
    const [word, altering, own, mothers] = this.random.block(this.steps, number, Purpose.division) as [
      number,
      number,
      number,
      number,
    ];
    const home = this.placeDaughter(this.lattice.positionOf(number), word);
    if (home === null) return;
    const daughter: Cell = { ...mother, flags: mother.flags & Flag.inherited, amounts: [...mother.amounts] };
    this.put(home, daughter);
    this.moisten(home, number);
    this.books.settle(mother, number, true);
    daughter.expression = this.inherited(mother.expression, own);
    mother.expression = this.inherited(mother.expression, mothers);
    if (this.kindOf(mother.phenotype) !== Kind.tumour) return;
    this.births++;
    this.cells++;
    const before = this.genotypeOf(mother);
    if (hasMinutes(this.model, before)) {
      const dealt = segregate(this.model, this.random, this.steps, before, number, 0);
      this.bestow(mother, dealt[0]);
      this.bestow(daughter, dealt[1]);
    }
    if (!this.isAltered(before, number, 0, 1, altering)) return;
    const asDaughter = this.word(number, Purpose.alteration | (1 << 8)) >>> 31 === 1;
    (asDaughter ? daughter : mother).flags |= Flag.altered;
  }

  /** What a tile may hold, the one may hold that a cell of it comes to. */
  private moisten(to: number, from: number): void {
    const tile = Math.floor(to / TILE);
    this.wet[tile] = (this.wet[tile] as number) | (this.wet[Math.floor(from / TILE)] as number);
  }

  private bestow(cell: Cell, genotype: Genotype): void {
    const known = this.phenotypes.find(genotype);
    if (known !== undefined) cell.phenotype = known;
    else this.drafts.set(cell, genotype);
  }

  /** The site for a daughter of the cell at a position, freed if others have to move; null if there is none. */
  private placeDaughter(position: Position, word: number): number | null {
    const free = this.places.near.filter(({ offset }) => this.isFree(moved(position, offset)));
    if (free.length > 0) {
      const total = free.reduce((sum, place) => sum + weightOf(place), 0);
      let left = below(total, word);
      const chosen = free.find((place) => {
        left -= weightOf(place);
        return left < 0;
      }) as Place;
      return this.lattice.numberOf(moved(position, chosen.offset));
    }
    for (const ring of this.places.rings) {
      const gaps = ring.filter(({ offset }) => this.isFree(moved(position, offset)));
      if (gaps.length === 0) continue;
      const reach = this.model.tissue.reach - 0.5 + (word & 0xffff) / 65536;
      const gap = gaps[below(gaps.length, word)] as Place;
      return gap.squared > reach * reach ? null : this.push(position, gap.offset);
    }
    return null;
  }

  /** Moves what is on the line to a gap one place each; the first place of the line, free then. */
  private push(position: Position, gap: Position): number {
    const line = lineTo(gap).map((offset) => this.lattice.numberOf(moved(position, offset)));
    for (let i = line.length - 1; i > 0; i--) {
      this.put(line[i] as number, this.sites[line[i - 1] as number] ?? null);
      this.moisten(line[i] as number, line[i - 1] as number);
      this.put(line[i - 1] as number, null);
    }
    return line[0] as number;
  }

  /** In the order of sites: phenotypes for genotypes without one, then alterations and their clones. */
  private enterAlterations(): void {
    this.sites.forEach((cell, number) => {
      if (cell && (this.drafts.has(cell) || (cell.flags & Flag.altered) !== 0)) this.enter(cell, number);
    });
    this.drafts.clear();
  }

  private enter(cell: Cell, number: number): void {
    const draft = this.drafts.get(cell);
    if (draft) {
      const phenotype = this.phenotypes.intern(draft);
      if (phenotype === null) this.alterationsRefused++;
      else cell.phenotype = phenotype;
    }
    if ((cell.flags & Flag.altered) === 0) return;
    cell.flags &= ~Flag.altered;
    const words = this.random.block(this.steps, number, Purpose.alteration) as [number, number, number];
    const { kind, target } = chooseAlteration(this.model, words[0] * UNIT32 * this.total);
    const genotype = altered(this.model, draft ?? this.genotypeOf(cell), kind, target, words[2] * UNIT32);
    if (!genotype) return;
    const phenotype = this.phenotypes.intern(genotype);
    if (phenotype === null) {
      this.alterationsRefused++;
      return;
    }
    cell.lineage = this.addClone(cell.lineage, kind, target, phenotype);
    cell.phenotype = phenotype;
    this.alterations++;
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
