/**
 * A blood–brain barrier: levels in tissue over plasma against theory.
 *
 * Catches: vessel walls 2% too permeable.
 */
import { beforeAll, describe, it } from 'vitest';
import { placeVessels } from '../../../src/compile/vessels';
import type { CompartmentKernel } from '../../../src/kernel/compartmentKernel';
import { createKernel } from '../../../src/kernel/kernel';
import type { KernelModel } from '../../../src/kernel/model';
import type { FieldModel } from '../../../src/kernel/tissueModel';
import { foundersWhere, plainField, plainTissue } from '../../../src/verify/plainTissue';
import { inhibitedWall, tissueOverPlasma } from '../../../src/verify/theory/penetration';
import { expectRelative, plainDrug, plainModel, surroundings } from '../../kit/statistics';

const SITE = 20;
const size: [number, number] = [48, 48];
const vessels = placeVessels({
  size,
  siteMicrometres: SITE,
  arrangement: 'square',
  perSquareMillimetre: 0,
  leastDistanceMicrometres: 0,
  spacingMicrometres: 160,
  image: '',
  windingMicrometres: 0,
  radiusMicrometres: 4,
  absentWithinMicrometres: 0,
  seed: 1,
});
/** Of vessel walls over the volume of the whole tissue, /µm. */
const surface = vessels.reduce((sum, vessel) => sum + vessel.surfacePerVolume, 0) / (size[0] * size[1]);

/** Fast diffusion, so that every site is as near to vessels as any other; one cell, which only takes its share. */
function brain(field: Partial<FieldModel>): KernelModel {
  const tissue = plainTissue({
    size,
    siteMicrometres: SITE,
    vessels,
    drugFields: [plainField({ diffusion: 2e7, permeability: 40, ...field })],
  });
  return {
    ...plainModel({ drugs: [plainDrug()], founders: foundersWhere(tissue, (x, y) => x === 3 && y === 5) }),
    tissue,
  };
}

describe('a blood–brain barrier', () => {
  let kernel: CompartmentKernel;
  beforeAll(async () => {
    kernel = await createKernel('simd', { tissue: true });
  });

  /** Mean level in the tissue over that in plasma after `hours`. */
  function ratio(field: Partial<FieldModel>, wallInhibition = 0, hours = 400): number {
    kernel.start(brain(field), 1);
    kernel.advance(surroundings(hours, { outside: [2], wallInhibition }), Infinity);
    const { values } = kernel.fieldValues!(0);
    return values.reduce((sum, value) => sum + value, 0) / values.length / 2;
  }

  const exchange = 40 * surface;
  it.each([
    [1, 0],
    [1, 0.3],
    [20, 0],
    [20, 0.3],
  ])(
    'whose pump works %d-fold outwards, loss %d /h: K_p,uu is that of the closed form',
    (wallPump, decayPerHour) => {
      const expected = tissueOverPlasma(exchange, wallPump, decayPerHour);
      expectRelative(ratio({ wallPump, decayPerHour }), expected, 0.005, 'tissue over plasma');
    },
  );

  it.each([0.5, 0.9, 1])('opens as an inhibitor takes %d of its pumps’ work away', (inhibition) => {
    const expected = tissueOverPlasma(exchange, inhibitedWall(20, inhibition), 0.3);
    const measured = ratio({ wallPump: 20, decayPerHour: 0.3 }, inhibition);
    expectRelative(measured, expected, 0.005, 'tissue over plasma');
  });

  it('keeps out what bulk flow washes away, whatever its pumps do', () => {
    // 1/(1 + pump + bulk), docs/model.md (67).
    expectRelative(ratio({ wallPump: 3, wallBulk: 4 }), 1 / 7, 0.005, 'with pumps');
    expectRelative(ratio({ wallPump: 3, wallBulk: 4 }, 1), 1 / 5, 0.005, 'without');
  });

  it('fills at the rate at which its vessels exchange', () => {
    // dC/dt = PS(C_p − wC): half of the steady state at ln 2 / (PS·w), here by implicit steps of an hour.
    const [hours, wallPump] = [12, 2];
    const steady = 1 / wallPump;
    const expected = steady * (1 - (1 + exchange * wallPump) ** -hours);
    expectRelative(ratio({ wallPump }, 0, hours), expected, 0.01, 'level after half a day');
  });
});
