import { describe, expect, it } from 'vitest';
import type { CompartmentKernel, Variant } from '../../../src/kernel/compartmentKernel';
import { createKernel } from '../../../src/kernel/kernel';
import type { KernelModel } from '../../../src/kernel/model';
import type { TissueModel, Vessel } from '../../../src/kernel/tissueModel';
import { plainModel, surroundings } from '../../../src/verify/plain';
import { foundersWhere, isInMiddle, plainTissue } from '../../../src/verify/plainTissue';

const VARIANTS: Variant[] = ['reference', 'scalar', 'simd', 'debug'];
const vesselDynamics = { lossPerHour: 0.02, gainPerHour: 0.01, crowdedFrom: 0.6, crowdedWithin: 3 };

/** Cells that do nothing in the middle of a lattice, a vessel among them, one at their border and one far away. */
function crowd(changes: Partial<TissueModel> = {}, flat = true): KernelModel {
  const at = (x: number): Vessel => ({ x, y: 20, z: flat ? 0 : 10, surfacePerVolume: 0.1 });
  const tissue = plainTissue({
    size: flat ? [70, 41] : [70, 41, 21],
    vessels: [at(35), at(44), at(60)],
    vesselDynamics,
    ...changes,
  });
  return { ...plainModel({ founders: foundersWhere(tissue, isInMiddle(tissue, 9.4)) }), tissue };
}

/** Openness of the vessels as the hash's own oracle sees it: mean over all, times their number. */
function open(kernel: CompartmentKernel, model: KernelModel): number {
  return kernel.observe().tissue!.openVessels * model.tissue!.vessels.length;
}

describe.each(VARIANTS)('vessels in the %s kernel', async (variant) => {
  const kernel = await createKernel(variant, { tissue: true });

  it.each([true, false])(
    'close at the rate of loss where cells crowd them, nowhere else (plane: %s)',
    (flat) => {
      const model = crowd({}, flat);
      kernel.start(model, 1);
      expect(open(kernel, model)).toBe(3);
      // Looked at every six hours, from the first step on.
      kernel.advance(surroundings(60), Infinity);
      expect(open(kernel, model)).toBeCloseTo(2 + Math.exp(-0.02 * 60), 5);
      // 17 or so of the 29 sites around the second are taken, below the threshold; a lower one closes it too.
      const lower = crowd({ vesselDynamics: { ...vesselDynamics, crowdedFrom: 0.3 } }, flat);
      kernel.start(lower, 1);
      kernel.advance(surroundings(60), Infinity);
      expect(open(kernel, lower)).toBeCloseTo(1 + 2 * Math.exp(-0.02 * 60), 5);
    },
  );

  it('open at the rate of gain once cells are gone', () => {
    const model = crowd();
    kernel.start(model, 1);
    kernel.advance(surroundings(60), Infinity);
    const shut = 1 - Math.exp(-0.02 * 60);
    kernel.resect(0.9);
    kernel.advance(surroundings(60), Infinity);
    expect(open(kernel, model)).toBeCloseTo(3 - shut * Math.exp(-0.01 * 60), 5);
  });

  it('stay open where nothing closes them, and count as open where there are none', () => {
    const model = crowd({ vesselDynamics: { ...vesselDynamics, crowdedFrom: 1.5 } });
    kernel.start(model, 1);
    kernel.advance(surroundings(60), Infinity);
    expect(kernel.observe().tissue!.openVessels).toBe(1);
    kernel.start(crowd({ vessels: [] }), 1);
    expect(kernel.observe().tissue!.openVessels).toBe(1);
  });
});

describe('all kernels', () => {
  it('press the same vessels shut, bit for bit', async () => {
    const hashes: string[] = [];
    for (const variant of VARIANTS) {
      const kernel = await createKernel(variant, { tissue: true });
      const model = crowd({ reach: 3 });
      kernel.start({ ...model, divisionPerHour: 0.05, deathPerHour: 0.02 }, 7);
      kernel.advance(surroundings(200), Infinity);
      expect(kernel.observe().tissue!.openVessels).toBeLessThan(0.9);
      hashes.push(kernel.hash());
    }
    expect(new Set(hashes).size).toBe(1);
  });
});
