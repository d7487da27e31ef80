/** Back and on among changes, and what a scene offers to try. */
import type { Try } from '../../scenario/presets/scene';
import { completeScenario, getPath, type Scenario } from '../../scenario/schema';
import { fieldsOf } from '../controls/expand';
import { stateSoon } from './address';
import { pendingFields, report, type SessionState, session } from './chosen';
import { stepBack, stepOn } from './history';
import { put } from './put';
import { arrived, changeNow, onPage, start } from './session';

/** Changes what a *try* says and begins again, with the run before behind it. */
export async function tryOut({ label, changes }: Try): Promise<void> {
  const next = structuredClone(session.value.scenario);
  try {
    for (const { path, value } of changes) put(next, path, value);
    await start({ ...session.value, scenario: completeScenario(next) }, { tried: label });
  } catch (error) {
    report(error, (why) => `${label}: ${why}`);
  }
}

export const undo = (): void => void arrived().then(() => goTo(stepBack()));
export const redo = (): void => void arrived().then(() => goTo(stepOn()));

const parts = (scenario: Scenario) =>
  fieldsOf(scenario)
    .map(({ path }) => path)
    .join();

/** What a running patient takes is changed in it, what it does not waits for a restart, and another scene is begun. */
async function goTo(to: SessionState | null): Promise<void> {
  if (to === null) return;
  const { base, running } = session.value;
  if (to.base !== base || parts(to.scenario) !== parts(running)) {
    await start(to, { asNew: to.base !== base, remembers: false });
    return;
  }
  for (const field of pendingFields({ ...session.value, scenario: to.scenario })) {
    if (field.parameter.acts === 'now') changeNow(field, getPath(to.scenario, field.path));
  }
  session.update({ scenario: to.scenario, fieldErrors: {} });
  stateSoon(onPage);
}
