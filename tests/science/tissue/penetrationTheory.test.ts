/**
 * The theory that fields are held to.
 *
 * Catches: a Bessel function or a depth of penetration 10⁻⁵ off.
 */
import { describe, expect, it } from 'vitest';
import { besselI0, besselI1, besselK0, besselK1 } from '../../../src/verify/theory/bessel';
import {
  besideVessel,
  middleOfSquare,
  tissueOverPlasma,
  withinCylinder,
} from '../../../src/verify/theory/penetration';

describe('closed forms of penetration', () => {
  it('Bessel functions have their tabulated values (Abramowitz and Stegun, table 9.8) and their Wronskian', () => {
    expect(besselI0(1)).toBeCloseTo(1.2660658778, 6);
    expect(besselI1(1)).toBeCloseTo(0.565159104, 6);
    expect(besselK0(1)).toBeCloseTo(0.4210244382, 6);
    expect(besselK1(1)).toBeCloseTo(0.6019072302, 6);
    expect(besselK0(5) / 0.003691098334).toBeCloseTo(1, 6);
    expect(besselI0(5) / 27.239871823604).toBeCloseTo(1, 6);
    for (const x of [0.05, 0.5, 1.9, 2.1, 3.7, 3.8, 8]) {
      expect(x * (besselI0(x) * besselK1(x) + besselI1(x) * besselK0(x))).toBeCloseTo(1, 5);
    }
  });

  it('a vessel in a cylinder of tissue gives the reference values', () => {
    // A vessel of 5 µm, border at 60 µm, L = 100 µm.
    const levels = {
      10: 0.906550041383961,
      20: 0.8180867015667063,
      40: 0.7476568642887962,
      60: 0.7308027680842057,
    };
    for (const [r, level] of Object.entries(levels)) {
      expect(withinCylinder(Number(r), 5, 60, 100)).toBeCloseTo(level, 6);
    }
    // Far from any border the cylinder is the whole plane.
    expect(withinCylinder(50, 10, 2000, 40)).toBeCloseTo(besideVessel(50, 10, 40), 6);
  });

  it('a square as deep as it likes is a slab where its other border is far', () => {
    expect(middleOfSquare(100, 1000)).toBeCloseTo(1, 2);
    // Loss much faster than diffusion leaves nothing in the middle.
    expect(middleOfSquare(100, 4)).toBeLessThan(1e-3);
  });

  it('what a barrier lets in falls with its pump and with loss', () => {
    expect(tissueOverPlasma(2, 1, 0)).toBe(1);
    expect(tissueOverPlasma(2, 9, 2)).toBeCloseTo(0.1, 12);
  });
});
