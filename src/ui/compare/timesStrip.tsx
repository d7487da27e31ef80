/** Each run as a dot at the day of its progression, or as a ring at the day until which it was followed without one. */
import type { FollowUp } from '../../patient/outcome/survival';
import { roundUp } from '../plots/scales';
import { day } from '../words/format';

/** Columns that dots stand in, and dots one above the other at most before they are drawn closer. */
const COLUMNS = 60;
const TALLEST = 8;
const DOT = 9;
const HEIGHT = DOT * TALLEST;
const WIDTH = COLUMNS * DOT;

interface Dot extends FollowUp {
  x: number;
  y: number;
}

/** Dots of a column stand on each other, the first at the bottom. */
function stacked(runs: readonly FollowUp[], last: number): Dot[] {
  const columns = new Map<number, FollowUp[]>();
  for (const run of [...runs].sort((a, b) => a.days - b.days)) {
    const column = Math.min(COLUMNS - 1, Math.floor((run.days / last) * COLUMNS));
    columns.set(column, [...(columns.get(column) ?? []), run]);
  }
  const tallest = Math.max(TALLEST, ...[...columns.values()].map(({ length }) => length));
  return [...columns].flatMap(([column, held]) =>
    held.map((run, index) => ({
      ...run,
      x: (column + 0.5) * DOT,
      y: HEIGHT - DOT / 2 - index * ((HEIGHT - DOT) / (tallest - 1)),
    })),
  );
}

export function TimesStrip({ runs }: { runs: readonly FollowUp[] }) {
  const last = roundUp(runs.reduce((latest, { days }) => Math.max(latest, days), 1));
  const times = runs.flatMap(({ days, progressed }) => (progressed ? [days] : [])).sort((a, b) => a - b);
  const spread =
    times.length === 0
      ? 'no run has progressed'
      : `${times.length} progressed, from day ${day(times[0] ?? 0)} to day ${day(times.at(-1) ?? 0)}`;
  return (
    <figure class="compare-strip">
      <figcaption>
        Each run <span class="compare-soft">● progression, ○ followed until then without</span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${runs.length} runs: ${spread}.`}>
        <line x1="0" x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} class="compare-strip-axis" />
        {stacked(runs, last).map(({ x, y, progressed }) => (
          <circle key={`${x} ${y}`} cx={x} cy={y} r={DOT * 0.38} data-progressed={progressed} />
        ))}
      </svg>
      <p class="compare-strip-days">
        <span>day 0 of treatment</span>
        <span>day {day(last)}</span>
      </p>
    </figure>
  );
}
