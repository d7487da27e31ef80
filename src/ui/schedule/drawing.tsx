/** What a lane of the treatment editor draws: level and doses, what was given, and the rails of its handles. */
import type { ComponentChildren } from 'preact';
import { run } from '../state/run';
import { useStore } from '../state/store';
import { digits } from '../words/format';
import type { Plan } from './plan';

interface RailProps {
  label: string;
  from: number;
  to: number;
  children: ComponentChildren;
}

export function Rail({ label, from, to, children }: RailProps) {
  const [left, right] = [Math.min(from, 1), Math.min(to, 1)];
  return (
    <div class="rail">
      <span class="rail-label">{label}</span>
      <div class="rail-track">
        <i style={{ left: `${left * 100}%`, width: `${Math.max(right - left, 0) * 100}%` }} />
        {children}
      </div>
    </div>
  );
}

export function Chart({ plan, days, height }: { plan: Plan; days: number; height: number }) {
  const x = (day: number) => ((day / days) * 1000).toFixed(2);
  const top = plan.peakMicromolar || 1;
  const y = (level: number) => (100 - (level / top) * 92).toFixed(2);
  const curve = plan.times.map((time, index) => `${x(time)},${y(plan.levels[index]!)}`).join(' ');
  const bar = 100 - height * 100;
  return (
    <>
      <svg viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
        <polygon class="lane-level" points={`0,100 ${curve} 1000,100`} />
        <polyline class="lane-curve" points={curve} />
        {plan.doses.map(({ from, to }) => (
          <g key={from} class="lane-dose">
            <rect
              x={x(from)}
              y={bar}
              width={Math.max(Number(x(to)) - Number(x(from)), 0)}
              height={height * 100}
            />
            <line x1={x(from)} x2={x(from)} y1={bar} y2="100" />
          </g>
        ))}
      </svg>
      <span class="lane-top">
        {plan.peakMicromolar > 0 ? `${digits(plan.peakMicromolar)} µM` : 'no dose'}
      </span>
    </>
  );
}

/** What the running patient has been given, and the day of treatment it has come to. */
export function Given({ drug, days }: { drug: number; days: number }) {
  const start = useStore(run, (view) => view.status?.treatmentStartHours ?? null);
  const now = useStore(run, (view) => view.status?.hours ?? 0);
  const marks = useStore(run, (view) => view.marks);
  if (start === null) return null;
  const place = (day: number) => (day - start / 24) / days;
  const today = place(now / 24);
  return (
    <div class="given" aria-hidden="true">
      {marks
        .filter((mark) => mark.drug === drug && place(mark.from) <= 1)
        .map((mark) => (
          <i
            key={mark.from}
            style={{
              left: `${place(mark.from) * 100}%`,
              width: `${Math.max(Math.min(place(mark.to), today, 1) - place(mark.from), 0) * 100}%`,
            }}
          />
        ))}
      {today <= 1 && <b style={{ left: `${today * 100}%` }} title="now" />}
    </div>
  );
}
