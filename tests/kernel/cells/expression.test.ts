/** Expression: the table of levels, founders' draws from it, and how far daughters keep their mother's. */
import { beforeAll, describe, expect, it } from 'vitest';
import { expressionLevels } from '../../../src/kernel/numbers/expression';
import { wildType } from '../../../src/kernel/numbers/genotype';
import { type OpenKernel, openKernel, readCells } from '../../kit/cells';
import {
  expectRelative,
  expectWithinFour,
  founders,
  LINEAGES,
  mean,
  plainModel,
  stepWithoutDrug,
  variance,
  zOfChiSquare,
  zOfCount,
} from '../../kit/statistics';

let open: OpenKernel;
beforeAll(async () => {
  open = await openKernel('simd');
});

describe('the table of 256 levels', () => {
  it.each([0.1, 0.25, 0.6, 1])('CV %d: mean 1, the CV within 4 per cent, rising', (cv) => {
    const levels = [...expressionLevels(cv)];
    expect(mean(levels)).toBeCloseTo(1, 12);
    // 256 equal shares cut the far tail of the log-normal, the more the wider it is.
    expectRelative(Math.sqrt(variance(levels)), cv, cv <= 0.25 ? 0.01 : 0.04, 'CV');
    expect(levels.every((level, i) => i === 0 || level > levels[i - 1]!)).toBe(true);
  });
});

it('founders draw every level alike: χ² of 10⁵, z < 4', () => {
  open.kernel.start(plainModel({ expressionCv: 0.25, founders: founders(100_000) }), 5);
  const counts = new Array<number>(256).fill(0);
  for (const level of readCells(open.instance).expression) counts[level]!++;
  expectWithinFour(zOfChiSquare(counts, new Array<number>(256).fill(100_000 / 256)), 'χ²');
});

describe('inheritance', () => {
  /** Levels of mothers and of both daughters, of clones that divided exactly once in a step. */
  function families(inheritance: number): { mother: number; daughters: [number, number] }[] {
    const found: { mother: number; daughters: [number, number] }[] = [];
    for (let seed = 1; seed <= 12; seed++) {
      const model = plainModel({
        stepHours: 0.7,
        divisionPerHour: 1,
        expressionCv: 0.25,
        expressionInheritance: inheritance,
        founders: [],
      });
      open.kernel.start(model, seed);
      for (let i = 0; i < LINEAGES; i++) open.kernel.found({ count: 1, genotype: wildType() });
      const mothers = readCells(open.instance);
      stepWithoutDrug(open.kernel, 1);
      const after = readCells(open.instance);
      const clones = new Map<number, number[]>();
      after.lineage.forEach((clone, i) => {
        clones.set(clone, [...(clones.get(clone) ?? []), after.expression[i]!]);
      });
      mothers.lineage.forEach((clone, i) => {
        const daughters = clones.get(clone) ?? [];
        if (daughters.length !== 2) return;
        found.push({ mother: mothers.expression[i]!, daughters: daughters as [number, number] });
      });
    }
    return found;
  }

  function correlation(pairs: (readonly [number, number])[]): number {
    const [x, y] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
    const [mx, my] = [mean(x), mean(y)];
    const covariance = mean(pairs.map(([a, b]) => (a - mx) * (b - my)));
    return covariance / Math.sqrt(variance(x) * variance(y));
  }

  it.each([0, 0.5, 0.9, 1])(
    'ρ = %d: daughters keep the level with ρ, correlate with ρ and each other with ρ²',
    (rho) => {
      const all = families(rho);
      expect(all.length).toBeGreaterThan(8000);
      const pairs = all.flatMap(({ mother, daughters }) =>
        daughters.map((level) => [mother, level] as const),
      );
      const kept = pairs.filter(([mother, level]) => mother === level).length;
      // A level drawn anew is the same by chance once in 256.
      const probability = rho + (1 - rho) / 256;
      if (rho === 1) expect(kept).toBe(pairs.length);
      else expectWithinFour(zOfCount(kept, pairs.length, probability), 'levels kept');
      const limit = 4 / Math.sqrt(all.length);
      expect(Math.abs(correlation(pairs) - rho)).toBeLessThan(limit);
      expect(Math.abs(correlation(all.map(({ daughters }) => daughters)) - rho * rho)).toBeLessThan(limit);
    },
  );
});
