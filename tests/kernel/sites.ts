/** Who sits where in a tissue, read from the kernel's memory; for tests only. */
import type { KernelInstance } from '../../src/kernel/instantiate';
import type { TissueModel } from '../../src/kernel/model';
import { tiles } from './cells';

/** Phenotypes by site, x + X·(y + Y·z): 0 is free, 1 what a dead cell left. */
export function readSites(instance: KernelInstance, { size }: TissueModel): Uint16Array {
  const [width, height, depth = 1] = size;
  const [edgeX, edgeY, edgeZ] = size.length === 2 ? [32, 32, 1] : [16, 8, 8];
  const across = Math.ceil(width / edgeX);
  const down = Math.ceil(height / edgeY);
  const found = new Uint16Array(width * height * depth);
  tiles(instance).forEach(({ address }, tile) => {
    if (address === 0) return;
    const phenotypes = new Uint16Array(instance.memory.buffer, address, 1024);
    phenotypes.forEach((phenotype, site) => {
      const x = (tile % across) * edgeX + (site % edgeX);
      const y = (Math.floor(tile / across) % down) * edgeY + (Math.floor(site / edgeX) % edgeY);
      const z = Math.floor(tile / (across * down)) * edgeZ + Math.floor(site / (edgeX * edgeY));
      if (phenotype > 0) found[x + width * (y + height * z)] = phenotype;
    });
  });
  return found;
}
