/** Tissues to build checks on: nothing switched on but what is asked for. */

import type { FounderModel, Genotype } from '../kernel/model';
import { wildType } from '../kernel/numbers/genotype';
import type { FieldModel, OxygenModel, TissueModel } from '../kernel/tissueModel';

/** Sites without vessels, oxygen or drugs; cells divide into free neighbours only. */
export function plainTissue(changes: Partial<TissueModel> = {}): TissueModel {
  return {
    size: [64, 64],
    neighbours: 'moore',
    reach: 0,
    siteMicrometres: 20,
    coarsening: 1,
    drugFields: [],
    oxygen: null,
    quiescentKill: [1, 1, 1, 1],
    clearancePerHour: 0,
    normal: { divisionPerHour: 0, deathPerHour: 0, kill: 1 },
    volumeRatio: 1,
    vessels: [],
    vesselDynamics: { lossPerHour: 0, gainPerHour: 0, crowdedFrom: 2, crowdedWithin: 0 },
    ...changes,
  };
}

/** Spreads, and neither goes nor comes. */
export function plainField(changes: Partial<FieldModel> = {}): FieldModel {
  return {
    diffusion: 360_000,
    decayPerHour: 0,
    boundary: 'closed',
    boundaryValue: 0,
    boundaryOffset: 0,
    permeability: 0,
    wallPump: 1,
    consumptionPerHour: 0,
    ...changes,
  };
}

/** Held at 38 mmHg on the border, with effects on no cell. */
export function plainOxygen(changes: Partial<OxygenModel> = {}): OxygenModel {
  return {
    ...plainField({ diffusion: 6_000_000, boundary: 'fixed', boundaryValue: 38 }),
    vesselValue: 38,
    quiescentBelow: 0,
    fullAbove: 1e-6,
    necrosisBelow: 0,
    necrosisFullBelow: 0,
    necrosisPerHour: 0,
    ...changes,
  };
}

/** Founders at the places of a tissue that a test picks, one of the wild type unless said. */
export function foundersWhere(
  { size }: TissueModel,
  isThere: (x: number, y: number, z: number) => boolean,
  genotype: Genotype = wildType(),
): FounderModel[] {
  const [width, height, depth = 1] = size;
  const sites: number[] = [];
  for (let z = 0; z < depth; z++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) if (isThere(x, y, z)) sites.push(x + width * (y + height * z));
    }
  }
  return [{ count: sites.length, genotype, sites: Uint32Array.from(sites) }];
}

/** Within this many sites of the middle. */
export function isInMiddle({ size }: TissueModel, radius: number) {
  return (...site: number[]) =>
    size.reduce((sum, sites, axis) => sum + (site[axis]! + 0.5 - sites / 2) ** 2, 0) <= radius ** 2;
}
