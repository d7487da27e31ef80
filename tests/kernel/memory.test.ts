/** A compartment that fills its memory stops with a word, every count true; what is founded beyond it is an error. */
import { describe, expect, it } from 'vitest';
import type { CompartmentKernel } from '../../src/kernel/compartmentKernel';
import { createKernel, KernelMemoryError } from '../../src/kernel/kernel';
import { Alteration, type KernelModel } from '../../src/kernel/model';
import { wildType } from '../../src/kernel/numbers/genotype';
import { founders, plainDrug, plainModel, surroundings } from '../kit/statistics';

const MAXIMUM = 8 * 2 ** 20;

function growing(changes: Partial<KernelModel> = {}): KernelModel {
  return plainModel({
    divisionPerHour: 0.2,
    deathPerHour: 0.05,
    drugs: [plainDrug()],
    alterations: [
      { kind: Alteration.pumpGain, target: 0, probability: 0.01 },
      { kind: Alteration.carrierLoss, target: 0, probability: 0.01 },
    ],
    founders: founders(1000),
    ...changes,
  });
}

function fill(kernel: CompartmentKernel): string {
  const environment = surroundings(256, { outside: [0.5] });
  for (;;) {
    const { reason } = kernel.advance(environment, Infinity);
    if (reason !== 'steps') return reason;
  }
}

describe.each(['simd', 'scalar', 'debug'] as const)('8 MiB, %s', (variant) => {
  it.each([
    ['few alterations', {}],
    [
      'a clone for every division',
      { alterations: [{ kind: Alteration.pumpFurtherGain, target: 0, probability: 1 }] },
    ],
    ['steep growth', { divisionPerHour: 1.5, deathPerHour: 0 }],
  ] as [string, Partial<KernelModel>][])(
    '%s: stops for memory with all counts consistent',
    async (_, changes) => {
      const kernel = await createKernel(variant, { maximumBytes: MAXIMUM });
      const founder = { count: 1000, genotype: { ...wildType(), pumpCopies: 1 } };
      kernel.start(growing({ founders: [founder], ...changes }), 1);
      expect(fill(kernel)).toBe('memory');
      const observed = kernel.observe();
      expect(kernel.bytes).toBeLessThanOrEqual(MAXIMUM);
      expect(kernel.bytes).toBeGreaterThan(0.25 * MAXIMUM);
      expect(observed.cells).toBe(1000 + observed.births - observed.deaths);
      expect(observed.cellsByClass.reduce((sum, count) => sum + count, 0)).toBe(observed.cells);
      expect(observed.histogram.reduce((sum, count) => sum + count, 0)).toBe(observed.cells);
      expect(observed.clones).toBe(observed.alterations + 1);
      // The end is the end: asked again, nothing changes.
      const hash = kernel.hash();
      expect(fill(kernel)).toBe('memory');
      expect(kernel.hash()).toBe(hash);
    },
  );

  it('ends at the same step with the same bits each time, and starts afresh after it', async () => {
    const kernel = await createKernel(variant, { maximumBytes: MAXIMUM });
    const ends = [1, 1].map((seed) => {
      kernel.start(growing(), seed);
      fill(kernel);
      return `${kernel.steps} ${kernel.hash()}`;
    });
    expect(ends[1]).toBe(ends[0]);
    kernel.start(growing(), 2);
    expect(kernel.cells).toBe(1000);
    expect(kernel.advance(surroundings(3), Infinity)).toEqual({ steps: 3, reason: 'steps' });
  });

  it('more founders than it holds are refused by an error that says how many it holds', async () => {
    const kernel = await createKernel(variant, { maximumBytes: MAXIMUM });
    expect(() => kernel.start(growing({ founders: founders(5_000_000) }), 1)).toThrow(KernelMemoryError);
    expect(() => kernel.start(growing({ founders: founders(5_000_000) }), 1)).toThrow(/5000000 founders/);
  });
});
