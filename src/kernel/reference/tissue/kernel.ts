import { Flag } from '../../../../assembly/memory/cell';
import { Kind } from '../../../../assembly/shared/genome';
import { Limit } from '../../../../assembly/shared/limits';
import { Purpose } from '../../../../assembly/shared/step';
import type { FounderModel } from '../../model';
import { type Digest, tileDigest } from '../../numbers/digest';
import type { Observation } from '../../observation';
import { candidates } from '../candidates';
import { amountColumns, type Cell } from '../cell';
import { killInStep } from '../rates';
import { DividingCells } from './dividing';
import { boundOf, divisionBound, isCleared, tissueFate } from './fate';
import { at, moved, type Position } from './lattice';
import { DEBRIS, isLiving } from './voxelBooks';

const TILE = Limit.tileCells;

/**
 * A tissue in plain TypeScript, the same bits as assembly/tissue/ and assembly/fields/: a step of its cells, tile by tile
 * and block by block. Where cells are is in ground.ts, what they take from the fluid in bathed.ts, how they divide in
 * dividing.ts.
 */
export class ReferenceTissue extends DividingCells {
  get bytes(): number {
    return this.bytesOf(this.ground.counts.filter((count) => count > 0).length);
  }

  found({ genotype, sites }: FounderModel): void {
    if (!sites) throw new RangeError('founder.sites: founders of a tissue need places.');
    const [across, down] = this.ground.lattice.size;
    const { phenotype, lineage } = this.foundClone(genotype);
    for (const site of sites) {
      const position: Position = [
        site % across,
        Math.floor(site / across) % down,
        Math.floor(site / (across * down)),
      ];
      if (!this.ground.isFree(position)) continue;
      this.ground.put(this.ground.lattice.numberOf(position), this.newFounder(phenotype, lineage));
      if (this.kindOf(phenotype) === Kind.tumour) this.cells++;
    }
  }

  protected step(environment: Float32Array): void {
    const before = this.cells;
    const crowd = this.crowdingNow();
    this.around = { environment, crowd };
    this.cellSteps += before;
    this.vessels.tend(this.steps, (x, y, z) => !this.ground.isFree([x, y, z]));
    this.solveFields(environment);
    this.ground.counts.forEach((count, tile) => {
      if (count > 0) this.sweep(tile, environment, crowd);
    });
    this.carryOut();
    this.enterAlterations();
    for (let tile = 0; tile < this.ground.counts.length; tile++) this.bury(tile, true);
    if (this.phenotypes.full) {
      this.phenotypes.recycle(this.ground.sites.flatMap((cell) => (cell ? [cell.phenotype] : [])));
    }
    this.endStep(before);
  }

  /** Drug in and out, and the flags of those that are to divide or die. */
  private sweep(tile: number, environment: Float32Array, crowd: number): void {
    const { drugs, tissue, stepHours } = this.model;
    const cells = this.ground.tile(tile);
    const death = Math.max(this.model.deathPerHour, tissue.normal.deathPerHour) * stepHours;
    let more = cells.some((cell) => cell?.phenotype === DEBRIS) ? tissue.clearancePerHour * stepHours : 0;
    const inside = drugs.map((drug, d) => {
      const column = this.fluid.fields.has(d)
        ? this.exchangeField(tile, d, environment)
        : cells.map((cell) =>
            isLiving(cell) ? this.exchange(cell, d, environment[d]!, environment).argument : 0,
          );
      const most = this.curves.largestEffect(drug, d, Math.max(0, ...column));
      more += killInStep(this.model, drug, crowd) * most * Math.max(tissue.normal.kill, 1);
      return column;
    });
    more += this.mostNecrosis(tile);
    const mayDivide = this.ground.mayHaveRoom(tile);
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
      const position = this.ground.lattice.positionOf(tile * TILE + site);
      cell.flags |= tissueFate(this.model, this.curves, phenotype, draw, {
        inside: inside.map((column) => column[site]!),
        crowd,
        ...this.breathOf(position),
        mayDivide,
        hasRoom: () => this.ground.hasRoom(position),
      });
    }
  }

  /** Deaths and divisions, block by block, colour by colour. */
  private carryOut(): void {
    const { block, tiles } = this.ground.lattice;
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
    const { lattice } = this.ground;
    const { block } = lattice;
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
      const tile = tiles[k ^ ((order >>> 10) & (tiles.length - 1))]!;
      if (tile < 0) continue;
      for (let site = 0; site < TILE; site++) {
        const number = tile * TILE + (site ^ (order & (TILE - 1)));
        const cell = this.ground.sites[number];
        if (cell && (cell.flags & Flag.divides) !== 0) this.divide(cell, number);
      }
    }
  }

  private word(index: number, purpose: Purpose): number {
    return this.random.block(this.steps, index, purpose)[0]!;
  }

  /** Those with a draft stay until it is entered (`last`). */
  private bury(tile: number, last: boolean): void {
    for (let number = tile * TILE; number < (tile + 1) * TILE; number++) {
      const cell = this.ground.sites[number];
      if (!cell || (cell.flags & Flag.dies) === 0 || (!last && this.drafts.has(cell))) continue;
      if (this.kindOf(cell.phenotype) === Kind.tumour) {
        this.deaths++;
        this.cells--;
      }
      this.books.settle(cell, number, false);
      const lingers = this.model.tissue.clearancePerHour > 0 && (cell.flags & Flag.necrotic) !== 0;
      const amounts = cell.amounts.map(() => 0);
      this.ground.put(
        number,
        lingers ? { phenotype: DEBRIS, lineage: 0, expression: 0, flags: 0, amounts } : null,
      );
    }
  }

  resect(share: number): number {
    const before = this.cells;
    this.ground.sites.forEach((cell, number) => {
      const words = cell && this.random.block(this.steps, number >>> 2, Purpose.resection);
      if (!words || words[number & 3]! >= share * 2 ** 32) return;
      if (this.kindOf(cell.phenotype) === Kind.tumour) this.cells--;
      this.books.settle(cell, number, false);
      this.ground.put(number, null);
    });
    this.deaths += before - this.cells;
    return before - this.cells;
  }

  protected tumourCells(): Cell[] {
    return this.ground.sites.filter((cell) => cell && this.kindOf(cell.phenotype) === Kind.tumour) as Cell[];
  }

  override observe(): Observation {
    const counts = { normal: 0, hypoxic: 0, crowded: 0, debris: 0, openVessels: this.vessels.mean };
    this.ground.sites.forEach((cell, number) => {
      const kind = cell && this.kindOf(cell.phenotype);
      if (cell?.phenotype === DEBRIS) counts.debris++;
      if (kind === Kind.normal) counts.normal++;
      if (kind !== Kind.tumour) return;
      const position = this.ground.lattice.positionOf(number);
      if (this.breathOf(position).share === 0) counts.hypoxic++;
      else if (!this.ground.hasRoom(position)) counts.crowded++;
    });
    return { ...super.observe(), tissue: counts };
  }

  protected digestPlaces(digest: Digest): void {
    const columns = amountColumns(this.model);
    this.ground.counts.forEach((count, tile) => {
      if (count === 0) return;
      digest.add(tile).add(tileDigest(this.ground.tile(tile), columns));
    });
  }

  protected digestMore(digest: Digest): void {
    const bits = new Uint32Array(this.vessels.openness.buffer);
    for (const word of bits) digest.add(word);
    this.fluid.digest(digest);
  }
}
