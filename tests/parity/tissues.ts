import { wildType } from '../../src/kernel/genotype';
import type { Genotype, KernelModel, TissueModel } from '../../src/kernel/model';
import { randomModel } from './scenarios';

/** A tissue without fields, vessels or oxygen. */
export function plainTissue(size: TissueModel['size'], changes: Partial<TissueModel> = {}): TissueModel {
  return {
    size,
    neighbours: 'moore',
    reach: 0,
    siteMicrometres: 20,
    coarsening: 1,
    drugFields: [],
    oxygen: null,
    quiescentKill: [],
    clearancePerHour: 0,
    normal: { divisionPerHour: 0, deathPerHour: 0, kill: 1 },
    volumeRatio: 0,
    vessels: [],
    vesselDynamics: { lossPerHour: 0, gainPerHour: 0, crowdedFrom: 2, crowdedWithin: 1 },
    ...changes,
  };
}

/** Cells that only divide and die. */
export function livingModel(tissue: TissueModel, divisionPerHour: number, deathPerHour = 0): KernelModel {
  const model = randomModel(1);
  return {
    ...model,
    stepHours: 1,
    divisionPerHour,
    deathPerHour,
    crowding: 'none',
    expressionCv: 0.25,
    drugs: [],
    targets: [],
    alterations: [],
    pumpDoubleMinutes: false,
    founders: [],
    tissue,
  };
}

/** Founders at the sites of a ball around a point. */
export function ball(
  tissue: TissueModel,
  radius: number,
  genotype: Genotype = wildType(),
  centre?: number[],
) {
  const [x, y, z = 1] = tissue.size;
  const at = centre ?? tissue.size.map((sites) => Math.floor(sites / 2));
  const middle = [at[0], at[1], at[2] ?? 0] as [number, number, number];
  const sites: number[] = [];
  for (let k = 0; k < z; k++) {
    for (let j = 0; j < y; j++) {
      for (let i = 0; i < x; i++) {
        const away = (i - middle[0]) ** 2 + (j - middle[1]) ** 2 + (k - middle[2]) ** 2;
        if (away <= radius * radius) sites.push(i + x * (j + y * k));
      }
    }
  }
  return { count: sites.length, genotype, sites: Uint32Array.from(sites) };
}
