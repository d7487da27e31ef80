/**
 * A vessel in a tissue that breaks the drug down.
 *
 * Catches: diffusion 2% too fast.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { surfacePerVolume } from '../../../src/compile/vessels';
import type { CompartmentKernel } from '../../../src/kernel/compartmentKernel';
import { createKernel } from '../../../src/kernel/kernel';
import type { KernelModel } from '../../../src/kernel/model';
import { foundersWhere, plainField, plainTissue } from '../../../src/verify/plainTissue';
import { besideVessel, givenOff, penetrationLength } from '../../../src/verify/theory/penetration';
import { expectRelative, plainDrug, plainModel, surroundings } from '../../kit/statistics';

const SITE = 10;
const EDGE = 97;
const MIDDLE = 48;
/** Cells take up at 10 /h and break down at 5 /h: together they take 10·5/(10 + 5) /h from the fluid at rest. */
const [IN, DOWN] = [10, 5];
const LOSS = (IN * DOWN) / (IN + DOWN);
const LENGTH = 80;
const DIFFUSION = LENGTH ** 2 * LOSS;

/** Cells on every site that break a drug down, one vessel in their middle. */
function cylinder(): KernelModel {
  const tissue = plainTissue({
    size: [EDGE, EDGE],
    siteMicrometres: SITE,
    vessels: [{ x: MIDDLE, y: MIDDLE, z: 0, surfacePerVolume: surfacePerVolume(5, SITE) }],
    drugFields: [plainField({ diffusion: DIFFUSION, permeability: 5000 })],
  });
  const drug = plainDrug({ passivePerHour: IN, metabolismPerHour: DOWN });
  return { ...plainModel({ drugs: [drug], founders: foundersWhere(tissue, () => true) }), tissue };
}

describe('around a vessel in a tissue of cells that break the drug down', () => {
  let kernel: CompartmentKernel;
  let level: (x: number, y: number) => number;
  beforeAll(async () => {
    kernel = await createKernel('simd', { tissue: true });
    kernel.start(cylinder(), 1);
    kernel.advance(surroundings(60, { outside: [1] }), Infinity);
    const { size, values } = kernel.fieldValues!(0);
    level = (x, y) => values[MIDDLE + x + size[0] * (MIDDLE + y)]!;
  });

  it('the level falls as K₀(r/L), L = √(D/k), on the axes and between them', () => {
    expect(penetrationLength(DIFFUSION, LOSS)).toBeCloseTo(LENGTH, 9);
    const from = level(6, 0);
    // Five-point differences with h = L/8, from where a vessel of one site is as good as a line.
    for (let x = 7; x <= 24; x++) {
      expectRelative(
        level(x, 0) / from,
        besideVessel(x * SITE, 6 * SITE, LENGTH),
        0.01,
        `${x} sites on the axis`,
      );
    }
    for (let x = 5; x <= 17; x++) {
      const r = Math.hypot(x, x) * SITE;
      expectRelative(
        level(x, x) / from,
        besideVessel(r, 6 * SITE, LENGTH),
        0.01,
        `${x} sites on the diagonal`,
      );
    }
  });

  it('what the vessel gives off is 2πD·C(r)/K₀(r/L)', () => {
    const before = kernel.fields!()[0]!;
    const hours = 10;
    kernel.advance(surroundings(hours, { outside: [1] }), Infinity);
    const after = kernel.fields!()[0]!;
    // µM × sites per hour to µM µm² per hour and µm of vessel.
    const given = ((after.fromVessels - before.fromVessels) / hours) * SITE ** 2;
    expectRelative(given, givenOff(DIFFUSION, level(10, 0), 10 * SITE, LENGTH), 0.01, 'given off');
    // At rest cells break down what comes in.
    expectRelative(after.metabolised - before.metabolised, (given / SITE ** 2) * hours, 0.001, 'broken down');
    expect(after.error).toBeLessThan(1e-4);
  });
});
