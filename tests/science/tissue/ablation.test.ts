/**
 * One mechanism at a time, in tumours that grow from one cell and are treated: with all of them off treatment cures,
 * with any one alone it fails by cells of that class, and with that one off, whatever else is on, the class never
 * appears.
 *
 * Catches: a loss of the carrier that changes nothing.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { CompartmentKernel } from '../../../src/kernel/compartmentKernel';
import { createKernel } from '../../../src/kernel/kernel';
import { Alteration, CLASS_NAMES, type ClassName } from '../../../src/kernel/model';
import { Patient } from '../../../src/patient/patient';
import { drugInCulture, targetFromCatalogue } from '../../../src/scenario/drugs';
import { completeScenario, type Scenario, setPath } from '../../../src/scenario/schema';

vi.setConfig({ testTimeout: 120_000 });

let kernel: CompartmentKernel;
beforeAll(async () => {
  kernel = await createKernel('simd');
});

const CELLS = 50_000;
const PROBABILITY = 2e-4;

const altered = { variants: [{ name: 'altered', weight: 1, fitness: 1 }] };
const dhfr = targetFromCatalogue('DHFR', altered);
const resists = { variant: 'altered', kdFactor: 300, halfEffectMicromolar: 1, hill: 1 };
/** A day of methotrexate in three: polyglutamates hold the target for the other two. */
const pulses = { schedule: { infusionHours: 24, everyHours: 72 } };

interface Mechanism {
  name: string;
  className: ClassName;
  alterations: Alteration[];
  /** Paths of the probabilities that switch it on. */
  paths: string[];
  scenario: object;
}

const mechanisms: Mechanism[] = [
  {
    name: 'the pump and paclitaxel',
    className: 'pump',
    alterations: [Alteration.pumpGain],
    paths: ['alterations.pumpGain'],
    scenario: {
      pump: { perCopy: 10 },
      targets: [targetFromCatalogue('tubulin', altered)],
      drugs: [drugInCulture('paclitaxel', 0.01)],
    },
  },
  {
    name: 'amplified DHFR and methotrexate',
    className: 'amplified',
    alterations: [Alteration.targetGain],
    paths: ['targets[0].gainProbability', 'targets[0].furtherGainProbability'],
    scenario: { targets: [dhfr], drugs: [drugInCulture('methotrexate', 0.03)] },
  },
  {
    name: 'altered DHFR and methotrexate',
    className: 'altered',
    alterations: [Alteration.targetVariant],
    paths: ['targets[0].variantProbability'],
    scenario: {
      targets: [dhfr],
      drugs: [drugInCulture('methotrexate', 0.05, { killPerDay: 2, variantEffects: [resists] })],
    },
  },
  {
    name: 'lost topoisomerase II and doxorubicin',
    className: 'lost',
    alterations: [Alteration.targetLoss],
    paths: ['targets[0].lossProbability'],
    scenario: {
      targets: [targetFromCatalogue('topoisomerase II', { ...altered, growthWithoutTarget: 0.9 })],
      drugs: [drugInCulture('doxorubicin', 0.1)],
    },
  },
  {
    name: 'the folate carrier and methotrexate',
    className: 'uptake',
    alterations: [Alteration.carrierLoss],
    paths: ['alterations.carrierLoss'],
    scenario: { targets: [dhfr], drugs: [drugInCulture('methotrexate', 0.03, { killPerDay: 2 })] },
  },
  {
    name: 'metabolism and cisplatin',
    className: 'metabolism',
    alterations: [Alteration.metabolismGain],
    paths: ['alterations.metabolismGain'],
    scenario: {
      metabolism: { raisedFactor: 20, highFactor: 40 },
      targets: [targetFromCatalogue('tubulin', altered)],
      drugs: [drugInCulture('cisplatin', 0.5)],
    },
  },
  {
    name: 'loss of polyglutamation and pulses of methotrexate',
    className: 'metabolism',
    alterations: [Alteration.retentionLoss],
    paths: ['alterations.retentionLoss'],
    scenario: { targets: [dhfr], drugs: [drugInCulture('methotrexate', 40, pulses)] },
  },
  {
    name: 'repair and temozolomide',
    className: 'metabolism',
    alterations: [Alteration.repairGain],
    paths: ['alterations.repairGain'],
    scenario: {
      targets: [targetFromCatalogue('tubulin', altered)],
      drugs: [drugInCulture('temozolomide', 5)],
    },
  },
];

const everyPath = [
  'alterations.pumpGain',
  'alterations.carrierLoss',
  'alterations.metabolismGain',
  'alterations.retentionLoss',
  'alterations.repairGain',
  'targets[0].gainProbability',
  'targets[0].variantProbability',
  'targets[0].lossProbability',
];

function treated(mechanism: Mechanism, paths: readonly string[], seed = 1): Patient {
  const scenario: Scenario = completeScenario({
    seed,
    stepHours: 1,
    outputEveryHours: 12,
    untilDays: 250,
    tumour: { founders: 1, divisionPerDay: 0.7, deathPerDay: 0.1 },
    treatment: { begin: 'size', atCells: CELLS },
    // Methotrexate takes two days to fill its target, in which the tumour grows on.
    stop: { relapseCells: 4 * CELLS },
    ...mechanism.scenario,
  });
  for (const path of paths) setPath(scenario, path, path.includes('further') ? 0.02 : PROBABILITY);
  const patient = new Patient(completeScenario(scenario), kernel);
  patient.advance({});
  return patient;
}

describe.each(mechanisms)('$name', (mechanism) => {
  const place = CLASS_NAMES.indexOf(mechanism.className);

  it('off, with all others off: cured, and nothing but sensitive cells', () => {
    const patient = treated(mechanism, []);
    expect(patient.stoppedBy).toBe('extinct');
    expect(kernel.clonesSince(1, 10)).toEqual([]);
  });

  it('alone: relapse, by cells of its class', () => {
    const patient = treated(mechanism, mechanism.paths);
    expect(patient.stoppedBy).toBe('cells');
    const { cells, cellsByClass } = patient.observation;
    expect(cellsByClass[place]! / cells).toBeGreaterThan(0.9);
  });

  it('off, with all others on: never there', () => {
    const others = everyPath.filter((path) => !mechanism.paths.includes(path));
    const patient = treated(mechanism, others, 2);
    const clones = kernel.clonesSince(1, 1e6);
    expect(clones.length).toBeGreaterThan(20);
    expect(clones.filter(({ alteration }) => mechanism.alterations.includes(alteration))).toEqual([]);
    // Metabolism, retention and repair are one class: there only what it stems from tells them apart.
    const shared = mechanism.className === 'metabolism';
    for (const { cellsByClass } of patient.recorder.outputs) {
      if (!shared) expect(cellsByClass[place]).toBe(0);
    }
  });
});
