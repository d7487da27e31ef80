/**
 * Methotrexate at a level that doubles step by step, as cell lines are made resistant. Cells that take up less, that
 * amplify DHFR and that alter it all arise in one run, and at every level those alive are those that theory lets live.
 * In Chinese hamster cells first steps gave altered enzyme or lower uptake, second steps more enzyme (Flintoff et al.
 * 1976 Somatic Cell Genet 2:245); in human leukaemia cells lower uptake came first (Ohnuma et al. 1985 Cancer Res 45:1815).
 *
 * Catches: a loss of the carrier that changes nothing.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createKernel } from '../../../src/kernel/kernel';
import { CLASS_NAMES, type ClassName, type Genotype } from '../../../src/kernel/model';
import { Patient } from '../../../src/patient/patient';
import { presets } from '../../../src/scenario/presets/index';
import type { Drug, Scenario } from '../../../src/scenario/schema';
import { type CellKind, halfEffectOutside } from '../../../src/verify/theory/halfEffect';
import { LONG } from '../../kit/long';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const preset = presets.find(({ id }) => id === 'methotrexate-steps');
if (preset === undefined) throw new Error('methotrexate-steps is no preset');
const scenario: Scenario = preset.scenario;
const [drug] = scenario.drugs as [Drug];
const { divisionPerDay: b, deathPerDay: d } = scenario.tumour;

function kindOf(genotype: Genotype): CellKind {
  const variant = scenario.targets[0]?.variants[genotype.alleles[0]! - 1]?.name ?? '';
  const { carrierLoss, retentionLoss } = genotype;
  return { target: 'DHFR', copies: genotype.copies[0], variant, carrierLoss, retentionLoss };
}

/**
 * Highest level at which cells of a kind do not die out, µM: b(1 − sE) = d + kE at the effect E = 1 − F/E_min, so that
 * the free target is F = (1 − E) E_min, half of what a need of 2(1 − E) E_min would ask for.
 */
function borneLevel(kind: CellKind): number {
  const effect = (b - d) / (b * drug.stasis + drug.killPerDay * drug.cycleFraction);
  return halfEffectOutside(
    scenario,
    { ...drug, neededFraction: drug.neededFraction * 2 * (1 - effect) },
    kind,
  );
}

interface Step {
  level: number;
  /** Share of cells whose kind bears the level. */
  bearing: number;
  /** Mean level that the cells' kinds bear, geometric, µM. */
  borne: number;
  leading: ClassName;
}

describe('from 0.005 to 0.64 µM', LONG, () => {
  const steps: Step[] = [];
  const most = new Map<ClassName, number>();

  beforeAll(async () => {
    const patient = new Patient(scenario, await createKernel('simd'));
    const [kernel] = patient.group.kernels;
    if (kernel === undefined) throw new Error('no kernel');
    while (patient.treatmentStartHours === null) patient.advance({ steps: 12 });
    for (let step = 1; step <= 8; step++) {
      patient.advance({ untilHours: patient.treatmentStartHours + (21 * step - 0.5) * 24 });
      const level = patient.plasmaNow[0]!;
      let [cells, bearing, logarithms] = [0, 0, 0];
      for (const { genotype, cells: count } of kernel.genotypes()) {
        const borne = borneLevel(kindOf(genotype));
        cells += count;
        logarithms += count * Math.log(borne);
        if (borne > level) bearing += count;
      }
      const { cellsByClass } = kernel.observe();
      const leading = CLASS_NAMES[cellsByClass.indexOf(Math.max(...cellsByClass))];
      steps.push({ level, bearing: bearing / cells, borne: Math.exp(logarithms / cells), leading: leading! });
    }
    for (const { cellsByClass } of patient.recorder.outputs) {
      CLASS_NAMES.forEach((name, i) => {
        most.set(name, Math.max(most.get(name) ?? 0, cellsByClass[i]!));
      });
    }
  });

  it('lower uptake, amplification and altered enzyme all arise', () => {
    for (const name of ['uptake', 'amplified', 'altered', 'several'] as const) {
      expect(most.get(name), name).toBeGreaterThan(100);
    }
  });

  it('the level doubles at every step', () => {
    steps.forEach(({ level }, i) => {
      expect(level).toBeCloseTo(0.005 * 2 ** i, 10);
    });
  });

  it('what leads first is lower uptake, and in the end not that alone', () => {
    expect(steps.find(({ leading }) => leading !== 'sensitive')?.leading).toBe('uptake');
    expect(['altered', 'several']).toContain(steps.at(-1)?.leading);
  });

  it('at the end of every step nearly all cells are of kinds that theory lets live', () => {
    for (const { level, bearing } of steps) {
      expect(bearing, `at ${level} µM`).toBeGreaterThan(0.9);
    }
  });
});
