/** Single cells as they lie in a kernel's memory: read, chosen, and marked as followed. The map is in assembly/memory/layout.ts. */
import { Column, Flag } from '../../../assembly/memory/cell';
import { CloneField } from '../../../assembly/shared/genome';
import { Limit } from '../../../assembly/shared/limits';
import type { KernelInstance } from '../instantiate';
import { u8View, u16View, u32View } from '../read/views';

/** A tile's number in its directory and the cell's place in it; cells move, see {@link followedCells}. */
export interface Place {
  tile: number;
  site: number;
}

export interface Followed {
  count: number;
  places: Place[];
  watched: Place | null;
}

/** Phenotypes below this stand for no cell: in a tissue, free sites and what dead cells left. */
const RESERVED_IN_TISSUE = 2;
const FOUR_MARKS = Flag.followed * 0x01010101;

interface Tile {
  index: number;
  address: number;
  /** Sites to look at; in a tissue not all of them hold a cell. */
  sites: number;
}

export interface RawCell {
  phenotype: number;
  clone: number;
  /** 0…255. */
  expression: number;
  flags: number;
  /** Of each drug, then of each retained metabolite, µM. */
  amounts: number[];
}

export class CellMemory {
  /** @param columns amounts of a cell @param tissue whether cells have places */
  constructor(
    private readonly instance: KernelInstance,
    private readonly columns: number,
    private readonly tissue: boolean,
  ) {}

  /** null where no cell lives. */
  read({ tile, site }: Place): RawCell | null {
    const found = this.tile(tile);
    if (found === null || site >= found.sites) return null;
    const { buffer } = this.instance.memory;
    const view = new DataView(buffer, found.address);
    const phenotype = view.getUint16(Column.phenotype + 2 * site, true);
    if (!this.lives(phenotype)) return null;
    return {
      phenotype,
      clone: view.getUint32(Column.lineage + 4 * site, true),
      expression: view.getUint8(Column.expression + site),
      flags: view.getUint8(Column.flags + site),
      amounts: Array.from({ length: this.columns }, (_, column) =>
        view.getFloat32(Column.amount + Column.amountBytes * column + 4 * site, true),
      ),
    };
  }

  /** Genotype words of a phenotype. */
  genotypeWords(phenotype: number): [number, number, number] {
    const { exports, memory } = this.instance;
    const [a = 0, b = 0, c = 0] = u32View(memory, exports.phenotypeGenotypeAddress(phenotype), 3);
    return [a, b, c];
  }

  /** One of the cells whose phenotype `wanted` takes, each with the same chance; null if there is none. */
  random(wanted: (phenotype: number) => boolean, random: () => number): Place | null {
    const { exports, memory } = this.instance;
    const known = exports.phenotypesUsed();
    const takes = Uint8Array.from({ length: known }, (_, id) => Number(this.lives(id) && wanted(id)));
    const counts = new Uint16Array(exports.tiles());
    let all = 0;
    const phenotypes = (tile: Tile) => new Uint16Array(memory.buffer, tile.address, tile.sites);
    for (const tile of this.tiles()) {
      let count = 0;
      for (const phenotype of phenotypes(tile)) count += takes[phenotype]!;
      counts[tile.index] = count;
      all += count;
    }
    let left = Math.floor(random() * all);
    for (const tile of this.tiles()) {
      const count = counts[tile.index]!;
      if (left >= count) {
        left -= count;
        continue;
      }
      const site = phenotypes(tile).findIndex((phenotype) => takes[phenotype] === 1 && left-- === 0);
      return { tile: tile.index, site };
    }
    return null;
  }

  /** Marks a cell as watched and its line, of which it may be part already, as followed. */
  watch({ tile, site }: Place): void {
    this.clear(Flag.watched);
    const found = this.tile(tile);
    if (found === null) return;
    const flags = u8View(this.instance.memory, found.address + Column.flags + site, 1);
    flags[0]! |= Flag.watched | Flag.followed;
  }

  /**
   * Marks the cells of these clones as followed.
   * @param wanted 1 for each of them, by the clone's number
   * @param takes cells of which phenotypes
   * @returns one of them, each with the same chance; null where none lives
   */
  followClones(
    wanted: Uint8Array,
    takes: (phenotype: number) => boolean,
    random: () => number,
  ): Place | null {
    const { exports, memory } = this.instance;
    const taken = Uint8Array.from({ length: exports.phenotypesUsed() }, (_, id) =>
      Number(this.lives(id) && takes(id)),
    );
    let count = 0;
    let chosen: Place | null = null;
    for (const { index, address, sites } of this.tiles()) {
      const phenotypes = u16View(memory, address + Column.phenotype, sites);
      const clones = u32View(memory, address + Column.lineage, sites);
      const flags = u8View(memory, address + Column.flags, sites);
      for (let site = 0; site < sites; site++) {
        if (taken[phenotypes[site]!] !== 1 || wanted[clones[site]!] !== 1) continue;
        flags[site]! |= Flag.followed;
        if (random() * ++count < 1) chosen = { tile: index, site };
      }
    }
    return chosen;
  }

  /** Takes these marks from all cells. */
  clear(marks: number): void {
    for (const { address } of this.tiles()) {
      if (!this.marksIn(address)) continue;
      const flags = u8View(this.instance.memory, address + Column.flags, Limit.tileCells);
      for (let site = 0; site < flags.length; site++) flags[site]! &= ~marks;
    }
  }

  /** How many cells are followed, the places of the first `most`, and where the watched one is, if it lives. */
  marked(most: number): Followed {
    const found: Followed = { count: 0, places: [], watched: null };
    for (const { index, address, sites } of this.tiles()) {
      if (!this.marksIn(address)) continue;
      const flags = u8View(this.instance.memory, address + Column.flags, sites);
      for (let site = 0; site < sites; site++) {
        const own = flags[site]!;
        const place = { tile: index, site };
        if ((own & Flag.followed) === 0 || this.read(place) === null) continue;
        if (found.count++ < most) found.places.push(place);
        if ((own & Flag.watched) !== 0) found.watched = place;
      }
    }
    return found;
  }

  /**
   * Tells of every followed cell of a tissue, and nothing of tiles that `wanted` does not take.
   * @param wanted by a tile's number in the directory
   */
  eachFollowed(wanted: (tile: number) => boolean, tell: (place: Place) => void): void {
    for (const { index, address, sites } of this.tiles()) {
      if (!wanted(index) || !this.marksIn(address)) continue;
      const flags = u8View(this.instance.memory, address + Column.flags, sites);
      const phenotypes = u16View(this.instance.memory, address + Column.phenotype, sites);
      for (let site = 0; site < sites; site++) {
        if ((flags[site]! & Flag.followed) === 0) continue;
        if (this.lives(phenotypes[site]!)) tell({ tile: index, site });
      }
    }
  }

  /** Live cells of each of these clones, the cells of clones that came from them not among them. */
  countClones(clones: readonly number[]): number[] {
    const { exports, memory } = this.instance;
    exports.countClones();
    return clones.map(
      (clone) => u32View(memory, exports.cloneAddress(clone), CloneField.stride)[CloneField.cells]!,
    );
  }

  /** Four flags at a time: nearly all tiles hold none that is marked. */
  private marksIn(tile: number): boolean {
    let any = 0;
    for (const word of u32View(this.instance.memory, tile + Column.flags, Limit.tileCells / 4)) any |= word;
    return (any & FOUR_MARKS) !== 0;
  }

  private lives(phenotype: number): boolean {
    return !this.tissue || phenotype >= RESERVED_IN_TISSUE;
  }

  private tile(index: number): Tile | null {
    const { exports } = this.instance;
    if (index >= exports.tiles()) return null;
    const address = exports.tileAddressAt(index) >>> 0;
    if (address === 0) return null;
    return { index, address, sites: this.tissue ? Limit.tileCells : exports.tileCountAt(index) };
  }

  private *tiles(): Generator<Tile> {
    const count = this.instance.exports.tiles();
    for (let index = 0; index < count; index++) {
      const tile = this.tile(index);
      if (tile !== null) yield tile;
    }
  }
}
