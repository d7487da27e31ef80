/** What an arm may do otherwise than the run: changes that a patient under treatment can take. */
import type { ForkChange } from '../../patient/saved/fork';
import type { Scene } from '../../scenario/presets/scene';
import { type Agent, getPath, type Scenario } from '../../scenario/schema';
import { type Field, fieldsOf } from '../controls/expand';
import { matters } from '../controls/relevance';
import { field } from '../words/format';

export const MOST_ARMS = 4;

export interface ArmChoice {
  label: string;
  changes: readonly ForkChange[];
}

/** Always there: what the others are held against. */
export const asPlanned: ArmChoice = { label: 'As planned', changes: [] };

/** Once treatment has begun, when it begins is past. */
const isPast = (path: string) => path.startsWith('treatment.');

/** What can be changed when arms part. */
export const armFields = (scenario: Scenario): Field[] =>
  fieldsOf(scenario).filter(
    (field) => field.parameter.acts === 'now' && !isPast(field.path) && matters(field),
  );

/** What the scene offers to try, where a run under treatment can take it, and more or less of each drug. */
export function choicesOf(scenario: Scenario, scene: Scene | null): ArmChoice[] {
  const paths = new Set(armFields(scenario).map(({ path }) => path));
  const tries = (scene?.tries ?? []).filter(({ changes }) => changes.every(({ path }) => paths.has(path)));
  const offered = [
    ...tries.map(({ label, changes }) => ({ label, changes })),
    ...scenario.drugs.flatMap((drug, index) => dosesOf(drug, `drugs[${index}]`)),
    ...(scenario.inhibitor === null ? [] : dosesOf(scenario.inhibitor, 'inhibitor')),
  ];
  const seen = new Set<string>();
  return offered.filter(({ changes }) => {
    const key = JSON.stringify(changes);
    const fresh = !seen.has(key) && changes.some(({ path, value }) => getPath(scenario, path) !== value);
    seen.add(key);
    return fresh;
  });
}

function dosesOf({ name, pharmacokinetics, schedule }: Agent, holder: string): ArmChoice[] {
  const isLevel = pharmacokinetics.route === 'level';
  const path = `${holder}.schedule.${isLevel ? 'levelMicromolar' : 'doseMg'}`;
  const amount = isLevel ? schedule.levelMicromolar : schedule.doseMg;
  const unit = isLevel ? 'µM' : 'mg';
  const by = (factor: number, what: string): ArmChoice => ({
    label: `${what} as much ${name} (${field(factor * amount)} ${unit})`,
    changes: [{ path, value: factor * amount }],
  });
  return [{ label: `No ${name}`, changes: [{ path, value: 0 }] }, by(0.5, 'Half'), by(2, 'Twice')];
}
