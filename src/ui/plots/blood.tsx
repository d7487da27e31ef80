/** White cells over time, of every marrow, beside the limit below which a rule holds a drug. */
import { bloodLimit } from '../readouts/bloodReading';
import { inks } from '../shell/theme';
import { session } from '../state/chosen';
import { type PartView, run } from '../state/run';
import { useStore } from '../state/store';
import { digits } from '../words/format';
import { valueAxis, valueScale } from './axes';
import { Chart } from './chart';
import { csv } from './export';
import { inkLine, type Line } from './line';
import { decadeTicks, roundUp } from './scales';
import { timeOptions, timeRange } from './time';
import { bloodScale } from './view';

type Marrow = PartView & { marrow: NonNullable<PartView['marrow']> };

const makesBlood = (part: PartView): part is Marrow => part.marrow !== null;

/** Lowest share of normal that a logarithmic axis shows. */
const FLOOR = 0.01;

const DASHES = [[], [6, 3], [2, 2], [8, 3, 2, 3]];

export function BloodPlot() {
  const names = useStore(run, ({ parts }) =>
    parts
      .filter(makesBlood)
      .map(({ name }) => name)
      .join('\n'),
  );
  return names === '' ? null : <BloodChart names={names.split('\n')} />;
}

function BloodChart({ names }: { names: string[] }) {
  const isLog = useStore(bloodScale, (value) => value) === 'log';
  // A count and a limit for each marrow.
  const lines: Line[] = names.flatMap((name, index) => {
    const own = names.length > 1 ? `, ${name}` : '';
    const dash = DASHES[index % DASHES.length];
    return [
      inkLine(`blood ${index}`, `white cells${own}`, `White cells made by ${name}.`, 1.75, dash),
      {
        key: `limit ${index}`,
        label: `limit${own}`,
        help: 'Below it a rule holds a drug.',
        colour: () => inks().warn,
        dash: [4, 4],
        width: 1.25,
      },
    ];
  });
  return (
    <Chart
      id="blood"
      title="Blood"
      emptyText="White cells made by the marrow will be drawn here once the run begins."
      isEmpty={() => run.value.course.time.view.length === 0}
      lines={lines}
      isListed={(line) => line % 2 === 0 || bloodLimit(session.value.running.rules) !== null}
      rebuildKey={`blood ${names.join()}`}
      scale={bloodScale}
      options={(low) =>
        timeOptions(
          low,
          lines,
          valueScale(isLog, (top) => [isLog ? FLOOR * top : 0, roundUp(top * 1.02)]),
          valueAxis('cells (10⁹/L)', {
            name: digits,
            ...(isLog ? { at: (_, min, max) => decadeTicks(min, max) } : {}),
          }),
          () => null,
        )
      }
      read={() => ({ data: [run.value.course.time.view, ...columns(isLog)], x: timeRange() })}
      valueAt={(line, row) => {
        const values = columns(false)[line];
        const value = values?.[row ?? values.length - 1];
        return typeof value === 'number' ? digits(value) : '';
      }}
      data={() =>
        csv(
          ['day', ...names.flatMap((name) => [`${name}_1e9_per_L`, `${name}_limit_1e9_per_L`])],
          [run.value.course.time.view, ...columns(false).map((values) => values.map((value) => value ?? 0))],
        )
      }
    />
  );
}

/** Counts and limits of every marrow, 10⁹/L. */
function columns(isLog: boolean): (number | null)[][] {
  const limit = bloodLimit(session.value.running.rules);
  return run.value.parts.filter(makesBlood).flatMap(({ marrow }) => {
    const { normalGigaPerLitre, course } = marrow;
    const floor = isLog ? FLOOR * normalGigaPerLitre : 0;
    const counts = Array.from(course.view, (share) => Math.max(floor, share * normalGigaPerLitre));
    return [counts, counts.map(() => (limit === null ? null : limit * normalGigaPerLitre))];
  });
}
