/** What is measured of tissues: the matched model at two sizes, a full plane with three fields, a full volume. */

import {
  type DrugModel,
  ENVIRONMENT_KM,
  ENVIRONMENT_PUMP,
  ENVIRONMENT_STRIDE,
  type KernelModel,
  Response,
} from '../../src/kernel/model';
import { wildType } from '../../src/kernel/numbers/genotype';
import type { FieldModel, OxygenModel, Vessel } from '../../src/kernel/tissueModel';
import { releaseEnvironment, releaseModel, releaseSteps } from './competitiveRelease';

export interface TissueCase {
  name: string;
  model(): KernelModel;
  environment(firstStep: number, steps: number): Float32Array;
}

/** The drug is given, and has come in, when time is taken. */
const TREATED_FROM = releaseSteps(20);

export const TISSUE_CASES: TissueCase[] = [1000, 2000].map((side) => ({
  name: `competitive release ${side}²`,
  model: () => releaseModel(side, 0.45 * side, 1),
  environment: (firstStep: number, steps: number) =>
    releaseEnvironment('constant', TREATED_FROM + firstStep, steps),
}));
TISSUE_CASES.push(
  {
    name: 'plane 2048², 2 drugs, oxygen',
    model: () => perfused([2048, 2048], 0.97, 2),
    environment: (_, steps) => dosed(steps, 2),
  },
  {
    name: 'volume 256³, 1 drug, oxygen',
    model: () => perfused([256, 256, 256], 0.6, 1),
    environment: (_, steps) => dosed(steps, 1),
  },
);

function dosed(steps: number, drugs: number): Float32Array {
  const environment = new Float32Array(steps * ENVIRONMENT_STRIDE);
  for (let step = 0; step < steps; step++) {
    environment.fill(0.5, step * ENVIRONMENT_STRIDE, step * ENVIRONMENT_STRIDE + drugs);
    environment[step * ENVIRONMENT_STRIDE + ENVIRONMENT_PUMP] = 1;
    environment[step * ENVIRONMENT_STRIDE + ENVIRONMENT_KM] = 1;
  }
  return environment;
}

const SITE_MICROMETRES = 15;
const VESSEL_SPACING = 10;

/** A share of all sites taken at regular gaps, vessels on a grid 150 µm apart, drugs that act by a Hill curve. */
function perfused(
  size: [number, number] | [number, number, number],
  share: number,
  drugs: number,
): KernelModel {
  const [x, y, z = 1] = size;
  const taken: number[] = [];
  for (let site = 0; site < x * y * z; site++) {
    if (Math.floor((site + 1) * share) > Math.floor(site * share)) taken.push(site);
  }
  const release = releaseModel(8, 2, 1);
  return {
    ...release,
    stepHours: 1,
    divisionPerHour: 1 / 24,
    deathPerHour: 0.05 / 24,
    drugs: Array.from({ length: drugs }, drug),
    targets: [],
    founders: [{ genotype: wildType(), count: taken.length, sites: Uint32Array.from(taken) }],
    tissue: {
      size,
      neighbours: 'moore',
      reach: 4,
      siteMicrometres: SITE_MICROMETRES,
      coarsening: 2,
      drugFields: Array.from({ length: drugs }, () => drugField),
      oxygen,
      quiescentKill: Array.from({ length: drugs }, () => 0.3),
      clearancePerHour: 0.01,
      normal: { divisionPerHour: 0, deathPerHour: 0, kill: 1 },
      volumeRatio: 1,
      vessels: vessels(x, y, z),
      vesselDynamics: { lossPerHour: 0.01, gainPerHour: 0.01, crowdedFrom: 2, crowdedWithin: 3 },
    },
  };
}

function vessels(x: number, y: number, z: number): Vessel[] {
  const found: Vessel[] = [];
  const surfacePerVolume = (2 * Math.PI * 5) / SITE_MICROMETRES ** 2;
  for (let k = 0; k < z; k++) {
    for (let j = VESSEL_SPACING / 2; j < y; j += VESSEL_SPACING) {
      for (let i = VESSEL_SPACING / 2; i < x; i += VESSEL_SPACING) {
        found.push({ x: i, y: j, z: k, surfacePerVolume });
      }
    }
  }
  return found;
}

function drug(): DrugModel {
  return {
    passivePerHour: 14,
    linearEffluxPerHour: 0,
    metabolismPerHour: 0.02,
    pumpVmax: 14,
    pumpKm: 1,
    entryBlock: 1,
    carrierVmax: 0,
    carrierKm: 1,
    target: -1,
    kd: 0,
    response: Response.hill,
    neededTarget: 0,
    killPerHour: 0.002,
    stasis: 0.3,
    alleles: [{ kdFactor: 1, halfEffect: 0.3, hill: 2 }],
  };
}

const drugField: FieldModel = {
  diffusion: 75 * 3600,
  decayPerHour: 0.05,
  boundary: 'closed',
  boundaryValue: 0,
  boundaryOffset: 0,
  permeability: 3 * 3600,
  wallPump: 1,
  consumptionPerHour: 0,
};

/** Diffusion and uptake of docs/model.md (50). */
const oxygen: OxygenModel = {
  diffusion: 1e5 * 60,
  decayPerHour: 0.1 * 60,
  boundary: 'closed',
  boundaryValue: 0,
  boundaryOffset: 0,
  permeability: 1e5,
  wallPump: 1,
  consumptionPerHour: 10 * 60,
  vesselValue: 38,
  quiescentBelow: 5,
  fullAbove: 38,
  necrosisBelow: 5,
  necrosisFullBelow: 2.5,
  necrosisPerHour: 1 / 24,
};
