/**
 * What dies for want of oxygen lies until it is cleared. Without oxygen a cell dies at n and what it leaves goes at c; in
 * steps a site holds debris after k of them with probability p (qᵏ − rᵏ)/(q − r), q = e^{−nΔt}, r = e^{−cΔt}, p = 1 − q.
 *
 * Catches: debris cleared 2% too fast, or never.
 */
import { beforeAll, describe, it } from 'vitest';
import type { CompartmentKernel } from '../../../src/kernel/compartmentKernel';
import { createKernel } from '../../../src/kernel/kernel';
import { foundersWhere, plainOxygen, plainTissue } from '../../../src/verify/plainTissue';
import { expectWithinFour, plainModel, surroundings } from '../../kit/statistics';

const EDGE = 700;
const [NECROSIS, CLEARANCE, STEPS] = [0.2, 0.1, 20];
let kernel: CompartmentKernel;
beforeAll(async () => {
  kernel = await createKernel('simd', { tissue: true });
});

describe('cells without oxygen', () => {
  it.each([0.5, 2])('die, and are cleared: cells and debris in steps of %d h, z < 4', (stepHours) => {
    const oxygen = plainOxygen({
      boundaryValue: 0,
      vesselValue: 0,
      necrosisBelow: 5,
      necrosisFullBelow: 4,
      necrosisPerHour: NECROSIS,
    });
    const tissue = plainTissue({ size: [EDGE, EDGE], oxygen, clearancePerHour: CLEARANCE });
    kernel.start({ ...plainModel({ stepHours, founders: foundersWhere(tissue, () => true) }), tissue }, 1);
    const sites = kernel.cells;
    kernel.advance(surroundings(STEPS), Infinity);
    const [q, r] = [Math.exp(-NECROSIS * stepHours), Math.exp(-CLEARANCE * stepHours)];
    const lives = q ** STEPS;
    const lies = ((1 - q) * (q ** STEPS - r ** STEPS)) / (q - r);
    const z = (seen: number, share: number) =>
      (seen - sites * share) / Math.sqrt(sites * share * (1 - share));
    expectWithinFour(z(kernel.cells, lives), 'cells');
    expectWithinFour(z(kernel.observe().tissue!.debris, lies), 'debris');
  });
});
