/** Where the cells of a brood lie in a tissue (tissue/brood.ts). */

import { placeX, placeY, placeZ } from '../lattice/places';
import { BROOD_LIVING, KIN_GENOTYPE, KIN_X, KIN_Y, KIN_Z } from '../memory/room';
import { GENOTYPE_CLASS } from '../memory/row';
import { kinAt } from '../mixed/brood';
import { genotypeAt } from './alter';

/** The brood is one cell, before it divides. */
export function beginBroodAt(room: usize, tile: usize, site: usize, x: u32, y: u32, z: u32): void {
  const kin = kinAt(room, 0);
  memory.copy(kin + KIN_GENOTYPE, genotypeAt(tile, site), GENOTYPE_CLASS);
  store<u32>(kin, x, KIN_X);
  store<u32>(kin, y, KIN_Y);
  store<u32>(kin, z, KIN_Z);
  store<u32>(room, 0, BROOD_LIVING);
}

/** What is at the place `from` beside x, y, z has been pushed to the place `to`. */
export function moveKin(room: usize, x: u32, y: u32, z: u32, from: u32, to: u32): void {
  const living = load<u32>(room, BROOD_LIVING);
  for (let i: u32 = 0; i < living; ++i) {
    const kin = kinAt(room, i);
    if (
      load<u32>(kin, KIN_X) != x + placeX(from) ||
      load<u32>(kin, KIN_Y) != y + placeY(from) ||
      load<u32>(kin, KIN_Z) != z + placeZ(from)
    ) {
      continue;
    }
    store<u32>(kin, x + placeX(to), KIN_X);
    store<u32>(kin, y + placeY(to), KIN_Y);
    store<u32>(kin, z + placeZ(to), KIN_Z);
  }
}
