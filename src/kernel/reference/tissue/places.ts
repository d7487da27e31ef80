import type { TissueModel } from '../../tissueModel';
import type { Position } from './lattice';

/** A place relative to a site. */
export interface Place {
  offset: Position;
  squared: number;
}

/** Places around a site, nearest first, then by z, y and x; see assembly/lattice/places.ts. */
export class Places {
  readonly near: Place[];
  /** Those farther than neighbours, by squared distance. */
  readonly rings: Place[][];
  private readonly reach: number;
  /** Of 65,536 attempts, those whose reach falls short of 1, √2 and √3, by squared distance. */
  private readonly short: readonly [number, number, number, number];
  /** Whether places are preferred that are enclosed by others. */
  readonly nestling: boolean;

  constructor({ size, neighbours, reach }: TissueModel) {
    const flat = size.length === 2;
    const moore = neighbours === 'moore';
    const nearest = moore ? size.length : 1;
    const farthest = reach === 1 ? size.length : Math.max(reach * (reach + 1), nearest);
    this.reach = reach;
    this.short = [0, 0, 0, 0];
    if (reach === 1 || (reach === 0 && moore && !flat)) {
      this.short = moore ? [0, 0, 39322, 52429] : [0, 0, 22938, 36045];
    } else if (reach === 2 && moore) this.short = [0, 0, 0, 32768];
    this.nestling = reach === 0 && !moore && !flat;
    const edge = Math.max(reach, 1);
    const depth = flat ? 0 : edge;
    const all: Place[] = [];
    for (let z = -depth; z <= depth; z++) {
      for (let y = -edge; y <= edge; y++) {
        for (let x = -edge; x <= edge; x++) {
          const squared = x * x + y * y + z * z;
          if (squared > 0 && squared <= farthest) all.push({ offset: [x, y, z], squared });
        }
      }
    }
    all.sort((a, b) => a.squared - b.squared);
    this.near = all.filter(({ squared }) => squared <= nearest);
    this.rings = [];
    for (const place of all) {
      if (place.squared <= nearest) continue;
      if (this.rings.at(-1)?.[0]?.squared === place.squared) this.rings.at(-1)?.push(place);
      else this.rings.push([place]);
    }
  }

  /** Whether an attempt reaches so far, by its random word. */
  isReached({ squared }: Place, word: number): boolean {
    const part = word & 0xffff;
    const short = this.short[squared];
    if (short !== undefined) return part >= short;
    return squared <= (this.reach - 0.5 + part / 65536) ** 2;
  }
}

/** One over the distance of a neighbour, times 256. */
export function nearness({ squared }: Place): number {
  return squared === 1 ? 256 : squared === 2 ? 181 : 148;
}

/** A number below `total` from 32 random bits. */
export function below(total: number, word: number): number {
  return Math.floor((word * total) / 2 ** 32);
}

/** Sites from next to a site to the gap at `offset`, on the line between them: to the nearest whole numbers. */
export function lineTo(offset: Position): Position[] {
  const length = Math.max(...offset.map(Math.abs));
  return Array.from({ length }, (_, i) => {
    const along = (d: number) =>
      Math.sign(d) * Math.floor((2 * (i + 1) * Math.abs(d) + length) / (2 * length));
    return offset.map(along) as unknown as Position;
  });
}
