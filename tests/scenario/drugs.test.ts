import { describe, expect, test } from 'vitest';
import { kernelModel } from '../../src/compile/compile';
import { Dosing } from '../../src/patient/treatment/dosing';
import { modesOf } from '../../src/patient/treatment/linearKinetics';
import { alleles } from '../../src/scenario/bcrAbl';
import {
  brainBarrier,
  type DrugName,
  drugCatalogue,
  drugFromCatalogue,
  drugInCulture,
  drugNames,
  type InhibitorName,
  inhibitorCatalogue,
  inhibitorFromCatalogue,
  type KnownDrug,
  type KnownInhibitor,
  type TargetName,
  targetFromCatalogue,
} from '../../src/scenario/drugs';
import { type Agent, completeScenario, type Drug } from '../../src/scenario/schema';

const inhibitorNames = Object.keys(inhibitorCatalogue) as InhibitorName[];
const everything: (KnownDrug | KnownInhibitor)[] = [
  ...Object.values(drugCatalogue),
  ...Object.values(inhibitorCatalogue),
];

/** Standard atomic weights (IUPAC 2021, abridged). */
const ATOMIC_WEIGHT: Record<string, number> = {
  C: 12.011,
  H: 1.008,
  N: 14.007,
  O: 15.999,
  F: 18.998,
  S: 32.06,
  Cl: 35.45,
  Pt: 195.08,
};

function massOf(formula: string): number {
  return [...formula.matchAll(/([A-Z][a-z]?)(\d*)/g)].reduce(
    (sum, [, atom, count]) => sum + ATOMIC_WEIGHT[atom!]! * Number(count || 1),
    0,
  );
}

function scenarioOf(name: DrugName, inhibitor: InhibitorName | null = null) {
  const { target } = drugCatalogue[name];
  return completeScenario({
    targets: target === '' ? [] : [targetFromCatalogue(target)],
    drugs: [drugFromCatalogue(name)],
    inhibitor: inhibitor === null ? null : inhibitorFromCatalogue(inhibitor),
  });
}

const drugOf = (name: DrugName) => scenarioOf(name).drugs[0] as Drug;

/** Highest, lowest and mean total level in one interval between doses, after `doses` earlier ones. */
function interval(agent: Agent, doses: number): { peak: number; trough: number; mean: number } {
  const { everyHours } = agent.schedule;
  const dosing = new Dosing({ ...agent, schedule: { ...agent.schedule, doses: 0 } });
  dosing.begin(0);
  const start = doses * everyHours;
  dosing.advance(0, start);
  const steps = 4000;
  let [peak, trough, area] = [0, Infinity, 0];
  for (let i = 0; i < steps; i++) {
    const from = start + (i * everyHours) / steps;
    const level = dosing.levelAt(from);
    peak = Math.max(peak, level);
    trough = Math.min(trough, level);
    area += dosing.advance(from, from + everyHours / steps);
  }
  return { peak, trough, mean: area / steps };
}

function expectBetween(value: number, low: number, high: number): void {
  expect(value).toBeGreaterThanOrEqual(low);
  expect(value).toBeLessThanOrEqual(high);
}

test('thirteen substances', () => {
  expect([...drugNames, ...inhibitorNames].sort()).toEqual(
    (
      'cisplatin dasatinib doxorubicin imatinib methotrexate nilotinib paclitaxel ponatinib tamoxifen ' +
      'tariquidar temozolomide verapamil vincristine'
    ).split(' '),
  );
});

test.each(everything.map((known) => [known.name, known] as const))('%s', (name, known) => {
  expect(Math.abs(known.molarMass - massOf(known.formula))).toBeLessThan(0.1);
  expect(known.action).toMatch(/^[A-Z].*\.$/);
  const barrier = 'barrier' in known ? Object.values(known.barrier) : [];
  const numbers = [
    ...Object.values(known.cell),
    ...Object.values(known.plasma.kinetics),
    ...Object.values(known.plasma.schedule),
    known.plasma.unboundFraction,
    ...barrier,
  ];
  expect(numbers.length).toBeGreaterThan(5);
  for (const each of numbers) {
    expect(['cited', 'derived', 'assumed'], `${name}: ${JSON.stringify(each)}`).toContain(each.mark.kind);
  }
});

test.each(drugNames)('%s makes a scenario block that holds its numbers', (name) => {
  const scenario = scenarioOf(name);
  const known: KnownDrug = drugCatalogue[name];
  const [drug] = scenario.drugs as [Drug];
  for (const [key, each] of Object.entries(known.cell)) {
    expect(drug[key as keyof Drug], key).toBe((each as { value: number }).value);
  }
  expect(drug.schedule.everyHours).toBe(known.plasma.schedule.everyHours?.value);
  expect(kernelModel(scenario).drugs[0]?.target).toBe(known.target === '' ? -1 : 0);
  const held = completeScenario({ ...scenario, drugs: [drugInCulture(name, 0.5, { hill: 3 })] }).drugs[0];
  expect(held?.schedule.levelMicromolar).toBe(0.5);
  expect(held?.schedule.doses).toBe(0);
  expect(held?.unboundFraction).toBe(1);
  expect(held?.hill).toBe(3);
});

test('P-glycoprotein carries these and no others', () => {
  const carried = drugNames.filter((name) => drugOf(name).pumpStrength > 0).sort();
  expect(carried).toEqual(['dasatinib', 'doxorubicin', 'imatinib', 'nilotinib', 'paclitaxel', 'vincristine']);
});

test('drugs that share a target name the same one', () => {
  const target = (name: DrugName): TargetName | '' => drugCatalogue[name].target;
  expect(target('paclitaxel')).toBe(target('vincristine'));
  const inhibitors: DrugName[] = ['imatinib', 'dasatinib', 'nilotinib', 'ponatinib'];
  const scenario = completeScenario({
    targets: [targetFromCatalogue('BCR-ABL')],
    drugs: inhibitors.map((name) => drugFromCatalogue(name)),
  });
  const model = kernelModel(scenario);
  expect(model.drugs.map((drug) => drug.target)).toEqual([0, 0, 0, 0]);
  const T315I = 1 + alleles.findIndex(({ name }) => name === 'T315I');
  // Published IC50s in nM (Leighow et al. 2020; ponatinib: O'Hare et al. 2009).
  expect(model.drugs.map(({ alleles: each }) => (each[T315I]?.halfEffect ?? 0) * 1000)).toEqual([
    5885, 9551, 45177, 11,
  ]);
  // Ponatinib was not measured on E459K.
  const E459K = 1 + alleles.findIndex(({ name }) => name === 'E459K');
  expect(model.drugs[3]?.alleles[E459K]?.halfEffect).toBe(0.0005);
});

describe('plasma levels at the usual doses', () => {
  test('imatinib 400 mg a day: trough 0.979 mg/L (Larson et al. 2008), 10%', () => {
    const { trough } = interval(drugOf('imatinib'), 30);
    expect(Math.abs((trough * 493.6) / 1000 / 0.979 - 1)).toBeLessThan(0.1);
  });

  test('dasatinib 100 mg: area 313.9 µg·h/L, peak 104.5 µg/L (Christopher et al. 2008), 1%; half-life 3.6 h', () => {
    const { peak, mean } = interval(drugOf('dasatinib'), 10);
    expect(Math.abs((mean * 24 * 488) / 313.9 - 1)).toBeLessThan(0.01);
    expect(Math.abs((interval(drugOf('dasatinib'), 0).peak * 488) / 104.5 - 1)).toBeLessThan(0.01);
    expect(peak * 488).toBeGreaterThan(104);
    const slowest = Math.min(...modesOf(drugOf('dasatinib').pharmacokinetics).ratesPerHour);
    expect(Math.LN2 / slowest).toBeCloseTo(3.6, 1);
  });

  test('ponatinib 45 mg a day: peak 73 µg/L, trough above 40 nM (prescribing information), 20%', () => {
    const { peak, trough } = interval(drugOf('ponatinib'), 30);
    expect(Math.abs((peak * 532.6) / 73 - 1)).toBeLessThan(0.2);
    expect(trough).toBeGreaterThan(0.04);
  });

  test('methotrexate 16.2 g in five hours: 912 µM at their end, 2.5 µM at 24 h (Zhang et al. 2015)', () => {
    const agent = drugOf('methotrexate');
    const dosing = new Dosing({ ...agent, schedule: { ...agent.schedule, doseMg: 16_200, doses: 1 } });
    dosing.begin(0);
    dosing.advance(0, 5);
    expect(Math.abs(dosing.levelAt(5) / 912 - 1)).toBeLessThan(0.02);
    dosing.advance(5, 24);
    expect(Math.abs(dosing.levelAt(24) / 2.5 - 1)).toBeLessThan(0.05);
  });

  test('temozolomide: about 50 µM at the peak, half-life 2.1 h', () => {
    expectBetween(interval(drugOf('temozolomide'), 0).peak, 45, 60);
    expect(Math.LN2 / modesOf(drugOf('temozolomide').pharmacokinetics).ratesPerHour[0]!).toBeCloseTo(2.1, 1);
  });

  test('paclitaxel 175 mg/m² in 3 h: peak 3650 µg/L, half-life 20.2 h (label), 1%', () => {
    const paclitaxel = drugOf('paclitaxel');
    expect(Math.abs((interval(paclitaxel, 0).peak * 853.9) / 3650 - 1)).toBeLessThan(0.01);
    const slowest = Math.min(...modesOf(paclitaxel.pharmacokinetics).ratesPerHour);
    expect(Math.abs(Math.LN2 / slowest / 20.2 - 1)).toBeLessThan(0.01);
  });

  test('vincristine: half-lives 1.9 min, 19.2 min, 22.6 h and 167.6 L at steady state (Cancer Res 1981), 1%', () => {
    const { pharmacokinetics } = drugOf('vincristine');
    const halfLives = modesOf(pharmacokinetics)
      .ratesPerHour.map((rate) => Math.LN2 / rate)
      .sort((a, b) => a - b);
    [1.9 / 60, 19.2 / 60, 1359 / 60].forEach((wanted, index) => {
      expect(Math.abs(halfLives[index]! / wanted - 1)).toBeLessThan(0.01);
    });
    const { centralLitres, peripheral2Litres, peripheral3Litres } = pharmacokinetics;
    expect(Math.abs((centralLitres + peripheral2Litres + peripheral3Litres) / 167.6 - 1)).toBeLessThan(0.01);
  });

  test('cisplatin 75 mg/m² in an hour: 8–11 µM of free platinum at the end, steady volume 35.4 L', () => {
    expectBetween(interval(drugOf('cisplatin'), 0).peak, 8, 11);
    const { centralLitres, peripheral2Litres } = drugOf('cisplatin').pharmacokinetics;
    expect(centralLitres + peripheral2Litres).toBeCloseTo(35.4, 6);
  });

  test('endoxifen 30–40 nM; nilotinib at dose over clearance, 1%', () => {
    expectBetween(interval(drugOf('tamoxifen'), 60).mean, 0.03, 0.04);
    const steady = ((400 / 529.5) * 1000) / (12.8 * 12);
    expect(Math.abs(interval(drugOf('nilotinib'), 20).mean / steady - 1)).toBeLessThan(0.01);
  });

  test('tariquidar blocks two thirds of the pump for two days, verapamil a third at most', () => {
    const activity = (name: InhibitorName, hours: number) => {
      const { inhibitor } = scenarioOf('paclitaxel', name);
      if (inhibitor === null) throw new Error('no inhibitor');
      const dosing = new Dosing(inhibitor);
      dosing.begin(0);
      dosing.advance(0, hours);
      return 1 / (1 + (dosing.levelAt(hours) * inhibitor.unboundFraction) / inhibitor.kiMicromolar);
    };
    expect(activity('tariquidar', 48)).toBeLessThan(1 / 3);
    for (let hours = 1; hours < 240; hours++) {
      expect(activity('verapamil', hours)).toBeGreaterThan(2 / 3);
    }
  });
});

describe('the barrier of the brain', () => {
  test.each(drugNames)('%s: ratio with and without the pump come back', (name) => {
    const { unboundRatio, foldWithoutPump } = drugCatalogue[name].barrier;
    const { pumpOverPermeability, bulkOverPermeability } = brainBarrier(name);
    expect(pumpOverPermeability).toBeGreaterThanOrEqual(0);
    expect(1 / (1 + pumpOverPermeability + bulkOverPermeability)).toBeCloseTo(unboundRatio.value, 12);
    expect(1 / (1 + bulkOverPermeability)).toBeCloseTo(unboundRatio.value * foldWithoutPump.value, 12);
  });

  test('the pump of the barrier turns away what the pump of cells does', () => {
    for (const name of drugNames) {
      const pumped = brainBarrier(name).pumpOverPermeability > 1e-9;
      expect(pumped, name).toBe(drugOf(name).pumpStrength > 0);
    }
  });
});

describe('a receptor whose ligand is displaced', () => {
  const model = (changes: Partial<Drug>) =>
    kernelModel(
      completeScenario({
        targets: [
          targetFromCatalogue('estrogen receptor', { variants: [{ name: 'Y537S', weight: 1, fitness: 1 }] }),
        ],
        drugs: [
          drugFromCatalogue('tamoxifen', {
            ...changes,
            variantEffects: [{ variant: 'Y537S', kdFactor: 10, halfEffectMicromolar: 1, hill: 2 }],
          }),
        ],
      }),
    ).drugs[0];

  test.each([
    { E2: 0.0004, KE: 0.0002, KT: 0.00075, w: 0.05 },
    { E2: 0.003, KE: 0.0001, KT: 0.02, w: 0.3 },
    { E2: 0.00001, KE: 0.0002, KT: 0.001, w: 0 },
  ])('is a stasis curve: E2 $E2, K_E $KE, K_T $KT, w $w', ({ E2, KE, KT, w }) => {
    const drug = model({
      ligandMicromolar: E2,
      ligandKdMicromolar: KE,
      kdMicromolar: KT,
      ligandIndependence: w,
    });
    const growth = (T: number) => w + ((1 - w) * (E2 / KE)) / (1 + E2 / KE + T / KT);
    for (const T of [0, 0.1 * KT, KT, 30 * KT, 1e4 * KT]) {
      const { halfEffect, hill } = drug!.alleles[0]!;
      expect(hill).toBe(1);
      expect(1 - (drug!.stasis * T) / (T + halfEffect)).toBeCloseTo(growth(T) / growth(0), 12);
    }
    expect(drug?.alleles[1]?.halfEffect).toBeCloseTo(10 * KT * (1 + E2 / KE), 12);
    expect(drug?.kd).toBeCloseTo(KT * (1 + E2 / KE), 12);
  });

  test('without ligand there is no growth left to take', () => {
    expect(model({ ligandMicromolar: 0 })?.stasis).toBe(0);
  });
});
