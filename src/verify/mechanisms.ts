/**
 * Every mechanism of resistance by itself: how much more drug an altered cell bears than a normal one, as counted in
 * the kernel and in closed form; and the same for every drug of the catalogue.
 */
import type { CompartmentKernel } from '../kernel/compartmentKernel';
import {
  type DrugName,
  drugCatalogue,
  drugInCulture,
  drugNames,
  type KnownDrug,
  type TargetName,
  targetFromCatalogue,
} from '../scenario/drugs';
import { completeScenario, type Drug, type Scenario } from '../scenario/schema';
import { measuredHalfEffect } from './doseResponse';
import { type Around, type CellKind, halfEffectOutside } from './theory/halfEffect';

export interface Mechanism {
  name: string;
  kind: CellKind;
  around?: Around;
}

/** Half-effect levels over those of a normal cell: above 1 resistant, below 1 more sensitive, Infinity immune. */
export interface Shift {
  mechanism: string;
  drug: string;
  theory: number;
  measured: number;
  /** |measured/theory − 1|; 0 where both are infinite. */
  error: number;
}

/** K_d of the altered form of a target over that of the normal one, where no panel of variants is published. */
const ALTERED_KD_FACTOR = 30;
const ALTERED = 'altered';

/** A scenario with one drug of the catalogue in culture, its target, and an altered form of it. */
export function drugScenario(name: DrugName): Scenario {
  const known: KnownDrug = drugCatalogue[name];
  // A drug without a target of limited number is tried on cells that alter one which it does not meet.
  const target: TargetName = known.target === '' ? 'tubulin' : known.target;
  const variants = known.panel ? {} : { variants: [{ name: ALTERED, weight: 1, fitness: 1 }] };
  const half = known.cell.halfEffectMicromolar?.value ?? 1;
  const row = {
    variant: ALTERED,
    kdFactor: ALTERED_KD_FACTOR,
    halfEffectMicromolar: half,
    hill: known.cell.hill?.value ?? 1,
  };
  const effects = known.panel || known.target === '' ? {} : { variantEffects: [row] };
  return completeScenario({
    targets: [targetFromCatalogue(target, variants)],
    drugs: [drugInCulture(name, 1, effects)],
  });
}

function targetName(scenario: Scenario): string {
  return scenario.targets[0]?.name ?? '';
}

/** The mechanisms that every drug is tried with. */
export function mechanismsOf(scenario: Scenario): Mechanism[] {
  const target = targetName(scenario);
  const variant = scenario.targets[0]?.variants.some(({ name }) => name === 'T315I') ? 'T315I' : ALTERED;
  return [
    { name: 'MDR1 on', kind: { pumpCopies: 1 } },
    { name: 'MDR1 ×10', kind: { pumpCopies: 10 } },
    { name: 'MDR1 ×10, inhibited', kind: { pumpCopies: 10 }, around: { inhibitorOverKi: 10 } },
    { name: 'target ×2', kind: { target, copies: 2 } },
    { name: 'target altered', kind: { target, variant } },
    { name: 'target lost', kind: { target, targetLost: true } },
    { name: 'carrier reduced', kind: { carrierLoss: 1 } },
    { name: 'carrier lost', kind: { carrierLoss: 2 } },
    { name: 'metabolism raised', kind: { metabolismLevel: 1 } },
    { name: 'metabolism high', kind: { metabolismLevel: 2 } },
    { name: 'retention reduced', kind: { retentionLoss: 1 } },
    { name: 'repair raised', kind: { repairLevel: 1 } },
    { name: 'repair high', kind: { repairLevel: 2 } },
    { name: 'mutator', kind: { mutator: true } },
  ];
}

/** Closed form of the shift alone. */
export function theoreticalShift(scenario: Scenario, { kind, around }: Mechanism): number {
  const drug = scenario.drugs[0] as Drug;
  return halfEffectOutside(scenario, drug, kind, around) / halfEffectOutside(scenario, drug, {}, around);
}

function measureShift(
  kernel: CompartmentKernel,
  name: DrugName,
  scenario: Scenario,
  mechanism: Mechanism,
  cells: number,
): Shift {
  const { kind, around = {} } = mechanism;
  const theory = theoreticalShift(scenario, mechanism);
  const measured =
    measuredHalfEffect(kernel, scenario, kind, around, cells) /
    measuredHalfEffect(kernel, scenario, {}, around, cells);
  const error = theory === Infinity && measured === Infinity ? 0 : Math.abs(measured / theory - 1);
  return { mechanism: mechanism.name, drug: name, theory, measured, error };
}

interface Ablation extends Mechanism {
  drug: DrugName;
  /** Changes to the scenario, for one part of a mechanism alone. */
  changes?: (scenario: Scenario) => Scenario;
}

const asItIs = (scenario: Scenario): Scenario => scenario;
const withoutBlock = (scenario: Scenario): Scenario => ({
  ...scenario,
  pump: { ...scenario.pump, blockMax: 0 },
});
const pumped: CellKind = { pumpCopies: 10 };

/** Each mechanism with a drug that it concerns. */
const ABLATIONS: readonly Ablation[] = [
  {
    name: 'P-gp efflux, entry not blocked',
    drug: 'paclitaxel',
    kind: { pumpCopies: 1 },
    changes: withoutBlock,
  },
  { name: 'P-gp efflux ×10, entry not blocked', drug: 'vincristine', kind: pumped, changes: withoutBlock },
  { name: 'P-gp efflux and entry block', drug: 'doxorubicin', kind: pumped },
  { name: 'P-gp and imatinib', drug: 'imatinib', kind: pumped },
  { name: 'P-gp, inhibitor at K_i', drug: 'doxorubicin', kind: pumped, around: { inhibitorOverKi: 1 } },
  { name: 'P-gp, inhibitor at 10 K_i', drug: 'doxorubicin', kind: pumped, around: { inhibitorOverKi: 10 } },
  {
    name: 'P-gp, competitor at 10 K_i',
    drug: 'vincristine',
    kind: pumped,
    around: { inhibitorOverKi: 10, competitive: true },
  },
  { name: 'carrier reduced', drug: 'methotrexate', kind: { carrierLoss: 1 } },
  { name: 'carrier lost', drug: 'methotrexate', kind: { carrierLoss: 2 } },
  { name: 'metabolism raised', drug: 'cisplatin', kind: { metabolismLevel: 1 } },
  { name: 'metabolism high', drug: 'cisplatin', kind: { metabolismLevel: 2 } },
  { name: 'repair raised (MGMT)', drug: 'temozolomide', kind: { repairLevel: 1 } },
  { name: 'repair high', drug: 'cisplatin', kind: { repairLevel: 2 } },
  {
    name: 'polyglutamation reduced (no resistance to a level that is held)',
    drug: 'methotrexate',
    kind: { retentionLoss: 1 },
  },
  { name: 'DHFR ×2', drug: 'methotrexate', kind: { target: 'DHFR', copies: 2 } },
  { name: 'DHFR ×10', drug: 'methotrexate', kind: { target: 'DHFR', copies: 10 } },
  { name: 'DHFR altered', drug: 'methotrexate', kind: { target: 'DHFR', variant: ALTERED } },
  {
    name: 'topoisomerase II ×2 (a poison’s target)',
    drug: 'doxorubicin',
    kind: { target: 'topoisomerase II', copies: 2 },
  },
  {
    name: 'topoisomerase II lost',
    drug: 'doxorubicin',
    kind: { target: 'topoisomerase II', targetLost: true },
  },
  { name: 'tubulin altered', drug: 'paclitaxel', kind: { target: 'tubulin', variant: ALTERED } },
  { name: 'BCR-ABL T315I', drug: 'imatinib', kind: { target: 'BCR-ABL', variant: 'T315I' } },
  { name: 'BCR-ABL E255K', drug: 'dasatinib', kind: { target: 'BCR-ABL', variant: 'E255K' } },
  { name: 'BCR-ABL Y253H', drug: 'nilotinib', kind: { target: 'BCR-ABL', variant: 'Y253H' } },
  { name: 'BCR-ABL T315I', drug: 'ponatinib', kind: { target: 'BCR-ABL', variant: 'T315I' } },
  {
    name: 'estrogen receptor altered',
    drug: 'tamoxifen',
    kind: { target: 'estrogen receptor', variant: ALTERED },
  },
  {
    name: 'estrogen receptor lost',
    drug: 'tamoxifen',
    kind: { target: 'estrogen receptor', targetLost: true },
  },
  { name: 'mutator (no resistance by itself)', drug: 'doxorubicin', kind: { mutator: true } },
];

/** Cells per count; errors of a shift stay well below a per cent. */
const ABLATION_CELLS = 600_000;
const MATRIX_CELLS = 300_000;

/** The ablation table, row by row as it is measured. */
export function* measureAblations(kernel: CompartmentKernel, cells = ABLATION_CELLS): Generator<Shift> {
  for (const { drug, changes = asItIs, ...mechanism } of ABLATIONS) {
    yield measureShift(kernel, drug, changes(drugScenario(drug)), mechanism, cells);
  }
}

/** The cross-resistance matrix, drug by drug. */
export function* measureMatrix(kernel: CompartmentKernel, cells = MATRIX_CELLS): Generator<Shift> {
  for (const drug of drugNames) {
    const scenario = drugScenario(drug);
    for (const mechanism of mechanismsOf(scenario)) {
      yield measureShift(kernel, drug, scenario, mechanism, cells);
    }
  }
}
