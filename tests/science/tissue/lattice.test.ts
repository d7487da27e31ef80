/**
 * How cells on a lattice grow and die, against what is known of it exactly or by other programs.
 *
 * Catches: death 5% too fast.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { CompartmentKernel } from '../../../src/kernel/compartmentKernel';
import { createKernel } from '../../../src/kernel/kernel';
import { ENVIRONMENT_STRIDE } from '../../../src/kernel/model';
import { readSites } from '../../../src/kernel/read/sites';
import type { TissueModel } from '../../../src/kernel/tissueModel';
import type { WasmKernel } from '../../../src/kernel/wasmKernel';
import { LONG } from '../../kit/long';
import { reference } from '../../kit/published';
import { ball, livingModel, plainTissue } from '../../kit/randomisedTissues';
import { expectRelative, expectWithinFour, mean } from '../../kit/statistics';

let kernel: WasmKernel;

beforeAll(async () => {
  kernel = (await createKernel('simd', { tissue: true })) as WasmKernel;
});

function advance(steps: number): CompartmentKernel {
  kernel.advance(new Float32Array(steps * ENVIRONMENT_STRIDE), Infinity);
  return kernel;
}

/** Number, mean and standard error. */
function summary(values: readonly number[]): { average: number; error: number } {
  const average = mean(values);
  const variance = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / (values.length - 1);
  return { average, error: Math.sqrt(variance / values.length) };
}

describe('cells in a row (H0)', () => {
  it('grow at both ends as 2bt + e^{−bt}', () => {
    const { expected } = reference<{ rule2_mean_N: Record<string, number> }>('H0');
    const tissue = plainTissue([200, 1], { neighbours: 'vonNeumann' });
    const stepsPerTime = 100;
    const model = { ...livingModel(tissue, 1 / stepsPerTime), founders: [ball(tissue, 0)] };
    const runs = 500;
    const counts = new Map<string, number[]>(Object.keys(expected.rule2_mean_N).map((time) => [time, []]));
    for (let seed = 1; seed <= runs; seed++) {
      kernel.start(model, seed);
      for (const [time, list] of counts) {
        list.push(advance(Number(time) * stepsPerTime - kernel.steps).cells);
      }
    }
    for (const [time, list] of counts) {
      const { average, error } = summary(list);
      expectWithinFour((average - expected.rule2_mean_N[time]!) / error, `mean size at t = ${time}`);
    }
  });
});

/** Speed of the equivalent radius √(N/π) between two radii, in sites per 1/b. */
function frontSpeed(tissue: TissueModel, perStep: number, seed: number, from: number, to: number): number {
  kernel.start({ ...livingModel(tissue, perStep), founders: [ball(tissue, 3)] }, seed);
  const radius = () => Math.sqrt(kernel.cells / Math.PI);
  while (radius() < from) advance(1);
  const [first, began] = [radius(), kernel.steps];
  while (radius() < to) advance(1);
  return (radius() - first) / ((kernel.steps - began) * perStep);
}

describe('a colony of cells with four neighbours (H1)', () => {
  const { expected } = reference<{ dR_dt_asymptotic: number }>('H1');
  const tissue = plainTissue([520, 520], { neighbours: 'vonNeumann' });

  it('grows as fast as an event by event simulation finds', () => {
    const speeds = [1, 2].map((seed) => frontSpeed(tissue, 0.02, seed, 120, 240));
    expectRelative(mean(speeds), expected.dR_dt_asymptotic, 0.02, 'dR/dt at bΔt = 0.02');
  });

  it('grows nearly so in steps of a tenth of a division', () => {
    const speeds = [1, 2, 3].map((seed) => frontSpeed(tissue, 0.1, seed, 120, 240));
    expectRelative(mean(speeds), expected.dR_dt_asymptotic, 0.03, 'dR/dt at bΔt = 0.1');
  });
});

/** Mean radius over sectors of 7.5° and a quarter of it whose middles lie at these angles, degrees. */
function radiusAt(sites: Uint16Array, edge: number, middle: number, degrees: readonly number[]): number {
  const width = 7.5;
  let count = 0;
  sites.forEach((phenotype, site) => {
    if (phenotype === 0) return;
    const angle = (Math.atan2(Math.floor(site / edge) - middle, (site % edge) - middle) * 180) / Math.PI;
    const away = (degree: number) => Math.abs(((angle - degree + 540) % 360) - 180);
    if (degrees.some((degree) => away(degree) < width / 2)) count++;
  });
  return Math.sqrt((count * 360) / (width * degrees.length * Math.PI));
}

describe('a growing disc', () => {
  const edge = 420;
  const AXES = [0, 90, 180, 270];
  const discs = (neighbours: TissueModel['neighbours'], reach: number, runs: number) =>
    Array.from({ length: runs }, (_, run) => {
      const tissue = plainTissue([edge, edge], { neighbours, reach });
      kernel.start({ ...livingModel(tissue, 0.1), founders: [ball(tissue, 5)] }, 1 + run);
      while (kernel.cells < Math.PI * 170 ** 2) advance(1);
      return readSites(kernel.room, tissue);
    });

  for (const neighbours of ['moore', 'vonNeumann'] as const) {
    it(`is round within 3% where cells push: ${neighbours}`, () => {
      const ratios = discs(neighbours, 4, 4).map((sites) => {
        const diagonal = radiusAt(sites, edge, edge / 2, [45, 135, 225, 315]);
        return radiusAt(sites, edge, edge / 2, AXES) / diagonal;
      });
      expectRelative(mean(ratios), 1, 0.03, 'axis over diagonal');
    });
  }

  it('grows alike to all four sides', LONG, () => {
    const found = discs('moore', 0, 12);
    for (const [one, other] of [
      [0, 180],
      [90, 270],
      [0, 90],
    ] as const) {
      const differences = found.map(
        (sites) => radiusAt(sites, edge, edge / 2, [one]) - radiusAt(sites, edge, edge / 2, [other]),
      );
      const { average, error } = summary(differences);
      expectWithinFour(average / error, `radius towards ${one}° and ${other}°`);
    }
  });
});

describe('cells of a lattice', () => {
  it('die at their rate', () => {
    const tissue = plainTissue([256, 256]);
    const founders = [ball(tissue, 1000)];
    kernel.start({ ...livingModel(tissue, 0, 0.05), founders }, 3);
    const left = Math.exp(-0.05 * 20);
    const all = kernel.cells;
    advance(20);
    expectWithinFour((kernel.cells - all * left) / Math.sqrt(all * left * (1 - left)), 'survivors');
  });

  it('follow the linear birth–death law while they have room', () => {
    // Cells far apart, in 3D, before their families meet those of others; their own members hardly hinder them.
    const tissue = plainTissue([240, 240, 240], { reach: 2 });
    const [b, d, steps] = [0.05, 0.04, 30];
    const sites: number[] = [];
    for (let z = 8; z < 240; z += 16) {
      for (let y = 8; y < 240; y += 16) {
        for (let x = 8; x < 240; x += 16) sites.push(x + 240 * (y + 240 * z));
      }
    }
    const founder = { ...ball(tissue, 0), count: sites.length, sites: Uint32Array.from(sites) };
    kernel.start({ ...livingModel(tissue, b, d), founders: [founder] }, 5);
    advance(steps);
    const growth = Math.exp((b - d) * steps);
    const variance = ((b + d) / (b - d)) * growth * (growth - 1) * sites.length;
    expectWithinFour((kernel.cells - sites.length * growth) / Math.sqrt(variance), 'cells');
  });

  it('grow alike to all six sides of a volume', () => {
    const edge = 90;
    const tissue = plainTissue([edge, edge, edge], { reach: 2 });
    const sums = Array.from({ length: 8 }, (_, run) => {
      kernel.start({ ...livingModel(tissue, 0.1), founders: [ball(tissue, 3)] }, 20 + run);
      while (kernel.cells < 100_000) advance(1);
      const sum = [0, 0, 0];
      readSites(kernel.room, tissue).forEach((phenotype, site) => {
        if (phenotype === 0) return;
        const place = [site % edge, Math.floor(site / edge) % edge, Math.floor(site / (edge * edge))];
        place.forEach((p, axis) => {
          sum[axis]! += (p - edge / 2) / kernel.cells;
        });
      });
      return sum;
    });
    for (const axis of [0, 1, 2]) {
      const { average, error } = summary(sums.map((sum) => sum[axis]!));
      expectWithinFour(average / error, `centre of mass along axis ${axis}`);
      expect(Math.abs(average)).toBeLessThan(0.5);
    }
  });
});
