/**
 * A tumour with vessels around it alone, under a drug that is lost on its way in. Cells pump the drug out: near the
 * vessels enough stays inside to kill them, in the core too little arrives.
 */

import { placeVessels, type VesselPlacement } from '../../../src/compile/vessels';
import { Alteration, CLASS_NAMES, type DrugModel, type KernelModel } from '../../../src/kernel/model';
import { readSites } from '../../../src/kernel/read/sites';
import type { FieldModel, TissueModel, Vessel } from '../../../src/kernel/tissueModel';
import { foundersWhere, isInMiddle, plainField, plainTissue } from '../../../src/verify/plainTissue';
import type { OpenKernel } from '../../kit/cells';
import { plainDrug, plainModel, surroundings } from '../../kit/statistics';

export interface Arm {
  /** P-glycoprotein in every cell, or in none. */
  pump: boolean;
  /** Vessels throughout instead of around the tumour alone. */
  dense: boolean;
}

export interface Outcome {
  atStart: number;
  lowest: number;
  atEnd: number;
  /** Distance from the nearest vessel, µm: of all cells before treatment, and of the first sites that regrowth takes. */
  before: Summary;
  regrowing: Summary;
}

type Tissued = KernelModel & { tissue: TissueModel };

interface Summary {
  mean: number;
  sd: number;
  cells: number;
}

/** Cells without pump, that gain one at a division with this probability or not at all, under a lasting treatment. */
export function evolving(sizes: Sizes, pumpGain: number, dense: boolean, seed: number): Tissued {
  const model = sanctuary(sizes, { pump: false, dense }, seed);
  const [drug] = model.drugs as [DrugModel];
  return {
    ...model,
    pumpPerCopy: 2,
    // Fast where it reaches, so that few divide, and few gain a pump, while all but the core die.
    drugs: [{ ...drug, killPerHour: 6 / DAY, alleles: [{ kdFactor: 1, halfEffect: 0.047, hill: 3 }] }],
    alterations: pumpGain > 0 ? [{ kind: Alteration.pumpGain, target: 0, probability: pumpGain }] : [],
  };
}

export interface Sizes {
  size: TissueModel['size'];
  /** Of the tumour, sites. */
  radius: number;
  coarsening: 1 | 2;
}

/** Ids of phenotypes: those below stand for free sites and for what dead cells left. */
const FIRST_PHENOTYPE = 2;
const SITE = 20;
const DAY = 24;
const TREATED_DAYS = 12;
const MOST_DAYS_AFTER = 25;

/** 75 µm²/s (docs/model.md (60)), lost in the tissue at 27 /h: half of it in 69 µm. */
const field: FieldModel = plainField({ diffusion: 270_000, decayPerHour: 27, permeability: 10_800 });

export function vesselsOf({ size, radius }: Sizes, dense: boolean, seed: number): Vessel[] {
  const placement: VesselPlacement = {
    size,
    siteMicrometres: SITE,
    arrangement: 'random',
    perSquareMillimetre: 100,
    leastDistanceMicrometres: 60,
    spacingMicrometres: 0,
    image: '',
    windingMicrometres: 0,
    radiusMicrometres: 5,
    absentWithinMicrometres: dense ? 0 : (radius + 2) * SITE,
    seed,
  };
  return placeVessels(placement);
}

export function sanctuary(sizes: Sizes, { pump, dense }: Arm, seed: number): Tissued {
  const tissue = plainTissue({
    size: sizes.size,
    coarsening: sizes.coarsening,
    reach: 3,
    siteMicrometres: SITE,
    drugFields: [field],
    vessels: vesselsOf(sizes, dense, seed),
  });
  // Tenfold less inside with the pump (P·a = 9), far from its saturation at 5 µM.
  const drug = plainDrug({
    passivePerHour: 14,
    pumpVmax: 9 * 14 * 5,
    pumpKm: 5,
    killPerHour: 3 / DAY,
    alleles: [{ kdFactor: 1, halfEffect: 0.0035, hill: 3 }],
  });
  return {
    ...plainModel({
      divisionPerHour: 1 / DAY,
      deathPerHour: 0.05 / DAY,
      pumpBasal: pump ? 1 : 0,
      drugs: [drug],
      founders: foundersWhere(tissue, isInMiddle(tissue, sizes.radius)),
    }),
    tissue,
  };
}

/** 1 µM in plasma for twelve days, then none until the tumour is as large as before or time is up. */
export function treat({ kernel, instance }: OpenKernel, model: Tissued, seed: number): Outcome {
  kernel.start(model, seed);
  const distance = distances(model.tissue);
  const taken = () => {
    const sites = readSites(instance, model.tissue);
    return [...sites.keys()].filter((site) => sites[site]! > 1);
  };
  const summaryOf = (sites: readonly number[]) => summary(sites.map((site) => distance[site]!));
  const atStart = kernel.cells;
  const before = summaryOf(taken());
  const day = surroundings(DAY, { outside: [1] });
  for (let days = 0; days < TREATED_DAYS; days++) kernel.advance(day, Infinity);
  const lowest = kernel.cells;
  const survivors = new Set(taken());
  kernel.advance(surroundings(3 * DAY), 1.2 * lowest);
  const regrowing = summaryOf(taken().filter((site) => !survivors.has(site)));
  kernel.advance(surroundings(MOST_DAYS_AFTER * DAY), atStart);
  return { atStart, lowest, atEnd: kernel.cells, before, regrowing };
}

/**
 * 1 µM in plasma without end, in cells that have no pump at first: until the tumour is as large as before or
 * `mostDays` are over.
 */
export function evolve({ kernel, instance }: OpenKernel, model: Tissued, seed: number, mostDays: number) {
  kernel.start(model, seed);
  const distance = distances(model.tissue);
  const day = surroundings(DAY, { outside: [1] });
  const atStart = kernel.cells;
  const summaryOf = (least: number) => {
    const sites = readSites(instance, model.tissue);
    return summary([...sites.keys()].filter((site) => sites[site]! >= least).map((site) => distance[site]!));
  };
  const before = summaryOf(FIRST_PHENOTYPE);
  let lowest = atStart;
  /** Of the cells with a pump, once there are ten of them. */
  let resistant: Summary | null = null;
  for (let days = 0; days < mostDays && kernel.cells > 0; days++) {
    kernel.advance(day, Infinity);
    lowest = Math.min(lowest, kernel.cells);
    const pumping = kernel.observe().cellsByClass[CLASS_NAMES.indexOf('pump')]!;
    if (resistant === null && pumping >= 10) resistant = summaryOf(FIRST_PHENOTYPE + 1);
    if (lowest < atStart / 2 && kernel.cells >= atStart) break;
  }
  return { atStart, lowest, atEnd: kernel.cells, before, resistant };
}

function summary(values: readonly number[]): Summary {
  const cells = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / cells;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (cells - 1));
  return { mean, sd, cells };
}

/** From every site to the nearest vessel, µm: least squares along one axis after the other. */
function distances({ size, siteMicrometres, vessels }: TissueModel): Float64Array {
  const [width, height, depth = 1] = size;
  const squares = new Float64Array(width * height * depth).fill(Number.POSITIVE_INFINITY);
  for (const { x, y, z } of vessels) squares[x + width * (y + height * z)] = 0;
  for (const [edge, stride] of [
    [width, 1],
    [height, width],
    [depth, width * height],
  ] as const) {
    for (let site = 0; site < squares.length; site++) {
      if (Math.floor(site / stride) % edge !== 0) continue;
      const line = Array.from({ length: edge }, (_, i) => squares[site + i * stride]);
      for (let i = 0; i < edge; i++) {
        let least = Number.POSITIVE_INFINITY;
        for (let j = 0; j < edge; j++) least = Math.min(least, line[j]! + (i - j) ** 2);
        squares[site + i * stride] = least;
      }
    }
  }
  return squares.map((square) => siteMicrometres * Math.sqrt(square));
}
