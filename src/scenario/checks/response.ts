/** Whether a drug's response can be what it is used as: hazards and tables have a shape that single ranges cannot see. */
import { Limit } from '../../../assembly/shared/limits';
import type { Drug, Scenario } from '../scenario';
import { ScenarioError } from '../words/error';

/** A curve spans 32 octaves, of which one lies on either side of its table. */
const MOST_RATIO = 2 ** (Limit.curveNodes / 32 - 2);

export function checkResponse(scenario: Scenario, drug: Drug, path: string): void {
  const { response, stasis } = drug;
  // An assay's hazard rises without end and holds what arrest does already.
  if (response === 'hazard' && stasis > 0) {
    throw new ScenarioError(
      `${path}.stasis: ${stasis} does not go with the response "hazard", whose curve holds both death and arrest; it must be 0.`,
    );
  }
  if (response === 'points') checkPoints(scenario, drug, path);
}

function checkPoints({ targets }: Scenario, drug: Drug, path: string): void {
  const { points, stasis } = drug;
  if (points.length === 0)
    throw new ScenarioError(`${path}.points: [] gives the response "points" no table.`);
  points.forEach(({ micromolar, effect }, index) => {
    const at = `${path}.points[${index}]`;
    const before = points[index - 1];
    if (before !== undefined && !(micromolar > before.micromolar)) {
      throw new ScenarioError(
        `${at}.micromolar: ${micromolar} µM is not above the ${before.micromolar} µM of the point before.`,
      );
    }
    if (micromolar === 0 && effect !== 0) {
      throw new ScenarioError(`${at}.effect: ${effect} at 0 µM is an effect without drug; it must be 0.`);
    }
    if (effect * stasis > 1) {
      throw new ScenarioError(
        `${at}.effect: ${effect} times the stasis ${stasis} is above 1, which would stop more than all division.`,
      );
    }
  });
  const levels = points.map(({ micromolar }) => micromolar).filter((level) => level > 0);
  if (levels.length === 0) throw new ScenarioError(`${path}.points: none lies above 0 µM.`);
  const target = targets.find(({ name }) => name === drug.target);
  const halves = drug.variantEffects
    .filter(({ variant }) => target?.variants.some(({ name }) => name === variant))
    .map(({ halfEffectMicromolar }) => halfEffectMicromolar);
  const all = [drug.halfEffectMicromolar, ...halves];
  const ratio = (Math.max(...levels) / Math.min(...levels)) * (Math.max(...all) / Math.min(...all));
  if (ratio > MOST_RATIO) {
    throw new ScenarioError(
      `${path}.points: levels and half effects of variants span a factor of ${ratio.toPrecision(3)} together, more than 2^30.`,
    );
  }
}
