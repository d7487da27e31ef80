/** The treatment as a timeline: every agent's doses to drag, with the plasma level that they would give. */
import './schedule.css';
import { useState } from 'preact/hooks';
import { Sheet } from '../panels/sheet';
import { roundUp } from '../plots/scales';
import { session, useSession } from '../state/chosen';
import { Lane } from './lane';
import { fittingDays } from './plan';

const USUAL_DAYS = [7, 28, 84, 182, 365];

export function Panel() {
  const scenario = useSession((state) => state.scenario);
  const [days, setDays] = useState(() => fittingDays(session.value.scenario));
  const { drugs, inhibitor, untilDays, rules } = scenario;
  const choices = [...new Set([...USUAL_DAYS, days, untilDays])]
    .filter((choice) => choice <= Math.max(untilDays, days))
    .sort((a, b) => a - b);
  return (
    <Sheet
      title="Treatment as a timeline"
      tools={
        <label class="horizon">
          show{' '}
          <select value={String(days)} onChange={({ currentTarget }) => setDays(Number(currentTarget.value))}>
            {choices.map((choice) => (
              <option key={choice} value={String(choice)}>
                {choice} d
              </option>
            ))}
          </select>
        </label>
      }
    >
      <p class="lead">
        Days count from the beginning of treatment. Drag a handle, or move it with the arrow keys; let go and
        the running patient follows. Doses that were given stay given (marks below the curve), and the next
        one keeps the new interval from the last.
        {rules.length > 0 &&
          ' The rules of this scenario may hold, scale or replace doses: the preview shows the schedule alone.'}
      </p>
      {drugs.map((agent, index) => (
        <Lane key={agent.name} agent={agent} path={`drugs[${index}]`} drug={index} days={days} />
      ))}
      {inhibitor !== null && <Lane agent={inhibitor} path="inhibitor" drug={-1} days={days} />}
      {drugs.length === 0 && inhibitor === null && <p class="empty">This scenario has no drug.</p>}
      <Axis days={days} />
    </Sheet>
  );
}

function Axis({ days }: { days: number }) {
  const every = roundUp(days / 6);
  const ticks = Array.from({ length: Math.floor(days / every + 1e-9) + 1 }, (_, index) => index * every);
  return (
    <div class="lane-axis" aria-hidden="true">
      {ticks.map((tick) => (
        <span key={tick} style={{ left: `${(tick / days) * 100}%` }}>
          {tick === 0 ? 'day 0' : Number(tick.toPrecision(6))}
        </span>
      ))}
    </div>
  );
}
