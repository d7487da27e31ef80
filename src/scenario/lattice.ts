/** The size of a tissue. */
import type { Tissue } from './scenario';

export function latticeSize({ sitesX, sitesY, sitesZ }: Tissue): [number, number] | [number, number, number] {
  return sitesZ === 1 ? [sitesX, sitesY] : [sitesX, sitesY, sitesZ];
}

export function siteCount({ sitesX, sitesY, sitesZ }: Tissue): number {
  return sitesX * sitesY * sitesZ;
}

/** Voxels of the fields. */
function voxelCount({ sitesX, sitesY, sitesZ, coarsening }: Tissue): number {
  const along = (sites: number) => Math.ceil(sites / coarsening);
  return along(sitesX) * along(sitesY) * (sitesZ === 1 ? 1 : along(sitesZ));
}

/**
 * Bytes that the fields of a tissue take whether cells live or not: values, slope, uptake and debt of a drug, values of
 * oxygen, cells and vessel walls, and four numbers on each level of the multigrid, each f32.
 */
export function fieldBytes(tissue: Tissue, drugs: number): number {
  const fields = 4 * drugs + (tissue.oxygen.present ? 1 : 0);
  if (fields === 0) return 0;
  const levels = tissue.sitesZ === 1 ? 4 / 3 : 8 / 7;
  return Math.ceil(4 * voxelCount(tissue) * (fields + 2 + 4 * levels));
}
