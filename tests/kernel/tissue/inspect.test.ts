/** Looking into cells of a tissue: what they find where they are, what will become of them, and following them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type CellState, Inspector } from '../../../src/kernel/inspect/inspector';
import { createKernel } from '../../../src/kernel/kernel';
import type { KernelModel } from '../../../src/kernel/model';
import { wildType } from '../../../src/kernel/numbers/genotype';
import type { FieldValues } from '../../../src/kernel/observation';
import { readSites } from '../../../src/kernel/read/sites';
import type { WasmKernel } from '../../../src/kernel/wasmKernel';
import { randomFluid } from '../../kit/fluids';
import { longIf } from '../../kit/long';
import { randomEnvironment } from '../../kit/randomised';
import { ball, livingModel, plainTissue, randomTissue } from '../../kit/randomisedTissues';
import { expectWithinFour, surroundings } from '../../kit/statistics';

const whole = async (variant: 'simd' | 'scalar' | 'debug' = 'simd', threads = 1) =>
  (await createKernel(variant, { tissue: true, threads })) as WasmKernel;

let kernel: WasmKernel;
beforeAll(async () => {
  kernel = await whole();
});

/** Every living cell, by its site. */
function lookAll(inspector: Inspector, model: KernelModel, environment: Float32Array): CellState[] {
  const { tissue } = model;
  if (tissue === undefined) throw new Error('the model has no tissue');
  const [width, height] = tissue.size;
  const states: CellState[] = [];
  let wrong = 0;
  readSites(kernel.room, tissue).forEach((phenotype, number) => {
    const at = [number % width, Math.floor(number / width) % height, Math.floor(number / (width * height))];
    const place = inspector.placeAt(at as [number, number, number]);
    const state = place && inspector.look(place, environment);
    const found = state === null ? phenotype < 2 : state.phenotype === phenotype;
    if (!found || (state !== null && String(state.surroundings?.at) !== String(at))) wrong++;
    if (state !== null) states.push(state);
  });
  expect(wrong).toBe(0);
  return states;
}

const tumourOnly = (states: CellState[]) => states.filter(({ surroundings: at }) => at?.normal === false);

describe('what a cell finds where it is', () => {
  it.each([1, 2, 3, 4, 5, 6])('randomised tissue %i with fields: levels, room and oxygen', (seed) => {
    const model = randomFluid(seed);
    const { tissue } = model;
    kernel.start(model, seed);
    const environment = randomEnvironment(seed, 14);
    kernel.advance(environment, Infinity);
    const states = lookAll(new Inspector(kernel, model), model, environment.subarray(0, 8));
    expect(states.length).toBeGreaterThan(20);
    const levels = (field: number): FieldValues | undefined => kernel.fieldValues?.(field);
    const atSite = ({ size, values }: FieldValues, at: readonly number[]) => {
      const [i = 0, j = 0, k = 0] = at.map((site) => Math.floor(site / (tissue?.coarsening ?? 1)));
      return values[i + size[0] * (j + size[1] * k)];
    };
    tissue?.drugFields.forEach((_, drug) => {
      const field = levels(drug) as FieldValues;
      for (const { drugs, surroundings: where } of states) {
        expect(drugs[drug]?.outside).toBe(atSite(field, where?.at ?? []));
      }
    });
    const oxygen = tissue?.oxygen ? levels(4) : undefined;
    for (const { surroundings: where } of states) {
      expect(where?.oxygen ?? undefined).toBe(oxygen && atSite(oxygen, where?.at ?? []));
    }
    const tumour = tumourOnly(states);
    expect(tumour.length).toBe(kernel.cells);
    const seen = kernel.observe();
    const hypoxic = tumour.filter(({ surroundings: where }) => where?.oxygenShare === 0).length;
    const crowded = tumour.filter(
      ({ surroundings: where }) => where?.oxygenShare !== 0 && !where?.room,
    ).length;
    expect([hypoxic, crowded]).toEqual([seen.tissue?.hypoxic, seen.tissue?.crowded]);
    for (const { surroundings: where, divisionPerHour } of tumour) {
      if (where?.oxygenShare === 0 || where?.room === false) expect(divisionPerHour).toBe(0);
    }
  });
});

describe('what will become of it', () => {
  for (const seed of [1, 2, 3, 5])
    it(`randomised tissue ${seed}: deaths of a step, summed over all cells`, longIf(seed === 3), () => {
      const model = randomTissue(seed);
      kernel.start(model, seed);
      const environment = randomEnvironment(seed, 120);
      const inspector = new Inspector(kernel, model);
      let [seen, mean, variance] = [0, 0, 0];
      for (let step = 0; step < 120 && kernel.cells < 5000; step++) {
        const row = environment.subarray(step * 8, step * 8 + 8);
        const looked = step % 4 === 3;
        if (looked) {
          for (const { divisionPerHour, deathPerHour } of tumourOnly(lookAll(inspector, model, row))) {
            const [division, death] = [divisionPerHour * model.stepHours, deathPerHour * model.stepHours];
            const growth = division - death;
            const dies = Math.min(1, death * (Math.abs(growth) < 1e-9 ? 1 : Math.expm1(growth) / growth));
            mean += dies;
            variance += dies * (1 - dies);
          }
        }
        const before = kernel.deaths;
        kernel.advance(row, Infinity);
        if (looked) seen += kernel.deaths - before;
      }
      expect(mean).toBeGreaterThan(30);
      expectWithinFour((seen - mean) / Math.sqrt(variance), 'deaths');
    });
});

describe('following', () => {
  it.each([
    ['simd', 1],
    ['simd', 3],
    ['scalar', 1],
    ['debug', 1],
  ] as const)('%s on %i threads: changes neither hash nor course', async (variant, threads) => {
    for (const seed of [1, 2]) {
      const model = randomTissue(seed);
      const environment = randomEnvironment(seed, 60);
      const [plain, marked] = [await whole(variant, threads), await whole(variant, threads)];
      for (const each of [plain, marked]) each.start(model, seed);
      const inspector = new Inspector(marked, model);
      let most = 0;
      for (let step = 0; step < 60; step++) {
        if (step % 10 === 0) {
          const place = inspector.choose(null, () => (step % 7) / 7);
          if (place !== null) inspector.follow(place);
        }
        const row = environment.subarray(step * 8, step * 8 + 8);
        for (const each of [plain, marked]) each.advance(row, Infinity);
        if (step % 5 === 0) expect(marked.hash()).toBe(plain.hash());
        most = Math.max(most, inspector.followed(1).count);
      }
      expect(most).toBeGreaterThan(0);
      expect(marked.hash()).toBe(plain.hash());
      for (const each of [plain, marked]) each.close();
    }
  });

  it.each([
    [[90, 90], 16],
    [[40, 40, 40], 8],
  ] as const)('in %o: finds the descendants wherever they are pushed, and the cell itself', (size, reach) => {
    const tissue = plainTissue([...size] as [number, number], { reach });
    const middle = size.map((sites) => sites / 2);
    const others = ball(tissue, 3, wildType(), middle);
    const [x = 0, y = 0, z = 0] = middle;
    const own = x + size[0] * (y + size[1] * (size.length === 3 ? z : 0));
    const model = {
      ...livingModel(tissue, 0.05, 0.002),
      founders: [
        { count: 1, genotype: wildType(), sites: Uint32Array.of(own) },
        { ...others, count: others.count - 1, sites: others.sites.filter((site) => site !== own) },
      ],
    };
    kernel.start(model, 5);
    const inspector = new Inspector(kernel, model);
    const place = inspector.placeAt([x, y, size.length === 3 ? z : 0]);
    expect(place).not.toBeNull();
    if (place !== null) inspector.follow(place);
    const sites = new Set<string>();
    let most = 0;
    for (let step = 0; step < 90; step++) {
      kernel.advance(surroundings(1), Infinity);
      const alive = kernel.largestClones(9).find(({ id }) => id === 0)?.cells ?? 0;
      const { count, places, watched } = inspector.followed(400);
      expect(count).toBe(alive);
      for (const each of places) expect(inspector.look(each, surroundings(1))?.clone).toBe(0);
      if (watched !== null) sites.add(String(inspector.siteOf(watched)));
      most = Math.max(most, count);
    }
    expect(most).toBeGreaterThan(4);
    // It has been pushed about.
    expect(sites.size).toBeGreaterThan(1);
  });
});
