/** Randomised tissues with fields, vessels and oxygen, small enough for every kernel. */

import { Dice } from '../../bench/fuzz/dice';
import type { KernelModel } from '../../src/kernel/model';
import { wildType } from '../../src/kernel/numbers/genotype';
import type { FieldModel, TissueModel } from '../../src/kernel/tissueModel';
import { randomModel } from './randomised';
import { ball, plainTissue } from './randomisedTissues';

function randomField(dice: Dice): FieldModel {
  return {
    // From a slow drug, that sweeps alone solve for, to one that is even within a step.
    diffusion: dice.decades(10, 1e5),
    decayPerHour: dice.pick([0, dice.decades(0.01, 2)]),
    boundary: dice.pick(['closed', 'fixed', 'bath'] as const),
    boundaryValue: dice.decades(0.01, 3),
    boundaryOffset: dice.pick([0, 0.5, 1]),
    permeability: dice.decades(100, 20_000),
    wallPump: dice.pick([1, dice.between(1, 20)]),
    wallBulk: dice.pick([0, 0.3]),
    consumptionPerHour: dice.pick([0, dice.decades(0.001, 1)]),
  };
}

export function randomFluid(seed: number): KernelModel {
  const dice = new Dice(seed + 900);
  const model = randomModel(seed);
  const size: TissueModel['size'] =
    seed % 2 === 0
      ? [40 + Math.floor(dice.next() * 60), 33 + Math.floor(dice.next() * 40)]
      : [
          17 + Math.floor(dice.next() * 24),
          9 + Math.floor(dice.next() * 16),
          9 + Math.floor(dice.next() * 12),
        ];
  const [x, y, z = 1] = size;
  const place = (sites: number) => Math.floor(dice.next() * sites);
  const tissue = plainTissue(size, {
    reach: dice.pick([0, 2]),
    coarsening: dice.pick([1, 2]),
    volumeRatio: dice.between(0.2, 2),
    drugFields: model.drugs.map(() => randomField(dice)),
    quiescentKill: model.drugs.map(() => dice.next()),
    clearancePerHour: dice.pick([0, 0.05]),
    oxygen: {
      ...randomField(dice),
      diffusion: dice.decades(1e5, 1e7),
      decayPerHour: dice.pick([0, 6]),
      boundary: dice.pick(['closed', 'fixed'] as const),
      boundaryValue: 38,
      consumptionPerHour: dice.decades(50, 1000),
      vesselValue: 50,
      quiescentBelow: 5,
      fullAbove: 10,
      necrosisBelow: 5,
      necrosisFullBelow: 2.5,
      necrosisPerHour: 0.02,
    },
    vesselDynamics: { lossPerHour: 0.03, gainPerHour: 0.02, crowdedFrom: 0.5, crowdedWithin: 2 },
    vessels: Array.from({ length: 12 }, () => ({
      x: place(x),
      y: place(y),
      z: place(z),
      surfacePerVolume: dice.between(0.01, 0.1),
    })),
  });
  const pumping = { ...wildType(), pumpCopies: 4, mutator: true };
  return {
    ...model,
    crowding: 'none',
    divisionPerHour: 0.04 / model.stepHours,
    tissue,
    founders: [ball(tissue, 6), ball(tissue, 4, pumping, [4, 4, 4])],
  };
}
