/** What treatment rules refer to, and that they can come to something. */
import { shown } from '../complete';
import type { Rule, Scenario } from '../scenario';
import { ScenarioError } from '../words/error';
import { missing } from '../words/missing';
import { compartmentNames } from '../words/names';

export function checkRules(scenario: Scenario): void {
  const agents = [...scenario.drugs, ...(scenario.inhibitor === null ? [] : [scenario.inhibitor])];
  if (scenario.rules.length > 0) {
    const twice = agents.find((agent, index) => agents.findIndex(({ name }) => name === agent.name) < index);
    if (twice) throw new ScenarioError(`inhibitor.name: ${shown(twice.name)} is the name of a drug as well.`);
  }
  scenario.rules.forEach((rule, index) => {
    const path = `rules[${index}]`;
    if (rule.drug !== '' && !agents.some(({ name }) => name === rule.drug)) {
      throw missing(`${path}.drug`, rule.drug, 'a drug', agents);
    }
    if ((rule.kind === 'adaptive' || rule.kind === 'toxicity') && rule.resumeAbove < rule.holdBelow) {
      throw new ScenarioError(
        `${path}.resumeAbove: ${rule.resumeAbove} is below holdBelow (${rule.holdBelow}); the drug would be held and given at once.`,
      );
    }
    if (rule.kind === 'toxicity') checkToxicity(scenario, rule, path);
    if (rule.kind === 'escalate') checkSteps(rule, path);
    if (rule.kind === 'switch') checkSwitch(scenario, rule, path);
    if (rule.kind === 'resect') checkOperation(scenario, rule, path);
  });
}

function checkToxicity(scenario: Scenario, { factor }: Rule, path: string): void {
  if (!scenario.compartments.some(({ kind }) => kind === 'marrow')) {
    throw new ScenarioError(`${path}.kind: "toxicity" needs a compartment of the kind "marrow".`);
  }
  if (factor > 1) {
    throw new ScenarioError(
      `${path}.factor: ${factor} would raise the dose after a hold; at most 1 is allowed.`,
    );
  }
}

function checkSteps({ factor, limitFactor }: Rule, path: string): void {
  if (factor === 1) throw new ScenarioError(`${path}.factor: 1 leaves the dose as it is.`);
  if (factor > 1 !== limitFactor > 1) {
    throw new ScenarioError(
      `${path}.limitFactor: ${limitFactor} does not lie where steps of ${factor} lead to.`,
    );
  }
}

function checkOperation(scenario: Scenario, { compartment, onDay, atCells }: Rule, path: string): void {
  const plans = compartmentNames(scenario);
  if (compartment !== '' && !plans.some(({ name }) => name === compartment)) {
    throw missing(`${path}.compartment`, compartment, 'a compartment', plans);
  }
  if (onDay === 0 && atCells === 0) {
    throw new ScenarioError(`${path}.onDay: 0 names no day, and atCells no size, of the operation.`);
  }
}

function checkSwitch(scenario: Scenario, rule: Rule, path: string): void {
  if (rule.drug === '') throw new ScenarioError(`${path}.drug: "" names no drug to end.`);
  if (!scenario.drugs.some(({ name }) => name === rule.to)) {
    throw missing(`${path}.to`, rule.to, 'a drug', scenario.drugs);
  }
  if (rule.to === rule.drug) throw new ScenarioError(`${path}.to: ${shown(rule.to)} is the drug that ends.`);
  const variants = scenario.targets.flatMap((target) => target.variants);
  if (rule.variant !== '' && !variants.some(({ name }) => name === rule.variant)) {
    throw missing(`${path}.variant`, rule.variant, 'a variant', variants);
  }
  if (rule.on === 'finding' && rule.variant === '') {
    throw new ScenarioError(`${path}.variant: "" names no variant to find.`);
  }
}
