import { beforeAll, describe, expect, it } from 'vitest';
import { FieldArray } from '../../../assembly/shared/tissue';
import type { Vessel } from '../../../src/kernel/tissueModel';
import { inhibitedWall, tissueOverPlasma } from '../../../src/verify/theory/penetration';
import { Fluid, plainField } from '../../kit/fluid';

const vessel = (x: number, y: number, z: number, surfacePerVolume: number): Vessel => ({
  x,
  y,
  z,
  surfacePerVolume,
});

describe('walls of vessels', () => {
  let fluid: Fluid;
  beforeAll(async () => {
    fluid = await Fluid.of('debug');
  });

  it('lie in the voxels of their sites', () => {
    const vessels = [vessel(0, 0, 0, 0.5), vessel(8, 3, 0, 0.25), vessel(9, 3, 0, 1)];
    fluid.start({ size: [11, 7], vessels, drugFields: [plainField()] }).prepare();
    const fine = fluid.read(0, FieldArray.surface);
    expect([fine[0], fine[3 * 11 + 8], fine[3 * 11 + 9]]).toEqual([0.5, 0.25, 1]);
    expect(fine.reduce((sum, own) => sum + own, 0)).toBe(1.75);
    // Two vessels in one voxel of four sites.
    fluid.start({ size: [11, 7], vessels, coarsening: 2, drugFields: [plainField()] }).prepare();
    const coarse = fluid.read(0, FieldArray.surface);
    expect([coarse[0], coarse[6 + 4]]).toEqual([0.125, 0.3125]);
    const volume = { size: [10, 9, 8] as [number, number, number], coarsening: 2 as const };
    fluid.start({ ...volume, vessels: [vessel(9, 5, 7, 2)], drugFields: [plainField()] }).prepare();
    expect(fluid.read(0, FieldArray.surface)[4 + 5 * (2 + 5 * 3)]).toBe(0.25);
  });

  it('let out what their pumps and bulk flow drive, less what an inhibitor takes of the pumps', () => {
    const [permeability, wallPump, wallBulk, decayPerHour] = [10, 9, 2, 0.5];
    // A vessel on every site: no way to go by diffusion.
    const vessels = Array.from({ length: 16 }, (_, i) => vessel(i % 4, i >> 2, 0, 0.02));
    const field = plainField({ permeability, wallPump, wallBulk, decayPerHour, diffusion: 100 });
    for (const inhibition of [0, 0.75, 1]) {
      fluid
        .start({ size: [4, 4], vessels, drugFields: [field] })
        .prepare(inhibition)
        .solve(0, 3, 60);
      const expected =
        3 * tissueOverPlasma(0.2, inhibitedWall(wallPump, inhibition) + wallBulk, decayPerHour);
      expect(fluid.at(0, 1, 2) / expected).toBeCloseTo(1, 4);
    }
  });
});
