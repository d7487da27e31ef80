import { expect, it } from 'vitest';
import type { Variant } from '../../../src/kernel/compartmentKernel';
import { createKernel } from '../../../src/kernel/kernel';
import { ENVIRONMENT_STRIDE, Response } from '../../../src/kernel/model';
import { wildType } from '../../../src/kernel/numbers/genotype';
import { randomModel } from '../../kit/randomised';

/**
 * A shallow Hill curve far past its last node (2²⁰ times the half effect): the effect must stay below 1, or cells
 * under a drug that only stops division would divide at a negative rate.
 */
it.each<Variant>(['reference', 'scalar', 'simd', 'debug'])(
  '%s: an effect never passes one',
  async (variant) => {
    const kernel = await createKernel(variant);
    const model = randomModel(4);
    const drug = model.drugs[0]!;
    const shallow = { kdFactor: 1, halfEffect: 1e-6, hill: 0.3 };
    model.drugs = [
      {
        ...drug,
        response: Response.hill,
        kd: 0,
        pumpVmax: 0,
        carrierVmax: 0,
        // At full effect a hazard of 0.4 per step leaves e^{−0.4} of the cells; more than full would leave fewer.
        killPerHour: 0.4 / model.stepHours,
        stasis: 1,
        alleles: drug.alleles.map(() => shallow),
      },
    ];
    model.alterations = [];
    model.deathPerHour = 0;
    model.crowding = 'none';
    model.founders = [{ count: 40_000, genotype: wildType() }];
    kernel.start(model, 1);
    const environment = new Float32Array(ENVIRONMENT_STRIDE);
    environment[0] = 1e9;
    environment[4] = environment[5] = 1;
    kernel.advance(environment, Infinity);
    expect(kernel.births).toBeLessThan(100);
    // Four standard errors of a binomial share of 40,000, and the 0.5% by which the last node falls short of full.
    expect(Math.abs(kernel.cells / 40_000 - Math.exp(-0.4))).toBeLessThan(0.0095 + 0.005);
  },
);
