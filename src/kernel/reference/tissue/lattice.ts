import { Limit } from '../../../../assembly/shared/limits';
import type { TissueModel } from '../../tissueModel';

export type Position = readonly [number, number, number];

/** Where sites lie: a number per site of the lattice, tile × 1,024 + place in it, as assembly/lattice/lattice.ts has them. */
export class Lattice {
  readonly size: Position;
  /** Tiles along x, y and z, and the edges of a tile. */
  readonly tiles: Position;
  readonly edges: Position;
  readonly tileCount: number;
  /** Tiles along the edges of a block of events. */
  readonly block: Position;

  constructor({ size }: TissueModel) {
    const [x, y, z = 1] = size;
    this.size = [x, y, z];
    this.edges = size.length === 2 ? [32, 32, 1] : [16, 8, 8];
    this.block = size.length === 2 ? [2, 2, 1] : [2, 4, 4];
    this.tiles = this.size.map((sites, axis) =>
      Math.ceil(sites / at(this.edges, axis)),
    ) as unknown as Position;
    this.tileCount = this.tiles[0] * this.tiles[1] * this.tiles[2];
  }

  isWithin(position: Position): boolean {
    return position.every((place, axis) => place >= 0 && place < at(this.size, axis));
  }

  numberOf([x, y, z]: Position): number {
    const [ex, ey, ez] = this.edges;
    const tile = this.tileAt([Math.floor(x / ex), Math.floor(y / ey), Math.floor(z / ez)]);
    return tile * Limit.tileCells + (((z % ez) * ey + (y % ey)) * ex + (x % ex));
  }

  positionOf(number: number): Position {
    const [i, j, k] = this.placeOfTile(Math.floor(number / Limit.tileCells));
    const [ex, ey, ez] = this.edges;
    const site = number % Limit.tileCells;
    return [
      i * ex + (site % ex),
      j * ey + (Math.floor(site / ex) % ey),
      k * ez + Math.floor(site / (ex * ey)),
    ];
  }

  placeOfTile(tile: number): Position {
    const [across, down] = this.tiles;
    return [tile % across, Math.floor(tile / across) % down, Math.floor(tile / (across * down))];
  }

  tileAt([i, j, k]: Position): number {
    return (k * this.tiles[1] + j) * this.tiles[0] + i;
  }

  /** Places of a tile that lie within the lattice. */
  sitesWithin(tile: number): number {
    const place = this.placeOfTile(tile);
    return place.reduce((product, index, axis) => {
      const edge = at(this.edges, axis);
      return product * Math.min(edge, at(this.size, axis) - index * edge);
    }, 1);
  }

  /** Tiles within `reach` tiles of one along each axis, itself included. */
  tilesAround(tile: number, reach: Position): number[] {
    const around: number[] = [];
    const [i, j, k] = this.placeOfTile(tile);
    for (let dz = -reach[2]; dz <= reach[2]; dz++) {
      for (let dy = -reach[1]; dy <= reach[1]; dy++) {
        for (let dx = -reach[0]; dx <= reach[0]; dx++) {
          const place: Position = [i + dx, j + dy, k + dz];
          if (place.every((p, axis) => p >= 0 && p < at(this.tiles, axis))) around.push(this.tileAt(place));
        }
      }
    }
    return around;
  }
}

export function at(position: Position, axis: number): number {
  return position[axis]!;
}

/** A position by so much farther. */
export function moved([x, y, z]: Position, [dx, dy, dz]: Position): Position {
  return [x + dx, y + dy, z + dz];
}
