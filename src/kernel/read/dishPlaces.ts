/**
 * Where cells that have no places are drawn: tiles around a centre as they follow one another in memory, so that a
 * population is a disc, and in a tile cells at places that fill it evenly. Lengths are sites from the middle of the dish.
 */
import { Limit } from '../../../assembly/shared/limits';
import { blueNoise, EDGE, numbers, siteInTile } from './blueNoise';

const CELLS: number = Limit.tileCells;
/** A place falls to one of the tiles around it with chances as of a normal distribution about each middle, so wide. */
const SIGMA = 14;
/** Of a colony of one tile, by which its places are not quite in the order of their distance. */
const ROUGH = 1.2;
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

/** Tiles of a dish and cells of a tile, found by their places. */
export class DishMap {
  private order: Int16Array = new Int16Array(0);
  private tiles = new Map<number, number>();
  private readonly cells = new Map<Places, Int16Array>();

  /** @returns columns and rows as {@link tileOrder} has them, of so many tiles or more */
  middles(tiles: number): Int16Array {
    if (2 * tiles > this.order.length) {
      let wanted = Math.max(256, this.order.length / 2);
      while (wanted < tiles) wanted *= 2;
      this.order = tileOrder(wanted);
      this.tiles.clear();
    }
    return this.order;
  }

  /** The tile and the cell of it whose place this is, of a dish of so many tiles. */
  find(x: number, y: number, tiles: number): { tile: number; site: number } | null {
    const places = placesOf(tiles);
    const cells = this.cellsAt(places);
    this.index(tiles);
    const middle = Math.round(y / EDGE);
    for (let row = middle - 2; row <= middle + 2; row++) {
      const column = Math.round((2 * x) / EDGE);
      for (let at = column - 5; at <= column + 5; at++) {
        const tile = this.tiles.get((at + FAR) * 2 * FAR + row + FAR);
        const [dx, dy] = [x - (EDGE / 2) * at, y - EDGE * row];
        if (tile === undefined || tile >= tiles || !isNear(dx) || !isNear(dy)) continue;
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
    const order = this.middles(tiles);
    const last = 2 * (tiles - 1);
    return Math.hypot((EDGE / 2) * (order[last] ?? 0), EDGE * (order[last + 1] ?? 0)) + EDGE / 2 + SIGMA;
  }

  private index(tiles: number): void {
    const order = this.middles(tiles);
    for (let tile = this.tiles.size; tile < order.length / 2; tile++) {
      this.tiles.set(((order[2 * tile] ?? 0) + FAR) * 2 * FAR + (order[2 * tile + 1] ?? 0) + FAR, tile);
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
