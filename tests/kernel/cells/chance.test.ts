/** The bound under which candidates are drawn: no cell of a tile may exceed it, or its events would be too rare. */
import { describe, expect, it } from 'vitest';
import { Dice } from '../../../bench/fuzz/dice';
import { createKernel } from '../../../src/kernel/kernel';
import { type DrugModel, Response } from '../../../src/kernel/model';
import { fate } from '../../../src/kernel/reference/fate';
import { ResponseCurves } from '../../../src/kernel/reference/response';
import { WasmKernel } from '../../../src/kernel/wasmKernel';
import { alleles, wildType } from '../../../src/scenario/bcrAbl';
import { randomEnvironment, randomModel } from '../../kit/randomised';
import { plainDrug } from '../../kit/statistics';

describe('the largest effect in a tile', () => {
  const panel = [wildType, ...alleles].map(({ imatinib: [nanomolar, hill] }) => ({
    kdFactor: 1,
    halfEffect: nanomolar / 1000,
    hill,
  }));
  const drugs: [string, DrugModel][] = [
    ['a hazard over the BCR-ABL panel', plainDrug({ response: Response.hazard, target: 0, alleles: panel })],
    ['a Hill curve over the same', plainDrug({ response: Response.hill, target: 0, alleles: panel })],
    ['a line', plainDrug({ response: Response.linear, target: 0, alleles: panel })],
    [
      'a table that falls and rises',
      plainDrug({
        response: Response.points,
        target: 0,
        points: [
          [0.01, 0.8],
          [0.1, 0.1],
          [2, 1.4],
          [3, 0],
        ],
        alleles: panel.map((allele) => ({ ...allele, halfEffect: allele.halfEffect / 0.1876 })),
      }),
    ],
    ['a poison', plainDrug({ response: Response.poison, alleles: panel.slice(0, 2) })],
  ];

  it.each(drugs)('of %s holds every allele at every smaller argument, to 10⁻⁶', (_, drug) => {
    const curves = new ResponseCurves();
    const dice = new Dice(8);
    for (let i = 0; i < 3000; i++) {
      const most = Math.fround(2 ** (60 * dice.next() - 30));
      const bound = curves.largestEffect(drug, 0, most);
      for (let allele = 0; allele < drug.alleles.length; allele++) {
        for (const x of [most, Math.fround(most * dice.next())]) {
          expect(curves.effect(drug, 0, allele, x)).toBeLessThanOrEqual(bound * (1 + 1e-6));
        }
      }
    }
  });

  it('is nothing where there is no drug', () => {
    for (const [, drug] of drugs) expect(new ResponseCurves().largestEffect(drug, 0, 0)).toBe(0);
  });
});

it('the probability of an event is 1 − e^{−(b+d)Δt} to 2·10⁻⁶, and death has its share, up to the rate limit', () => {
  const dice = new Dice(9);
  for (let i = 0; i < 20_000; i++) {
    const [division, death] = [8 * dice.next() ** 4, 8 * dice.next() ** 4].map(Math.fround) as [
      number,
      number,
    ];
    const { dies, any } = fate(division, death);
    const event = -Math.expm1(-division - death);
    expect(Math.abs(any / event - 1)).toBeLessThan(2e-6);
    expect(Math.abs(dies / ((event * death) / (division + death)) - 1)).toBeLessThan(2e-6);
  }
});

describe('steps that are timed', () => {
  it.each([1, 2])('give the same bits, and every phase some time, %i threads', async (threads) => {
    const environment = randomEnvironment(4, 60);
    const hashes: string[] = [];
    for (const timed of [false, true]) {
      const kernel = (await createKernel('simd', { threads })) as WasmKernel;
      expect(kernel).toBeInstanceOf(WasmKernel);
      kernel.start(randomModel(4), 4);
      kernel.timePhases(timed);
      kernel.advance(environment, Infinity);
      hashes.push(kernel.hash());
      const phases = kernel.phases();
      if (timed) for (const seconds of Object.values(phases)) expect(seconds).toBeGreaterThan(0);
      else expect(Object.values(phases)).toEqual([0, 0, 0, 0]);
      kernel.close();
    }
    expect(hashes[1]).toBe(hashes[0]);
  });
});
