/**
 * Growth that the estrogen receptor drives: b₀[w + (1 − w)A], A = (E2/K_E)/(1 + E2/K_E + T/K_T) (docs/model.md (20)). Births of
 * cells in the kernel against it, at many levels of endoxifen; receptor lost; receptor altered.
 *
 * Catches: an effect that speeds division up where it should slow it.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { kernelModel } from '../../../src/compile/compile';
import type { CompartmentKernel } from '../../../src/kernel/compartmentKernel';
import { createKernel } from '../../../src/kernel/kernel';
import { drugInCulture, targetFromCatalogue } from '../../../src/scenario/drugs';
import { completeScenario, type ResistantFounder } from '../../../src/scenario/schema';
import { hold } from '../../../src/verify/exchange';
import { expectWithinFour } from '../../kit/statistics';

let kernel: CompartmentKernel;
beforeAll(async () => {
  kernel = await createKernel('simd');
});

const HOURS = 48;
const CELLS = 200_000;
const UNTREATED_PER_DAY = 0.6;

interface Receptor {
  E2: number;
  KE: number;
  KT: number;
  w: number;
}

/** Share of the greatest growth b₀ that is left. */
function growth({ E2, KE, KT, w }: Receptor, T: number): number {
  return w + (1 - w) * (E2 / KE / (1 + E2 / KE + T / KT));
}

/** z of the cells after two days of growth at `perDay`: a Yule process. */
function zOfGrowth(
  receptor: Receptor,
  level: number,
  kind: Partial<ResistantFounder>,
  perDay: number,
): number {
  const { E2, KE, KT, w } = receptor;
  const scenario = completeScenario({
    stepHours: 1,
    tumour: {
      founders: 0,
      divisionPerDay: UNTREATED_PER_DAY,
      deathPerDay: 0,
      expressionCv: 0,
      resistantFounders: [{ ...kind, count: CELLS }],
    },
    targets: [
      targetFromCatalogue('estrogen receptor', {
        growthWithoutTarget: 0.1,
        variants: [{ name: 'Y537S', weight: 1, fitness: 1 }],
      }),
    ],
    drugs: [
      drugInCulture('tamoxifen', level, {
        ligandMicromolar: E2,
        ligandKdMicromolar: KE,
        kdMicromolar: KT,
        ligandIndependence: w,
        variantEffects: [{ variant: 'Y537S', kdFactor: 10, halfEffectMicromolar: 1, hill: 1 }],
      }),
    ],
  });
  kernel.start(kernelModel(scenario), 1);
  // A day for the drug to settle inside.
  hold(kernel, 24, { outside: [level] });
  const before = kernel.cells;
  hold(kernel, HOURS, { outside: [level] });
  const factor = Math.exp((perDay * HOURS) / 24);
  return (kernel.cells - before * factor) / Math.sqrt(before * factor * (factor - 1) + 1e-9);
}

describe.each<Receptor>([
  { E2: 0.0004, KE: 0.0002, KT: 0.00075, w: 0.05 },
  { E2: 0.0001, KE: 0.0002, KT: 0.02, w: 0.3 },
])('E2 $E2, K_E $KE, K_T $KT, w $w', (receptor) => {
  const multiples = [0, 0.1, 1, 3, 10, 100];

  it.each(multiples)('births at %d K_T, z < 4', (multiple) => {
    const T = multiple * receptor.KT;
    const perDay = (UNTREATED_PER_DAY * growth(receptor, T)) / growth(receptor, 0);
    expectWithinFour(zOfGrowth(receptor, T, {}, perDay), 'cells');
  });

  it('a cell without the receptor grows slowly and does not mind the drug', () => {
    const kind = { target: 'estrogen receptor', targetLost: true };
    for (const multiple of [0, 100]) {
      const z = zOfGrowth(receptor, multiple * receptor.KT, kind, 0.1 * UNTREATED_PER_DAY);
      expectWithinFour(z, `cells at ${multiple} K_T`);
    }
  });

  it('an altered receptor that holds the drug ten times less needs ten times the level', () => {
    const kind = { target: 'estrogen receptor', variant: 'Y537S' };
    const T = 3 * receptor.KT;
    const perDay = (UNTREATED_PER_DAY * growth(receptor, T / 10)) / growth(receptor, 0);
    expectWithinFour(zOfGrowth(receptor, T, kind, perDay), 'cells');
  });

  it('more of the receptor changes nothing: the ligand is not used up', () => {
    const T = 3 * receptor.KT;
    const perDay = (UNTREATED_PER_DAY * growth(receptor, T)) / growth(receptor, 0);
    // The cost of copies is what is left of the change.
    const cost = 1 - 0.01 * Math.log2(4);
    const z = zOfGrowth(receptor, T, { target: 'estrogen receptor', copies: 4 }, perDay * cost);
    expectWithinFour(z, 'cells');
  });
});

describe('share of cells with the receptor', () => {
  const { E2, KE, KT, w } = { E2: 0.0004, KE: 0.0002, KT: 0.00075, w: 0.05 };
  const LOST_GROWTH = 0.7;

  it.each([0, 20])(
    'at %d K_T of endoxifen after six days: both kinds by their own growth, z < 4',
    (multiple) => {
      const level = multiple * KT;
      const scenario = completeScenario({
        stepHours: 1,
        tumour: {
          founders: 40_000,
          divisionPerDay: UNTREATED_PER_DAY,
          deathPerDay: 0,
          expressionCv: 0,
          resistantFounders: [{ target: 'estrogen receptor', targetLost: true, count: 40_000 }],
        },
        targets: [targetFromCatalogue('estrogen receptor', { growthWithoutTarget: LOST_GROWTH })],
        drugs: [drugInCulture('tamoxifen', level, { ligandMicromolar: E2, ligandKdMicromolar: KE })],
      });
      kernel.start(kernelModel(scenario), 3);
      const counts = () => {
        const found = { positive: 0, negative: 0 };
        for (const { genotype, cells } of kernel.genotypes()) {
          found[genotype.lost[0] ? 'negative' : 'positive'] += cells;
        }
        return found;
      };
      // A day for the drug to settle inside.
      hold(kernel, 24, { outside: [level] });
      const before = counts();
      hold(kernel, 144, { outside: [level] });
      const after = counts();
      const receptor = { E2, KE, KT, w };
      const driven = growth(receptor, level) / growth(receptor, 0);
      // Yule processes: the variance of ln n(t) is (1 − e^{−bt})/n(0).
      const [a, b] = [6 * UNTREATED_PER_DAY * driven, 6 * UNTREATED_PER_DAY * LOST_GROWTH];
      const wanted = Math.log(before.positive / before.negative) + a - b;
      const spread = Math.sqrt(-Math.expm1(-a) / before.positive - Math.expm1(-b) / before.negative);
      expectWithinFour(
        (Math.log(after.positive / after.negative) - wanted) / spread,
        'positive over negative',
      );
      // Without drug the receptor wins, under it the cells that have none.
      expect(after.positive > after.negative).toBe(multiple === 0);
    },
  );
});

it('tamoxifen at its usual level holds growth at a quarter or less', () => {
  const { E2, KE, KT, w } = { E2: 0.0004, KE: 0.0002, KT: 0.00075, w: 0.05 };
  const free = 0.035 * 0.5;
  expect(growth({ E2, KE, KT, w }, free) / growth({ E2, KE, KT, w }, 0)).toBeLessThan(0.25);
});
