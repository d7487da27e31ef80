/**
 * Diffusion, decay and consumption in the fluid between cells: closed forms, docs/model.md (50) and (61).
 *
 * Catches: diffusion 2% too fast.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { FieldArray } from '../../../assembly/shared/tissue';
import { Fluid, OXYGEN, plainField, plainOxygen } from '../../kit/fluid';
import { reference } from '../../kit/published';
import { expectRelative } from '../../kit/statistics';

const SECONDS = 3600;
/** µm²/h and /h that give a penetration length of 100 µm: oxygen of docs/model.md (61). */
const DIFFUSION = 1e5 * 60;
const UPTAKE = 10 * 60;
const LENGTH = 100;

let fluid: Fluid;
beforeAll(async () => {
  fluid = await Fluid.of();
});

/** Oxygen between boundaries held at 1, everywhere consumed. */
function steady(size: [number, number], siteMicrometres: number, boundaryOffset: number): Fluid {
  const held = { boundary: 'fixed', boundaryValue: 1, boundaryOffset } as const;
  fluid.start({
    size,
    siteMicrometres,
    oxygen: plainOxygen({ diffusion: DIFFUSION, decayPerHour: UPTAKE, ...held }),
  });
  fluid.solve(OXYGEN);
  return fluid;
}

describe('penetration into a wide tissue', () => {
  // Voxel centres lie at whole multiples of the spacing with an offset of half a site, between them with none.
  it.each([
    ['I1_oxygen', 10, 0.5, [20, 50, 100, 150, 200]],
    ['I1_oxygen_h20', 20, 0.5, [20, 100, 200]],
    ['I1_oxygen_h20', 20, 0, [50, 150]],
  ] as const)('%s at %d µm, boundary %d sites out: 1%%', (id, spacing, offset, depths) => {
    const { expected } = reference<{ C_at: Record<string, number>; grid_ratio_per_voxel: number }>(id);
    const sites = 2000 / spacing;
    steady([sites, sites], spacing, offset);
    const middle = sites / 2;
    for (const depth of depths) {
      const x = Math.round(depth / spacing - 0.5 - offset);
      expectRelative(fluid.at(OXYGEN, x, middle), expected.C_at[depth]!, 0.01, `${depth} µm`);
      const ratio = fluid.at(OXYGEN, x + 1, middle) / fluid.at(OXYGEN, x, middle);
      expectRelative(ratio, expected.grid_ratio_per_voxel, 1e-4, `voxel to voxel at ${depth} µm`);
    }
  });
});

describe('a slab between two vessels', () => {
  const { expected } = reference<{ W: number; C: Record<string, number>; mean: number }>('I2_slab');

  it('I2_slab at 10 µm: 1%', () => {
    steady([29, 400], 10, 0.5);
    for (const depth of [50, 100, 150]) {
      expectRelative(fluid.at(OXYGEN, depth / 10 - 1, 200), expected.C[depth]!, 0.01, `${depth} µm`);
    }
    steady([30, 400], 10, 0);
    expectRelative(fluid.at(OXYGEN, 2, 200), expected.C[25]!, 0.01, '25 µm');
    const across = Array.from({ length: 30 }, (_, x) => fluid.at(OXYGEN, x, 200));
    expectRelative(across.reduce((a, b) => a + b) / 30, expected.mean, 0.01, 'mean');
  });

  it.each([0, 0.5, 0.25])('second order in space, boundary %d sites beyond the outer face', (offset) => {
    const errors = [16, 32, 64].map((voxels) => {
      const spacing = 300 / (voxels + 2 * offset);
      const long = 6 * voxels;
      steady([voxels, long], spacing, offset);
      const error = Array.from({ length: voxels }, (_, x) => {
        const exact = Math.cosh((150 - (x + 0.5 + offset) * spacing) / LENGTH) / Math.cosh(150 / LENGTH);
        return Math.abs(fluid.at(OXYGEN, x, long / 2) - exact);
      });
      return { spacing, error: Math.max(...error) };
    });
    for (let i = 1; i < errors.length; i++) {
      const [coarse, fine] = errors.slice(i - 1) as [(typeof errors)[0], (typeof errors)[0]];
      const order = Math.log(coarse.error / fine.error) / Math.log(coarse.spacing / fine.spacing);
      expect(order, JSON.stringify(errors)).toBeGreaterThan(1.8);
      expect(order, JSON.stringify(errors)).toBeLessThan(2.3);
    }
  });
});

describe('around a vessel', () => {
  it('I4_krogh_first: the tissue of one vessel, consuming within 60 µm of it; 1%', () => {
    const { expected } = reference<{ R: number; C: Record<string, number> }>('I4_krogh_first');
    const [spacing, voxels] = [10, 17];
    const middle = (voxels - 1) / 2;
    fluid.start({
      size: [voxels, voxels],
      siteMicrometres: spacing,
      oxygen: plainOxygen({
        diffusion: DIFFUSION,
        permeability: 1e6,
        vesselValue: 1,
        consumptionPerHour: UPTAKE,
      }),
    });
    // What does not consume beyond the radius passes nothing on: the circle is closed.
    fluid.set(OXYGEN, FieldArray.occupied, (x, y) =>
      shareWithin(expected.R / spacing, [x - middle, y - middle]),
    );
    fluid.set(OXYGEN, FieldArray.surface, (x, y) => (x === middle && y === middle ? 1 : 0));
    fluid.solve(OXYGEN, 1);
    // A vessel within one voxel has no radius of its own: the profile is compared at distances from its axis.
    const at = (distance: number) => fluid.at(OXYGEN, middle + distance / spacing, middle);
    for (const distance of [10, 40, 60]) {
      const wanted = expected.C[distance]! / expected.C[20]!;
      expectRelative(at(distance) / at(20), wanted, 0.01, `${distance} µm`);
    }
  });

  it('I9: the steady state beside a vessel does not depend on a step', () => {
    const { expected } = reference<{ exact: { C: Record<string, number>; mean: number } }>('I9');
    for (const stepHours of [0.01, 1, 6]) {
      fluid.start(
        {
          size: [32, 32],
          siteMicrometres: 20,
          oxygen: plainOxygen({
            diffusion: 1666.667 * SECONDS,
            decayPerHour: 0.1666667 * SECONDS,
            permeability: 50 * SECONDS,
            vesselValue: 38,
          }),
        },
        stepHours,
      );
      fluid.set(OXYGEN, FieldArray.surface, (x, y) => (x === 16 && y === 16 ? 1 : 0));
      fluid.solve(OXYGEN, 38);
      for (const [place, value] of Object.entries(expected.exact.C)) {
        const [x, y] = place.split(',').map(Number) as [number, number];
        expectRelative(fluid.at(OXYGEN, x, y), value, 1e-3, place);
      }
      const values = fluid.read(OXYGEN);
      expectRelative(values.reduce((a, b) => a + b) / values.length, expected.exact.mean, 1e-3, 'mean');
    }
  });
});

describe('a sphere that consumes', () => {
  const { expected } =
    reference<Record<string, { center: number; half: number; effectiveness: number }>>('I5_sphere_first');

  it.each([200, 300, 500])(
    'I5_sphere_first, radius %d µm, at 10 µm in a volume: within a hundredth',
    (radius) => {
      const wanted = expected[`${radius}_100`] as { center: number; half: number; effectiveness: number };
      const spacing = 10;
      const voxels = radius / spacing + 2;
      const exact = (r: number) => (radius * Math.sinh(r / LENGTH)) / (r * Math.sinh(radius / LENGTH));
      const distance = (...place: number[]) => spacing * Math.hypot(...place.map((i) => i + 0.5));
      // An eighth: two sides of each pair are closed, and beyond the radius the field is held at the same solution's
      // values (where wall and consumption far outweigh diffusion, plasma / (1 + consumption)).
      const [strong, plasma] = [1e9, 200];
      fluid.start({
        size: [voxels, voxels, voxels],
        siteMicrometres: spacing,
        oxygen: plainOxygen({
          diffusion: DIFFUSION,
          permeability: strong,
          vesselValue: plasma,
          consumptionPerHour: strong,
        }),
      });
      fluid.set(OXYGEN, FieldArray.surface, (x, y, z) => (distance(x, y, z) > radius ? 1 : 0));
      fluid.set(OXYGEN, FieldArray.occupied, (x, y, z) => {
        const r = distance(x, y, z);
        return r > radius ? plasma / exact(r) - 1 : UPTAKE / strong;
      });
      fluid.solve(OXYGEN, plasma, 2);
      expectRelative(fluid.at(OXYGEN, 0, 0, 0), exact(distance(0, 0, 0)), 0.01, 'innermost voxel');
      expectRelative(fluid.at(OXYGEN, 0, 0, 0), wanted.center, 0.01, 'centre');
      // The middle of the radius lies on a face along x.
      const half = radius / 2 / spacing;
      const beside = (fluid.at(OXYGEN, half, 0, 0) + fluid.at(OXYGEN, half - 1, 0, 0)) / 2;
      expectRelative(beside, wanted.half, 0.01, 'half way');
      let [sum, volume] = [0, 0];
      for (let z = 0; z < voxels; z++) {
        for (let y = 0; y < voxels; y++) {
          for (let x = 0; x < voxels; x++) {
            const share = shareWithin(radius / spacing, [x + 0.5, y + 0.5, z + 0.5]);
            sum += share * fluid.at(OXYGEN, x, y, z);
            volume += share;
          }
        }
      }
      expectRelative(sum / volume, wanted.effectiveness, 0.01, 'mean over the sphere');
    },
  );
});

describe('spreading in time', () => {
  const gauss = reference<{
    D: number;
    k: number;
    t: number;
    sigma0: number;
    sigma: number;
    mass_fraction: number;
    peak_ratio_2D: number;
    peak_ratio_3D: number;
  }>('I6_gauss').expected;

  it.each([2, 3] as const)('I6_gauss in %d dimensions at 10 µm: within a hundredth', (dimensions) => {
    const [voxels, spacing, steps] = [50, 10, 480];
    const size = dimensions === 2 ? ([voxels, voxels] as const) : ([voxels, voxels, voxels] as const);
    const drug = plainField({ diffusion: gauss.D * SECONDS, decayPerHour: gauss.k * SECONDS });
    fluid.start(
      { size: [...size] as [number, number], siteMicrometres: spacing, drugFields: [drug] },
      gauss.t / steps / SECONDS,
    );
    // A corner of it: sides that are closed mirror the rest.
    const place = (...at: number[]) => at.map((i) => (i + 0.5) * spacing);
    fluid.set(0, FieldArray.values, (x, y, z) => {
      const square = place(...(dimensions === 2 ? [x, y] : [x, y, z])).reduce((sum, at) => sum + at * at, 0);
      return Math.exp(-square / (2 * gauss.sigma0 ** 2));
    });
    const before = fluid.read(0);
    fluid.solve(0, 0, steps);
    const after = fluid.read(0);
    const mass = after.reduce((a, b) => a + b, 0);
    expectRelative(mass / before.reduce((a, b) => a + b, 0), gauss.mass_fraction, 0.01, 'mass');
    let moment = 0;
    after.forEach((value, i) => {
      moment += value * ((i % voxels) + 0.5) ** 2;
    });
    expectRelative(spacing * Math.sqrt(moment / mass), gauss.sigma, 0.01, 'width');
    const ratio = dimensions === 2 ? gauss.peak_ratio_2D : gauss.peak_ratio_3D;
    const off = Math.exp((-dimensions * (spacing / 2) ** 2) / (2 * gauss.sigma ** 2));
    expectRelative(fluid.at(0, 0, 0, 0) / off, ratio, 0.01, 'peak');
  });

  it('I6_mode: a wave decays as the lattice and the step have it; 1%', () => {
    const { expected } = reference<{
      N: number;
      h: number;
      n: number;
      D: number;
      k: number;
      t: number;
      lattice_semidiscrete: number;
      BE_dt1: number;
    }>('I6_mode');
    const { N, h, n, D, k, t } = expected;
    const wave = (x: number) => Math.cos((2 * Math.PI * n * (x + 0.5)) / N);
    for (const [seconds, wanted] of [
      [1, expected.BE_dt1],
      [0.02, expected.lattice_semidiscrete],
    ] as const) {
      const drug = plainField({ diffusion: D * SECONDS, decayPerHour: k * SECONDS });
      fluid.start({ size: [N, 6], siteMicrometres: h, drugFields: [drug] }, seconds / SECONDS);
      fluid.set(0, FieldArray.values, (x) => 1 + wave(x));
      fluid.solve(0, 0, Math.round(t / seconds));
      const values = fluid.read(0);
      let amplitude = 0;
      values.forEach((value, i) => {
        amplitude += (2 * value * wave(i % N)) / values.length;
      });
      expectRelative(amplitude, wanted, 0.01, `steps of ${seconds} s`);
    }
  });
});

/** Share of the voxel around `place` that lies within so many voxels of the origin. */
function shareWithin(radius: number, place: number[]): number {
  const parts = place.length > 2 ? 4 : 8;
  let within = 0;
  const count = parts ** place.length;
  for (let i = 0; i < count; i++) {
    const square = place.reduce((sum, at, axis) => {
      const part = Math.floor(i / parts ** axis) % parts;
      return sum + (at + (part + 0.5) / parts - 0.5) ** 2;
    }, 0);
    if (square < radius * radius) within++;
  }
  return within / count;
}
