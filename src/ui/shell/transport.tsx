/** Play, step, restart, speed, and what the run is doing now. */
import { useState } from 'preact/hooks';
import { raisedHours } from '../../patient/treatment/raised';
import type { Agent } from '../../scenario/scenario';
import { shownDrug } from '../plots/view';
import { FASTEST_DAYS_PER_SECOND, pendingFields, SLOWEST_DAYS_PER_SECOND, useSession } from '../state/chosen';
import { run } from '../state/run';
import { playOrPause, setSpeed, step } from '../state/running';
import { doseNow, restart } from '../state/session';
import { useStore } from '../state/store';
import { projector } from '../state/view';
import { day, digits, exact, short } from '../words/format';

export function Transport() {
  const playing = useStore(run, (view) => view.status?.playing ?? false);
  const ended = useStore(run, (view) => view.status?.ended ?? null);
  const waiting = useSession((state) => pendingFields(state).length);
  return (
    <fieldset class="transport" aria-label="Transport">
      <button
        type="button"
        class="main-button"
        aria-label={playing ? 'Pause' : ended === null ? 'Play' : 'Run again'}
        title={playing ? 'Pause (space)' : ended === null ? 'Play (space)' : 'Run again from day 0 (space)'}
        onClick={playOrPause}
      >
        <Icon shape={playing ? 'pause' : 'play'} />
      </button>
      <button type="button" aria-label="Step" title="One step (.)" disabled={ended !== null} onClick={step}>
        <Icon shape="step" />
      </button>
      <button
        type="button"
        aria-label="Restart"
        title="Restart from day 0 with the changed values (R)"
        data-pending={waiting > 0 || undefined}
        onClick={() => void restart()}
      >
        <Icon shape="again" />
      </button>
      <DoseNow />
      <Speed />
      <Readout />
      <LeaveProjector />
    </fieldset>
  );
}

/** Positions 0…99 run over the speeds logarithmically; 100 is as fast as it can. */
const TOP = 100;
const RATIO = FASTEST_DAYS_PER_SECOND / SLOWEST_DAYS_PER_SECOND;

function Speed() {
  const speed = useSession((state) => state.daysPerSecond);
  const position =
    speed === Number.POSITIVE_INFINITY
      ? TOP
      : Math.round((Math.log(speed / SLOWEST_DAYS_PER_SECOND) / Math.log(RATIO)) * (TOP - 1));
  const text = speed === Number.POSITIVE_INFINITY ? 'as fast as it can' : `${speed} days/s`;
  return (
    <label class="speed">
      <span>speed</span>
      <input
        type="range"
        name="speed"
        aria-label="Speed, days per second"
        aria-valuetext={text}
        min={0}
        max={TOP}
        value={position}
        onInput={(event) => {
          const at = Number(event.currentTarget.value);
          setSpeed(
            at >= TOP
              ? Number.POSITIVE_INFINITY
              : Number((SLOWEST_DAYS_PER_SECOND * RATIO ** (at / (TOP - 1))).toPrecision(2)),
          );
        }}
      />
      <output aria-live="off">{text}</output>
    </label>
  );
}

function Readout() {
  const status = useStore(run, (view) => view.status);
  if (status === null) return <span class="readout" />;
  const { hours, steps, cells, cellStepsPerSecond, bytesPerCell, variant, threads } = status;
  return (
    <span class="readout" data-steps={steps}>
      <span>
        day{' '}
        <output aria-live="off" data-readout="day">
          {day(hours / 24)}
        </output>
      </span>
      <span title={`${exact(cells)} cells`}>
        <output aria-live="off" data-readout="cells">
          {short(cells)}
        </output>{' '}
        cells
      </span>
      <span
        class="rate"
        title={`Measured over the last second of stepping; ${variant}, ${threads} ${threads === 1 ? 'thread' : 'threads'}, ${bytesPerCell.toFixed(1)} bytes of memory per cell`}
      >
        <output aria-live="off" data-readout="rate">
          {short(cellStepsPerSecond)}
        </output>{' '}
        <span class="term">cell-steps/s</span>
      </span>
    </span>
  );
}

/** What one dose does: an amount, or a held level raised for a time. */
function doseWords({ pharmacokinetics, schedule }: Agent): string {
  if (pharmacokinetics.route !== 'level') return `${digits(schedule.doseMg)} mg`;
  const hours = raisedHours(schedule);
  return `+${digits(schedule.levelMicromolar)} µM for ${hours % 24 === 0 ? `${hours / 24} d` : `${hours} h`}`;
}

/** One dose beside the schedule, at once: a large button named by its drug. Absent where there is nothing to give. */
function DoseNow() {
  const { drugs, inhibitor } = useSession((state) => state.running);
  const shown = useStore(shownDrug, (value) => value);
  const [picked, setPicked] = useState<number | null>(null);
  const ended = useStore(run, (view) => (view.status?.ended ?? null) !== null);
  const choices: [number, Agent & { name: string }][] = drugs.map((drug, index) => [index, drug]);
  if (inhibitor !== null) choices.push([-1, inhibitor]);
  const wanted = picked ?? shown;
  const [drug, agent] = choices.find(([index]) => index === wanted) ?? choices[0] ?? [];
  if (drug === undefined || agent === undefined) return null;
  return (
    <span class="dose">
      <button
        type="button"
        class="dose-now"
        title={
          ended
            ? 'The run has ended: nothing can be given'
            : 'Give one dose beside the schedule now; a level that is held is raised for a time'
        }
        disabled={ended}
        onClick={() => doseNow(drug)}
      >
        Give {agent.name} <small>{doseWords(agent)}</small>
      </button>
      {choices.length > 1 && (
        <select
          class="dose-drug"
          aria-label="Drug to give"
          disabled={ended}
          value={drug}
          onChange={(event) => setPicked(Number(event.currentTarget.value))}
        >
          {choices.map(([index, { name }]) => (
            <option key={index} value={index}>
              {name}
            </option>
          ))}
        </select>
      )}
    </span>
  );
}

/** In projector mode alone: the way back is said. */
function LeaveProjector() {
  const on = useStore(projector, (value) => value);
  return on ? (
    <button type="button" class="leave-projector" onClick={() => projector.set(false)}>
      Esc leaves
    </button>
  ) : null;
}

const paths = {
  play: 'M5 3v10l8-5z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  step: 'M4 3v10l6-5zM10.5 3h2v10h-2z',
  again: 'M8 3a5 5 0 1 1-4.6 3H5a3.5 3.5 0 1 0 3-1.5V7L4.4 3.8 8 .8z',
};

function Icon({ shape }: { shape: keyof typeof paths }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[shape]} fill="currentColor" />
    </svg>
  );
}
