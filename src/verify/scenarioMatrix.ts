/**
 * Cross-resistance in one scenario: what each mechanism that its cells may have is worth against each of its drugs, in
 * closed form at once, and counted in the kernel as for the drugs of the catalogue.
 */
import type { CompartmentKernel } from '../kernel/compartmentKernel';
import { targetFromCatalogue } from '../scenario/drugs';
import { completeScenario, type Drug, type Scenario, type Target } from '../scenario/schema';
import { measuredHalfEffect } from './doseResponse';
import { type Mechanism, mechanismsOf, type Shift, theoreticalShift } from './mechanisms';

const CELLS = 500_000;

const UNCHANGING: Partial<Target> = {
  gainProbability: 0,
  furtherGainProbability: 0,
  copyLossProbability: 0,
  variantProbability: 0,
  lossProbability: 0,
};

/** The drug alone, held at a level as in culture, with its own target; cells stay as they are founded. */
function alone(scenario: Scenario, drug: Drug): Scenario {
  const own = scenario.targets
    .filter(({ name }) => name === drug.target)
    .map((target) => ({ ...target, ...UNCHANGING }));
  // A drug without a target of limited number is tried on cells that alter one which it does not meet.
  const targets = own.length > 0 ? own : [targetFromCatalogue('tubulin')];
  return completeScenario({
    ...structuredClone(scenario),
    tumour: { ...scenario.tumour, founders: 1, resistantFounders: [], lesions: 1 },
    alterations: {},
    targets,
    inhibitor: null,
    rules: [],
    compartments: [],
    drugs: [
      {
        ...drug,
        unboundFraction: 1,
        pharmacokinetics: { ...drug.pharmacokinetics, route: 'level' },
        schedule: { ...drug.schedule, infusionHours: 0 },
      },
    ],
  });
}

/** Those mechanisms of the catalogue's table that the scenario has: an altered target needs a variant. */
function possible(tried: Scenario, drug: Drug): Mechanism[] {
  const variants = tried.targets[0]?.variants ?? [];
  return mechanismsOf(tried).flatMap((mechanism) => {
    const { kind } = mechanism;
    if (kind.variant === undefined || variants.some(({ name }) => name === kind.variant)) return [mechanism];
    const first = variants[0];
    return first === undefined || drug.target === ''
      ? []
      : [{ ...mechanism, kind: { ...kind, variant: first.name } }];
  });
}

/** A mechanism against a drug of the scenario. */
interface Pairing {
  drug: string;
  mechanism: Mechanism;
  tried: Scenario;
}

/** Every mechanism with every drug of a scenario, drug by drug. */
export function pairingsOf(scenario: Scenario): Pairing[] {
  return scenario.drugs.flatMap((drug) => {
    const tried = alone(scenario, drug);
    return possible(tried, drug).map((mechanism) => ({ drug: drug.name, mechanism, tried }));
  });
}

/** Fold rise of the half-effect level in closed form; Infinity where no level has an effect any more. */
export const theoryOf = ({ tried, mechanism }: Pairing): number => theoreticalShift(tried, mechanism);

/** The same, counted on half a million cells for each level. */
export function* measureScenario(kernel: CompartmentKernel, scenario: Scenario): Generator<Shift> {
  for (const pairing of pairingsOf(scenario)) {
    const { drug, mechanism, tried } = pairing;
    const { kind, around = {} } = mechanism;
    const theory = theoryOf(pairing);
    const measured =
      measuredHalfEffect(kernel, tried, kind, around, CELLS) /
      measuredHalfEffect(kernel, tried, {}, around, CELLS);
    const error = theory === Infinity && measured === Infinity ? 0 : Math.abs(measured / theory - 1);
    yield { mechanism: mechanism.name, drug, theory, measured, error };
  }
}
