import { Limit } from '../../../assembly/shared/limits';
import { Purpose } from '../../../assembly/shared/step';
import type { RandomSource } from '../numbers/philox';
import type { Cell } from './cell';

/** The cells that an operation leaves, tile by tile: each is taken with probability `share`. */
export function spared(tiles: Cell[][], share: number, random: RandomSource, step: number): Cell[][] {
  return tiles.map((tile, t) =>
    tile.filter((_, site) => {
      const words = random.block(step, (t * Limit.tileCells + site) >>> 2, Purpose.resection);
      return words[site & 3]! >= share * 2 ** 32;
    }),
  );
}
