/**
 * Response curves: 32 linear pieces an octave instead of a power per cell. The error of a piece is h²/8 of the square
 * of its relative width, 1/32, at most: relative 1.3·10⁻⁴ h² in the power-law part, less where the effect saturates.
 * In absolute terms it stays below 1.3·10⁻⁵ h² + 4·10⁻⁵ h + 10⁻⁵ of the full effect: 0.01% at h = 2, 0.4% at h = 16.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { CompartmentKernel, Variant } from '../../../src/kernel/compartmentKernel';
import { curveExponent } from '../../../src/kernel/encode/model';
import { createKernel } from '../../../src/kernel/kernel';
import { type DrugModel, Response } from '../../../src/kernel/model';
import { exactEffect, ResponseCurves } from '../../../src/kernel/reference/response';
import { alleles, SERUM_SHIFT, wildType } from '../../../src/scenario/bcrAbl';
import {
  expectWithinFour,
  founders,
  plainDrug,
  plainModel,
  surroundings,
  zOfCount,
} from '../../kit/statistics';

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
        const hill = panel[i]![1]!;
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

  it('a line is followed to 10⁻⁶ from 0 to far past the last node', () => {
    const drug = plainDrug({
      response: Response.linear,
      alleles: [{ kdFactor: 1, halfEffect: 0.37, hill: 1 }],
    });
    const curves = new ResponseCurves();
    for (let octave = -40; octave < 40; octave += 1 / 77) {
      const x = Math.fround(0.37 * 2 ** octave);
      expect(Math.abs(curves.effect(drug, 0, 0, x) / (x / 0.74) - 1)).toBeLessThan(1e-6);
    }
  });

  // Where a table turns within a piece, the piece cuts the corner: a quarter of its width, x/32 at most, of the turn.
  it('a table is followed to 10⁻⁶ between its turns, and there to x/128 of the turn of its slope', () => {
    const points: [number, number][] = [
      [0.02, 0.1],
      [0.3, 0.9],
      [0.7, 0.2],
      [5, 1.3],
    ];
    const drug = plainDrug({ response: Response.points, points });
    const curves = new ResponseCurves();
    const slopes = points.map(([x, y], i) => {
      const [x0, y0] = points[i - 1] ?? [0, 0];
      return (y - y0) / (x - x0);
    });
    for (let x = 1e-4; x < 50; x *= 1.0007) {
      const level = Math.fround(x);
      const turn = points.findIndex(([at]) => Math.abs(level / at - 1) < 1 / 31);
      const bend = turn < 0 ? 0 : Math.abs((slopes[turn + 1] ?? 0) - slopes[turn]!);
      const error = Math.abs(curves.effect(drug, 0, 0, level) - exactEffect(drug, 0, level));
      expect(error, `at ${level}`).toBeLessThan(2e-6 + (bend * level) / 128);
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

describe('what an effect does', () => {
  const cells = 400_000;
  const held = (drug: Partial<DrugModel>, changes: Partial<Parameters<typeof plainModel>[0]> = {}) =>
    plainModel({
      stepHours: 2,
      drugs: [plainDrug({ passivePerHour: 1000, ...drug })],
      founders: founders(cells),
      ...changes,
    });

  it.each<Variant>(['reference', 'scalar', 'simd', 'debug'])(
    '%s: a line kills in proportion, e^{−kxΔt} of 4·10⁵ (reference: 4·10⁴), z < 4',
    async (variant) => {
      const kernel = await createKernel(variant);
      const count = variant === 'reference' ? cells / 10 : cells;
      for (const level of [0.01, 0.2, 3, 40]) {
        const model = held({
          response: Response.linear,
          killPerHour: 0.02,
          alleles: [{ kdFactor: 1, halfEffect: 0.5, hill: 1 }],
        });
        kernel.start({ ...model, founders: founders(count) }, level * 100);
        kernel.advance(surroundings(1, { outside: [level] }), Infinity);
        expectWithinFour(zOfCount(kernel.cells, count, Math.exp(-0.04 * level)), `at ${level} µM`);
      }
    },
  );

  it.each<Variant>(['reference', 'scalar', 'simd', 'debug'])(
    '%s: arrest in proportion to a level leaves 1 − SC of division, and none beyond SC = 1',
    async (variant) => {
      const kernel = await createKernel(variant);
      const count = variant === 'reference' ? cells / 10 : cells;
      const births = (level: number) => {
        const model = held(
          { response: Response.linear, stasis: 1, alleles: [{ kdFactor: 1, halfEffect: 0.5, hill: 1 }] },
          { divisionPerHour: 0.02 },
        );
        kernel.start({ ...model, founders: founders(count) }, 7);
        kernel.advance(surroundings(1, { outside: [level] }), Infinity);
        return kernel.cells - count;
      };
      for (const level of [0.25, 0.5, 0.9]) {
        // Births of a Yule process: a geometric number of cells, of variance e^r (e^r − 1).
        const growth = Math.exp(0.04 * (1 - level));
        const spread = Math.sqrt(count * growth * (growth - 1));
        expectWithinFour((births(level) - count * (growth - 1)) / spread, `at ${level} µM`);
      }
      expect(births(1.0001)).toBe(0);
      expect(births(30)).toBe(0);
    },
  );

  it('kill that follows growth goes with crowding, z < 4', async () => {
    const kernel = await createKernel('simd');
    for (const share of [0.1, 0.5, 0.9, 1]) {
      const model = held(
        { response: Response.linear, killPerHour: 0.05, killFollowsGrowth: true },
        { divisionPerHour: 0, deathPerHour: 0, crowding: 'logistic', capacity: cells / share },
      );
      kernel.start(model, 3);
      kernel.advance(surroundings(1, { outside: [2] }), Infinity);
      if (share === 1) expect(kernel.cells).toBe(cells);
      else expectWithinFour(zOfCount(kernel.cells, cells, Math.exp(-0.1 * (1 - share))), `at ${share} full`);
    }
  });
});
