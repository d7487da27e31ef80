/** Which fields can matter as the scenario stands: a tablet has no infusion, one compartment no second volume. */
import type { Agent, Drug, OtherCompartment, Rule, RuleKind, Scenario } from '../../scenario/scenario';
import type { Field } from './expand';

/** Set by choosing a preset or a file, or shown elsewhere on the page. */
const elsewhere = new Set(['version', 'seed']);

export function matters(field: Field, scenario: Scenario): boolean {
  const { parameter, path } = field;
  if (path === 'tumour.tissue.vessels.image') {
    return scenario.tumour.tissue?.vessels.arrangement === 'image';
  }
  if (parameter.kind === 'text' || elsewhere.has(path)) return false;
  const isTissue = tissueMatters(path, scenario);
  if (isTissue !== null) return isTissue;
  const owner = agentAt(path, scenario);
  if (owner !== null)
    return agentMatters(path, owner) && (!('response' in owner) || drugMatters(path, owner));
  if (path.startsWith('tumour.feedback')) return scenario.tumour.crowding === 'homeostatic';
  const rule = ruleAt(path, scenario);
  if (rule !== null) return ruleMatters(path, rule);
  if (path === 'treatment.controlEveryHours') return scenario.rules.length > 0;
  // What the page makes of them is the choice of the next drug.
  if (path.startsWith('response.')) return scenario.rules.some(({ kind }) => kind === 'switch');
  const compartment = /^compartments\[(\d+)\]\.(\w+)$/.exec(path);
  if (compartment !== null) {
    return compartmentMatters(scenario.compartments[Number(compartment[1])], compartment[2] ?? '');
  }
  if (path === 'tumour.capacity') return scenario.tumour.crowding !== 'none';
  if (path === 'treatment.atCells') return scenario.treatment.begin === 'size';
  if (path === 'treatment.onDay') return scenario.treatment.begin === 'day';
  return true;
}

/** Null of what has nothing to do with places. */
function tissueMatters(path: string, { tumour: { tissue }, compartments, drugs }: Scenario): boolean | null {
  const compartment = /^compartments\[(\d+)\]\..*?(inTissue|permeabilityFactor)$/.exec(path);
  if (compartment !== null) {
    const { kind, inTissue } = compartments[Number(compartment[1])] as OtherCompartment;
    return tissue !== null && kind !== 'marrow' && (inTissue || compartment[2] === 'inTissue');
  }
  const name = path.slice(path.lastIndexOf('.') + 1);
  const drug = /^drugs\[(\d+)\]\.tissue\./.exec(path);
  if (drug !== null) {
    // Kill that follows growth spares quiescent cells altogether.
    const spared = name === 'quiescentKill' && drugs[Number(drug[1])]?.killFollowsGrowth;
    return tissue !== null && !spared;
  }
  if (path === 'tumour.crowding') return tissue === null;
  if (tissue === null || !path.startsWith('tumour.tissue.')) return null;
  const { vessels, oxygen, normal } = tissue;
  if (path.includes('.oxygen.')) {
    return name === 'present' || (oxygen.present && (name !== 'boundaryMmHg' || oxygen.boundary === 'fixed'));
  }
  if (path.includes('.normal.')) return name === 'share' || normal.share > 0;
  if (!path.includes('.vessels.')) return true;
  const grid = vessels.arrangement === 'square' || vessels.arrangement === 'hexagonal';
  const random = vessels.arrangement === 'random';
  if (name === 'spacingMicrometres') return grid;
  if (name === 'perSquareMillimetre' || name === 'leastDistanceMicrometres') return random;
  if (name === 'windingMicrometres' && tissue.sitesZ === 1) return false;
  if (name.startsWith('oxygen') && !oxygen.present) return false;
  return name === 'arrangement' || vessels.arrangement !== 'none';
}

function ruleAt(path: string, scenario: Scenario): Rule | null {
  const index = /^rules\[(\d+)\]/.exec(path)?.[1];
  return index === undefined ? null : (scenario.rules[Number(index)] ?? null);
}

const RULE_FIELDS: Readonly<Partial<Record<RuleKind, readonly string[]>>> = {
  cycle: ['onDays', 'offDays', 'cycles', 'onDay'],
  adaptive: ['holdBelow', 'resumeAbove'],
  toxicity: ['holdBelow', 'resumeAbove', 'factor'],
  escalate: ['factor', 'everyDays', 'limitFactor'],
  switch: ['on', 'variantShare'],
};

function ruleMatters(path: string, rule: Rule): boolean {
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (name === 'variantShare' && rule.variant === '') return false;
  return name === 'kind' || (RULE_FIELDS[rule.kind] ?? []).includes(name);
}

const ONLY_MARROW = new Set([
  'meanTransitHours',
  'normalGigaPerLitre',
  'feedbackExponent',
  'feedbackMost',
  'transducedShare',
  'transducedCopies',
]);
const NEVER_MARROW = new Set(['divisionPerDay', 'deathPerDay', 'crowding', 'capacity']);

function compartmentMatters(compartment: OtherCompartment | undefined, name: string): boolean {
  if (compartment?.kind === 'marrow') return !NEVER_MARROW.has(name);
  return name === 'capacity' ? compartment?.crowding !== 'none' : !ONLY_MARROW.has(name);
}

function agentAt(path: string, scenario: Scenario): Drug | Agent | null {
  const index = /^drugs\[(\d+)\]/.exec(path)?.[1];
  if (index !== undefined) return scenario.drugs[Number(index)] ?? null;
  return path.startsWith('inhibitor.') ? scenario.inhibitor : null;
}

function agentMatters(path: string, agent: Agent): boolean {
  const { route, compartments } = agent.pharmacokinetics;
  const { schedule } = agent;
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (name === 'levelMicromolar') return route === 'level';
  if (route === 'level') {
    return (
      !(path.includes('.pharmacokinetics.') && name !== 'route') && name !== 'doseMg' && name !== 'molarMass'
    );
  }
  if (name === 'infusionHours') return route === 'infusion';
  if (name === 'absorptionPerHour') return route === 'oral';
  if (name.includes('2Litres') || name === 'peripheral2Litres') return compartments >= 2;
  if (name.includes('3Litres') || name === 'peripheral3Litres') return compartments >= 3;
  if (name === 'everyHours') return schedule.doses !== 1;
  return true;
}

function drugMatters(path: string, drug: Drug): boolean {
  const name = path.slice(path.lastIndexOf('.') + 1);
  const { response } = drug;
  if (name === 'neededFraction') return response === 'inhibitor';
  if (path.includes('.points[')) return response === 'points';
  if (name === 'halfEffectMicromolar' || name === 'hill') {
    if (response === 'points') return name !== 'hill' && drug.variantEffects.length > 0;
    return response !== 'inhibitor' && response !== 'receptor' && (name !== 'hill' || response !== 'linear');
  }
  if (name.startsWith('ligand')) return response === 'receptor';
  if (path.includes('.retained.')) return retainedMatters(name, drug);
  if (name === 'stasis') return response !== 'receptor' && response !== 'hazard';
  if (name === 'kdMicromolar' || name === 'kdFactor') return drug.target !== '';
  if (name === 'pumpKmMicromolar') return drug.pumpStrength > 0;
  if (name === 'carrierKmMicromolar') return drug.carrierVmaxMicromolarPerHour > 0;
  return true;
}

function retainedMatters(name: string, { retained }: Drug): boolean {
  if (name === 'acts') return true;
  return retained.acts === 'damages' || (retained.acts === 'binds' && name !== 'repairableMicromolar');
}
