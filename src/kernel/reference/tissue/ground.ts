import { Limit } from '../../../../assembly/shared/limits';
import type { TissueModel } from '../../tissueModel';
import type { Cell } from '../cell';
import { at, Lattice, moved, type Position } from './lattice';
import { below, lineTo, nearness, type Place, Places } from './places';

const TILE = Limit.tileCells;

/** Told that what was at one site is at another now. */
type Moves = (from: number, to: number) => void;

/** The sites of a tissue, what is at each of them, and where there is room: assembly/tissue/{room,gap}.ts. */
export class Ground {
  readonly lattice: Lattice;
  /** What is at each site, by its number; a cell, debris or nothing. */
  readonly sites: (Cell | null)[];
  /** How many sites of each tile are taken. */
  readonly counts: number[];
  private readonly places: Places;
  /** Tiles that a cell's reach may span along each axis. */
  private readonly reach: Position;

  constructor(tissue: TissueModel) {
    this.lattice = new Lattice(tissue);
    this.places = new Places(tissue);
    this.sites = new Array<Cell | null>(this.lattice.tileCount * TILE).fill(null);
    this.counts = new Array<number>(this.lattice.tileCount).fill(0);
    const reach = Math.max(tissue.reach, 1);
    this.reach = this.lattice.edges.map((edge) => Math.ceil(reach / edge)) as unknown as Position;
  }

  isFree(position: Position): boolean {
    return this.lattice.isWithin(position) && this.sites[this.lattice.numberOf(position)] === null;
  }

  put(number: number, cell: Cell | null): void {
    const tile = Math.floor(number / TILE);
    const change = Number(cell !== null) - Number(this.sites[number] !== null);
    this.counts[tile]! += change;
    this.sites[number] = cell;
  }

  /** What is at each site of a tile. */
  tile(tile: number): (Cell | null)[] {
    return this.sites.slice(tile * TILE, (tile + 1) * TILE);
  }

  /** Whether any site within reach of a tile's cells is free. */
  mayHaveRoom(tile: number): boolean {
    return this.lattice
      .tilesAround(tile, this.reach)
      .some((other) => this.counts[other]! < this.lattice.sitesWithin(other));
  }

  hasRoom(position: Position): boolean {
    const free = ({ offset }: Place) => this.isFree(moved(position, offset));
    return this.places.near.some(free) || this.places.rings.some((ring) => ring.some(free));
  }

  /** Which block a site lies in. */
  blockOf(number: number): string {
    const { edges, block } = this.lattice;
    const position = this.lattice.positionOf(number);
    return position.map((p, axis) => Math.floor(p / (at(edges, axis) * at(block, axis)))).join();
  }

  /**
   * The site for a daughter of the cell at a position, freed if others have to move; null if there is none.
   * @param onMove told of each that moves, by numbers of sites
   */
  placeDaughter(position: Position, word: number, onMove: Moves): number | null {
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
      const gap = gaps[below(gaps.length, word)]!;
      return places.isReached(gap, word) ? this.push(position, gap.offset, onMove) : null;
    }
    return null;
  }

  /** The cube of the number of neighbours of a position that are taken. */
  private enclosure(position: Position): number {
    return this.places.near.filter(({ offset }) => !this.isFree(moved(position, offset))).length ** 3;
  }

  /** Moves what is on the line to a gap one place each; the first place of the line, free then. */
  private push(position: Position, gap: Position, onMove: Moves): number {
    const line = lineTo(gap).map((offset) => this.lattice.numberOf(moved(position, offset)));
    for (let i = line.length - 1; i > 0; i--) {
      this.put(line[i]!, this.sites[line[i - 1]!] ?? null);
      onMove(line[i - 1]!, line[i]!);
      this.put(line[i - 1]!, null);
    }
    return line[0]!;
  }
}
