/** Blocks of tiles that one thread has to itself while their colour is under way: no event reaches beyond the blocks around. */
import { header, SPACE, TILES_X, TILES_Y, TILES_Z } from '../memory/header';
import { Space } from '../shared/tissue';

/** Tiles along the edges of a block, as shifts. */
export function blockShiftX(): u32 {
  return 1;
}

export function blockShiftY(): u32 {
  return header(SPACE) == Space.plane ? 1 : 2;
}

export function blockShiftZ(): u32 {
  return header(SPACE) == Space.plane ? 0 : 2;
}

export function colours(): u32 {
  return header(SPACE) == Space.plane ? 4 : 8;
}

/** Blocks along an axis of so many tiles whose colour has this bit. */
export function blocksAlong(tiles: u32, shift: u32, bit: u32): u32 {
  const blocks = (tiles + (1 << shift) - 1) >> shift;
  return (blocks + 1 - bit) >> 1;
}

/** Blocks of a colour: bits of x, y and z. */
export function blocksOf(colour: u32): u32 {
  return (
    blocksAlong(header(TILES_X), blockShiftX(), colour & 1) *
    blocksAlong(header(TILES_Y), blockShiftY(), (colour >> 1) & 1) *
    blocksAlong(header(TILES_Z), blockShiftZ(), colour >> 2)
  );
}
