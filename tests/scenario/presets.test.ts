import { expect, test } from 'vitest';
import { kernelModel } from '../../src/compile/compile';
import { Alteration, Response } from '../../src/kernel/model';
import { alleles, bcrAblResponse } from '../../src/scenario/bcrAbl';
import { presets } from '../../src/scenario/presets/index';
import { completeScenario, parseScenario } from '../../src/scenario/schema';

test('the presets are these', () => {
  expect(presets.map(({ id }) => id)).toEqual([
    'selection',
    'mutator',
    'double-minutes',
    'mdr1-pump',
    'mdr1-pump-inhibitor',
    'mdr1-cross-resistance',
    'imatinib-cml',
    'tamoxifen-receptor',
    'methotrexate-dhfr',
    'methotrexate-steps',
    'rim-and-core',
    'spheroid',
    'drug-out-of-reach',
    'amplification-in-space',
    'brain-sanctuary',
    'brain-sanctuary-inhibitor',
    'brain-temozolomide',
    'brain-and-body',
    'two-drugs',
    'two-drugs-in-turn',
    'imatinib-switch',
    'competitive-release',
    'competitive-release-adaptive',
    'marrow-gene-therapy',
  ]);
});

test.each(presets.map((preset) => [preset.id, preset] as const))('%s', (_, preset) => {
  expect(preset.about.match(/\.(\s|$)/g)).toHaveLength(2);
  expect(preset.scenario.title).toBe(preset.title);
  expect(parseScenario(JSON.stringify(preset.scenario))).toEqual(preset.scenario);
  const model = kernelModel(preset.scenario);
  expect(model.drugs.length > 0 || preset.scenario.tumour.tissue !== null).toBe(true);
  expect(model.founders.length).toBeGreaterThan(0);
});

test('the pump presets differ by the inhibitor alone', () => {
  const [without, withInhibitor] = ['mdr1-pump', 'mdr1-pump-inhibitor'].map(
    (id) => presets.find((preset) => preset.id === id)?.scenario,
  );
  expect({ ...withInhibitor, title: '', about: '', inhibitor: null }).toEqual({
    ...without,
    title: '',
    about: '',
  });
});

test('shares of BCR-ABL variants add up to one', () => {
  expect(alleles).toHaveLength(19);
  expect(alleles.reduce((sum, allele) => sum + allele.share, 0)).toBeCloseTo(1, 3);
});

test('compiling turns days into hours and names into indices', () => {
  const model = kernelModel(
    completeScenario({
      tumour: {
        founders: 10,
        divisionPerDay: 2.4,
        resistantFounders: [
          { count: 3, target: 'B', variant: 'v', copies: 4, pumpCopies: 2 },
          { count: 0, carrierLoss: 1 },
        ],
      },
      alterations: { mutator: 1e-6 },
      targets: [
        { name: 'A', lossProbability: 1e-7 },
        {
          name: 'B',
          variantProbability: 1e-8,
          variants: [{ name: 'u' }, { name: 'v', weight: 2, fitness: 0.9 }],
        },
      ],
      drugs: [
        {
          name: 'one',
          target: 'B',
          response: 'hazard',
          halfEffectMicromolar: 0.3,
          killPerDay: 1 / 3,
          linearEffluxPerHour: 14,
          pumpStrength: 3,
          pumpKmMicromolar: 2,
          variantEffects: [{ variant: 'v', halfEffectMicromolar: 6, hill: 4 }],
        },
        { name: 'two', target: 'A', response: 'inhibitor', kdMicromolar: 0.1, neededFraction: 0.1 },
      ],
    }),
  );
  expect(model.divisionPerHour).toBeCloseTo(0.1, 15);
  expect(model.founders).toHaveLength(2);
  expect(model.founders[1]?.genotype).toEqual({
    pumpCopies: 2,
    copies: [1, 4, 1, 1],
    alleles: [0, 2, 0, 0],
    lost: [false, false, false, false],
    carrierLoss: 0,
    metabolism: 0,
    retentionLoss: 0,
    repair: 0,
    mutator: false,
  });
  const [one, two] = model.drugs;
  expect(one?.target).toBe(1);
  expect(one?.response).toBe(Response.hazard);
  expect(one?.killPerHour).toBeCloseTo(1 / 72, 15);
  expect(one?.pumpVmax).toBe(3 * 14 * 2);
  // Half of what enters leaves by the linear efflux: the published IC50 holds outside.
  expect(one?.alleles.map((allele) => allele.halfEffect)).toEqual([0.15, 0.15, 3]);
  expect(one?.alleles[2]?.hill).toBe(4);
  expect(two?.neededTarget).toBeCloseTo(0.05, 15);
  expect(model.targets[1]?.alleleFitness).toEqual([1, 1, 0.9]);
  expect(model.alterations).toEqual([
    { kind: Alteration.mutator, target: 0, probability: 1e-6 },
    { kind: Alteration.targetLoss, target: 0, probability: 1e-7 },
    { kind: Alteration.targetVariant, target: 1, probability: 1e-8 },
  ]);
});

test('compiling hands on double minutes, feedback, and what drugs leave in a cell', () => {
  const model = kernelModel(
    completeScenario({
      tumour: {
        crowding: 'homeostatic',
        feedbackExponent: 0.5,
        feedbackMost: 3,
        resistantFounders: [{ retentionLoss: 2, repairLevel: 1 }],
      },
      pump: { doubleMinutes: true },
      retention: { reducedLevel: 0.2, lostLevel: 0.1, cost: 0.03 },
      repair: { raisedLevel: 2, highLevel: 5, cost: 0.04 },
      alterations: { retentionLoss: 1e-6, repairGain: 1e-5 },
      targets: [{ name: 'A', doubleMinutes: true }, { name: 'B' }],
      drugs: [
        {
          name: 'antifolate',
          target: 'A',
          response: 'inhibitor',
          kdMicromolar: 1e-5,
          retained: { acts: 'binds', formPerHour: 0.3, lossPerHour: 0.1 },
        },
        {
          name: 'alkylator',
          retained: { acts: 'damages', formPerHour: 1, lossPerHour: 0.5, repairableMicromolar: 7 },
        },
        { name: 'other', retained: { formPerHour: 2 } },
      ],
    }),
  );
  expect(model.crowding).toBe('homeostatic');
  expect(model.feedback).toEqual({ exponent: 0.5, most: 3 });
  expect(model.pumpDoubleMinutes).toBe(true);
  expect(model.targets.map(({ doubleMinutes }) => doubleMinutes)).toEqual([true, false]);
  expect(model.retentionLevels).toEqual([1, 0.2, 0.1]);
  expect(model.repairLevels).toEqual([0, 2, 5]);
  expect([model.retentionCost, model.repairCost]).toEqual([0.03, 0.04]);
  expect(model.founders[1]?.genotype).toMatchObject({ retentionLoss: 2, repair: 1 });
  expect(model.alterations).toEqual([
    { kind: Alteration.retentionLoss, target: 0, probability: 1e-6 },
    { kind: Alteration.repairGain, target: 0, probability: 1e-5 },
  ]);
  expect(model.drugs.map(({ retained }) => retained)).toEqual([
    { acts: 'binds', formPerHour: 0.3, lossPerHour: 0.1, repairable: 1 },
    { acts: 'damages', formPerHour: 1, lossPerHour: 0.5, repairable: 7 },
    undefined,
  ]);
});

test('T315I is immune to three of four inhibitors', () => {
  const folds = (['imatinib', 'nilotinib', 'dasatinib', 'bosutinib'] as const).map((inhibitor) => {
    const { halfEffectMicromolar, variantEffects } = bcrAblResponse(inhibitor);
    return (
      variantEffects.find(({ variant }) => variant === 'T315I')!.halfEffectMicromolar / halfEffectMicromolar
    );
  });
  expect(Math.min(...folds)).toBeGreaterThan(30);
});
