/** One agent's schedule: plasma level and doses over the days of treatment, rails to drag, and the same as numbers. */
import { useMemo, useState } from 'preact/hooks';
import type { Agent, Schedule } from '../../scenario/scenario';
import { type Field, fieldsOf } from '../controls/expand';
import { FieldControl } from '../controls/field';
import { matters } from '../controls/relevance';
import { useSession } from '../state/chosen';
import { edit } from '../state/session';
import { digits } from '../words/format';
import { Chart, Given } from './drawing';
import { DoseHandle, heightOf, Rails, type Trial } from './handles';
import { heldForGood, MOST_DOSES, type Plan, planOf } from './plan';
import { dayText, doseText, hoursText } from './words';

interface LaneProps {
  agent: Agent;
  /** Place in the scenario: `drugs[0]` or `inhibitor`. */
  path: string;
  /** As marks count them; -1 is the inhibitor. */
  drug: number;
  days: number;
}

export function Lane({ agent, path, drug, days }: LaneProps) {
  const scenario = useSession((state) => state.scenario);
  const base = useSession((state) => state.base);
  const [draft, setDraft] = useState<Partial<Schedule>>({});
  const tried: Agent = { ...agent, schedule: { ...agent.schedule, ...draft } };
  const plan = useMemo(() => planOf(tried, days), [agent, draft, days]);
  const fields = fieldsOf(scenario).filter((field) => field.path.startsWith(`${path}.schedule.`));
  const fieldOf = (key: keyof Schedule): Field | undefined =>
    fields.find((field) => field.path.endsWith(`.${key}`));
  const apply = () => {
    for (const key of Object.keys(draft) as (keyof Schedule)[]) {
      const field = fieldOf(key);
      if (field !== undefined && draft[key] !== agent.schedule[key]) edit(field, draft[key]);
    }
    setDraft({});
  };
  const limits = (key: keyof Schedule) => {
    const { min = 0, max = 1 } = fieldOf(key)?.parameter ?? {};
    return { least: min, most: max };
  };
  const strength = agent.pharmacokinetics.route === 'level' ? 'levelMicromolar' : 'doseMg';
  const usual = agent.schedule[strength] || Number(fieldOf(strength)?.parameter.default ?? 1);
  const [middle] = useState(usual);
  const trial: Trial = { agent: tried, days, strength, middle, limits, attempt: setDraft, apply };
  return (
    <section class="lane" aria-label={`Schedule of ${agent.name}`} data-lane={path}>
      <div class="lane-head">
        <h3>{agent.name}</h3>
        <span class="lane-sentence">{sentence(tried, plan)}</span>
      </div>
      <div class="lane-chart">
        {plan === null ? (
          <p class="plot-empty">More than {MOST_DOSES} doses: show fewer days.</p>
        ) : (
          <Chart plan={plan} days={days} height={heightOf(trial)} />
        )}
        <Given drug={drug} days={days} />
        <DoseHandle trial={trial} />
      </div>
      <Rails trial={trial} />
      <div class="lane-fields">
        {fields
          .filter((field) => matters(field))
          .map((field) => (
            <FieldControl key={field.path} field={field} scenario={scenario} base={base} place="lane" />
          ))}
      </div>
    </section>
  );
}

function sentence(agent: Agent, plan: Plan | null): string {
  const { startDay, everyHours, doses } = agent.schedule;
  const what = doseText(agent, agent.schedule);
  const first = startDay > 0 ? ` from treatment day ${dayText(startDay)}` : '';
  const levels =
    plan === null
      ? ''
      : `; level that acts: peak ${digits(plan.peakMicromolar)}, trough ${digits(plan.troughMicromolar)}, mean ${digits(plan.meanMicromolar)} µM`;
  if (heldForGood(agent)) {
    const until = doses > 0 ? ` for ${hoursText(doses * everyHours)}` : ' without a break';
    return `${what} held${until}${first}.`;
  }
  const times = doses === 1 ? 'once' : `every ${hoursText(everyHours)}${doses > 0 ? `, ${doses} times` : ''}`;
  return `${what} ${times}${first}${levels}.`;
}
