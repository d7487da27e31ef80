/** Who sits where in a tissue, read from the kernel's memory (the map is in assembly/memory/layout.ts). */
import { Column } from '../../../assembly/memory/cell';
import { Limit } from '../../../assembly/shared/limits';
import type { KernelInstance } from '../instantiate';
import type { TissueModel } from '../tissueModel';
import { u16View } from './views';

/** Sites of a tile along x, y and z. */
const FLAT = [32, 32, 1] as const;
const DEEP = [16, 8, 8] as const;

/** x, y and z of a site of a tile, sites. */
export function placeInTissue({ size }: TissueModel, tile: number, site: number): [number, number, number] {
  const [edgeX, edgeY, edgeZ] = size.length === 2 ? FLAT : DEEP;
  const across = Math.ceil(size[0] / edgeX);
  const down = Math.ceil(size[1] / edgeY);
  return [
    (tile % across) * edgeX + (site % edgeX),
    (Math.floor(tile / across) % down) * edgeY + (Math.floor(site / edgeX) % edgeY),
    Math.floor(tile / (across * down)) * edgeZ + Math.floor(site / (edgeX * edgeY)),
  ];
}

/** Phenotypes by site, x + X·(y + Y·z): 0 is free, 1 what a dead cell left. */
export function readSites({ exports, memory }: KernelInstance, tissue: TissueModel): Uint16Array {
  const [width, height, depth = 1] = tissue.size;
  const found = new Uint16Array(width * height * depth);
  for (let tile = 0; tile < exports.tiles(); tile++) {
    const address = exports.tileAddressAt(tile) >>> 0;
    if (address === 0) continue;
    u16View(memory, address + Column.phenotype, Limit.tileCells).forEach((phenotype, site) => {
      if (phenotype === 0) return;
      const [x, y, z] = placeInTissue(tissue, tile, site);
      found[x + width * (y + height * z)] = phenotype;
    });
  }
  return found;
}
