/**
 * Dose and response of BCR-ABL and its variants (Leighow et al. 2020; ponatinib: O'Hare et al. 2009): the published
 * viability assay run on cells of the kernel, for every variant and every drug of the catalogue.
 *
 * Catches: kill 2% too fast; the response curve of another allele.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { CompartmentKernel } from '../../../src/kernel/compartmentKernel';
import { createKernel } from '../../../src/kernel/kernel';
import { alleles } from '../../../src/scenario/bcrAbl';
import {
  assayScenario,
  type PanelDrug,
  panelDrugs,
  publishedCurve,
  survivors,
  viability,
} from '../../../src/verify/viability';
import { reference } from '../../kit/published';
import { expectRelative, expectWithinFour, zOfCount } from '../../kit/statistics';

// A slow or busy machine may take much longer than the few seconds these need.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let kernel: CompartmentKernel;
beforeAll(async () => {
  kernel = await createKernel('simd');
});
const variants = ['', ...alleles.map(({ name }) => name)];

describe('viability after 72 h at 0.3, 1 and 3 times the IC50, z < 4', () => {
  it.each(panelDrugs)('%s: all twenty alleles', (drug) => {
    const scenario = assayScenario(drug);
    const cells = 50_000;
    let seed = 0;
    for (const variant of variants) {
      const curve = publishedCurve(scenario, variant);
      for (const multiple of [0.3, 1, 3]) {
        const levelMicromolar = curve.ic50 * multiple;
        const alive = survivors(kernel, scenario, { variant, levelMicromolar, cells, seed: ++seed });
        const wanted = viability(curve, levelMicromolar);
        // A curve so steep that less than one cell of 50,000 survives or dies is told by that alone.
        const expected = cells * Math.min(wanted, 1 - wanted);
        if (expected < 5) expect(Math.min(alive, cells - alive)).toBeLessThan(25);
        else expectWithinFour(zOfCount(alive, cells, wanted), `${variant} at ${multiple} IC50`);
      }
    }
  });
});

describe('K1: hazard and standstill of eight alleles, 1%', () => {
  type Row = Record<string, number>;
  const { expected } = reference<Record<string, Row>, string>('K1');
  const name = (allele: string) => (allele === 'WT' ? '' : allele);

  it.each([
    ['imatinib', 0.5, 'imatinib_alpha_500nM'],
    ['nilotinib', 0.1, 'nilotinib_alpha_100nM'],
    ['dasatinib', 0.01, 'dasatinib_alpha_10nM'],
  ] as const)('%s at %d µM: kill per day', (drug: PanelDrug, levelMicromolar, column) => {
    const scenario = assayScenario(drug);
    for (const [allele, row] of Object.entries(expected)) {
      const cells = 2_000_000;
      const alive = survivors(kernel, scenario, { variant: name(allele), levelMicromolar, cells, seed: 5 });
      const perDay = row[column]!;
      const share = -Math.expm1(-3 * perDay);
      expectWithinFour(zOfCount(cells - alive, cells, Math.max(share, 1e-9)), `${allele}: deaths`);
      if (share > 0.02) expectRelative(-Math.log(alive / cells) / 3, perDay, 0.01, `${allele}: kill per day`);
      else expect(-Math.log(alive / cells) / 3).toBeLessThan(1.2 * perDay + 1e-6);
    }
  });

  it.each([
    ['imatinib', 'C_stasis_imatinib'],
    ['dasatinib', 'C_stasis_dasatinib'],
  ] as const)('%s: at the level of standstill cells neither grow nor shrink', (drug, column) => {
    const scenario = assayScenario(drug);
    for (const [allele, row] of Object.entries(expected)) {
      const cells = 400_000;
      const alive = survivors(kernel, scenario, {
        variant: name(allele),
        levelMicromolar: row[column]! / 1000,
        cells,
        seed: 9,
        divisionPerDay: 0.75,
        deathPerDay: 0.05,
      });
      // Births and deaths at 0.75 a day each for three days: a standard error of 0.3%.
      expectRelative(alive, cells, 0.01, allele);
    }
  });
});
