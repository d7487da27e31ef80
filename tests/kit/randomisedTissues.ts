import { Dice } from '../../bench/fuzz/dice';
import type { Genotype, KernelModel } from '../../src/kernel/model';
import { wildType } from '../../src/kernel/numbers/genotype';
import type { TissueModel } from '../../src/kernel/tissueModel';
import { randomModel } from './randomised';

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
    passengersPerDaughter: 0,
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

/**
 * A randomised small tissue with drugs, all alterations, vessels and normal cells, in a plane where `seed` is odd, else
 * in a volume; sizes are no multiples of tiles.
 */
export function randomTissue(seed: number): KernelModel {
  const dice = new Dice(seed + 9000);
  const model = randomModel(seed);
  const flat = seed % 2 === 1;
  const between = (low: number, high: number) => Math.floor(dice.between(low, high));
  const size: TissueModel['size'] = flat
    ? [between(70, 150), between(70, 150)]
    : [between(20, 40), between(20, 40), between(18, 36)];
  const middle = size.map((sites) => sites / 2);
  const tissue = plainTissue(size, {
    neighbours: dice.pick(['moore', 'vonNeumann'] as const),
    reach: dice.pick([0, 1, 3, flat ? 16 : 9]),
    quiescentKill: model.drugs.map(() => dice.pick([0.2, 1])),
    clearancePerHour: dice.pick([0, 0.05]),
    normal: { divisionPerHour: 0.004, deathPerHour: 0.002, kill: dice.pick([0.5, 1.5]) },
    vessels: Array.from({ length: 5 }, () => {
      const [x, y, z = 0] = size.map((sites) => between(0, sites));
      return { x: x!, y: y!, z, surfacePerVolume: 0.01 };
    }),
    vesselDynamics: { lossPerHour: 0.02, gainPerHour: 0.01, crowdedFrom: 0.6, crowdedWithin: 3 },
  });
  return {
    ...model,
    crowding: 'none',
    divisionPerHour: dice.between(0.03, 0.06) / model.stepHours,
    founders: [
      ball(tissue, flat ? 9 : 4, wildType(), middle),
      ball(tissue, 4, { ...wildType(), pumpCopies: 4, mutator: true }, [2, 3, 1]),
      ball(tissue, flat ? 20 : 6, { ...wildType(), normal: true }, [middle[0]!, 0, 0]),
    ],
    tissue,
  };
}
