/** The size of a tissue. */
import type { TissueModel } from '../kernel/model';
import type { Tissue } from './scenario';

export function latticeSize({ sitesX, sitesY, sitesZ }: Tissue): TissueModel['size'] {
  return sitesZ === 1 ? [sitesX, sitesY] : [sitesX, sitesY, sitesZ];
}

export function siteCount({ sitesX, sitesY, sitesZ }: Tissue): number {
  return sitesX * sitesY * sitesZ;
}
