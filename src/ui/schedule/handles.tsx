/** What of a schedule can be dragged: the dose, its first day, the interval, and the last of the doses. */
import type { Agent, Schedule } from '../../scenario/scenario';
import { Rail } from './drawing';
import { Handle } from './handle';
import { doseCount, heldForGood, intervalStepHours, snapHours } from './plan';
import { dayText, doseText, hoursText } from './words';

/** A schedule that is being tried, and what its handles may do with it. */
export interface Trial {
  /** As it would be. */
  agent: Agent;
  days: number;
  /** What of the schedule says how much is given, and its value in the middle of the scale. */
  strength: 'levelMicromolar' | 'doseMg';
  middle: number;
  limits(key: keyof Schedule): { least: number; most: number };
  attempt(draft: Partial<Schedule>): void;
  apply(): void;
}

/** Doses are drawn on a scale of two decades around the one of the preset or file. */
const DECADES = 2;

/** How high the dose stands in the lane, 0…1. */
export function heightOf({ agent, strength, middle }: Trial): number {
  const value = agent.schedule[strength];
  return value > 0 ? Math.min(Math.max(0.5 + Math.log10(value / middle) / DECADES, 0.06), 1) : 0;
}

export function DoseHandle({ trial }: { trial: Trial }) {
  const { agent, days, strength, middle, limits, attempt, apply } = trial;
  const { schedule } = agent;
  return (
    <div class="dose-rail" style={{ left: `${Math.min(schedule.startDay / days, 1) * 100}%` }}>
      <Handle
        label={`${agent.name}, dose`}
        orientation="vertical"
        at={heightOf(trial)}
        value={schedule[strength]}
        {...limits(strength)}
        text={doseText(agent, schedule)}
        valueAt={(place) => round2(middle * 10 ** (DECADES * (Math.min(Math.max(place, 0), 1) - 0.5)))}
        stepped={(presses) => louder(schedule[strength] || middle / 100, presses)}
        attempt={(value) => attempt({ [strength]: value })}
        apply={apply}
      />
    </div>
  );
}

export function Rails({ trial }: { trial: Trial }) {
  return (
    <div class="rails">
      <FirstDose trial={trial} />
      {trial.agent.schedule.doses !== 1 && !heldForGood(trial.agent) && <Interval trial={trial} />}
      <LastDose trial={trial} />
    </div>
  );
}

function FirstDose({ trial: { agent, days, limits, attempt, apply } }: { trial: Trial }) {
  const { startDay } = agent.schedule;
  return (
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
        attempt={(value) => attempt({ startDay: value })}
        apply={apply}
      />
    </Rail>
  );
}

function Interval({ trial: { agent, days, limits, attempt, apply } }: { trial: Trial }) {
  const { startDay, everyHours } = agent.schedule;
  const next = (startDay + everyHours / 24) / days;
  return (
    <Rail label="interval" from={startDay / days} to={next}>
      <Handle
        label={`${agent.name}, interval`}
        at={next}
        value={everyHours}
        {...limits('everyHours')}
        text={`every ${hoursText(everyHours)}`}
        valueAt={(place, pixels) => {
          const snap = snapHours((days * 24) / pixels);
          return Math.max(snap, snapped((place * days - startDay) * 24, snap));
        }}
        stepped={(presses) => Math.max(1, everyHours + presses * intervalStepHours(everyHours))}
        attempt={(value) => attempt({ everyHours: value })}
        apply={apply}
      />
    </Rail>
  );
}

function LastDose({ trial: { agent, days, limits, attempt, apply } }: { trial: Trial }) {
  const { startDay, everyHours, doses } = agent.schedule;
  const held = heldForGood(agent);
  const everyDays = everyHours / 24;
  const shownDoses = held ? 1 : Math.max(doseCount(agent.schedule, days), 1);
  const lastDay = startDay + (doses > 0 ? (held ? doses : doses - 1) * everyDays : days);
  return (
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
        stepped={(presses) => (doses === 0 ? (presses < 0 ? shownDoses : 0) : Math.max(1, doses + presses))}
        attempt={(value) => attempt({ doses: value })}
        apply={apply}
      />
    </Rail>
  );
}

const snapped = (value: number, unit: number): number => Math.round(value / unit) * unit;
const round2 = (value: number): number => Number(value.toPrecision(2));

/** A tenth more or less per press, in three digits. */
const louder = (value: number, presses: number): number => Number((value * 1.1 ** presses).toPrecision(3));
