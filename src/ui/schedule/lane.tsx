/** One agent's schedule: plasma level and doses over the days of treatment, rails to drag, and the same as numbers. */
import { useMemo, useState } from 'preact/hooks';
import type { Agent, Schedule } from '../../scenario/scenario';
import { type Field, fieldsOf } from '../controls/expand';
import { FieldControl } from '../controls/field';
import { matters } from '../controls/relevance';
import { useSession } from '../state/chosen';
import { edit } from '../state/session';
import { digits } from '../words/format';
import { Chart, Given, Rail } from './drawing';
import { Handle } from './handle';
import { doseCount, heldForGood, intervalStepHours, MOST_DOSES, type Plan, planOf, snapHours } from './plan';
import { dayText, doseText, hoursText } from './words';

interface LaneProps {
  agent: Agent;
  /** Place in the scenario: `drugs[0]` or `inhibitor`. */
  path: string;
  /** As marks count them; -1 is the inhibitor. */
  drug: number;
  days: number;
}

/** Doses are drawn on a scale of two decades around the one of the preset or file. */
const DECADES = 2;

export function Lane({ agent, path, drug, days }: LaneProps) {
  const scenario = useSession((state) => state.scenario);
  const base = useSession((state) => state.base);
  const [draft, setDraft] = useState<Partial<Schedule>>({});
  const schedule = { ...agent.schedule, ...draft };
  const tried: Agent = { ...agent, schedule };
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
  const held = heldForGood(tried);
  const strength = agent.pharmacokinetics.route === 'level' ? 'levelMicromolar' : 'doseMg';
  const usual = agent.schedule[strength] || Number(fieldOf(strength)?.parameter.default ?? 1);
  const [middle] = useState(usual);
  const { startDay, everyHours, doses } = schedule;
  const everyDays = everyHours / 24;
  const shownDoses = held ? 1 : Math.max(doseCount(schedule, days), 1);
  const lastDay = held
    ? startDay + (doses > 0 ? doses * everyDays : days)
    : startDay + (doses > 0 ? (doses - 1) * everyDays : days);
  const height = (value: number) =>
    value > 0 ? Math.min(Math.max(0.5 + Math.log10(value / middle) / DECADES, 0.06), 1) : 0;
  const amount = doseText(agent, schedule);
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
          <Chart plan={plan} days={days} height={height(schedule[strength])} />
        )}
        <Given drug={drug} days={days} />
        <div class="dose-rail" style={{ left: `${Math.min(startDay / days, 1) * 100}%` }}>
          <Handle
            label={`${agent.name}, dose`}
            orientation="vertical"
            at={height(schedule[strength])}
            value={schedule[strength]}
            {...limits(strength)}
            text={amount}
            valueAt={(place) => round2(middle * 10 ** (DECADES * (Math.min(Math.max(place, 0), 1) - 0.5)))}
            stepped={(presses) => louder(schedule[strength] || middle / 100, presses)}
            attempt={(value) => setDraft({ [strength]: value })}
            apply={apply}
          />
        </div>
      </div>
      <div class="rails">
        <Rail label="first dose" from={0} to={startDay / days}>
          <Handle
            label={`${agent.name}, first dose`}
            at={startDay / days}
            value={startDay}
            {...limits('startDay')}
            most={days}
            text={`treatment day ${dayText(startDay)}`}
            valueAt={(place, pixels) => snapped(place * days * 24, snapHours((days * 24) / pixels)) / 24}
            stepped={(presses) => startDay + presses}
            attempt={(value) => setDraft({ startDay: value })}
            apply={apply}
          />
        </Rail>
        {doses !== 1 && !held && (
          <Rail label="interval" from={startDay / days} to={(startDay + everyDays) / days}>
            <Handle
              label={`${agent.name}, interval`}
              at={(startDay + everyDays) / days}
              value={everyHours}
              {...limits('everyHours')}
              text={`every ${hoursText(everyHours)}`}
              valueAt={(place, pixels) => {
                const snap = snapHours((days * 24) / pixels);
                return Math.max(snap, snapped((place * days - startDay) * 24, snap));
              }}
              stepped={(presses) => Math.max(1, everyHours + presses * intervalStepHours(everyHours))}
              attempt={(value) => setDraft({ everyHours: value })}
              apply={apply}
            />
          </Rail>
        )}
        <Rail label={held ? 'held until' : 'last dose'} from={startDay / days} to={lastDay / days}>
          <Handle
            label={`${agent.name}, ${held ? 'periods' : 'number of doses'}`}
            at={Math.min(lastDay / days, 1)}
            value={doses}
            {...limits('doses')}
            text={doses === 0 ? 'to the end of the run' : `${doses} ${held ? 'periods' : 'doses'}`}
            valueAt={(place) => {
              if (place >= 0.995) return 0;
              const reached = Math.round((place * days - startDay) / everyDays);
              return Math.max(1, held ? reached : reached + 1);
            }}
            stepped={(presses) =>
              doses === 0 ? (presses < 0 ? shownDoses : 0) : Math.max(1, doses + presses)
            }
            attempt={(value) => setDraft({ doses: value })}
            apply={apply}
          />
        </Rail>
      </div>
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

const snapped = (value: number, unit: number): number => Math.round(value / unit) * unit;
const round2 = (value: number): number => Number(value.toPrecision(2));

/** A tenth more or less per press, in three digits. */
const louder = (value: number, presses: number): number => Number((value * 1.1 ** presses).toPrecision(3));

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
