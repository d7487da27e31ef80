import type { Kind } from '../../../../assembly/shared/genome';
import { Limit } from '../../../../assembly/shared/limits';
import type { DrugModel, KernelModel } from '../../model';
import type { TissueModel } from '../../tissueModel';
import { type Cell, metaboliteColumn } from '../cell';
import { ReferenceCompartment } from '../compartment';
import { exchange, surroundingsOf } from '../exchange';
import type { DrugRates } from '../phenotype';
import { Breath } from './fate';
import { type FieldState, Fluid } from './fluid';
import { Ground } from './ground';
import type { Position } from './lattice';
import { infused, NO_UPTAKE, type Uptake, uptakeOf } from './uptake';
import { Vessels } from './vessels';
import { isLiving, VoxelBooks } from './voxelBooks';

const f = Math.fround;
const TILE = Limit.tileCells;

/**
 * Cells at their sites in a fluid that brings drugs and oxygen: what fields give and take, as
 * assembly/fields/{step,couple,infuse}.ts.
 */
export abstract class BathedCells extends ReferenceCompartment {
  declare protected model: KernelModel & { tissue: TissueModel };
  protected ground!: Ground;
  protected vessels!: Vessels;
  protected fluid!: Fluid;
  protected books!: VoxelBooks;
  private breath!: Breath;
  /** Drugs that some cell of a tile may hold, a bit each. */
  private wet: number[] = [];

  protected clear(): void {
    const { model } = this;
    this.ground = new Ground(model.tissue);
    this.breath = new Breath(model, model.tissue);
    this.vessels = new Vessels(model);
    this.fluid = new Fluid(model);
    this.books = new VoxelBooks(model.tissue, this.ground.lattice, this.fluid);
    this.fluid.gather(this.vessels.openness);
    this.wet = new Array<number>(this.ground.lattice.tileCount).fill(0);
  }

  protected kindOf(phenotype: number): Kind {
    return this.phenotypes.at(phenotype).kind;
  }

  /** Oxygen at a site, mmHg; null where there is no such field. */
  private oxygenAt(position: Position): number | null {
    if (!this.model.tissue.oxygen) return null;
    return this.fluid.at(Limit.drugs, this.fluid.voxelOf(...position));
  }

  protected breathOf(position: Position): { share: number; necrosis: number } {
    const oxygen = this.oxygenAt(position);
    if (oxygen === null) return { share: 1, necrosis: 0 };
    return { share: this.breath.share(oxygen), necrosis: this.breath.necrosis(oxygen) };
  }

  /** Necrosis at the place of a tile that has the least oxygen. */
  protected mostNecrosis(tile: number): number {
    const positions = Array.from({ length: TILE }, (_, site) =>
      this.ground.lattice.positionOf(tile * TILE + site),
    );
    const within = positions.filter((position) => this.ground.lattice.isWithin(position));
    return Math.max(...within.map((position) => this.breathOf(position).necrosis));
  }

  protected solveFields(environment: Float32Array): void {
    const { fluid, model } = this;
    fluid.gather(this.vessels.openness);
    this.books.countOccupants(this.ground.sites);
    model.drugs.forEach((_, d) => {
      if (!fluid.fields.has(d)) return;
      if (fluid.isComing(d, environment)) this.linearise(d, environment);
      fluid.solve(d, environment);
    });
    if (model.tissue.oxygen) fluid.solve(Limit.drugs, environment);
  }

  /** What cells will take at first of a drug of which there is none yet. */
  private linearise(d: number, environment: Float32Array): void {
    this.ground.counts.forEach((count, tile) => {
      if (count === 0 || ((this.wet[tile] as number) & (1 << d)) !== 0) return;
      const uptakes = this.ground
        .tile(tile)
        .map((cell) => (isLiving(cell) ? this.meet(cell, d, 0, environment).uptake : NO_UPTAKE));
      this.books.book(tile, d, uptakes);
    });
  }

  /** Exchange of a cell with its drug's field at a level; what its effect depends on, and what it took. */
  protected meet(
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
    const follows = this.model.tissue?.volumeRatio === 0;
    const after = exchange(drug, rates, all, expression, around, cell.amounts[column], held, follows);
    cell.amounts[d] = after.total;
    if (drug.retained) cell.amounts[column] = after.metabolite;
    const own = this.model.expressionCv === 0 ? null : expression;
    const uptake = uptakeOf(drug, rates, held, level, own, around, after);
    return { argument: after.argument, uptake };
  }

  /** Exchange of a tile's cells with a drug's field; what effects depend on. */
  protected exchangeField(tile: number, d: number, environment: Float32Array): number[] {
    const drug = this.model.drugs[d] as DrugModel;
    const state = this.fluid.fields.get(d) as FieldState;
    const nothing = () => new Array<number>(TILE).fill(0);
    const wet = ((this.wet[tile] as number) & (1 << d)) !== 0;
    if (!state.wet && !wet) return nothing();
    const levels = Array.from({ length: TILE }, (_, site) => {
      const position = this.ground.lattice.positionOf(tile * TILE + site);
      return this.ground.lattice.isWithin(position) ? this.fluid.at(d, this.fluid.voxelOf(...position)) : 0;
    });
    const around = levels.some((level) => level !== 0);
    if (!around && !wet) return nothing();
    const column = drug.retained ? metaboliteColumn(this.model, d) : d;
    let left = false;
    const uptakes: Uptake[] = [];
    const inside = levels.map((level, site) => {
      const cell = this.ground.sites[tile * TILE + site];
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

  /** What a tile may hold, the one may hold that a cell of it comes to. */
  protected moisten(to: number, from: number): void {
    const tile = Math.floor(to / TILE);
    this.wet[tile] = (this.wet[tile] as number) | (this.wet[Math.floor(from / TILE)] as number);
  }
}
