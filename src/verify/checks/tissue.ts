/** Cells with places: what diffuses to them, what vessels let through, how a disc of them grows. */

import { surfacePerVolume } from '../../compile/vessels';
import { type CompartmentKernel, isInMemory } from '../../kernel/compartmentKernel';
import type { KernelModel } from '../../kernel/model';
import { readSites } from '../../kernel/read/sites';
import type { TissueModel, Vessel } from '../../kernel/tissueModel';
import { type Bench, byRelative, type Check, type Finding } from '../check';
import { growTo, plainDrug, plainModel, surroundings } from '../plain';
import { foundersWhere, isInMiddle, plainField, plainOxygen, plainTissue } from '../plainTissue';
import { besideVessel, inhibitedWall, middleOfSquare, tissueOverPlasma } from '../theory/penetration';

/** Grown and averaged to tell a direction's favour from the roughness of a border. */
const DISCS = 6;

/** Values of a field in a plane. */
function plane(kernel: CompartmentKernel, field: number) {
  const { size, values } = kernel.fieldValues!(field);
  return { values, at: (x: number, y: number) => values[x + size[0] * y]! };
}

/** A compartment of cells that neither divide nor die, where `isThere` says. */
function still(
  tissue: TissueModel,
  isThere: (x: number, y: number) => boolean,
  changes: Partial<KernelModel> = {},
) {
  return { ...plainModel({ founders: foundersWhere(tissue, isThere), ...changes }), tissue };
}

/** Oxygen that is used up at the same rate everywhere, held at 38 mmHg on the border of a square. */
function* penetration(kernel: CompartmentKernel): Generator<Finding> {
  const [sites, micrometres, length] = [65, 10, 100];
  const decayPerHour = 600;
  const oxygen = plainOxygen({ diffusion: length ** 2 * decayPerHour, decayPerHour });
  const tissue = plainTissue({ size: [sites, sites], siteMicrometres: micrometres, oxygen });
  kernel.start(
    still(tissue, (x, y) => x === 1 && y === 1),
    1,
  );
  kernel.advance(surroundings(1), Infinity);
  const middle = (sites - 1) / 2;
  yield byRelative(
    'oxygen in the middle of a square of 650 µm, penetration length 100 µm',
    'double sine series of D∇²C = kC',
    middleOfSquare(sites * micrometres, length),
    plane(kernel, 4).at(middle, middle) / 38,
  );
}

/** Cells everywhere that break a drug down, one vessel. */
function* besideOneVessel(kernel: CompartmentKernel): Generator<Finding> {
  const [sites, micrometres, length] = [97, 10, 80];
  const [inPerHour, downPerHour] = [10, 5];
  const loss = (inPerHour * downPerHour) / (inPerHour + downPerHour);
  const middle = (sites - 1) / 2;
  const tissue = plainTissue({
    size: [sites, sites],
    siteMicrometres: micrometres,
    vessels: [{ x: middle, y: middle, z: 0, surfacePerVolume: surfacePerVolume(5, micrometres) }],
    drugFields: [plainField({ diffusion: length ** 2 * loss, permeability: 5000 })],
  });
  const drug = plainDrug({ passivePerHour: inPerHour, metabolismPerHour: downPerHour });
  kernel.start(
    still(tissue, () => true, { drugs: [drug] }),
    1,
  );
  kernel.advance(surroundings(40, { outside: [1] }), Infinity);
  const { at } = plane(kernel, 0);
  for (const away of [12, 18, 24]) {
    yield byRelative(
      `drug ${away * micrometres} µm from a vessel, of that at 60 µm; cells break it down, L 80 µm`,
      'K₀(r/L), L = √(D/k)',
      besideVessel(away * micrometres, 6 * micrometres, length),
      at(middle + away, middle) / at(middle + 6, middle),
    );
  }
}

/** Mean level behind the walls of vessels on a grid, once nothing changes any more. */
function* barrier(kernel: CompartmentKernel): Generator<Finding> {
  const micrometres = 20;
  const [permeability, wallPump, decayPerHour] = [60, 20, 0.3];
  const vessels: Vessel[] = [4, 12, 20, 28].flatMap((y) =>
    [4, 12, 20, 28].map((x) => ({ x, y, z: 0, surfacePerVolume: surfacePerVolume(4, micrometres) })),
  );
  const tissue = plainTissue({
    size: [32, 32],
    vessels,
    drugFields: [plainField({ diffusion: 2e7, permeability, wallPump, decayPerHour })],
  });
  const exchange = (permeability * surfacePerVolume(4, micrometres) * vessels.length) / 32 ** 2;
  for (const [name, wallInhibition] of [
    ['undisturbed', 0],
    ['nine tenths inhibited', 0.9],
  ] as const) {
    kernel.start(
      still(tissue, (x, y) => x === 9 && y === 9, { drugs: [plainDrug()] }),
      1,
    );
    kernel.advance(surroundings(200, { outside: [2], wallInhibition }), Infinity);
    const { values } = plane(kernel, 0);
    yield byRelative(
      `tissue over plasma behind a barrier, its pump ${name}`,
      'PS/(PS·w + k), K_p,uu (docs/model.md (61))',
      tissueOverPlasma(exchange, inhibitedWall(wallPump, wallInhibition), decayPerHour),
      values.reduce((sum, value) => sum + value, 0) / values.length / 2,
    );
  }
}

/** Cells that grow, die, take up and break down a drug that vessels give: what came in is somewhere. */
function* balance(kernel: CompartmentKernel, seed: number): Generator<Finding> {
  const vessels: Vessel[] = [10, 30, 50].flatMap((y) =>
    [10, 30, 50].map((x) => ({ x, y, z: 0, surfacePerVolume: surfacePerVolume(5, 20) })),
  );
  const tissue = plainTissue({
    size: [61, 61],
    reach: 3,
    vessels,
    drugFields: [plainField({ diffusion: 270_000, permeability: 10_000, decayPerHour: 1 })],
  });
  const drug = plainDrug({
    passivePerHour: 14,
    metabolismPerHour: 2,
    killPerHour: 0.03,
    pumpVmax: 100,
    pumpKm: 1,
  });
  const model = {
    ...plainModel({
      divisionPerHour: 0.05,
      deathPerHour: 0.01,
      pumpBasal: 1,
      drugs: [drug],
      founders: foundersWhere(tissue, isInMiddle(tissue, 12)),
    }),
    tissue,
  };
  kernel.start(model, 1 + seed);
  kernel.advance(surroundings(48, { outside: [1] }), Infinity);
  kernel.advance(surroundings(48), Infinity);
  const { error } = kernel.fields!()[0]!;
  yield {
    name: 'drug that came in less that in fluid, in cells and gone, of all, four days',
    theory: 'in the fluid + in cells + gone = come in',
    expected: 0,
    measured: error,
    statistic: 'difference',
    value: error,
  };
}

/** Radius of a disc across the rows and columns over that between them, from the area of sectors of 22.5°. */
function axisOverDiagonal(occupied: Uint16Array, edge: number): number {
  const middle = (edge - 1) / 2;
  let [axis, diagonal] = [0, 0];
  occupied.forEach((phenotype, site) => {
    if (phenotype === 0) return;
    const across = Math.abs((site % edge) - middle);
    const down = Math.abs(Math.floor(site / edge) - middle);
    const angle = Math.atan2(Math.min(across, down), Math.max(across, down));
    // From 0 on the axes to 45° on the diagonals.
    if (angle < Math.PI / 16) axis++;
    else if (angle > (3 * Math.PI) / 16) diagonal++;
  });
  return Math.sqrt(axis / diagonal);
}

/** Discs grown from one cell. */
function* roundness(kernel: CompartmentKernel, seed: number): Generator<Finding> {
  if (!isInMemory(kernel)) return;
  const edge = 201;
  const cells = 16_000;
  const tissue = plainTissue({ size: [edge, edge], reach: 4 });
  const founded = foundersWhere(tissue, (x, y) => x === 100 && y === 100);
  const model = { ...plainModel({ divisionPerHour: 0.05, founders: founded }), tissue };
  let ratio = 0;
  for (let run = 0; run < DISCS; run++) {
    kernel.start(model, 50 + run + seed);
    growTo(kernel, cells);
    ratio += axisOverDiagonal(readSites(kernel.room, tissue), edge) / DISCS;
  }
  yield byRelative(
    `disc of ${cells} cells that push: radius along rows over diagonals, ${DISCS} discs`,
    'no direction is favoured',
    1,
    ratio,
  );
}

async function* all({ other, seed }: Bench): AsyncGenerator<Finding> {
  const kernel = await other('simd', { tissue: true });
  yield* penetration(kernel);
  yield* besideOneVessel(kernel);
  yield* barrier(kernel);
  yield* balance(kernel, seed);
  yield* roundness(kernel, seed);
}

export const tissueChecks: readonly Check[] = [{ group: 'Tissue', run: all }];
