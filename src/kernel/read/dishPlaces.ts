/**
 * Where cells that have no places are drawn: tiles around a centre as they follow one another in memory, but that those
 * which have become much emptier than most lie outside, so that a population is a disc, and in a tile cells at places that
 * fill it evenly. Lengths are sites from the middle of the dish.
 */
import { Limit } from '../../../assembly/shared/limits';
import { blueNoise, EDGE, numbers, siteInTile } from './blueNoise';

const CELLS: number = Limit.tileCells;
/** A place falls to one of the tiles around it with chances as of a normal distribution about each middle, so wide. */
const SIGMA = 14;
/** Of a colony of one tile, by which its places are not quite in the order of their distance. */
const ROUGH = 1.2;
/** A tile with a smaller share of the mean count changes places with one further out that has more than the larger share. */
const [SPARSE, DENSE] = [0.4, 0.7];
/** Columns and rows of tiles to either side of the middle stay below it. */
const FAR = 2048;

/** x and y of the place of each cell of a tile from the tile's middle, one after the other. */
export type Places = Int8Array;

let shared: Places | null = null;
let alone: Places | null = null;

/** Of a tile among others: they mix at their borders, so that no edge shows where one is emptier. */
export function sharedPlaces(): Places {
  if (shared !== null) return shared;
  const random = numbers(7);
  const nearest = new Float64Array(CELLS).fill(Infinity);
  const owner = new Int8Array(2 * CELLS);
  const reach = Limit.dishReach - 1;
  for (let y = -reach; y <= reach; y++) {
    for (let x = -reach; x <= reach; x++) {
      const site = siteInTile(x, y);
      // The least of these is drawn with those chances (Gumbel 1954).
      const far = (x * x + y * y) / (2 * SIGMA * SIGMA) + Math.log(-Math.log(random()));
      if (far >= (nearest[site] ?? 0)) continue;
      nearest[site] = far;
      owner.set([x, y], 2 * site);
    }
  }
  const places = new Int8Array(2 * CELLS);
  blueNoise().forEach((site, rank) => {
    places.set(owner.subarray(2 * site, 2 * site + 2), 2 * rank);
  });
  shared = places;
  return places;
}

/** Of the only tile: a colony that grows from its middle. */
export function lonePlaces(): Places {
  if (alone !== null) return alone;
  const random = numbers(3);
  const sites: [far: number, x: number, y: number][] = [];
  for (let y = -22; y < 22; y++) {
    for (let x = -22; x < 22; x++) {
      const far = Math.hypot(x, y);
      sites.push([far + (far > 1 ? ROUGH * (random() - 0.5) : 0), x, y]);
    }
  }
  sites.sort(([a], [b]) => a - b);
  alone = Int8Array.from(sites.slice(0, CELLS).flatMap(([, x, y]) => [x, y]));
  return alone;
}

export const placesOf = (tiles: number): Places => (tiles > 1 ? sharedPlaces() : lonePlaces());

/**
 * Middles of so many tiles, nearest first: columns of half a tile and rows of a whole one from the middle of the dish,
 * one after the other.
 */
export function tileOrder(tiles: number): Int16Array {
  // A tile is 2 × 2 units of half a tile.
  const radius = Math.ceil(Math.sqrt((4 * tiles) / Math.PI)) + 3;
  const keys: number[] = [];
  for (let row = -Math.ceil(radius / 2); 2 * row <= radius; row++) {
    for (let column = -radius; column <= radius; column++) {
      const far = column * column + 4 * row * row;
      if (((column + row) & 1) === 0 && far <= radius * radius) {
        keys.push((far * 2 * FAR + column + FAR) * 2 * FAR + row + FAR);
      }
    }
  }
  const order = new Int16Array(2 * tiles);
  const sorted = Float64Array.from(keys).sort();
  for (let tile = 0; tile < tiles; tile++) {
    const key = sorted[tile] ?? 0;
    order[2 * tile] = (Math.floor(key / (2 * FAR)) % (2 * FAR)) - FAR;
    order[2 * tile + 1] = (key % (2 * FAR)) - FAR;
  }
  return order;
}

const maps = new WeakMap<object, DishMap>();

/** Tiles of a dish and cells of a tile, found by their places. */
export class DishMap {
  private order: Int16Array = new Int16Array(0);
  /** Middles of tiles, and which tiles they are from the middle of the dish outwards. */
  private own: Int16Array = new Int16Array(0);
  private tileAt: number[] = [];
  /** Tiles from the middle to the outermost that is not much emptier than most. */
  private filled = 0;
  private ranks = new Map<number, number>();
  private readonly cells = new Map<Places, Int16Array>();

  /** The one by which the cells of this kernel are drawn and found. */
  static of(kernel: object): DishMap {
    const map = maps.get(kernel) ?? new DishMap();
    maps.set(kernel, map);
    return map;
  }

  /** @returns of so many tiles or more the middles, columns and rows as {@link tileOrder} has them */
  middles(tiles: number): Int16Array {
    this.resize(tiles);
    return this.own;
  }

  /** Lays tiles that have become much emptier than most outside. @param counts cells of each tile */
  settle(counts: Uint16Array): void {
    this.resize(counts.length);
    const cells = counts.reduce((sum, count) => sum + count, 0);
    const mean = cells / Math.max(1, counts.filter((count) => count > 0).length);
    const isFuller = (rank: number, share: number) => (counts[this.tileAt[rank] ?? 0] ?? 0) >= share * mean;
    let [inner, outer] = [0, counts.length - 1];
    for (;;) {
      while (inner < outer && isFuller(inner, SPARSE)) inner++;
      while (inner < outer && !isFuller(outer, DENSE)) outer--;
      if (inner >= outer) break;
      const [moved, taken] = [this.tileAt[outer] ?? 0, this.tileAt[inner] ?? 0];
      this.place(moved, inner);
      this.place(taken, outer);
    }
    this.filled = counts.length;
    while (this.filled > 1 && !isFuller(this.filled - 1, SPARSE)) this.filled--;
  }

  private resize(tiles: number): void {
    if (this.order.length < 2 * Math.max(1, tiles)) {
      let wanted = Math.max(256, this.order.length / 2);
      while (wanted < tiles) wanted *= 2;
      this.order = tileOrder(wanted);
      this.own = this.order.slice();
      this.ranks.clear();
      for (let rank = 0; rank < this.tileAt.length; rank++) this.place(this.tileAt[rank] ?? 0, rank);
    }
    const known = this.tileAt.length;
    if (tiles < known) {
      this.tileAt = this.tileAt.filter((tile) => tile < tiles);
      for (let rank = 0; rank < tiles; rank++) this.place(this.tileAt[rank] ?? 0, rank);
    }
    for (let tile = known; tile < tiles; tile++) this.place(tile, tile);
    if (tiles !== known) this.filled = tiles;
  }

  private place(tile: number, rank: number): void {
    this.tileAt[rank] = tile;
    this.own.set(this.order.subarray(2 * rank, 2 * rank + 2), 2 * tile);
  }

  /** The tile and the cell of it whose place this is, of a dish of so many tiles. */
  find(x: number, y: number, tiles: number): { tile: number; site: number } | null {
    const places = placesOf(tiles);
    const cells = this.cellsAt(places);
    this.resize(tiles);
    this.index();
    const middle = Math.round(y / EDGE);
    for (let row = middle - 2; row <= middle + 2; row++) {
      const column = Math.round((2 * x) / EDGE);
      for (let at = column - 5; at <= column + 5; at++) {
        const tile = this.tileAt[this.ranks.get((at + FAR) * 2 * FAR + row + FAR) ?? tiles];
        const [dx, dy] = [x - (EDGE / 2) * at, y - EDGE * row];
        if (tile === undefined || !isNear(dx) || !isNear(dy)) continue;
        const site = cells[keyOf(dx, dy)] ?? -1;
        if (site >= 0) return { tile, site };
      }
    }
    return null;
  }

  /** Where a cell of a dish of so many tiles is. */
  placeOf(tile: number, site: number, tiles: number): [x: number, y: number] {
    const order = this.middles(tiles);
    const places = placesOf(tiles);
    return [
      (EDGE / 2) * (order[2 * tile] ?? 0) + (places[2 * site] ?? 0),
      EDGE * (order[2 * tile + 1] ?? 0) + (places[2 * site + 1] ?? 0),
    ];
  }

  /** How far from the middle cells are, but for a few. */
  radius(cells: number, tiles: number): number {
    if (tiles < 2) return Math.max(1, Math.sqrt(cells / Math.PI));
    this.resize(tiles);
    const last = 2 * (this.filled - 1);
    const middle = Math.hypot((EDGE / 2) * (this.order[last] ?? 0), EDGE * (this.order[last + 1] ?? 0));
    return middle + EDGE / 2 + SIGMA;
  }

  private index(): void {
    const { order, ranks } = this;
    for (let rank = ranks.size; rank < order.length / 2; rank++) {
      ranks.set(((order[2 * rank] ?? 0) + FAR) * 2 * FAR + (order[2 * rank + 1] ?? 0) + FAR, rank);
    }
  }

  private cellsAt(places: Places): Int16Array {
    let cells = this.cells.get(places);
    if (cells === undefined) {
      cells = new Int16Array(4 * Limit.dishReach * Limit.dishReach).fill(-1);
      for (let site = 0; site < CELLS; site++) {
        cells[keyOf(places[2 * site] ?? 0, places[2 * site + 1] ?? 0)] = site;
      }
      this.cells.set(places, cells);
    }
    return cells;
  }
}

const isNear = (d: number) => d >= -Limit.dishReach && d < Limit.dishReach;
const keyOf = (dx: number, dy: number) => dx + Limit.dishReach + 2 * Limit.dishReach * (dy + Limit.dishReach);
