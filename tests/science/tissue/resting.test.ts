/**
 * A cell at rest, for want of room or of oxygen, meets a share q of a drug's kill: of n cells 1 − e^{−qkΔt} die in a step,
 * of cells that have room 1 − e^{−kΔt}, of those between, with activity a, 1 − e^{−(q + (1 − q)a)kΔt}.
 *
 * Catches: resting cells killed as active ones are.
 */
import { beforeAll, expect, it } from 'vitest';
import type { CompartmentKernel } from '../../../src/kernel/compartmentKernel';
import { createKernel } from '../../../src/kernel/kernel';
import type { TissueModel } from '../../../src/kernel/tissueModel';
import { foundersWhere, plainOxygen, plainTissue } from '../../../src/verify/plainTissue';
import { expectWithinFour, plainDrug, plainModel, surroundings } from '../../kit/statistics';

const EDGE = 600;
const [KILL, SHARE] = [0.3, 0.25];
let kernel: CompartmentKernel;
beforeAll(async () => {
  kernel = await createKernel('simd', { tissue: true });
});

/** As much oxygen everywhere as allows a cell half of its activity. */
const half = plainOxygen({ boundaryValue: 5, vesselValue: 5, quiescentBelow: 0, fullAbove: 10 });
const cases: [string, number, number, Partial<TissueModel>][] = [
  ['without room', 1, SHARE, {}],
  ['with room', 3, 1, {}],
  ['with half the oxygen that they need', 3, SHARE + (1 - SHARE) / 2, { oxygen: half }],
];

it.each(cases)('cells %s: deaths of a step, z < 4', (_, apart, met, changes) => {
  const tissue = plainTissue({ size: [EDGE, EDGE], quiescentKill: [SHARE], ...changes });
  const founders = foundersWhere(tissue, (x, y) => x % apart === 0 && y % apart === 0);
  const drugs = [plainDrug({ passivePerHour: 10, killPerHour: KILL })];
  kernel.start({ ...plainModel({ divisionPerHour: 1e-6, drugs, founders }), tissue }, 1);
  const begun = kernel.cells;
  kernel.advance(surroundings(1, { outside: [1e6] }), Infinity);
  const dies = -Math.expm1(-met * KILL);
  expectWithinFour((kernel.deaths - begun * dies) / Math.sqrt(begun * dies * (1 - dies)), 'deaths');
  expect(begun).toBeGreaterThan(30_000);
});
