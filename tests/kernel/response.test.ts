/**
 * Response curves: 32 linear pieces an octave instead of a power per cell. The error of a piece is h²/8 of the square
 * of its relative width, 1/32, at most: relative 1.3·10⁻⁴ h² in the power-law part, less where the effect saturates.
 * In absolute terms it stays below 1.3·10⁻⁵ h² + 4·10⁻⁵ h + 10⁻⁵ of the full effect: 0.01% at h = 2, 0.4% at h = 16.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { curveExponent } from '../../src/kernel/encode';
import { createKernel } from '../../src/kernel/kernel';
import { type CompartmentKernel, type DrugModel, Response } from '../../src/kernel/model';
import { exactEffect, ResponseCurves } from '../../src/kernel/reference/response';
import { alleles, SERUM_SHIFT, wildType } from '../../src/scenario/bcrAbl';
import {
  expectWithinFour,
  founders,
  plainDrug,
  plainModel,
  surroundings,
  zOfCount,
} from '../science/support';

/** Largest absolute error, and relative error where the effect exceeds 10⁻⁶, of every allele over 18 octaves or to the curve's end. */
function worst(drug: DrugModel): { absolute: number; relative: number }[] {
  const curves = new ResponseCurves();
  const end = 2 ** (curveExponent(drug) - 127 + 32);
  return drug.alleles.map(({ halfEffect }, allele) => {
    let [absolute, relative] = [0, 0];
    for (let octave = -11; octave < 7; octave += 1 / 301) {
      const x = Math.fround(halfEffect * 2 ** octave);
      if (x >= end) break;
      const exact = exactEffect(drug, allele, x);
      const error = Math.abs(curves.effect(drug, 0, allele, x) - exact);
      // A hazard has no top: what counts is its relative error there, its absolute error below 1.
      absolute = Math.max(absolute, error / Math.max(1, exact));
      if (exact > 1e-6) relative = Math.max(relative, error / exact);
    }
    return { absolute, relative };
  });
}

describe('interpolation error', () => {
  it.each(Object.keys(SERUM_SHIFT) as (keyof typeof SERUM_SHIFT)[])(
    'BCR-ABL alleles and %s: relative error below 1.3·10⁻⁴ h² + 10⁻⁵, absolute below 1.3·10⁻⁵ h² + 4·10⁻⁵ h + 10⁻⁵',
    (inhibitor) => {
      const panel = [wildType, ...alleles].map((allele) => allele[inhibitor]);
      const drug = plainDrug({
        response: Response.hazard,
        target: 0,
        alleles: panel.map(([nanomolar, hill]) => ({ kdFactor: 1, halfEffect: nanomolar / 1000, hill })),
      });
      worst(drug).forEach(({ absolute, relative }, i) => {
        const hill = panel[i]?.[1] as number;
        expect(relative, `allele ${i}, h ${hill}`).toBeLessThan(1.3e-4 * hill * hill + 1e-5);
        expect(absolute, `allele ${i}, h ${hill}`).toBeLessThan(1.3e-5 * hill * hill + 4e-5 * hill + 1e-5);
      });
    },
  );

  it.each(Array.from({ length: 16 }, (_, i) => i + 1))('Hill exponent %d: the same bounds', (hill) => {
    for (const response of [Response.hill, Response.hazard, Response.poison]) {
      const drug = plainDrug({ response, alleles: [{ kdFactor: 1, halfEffect: 0.37, hill }] });
      const [{ absolute, relative }] = worst(drug) as [{ absolute: number; relative: number }];
      expect(relative).toBeLessThan(1.3e-4 * hill * hill + 1e-5);
      expect(absolute).toBeLessThan(1.3e-5 * hill * hill + 4e-5 * hill + 1e-5);
    }
  });

  it('rises with the argument and stays in bounds', () => {
    for (const hill of [0.6, 1, 2.5, 7.5, 16]) {
      const drug = plainDrug({ alleles: [{ kdFactor: 1, halfEffect: 1, hill }] });
      const curves = new ResponseCurves();
      let before = 0;
      for (let octave = -20; octave < 20; octave += 1 / 77) {
        const effect = curves.effect(drug, 0, 0, Math.fround(2 ** octave));
        expect(effect).toBeGreaterThanOrEqual(before - 2e-5);
        expect(effect).toBeLessThanOrEqual(1 + 2e-5);
        before = effect;
      }
    }
  });
});

describe('survivors of a 72-hour assay', () => {
  let kernel: CompartmentKernel;
  beforeAll(async () => {
    kernel = await createKernel('simd');
  });
  const cells = 400_000;

  it.each([wildType, ...alleles].slice(0, 11))(
    '$name with imatinib: 1/(1 + (C/IC50)ʰ) of 4·10⁵, z < 4',
    (allele) => {
      const [nanomolar, hill] = allele.imatinib;
      for (const dose of [0.5, 1, 2]) {
        const level = (dose * nanomolar) / 1000;
        kernel.start(
          plainModel({
            stepHours: 3,
            drugs: [
              plainDrug({
                // Level inside and outside are the same from the first step on.
                passivePerHour: 1000,
                response: Response.hazard,
                killPerHour: 1 / 72,
                alleles: [{ kdFactor: 1, halfEffect: nanomolar / 1000, hill }],
              }),
            ],
            founders: founders(cells),
          }),
          dose * 10,
        );
        kernel.advance(surroundings(24, { outside: [level] }), Infinity);
        expectWithinFour(zOfCount(kernel.cells, cells, 1 / (1 + dose ** hill)), `at ${dose} IC50`);
      }
    },
  );
});
