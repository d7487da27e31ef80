/** The checks behind `clonarium verify` hold for the kernel and fail for one that is a little wrong. */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { CompartmentKernel } from '../../src/kernel/compartmentKernel';
import { createKernel } from '../../src/kernel/kernel';
import type { KernelModel } from '../../src/kernel/model';
import type { TissueModel } from '../../src/kernel/tissueModel';
import { judged } from '../../src/verify/check';
import { populationChecks } from '../../src/verify/checks/population';
import { tissueChecks } from '../../src/verify/checks/tissue';
import { type Result, verify } from '../../src/verify/verify';

// A slow or busy machine may take much longer than the few seconds these need.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let kernel: CompartmentKernel;
beforeAll(async () => {
  kernel = await createKernel('simd');
});

/** The kernel, told something else than it is asked for. */
function mistaken(change: (model: KernelModel) => Partial<KernelModel>, real = kernel): CompartmentKernel {
  return new Proxy(real, {
    get(target, property) {
      if (property === 'start') {
        return (model: KernelModel, seed: number) => target.start({ ...model, ...change(model) }, seed);
      }
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** Names of the checks of a group that do not hold, up to one that a test looks for. */
async function failing(
  on: CompartmentKernel,
  group: Result['group'],
  enough: (name: string) => boolean = () => false,
): Promise<string[]> {
  const failed: string[] = [];
  let count = 0;
  for await (const { name, pass } of verify(on, 0, group)) {
    count++;
    if (!pass) failed.push(name);
    if (!pass && enough(name)) break;
  }
  expect(count).toBeGreaterThan(0);
  return failed;
}

describe('the population checks', () => {
  test('hold', async () => {
    expect(await failing(kernel, 'Population')).toEqual([]);
  });

  test('notice division that is 2% too fast', async () => {
    const isMean = (name: string) => name.endsWith('mean');
    const fast = mistaken(({ divisionPerHour }) => ({ divisionPerHour: divisionPerHour * 1.02 }));
    const failed = await failing(fast, 'Population', isMean);
    expect(failed.filter(isMean).length).toBeGreaterThan(0);
  });

  test('notice crowding that sets in later', async () => {
    const late = mistaken(({ capacity }) => ({ capacity: 1.2 * capacity }));
    const failed: string[] = [];
    // Growth that is not crowded has nothing to tell.
    for (const { group, run } of populationChecks.filter(({ run }) => run.name !== 'growth')) {
      const bench = { kernel: late, seed: 0, other: async () => late };
      for await (const finding of run(bench)) if (!judged(group, finding).pass) failed.push(finding.name);
    }
    expect(failed).toContain('Gompertz growth, 24 months');
    expect(failed).toContain('logistic growth, 5 d');
  });
});

// The tables of resistance: tests/cli/verify.test.ts, and row by row tests/science/drugs/mechanisms.test.ts.
test.each(['Cell', 'Plasma', 'Tissue', 'Program'] as const)('the checks of %s hold', async (group) => {
  expect(await failing(kernel, group)).toEqual([]);
});

describe('the tissue checks', () => {
  /** Names of those that do not hold for a kernel that is told something else of tissues than it is asked for. */
  async function failingIn(change: (tissue: TissueModel) => Partial<TissueModel>): Promise<string> {
    const tissues = await createKernel('simd', { tissue: true });
    const mistaking = (model: KernelModel) => ({ tissue: { ...model.tissue!, ...change(model.tissue!) } });
    const failed: string[] = [];
    for (const { group, run } of tissueChecks) {
      const other = async () => mistaken(mistaking, tissues);
      for await (const finding of run({ kernel, seed: 0, other })) {
        if (!judged(group, finding).pass) failed.push(finding.name);
      }
    }
    return failed.join('\n');
  }

  test('notice diffusion that is 4% too fast', async () => {
    const failed = await failingIn(({ drugFields }) => ({
      drugFields: drugFields.map((field) => ({ ...field, diffusion: 1.04 * field.diffusion })),
    }));
    expect(failed).toContain('µm from a vessel');
  });

  test('notice a barrier that lets 5% more in', async () => {
    const failed = await failingIn(({ vessels }) => ({
      vessels: vessels.map((vessel) => ({ ...vessel, surfacePerVolume: 1.05 * vessel.surfacePerVolume })),
    }));
    expect(failed).toContain('behind a barrier');
  });
});

test.each([
  ['z', 3.9, true],
  ['z', -4.1, false],
  ['relative', -0.019, true],
  ['relative', 0.021, false],
  ['count', 1, false],
  ['relative', Number.NaN, false],
] as const)('a %s of %d: %s', (statistic, value, pass) => {
  const finding = { name: 'x', theory: 'y', expected: 1, measured: 1, statistic, value };
  expect(judged('Cell', finding).pass).toBe(pass);
});
