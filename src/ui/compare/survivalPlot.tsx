/** Share of runs without progression over time, with limits, and marks where runs left that were not followed longer. */
import { useMemo } from 'preact/hooks';
import uPlot from 'uplot';
import { type FollowUp, kaplanMeier, median } from '../../patient/outcome/survival';
import { dayAxis, valueAxis, valueScale } from '../plots/axes';
import type { Line } from '../plots/line';
import { roundUp } from '../plots/scales';
import { translucent } from '../plots/time';
import { inks } from '../shell/theme';
import { day, percent } from '../words/format';
import { Plot } from './plot';

const MARK_PIXELS = 7;

const lines: readonly Line[] = [
  {
    ...{ key: 'share', label: 'without progression', help: '', dash: [], width: 2 },
    colour: () => inks().ink,
  },
  {
    ...{ key: 'limits', label: '95% limits (Greenwood)', help: '', dash: [2, 3], width: 1 },
    colour: () => inks().soft,
  },
];

interface Curve {
  data: uPlot.AlignedData;
  /** Days at which runs left without progression, and the share there. */
  left: { days: number; share: number }[];
  lastDay: number;
  summary: string;
}

function curveOf(runs: readonly FollowUp[]): Curve {
  const steps = kaplanMeier(runs);
  const lastDay = runs.reduce((latest, { days }) => Math.max(latest, days), 0);
  const end = steps.at(-1) ?? { share: 1, lower: 1, upper: 1 };
  const points = [{ days: 0, share: 1, lower: 1, upper: 1 }, ...steps, { ...end, days: lastDay }];
  const column = (key: 'days' | 'share' | 'lower' | 'upper') => points.map((point) => point[key]);
  const half = median(steps);
  const shareAt = (days: number) => steps.findLast((step) => step.days <= days)?.share ?? 1;
  return {
    data: [column('days'), column('share'), column('lower'), column('upper')],
    left: runs.filter(({ progressed }) => !progressed).map(({ days }) => ({ days, share: shareAt(days) })),
    lastDay,
    summary:
      `${runs.length} treated runs. ` +
      (half === null
        ? `More than half without progression to the end, ${percent(end.share)} on day ${day(lastDay)}.`
        : `Half have progressed by day ${day(half)}.`),
  };
}

function options({ left, lastDay }: Curve): Omit<uPlot.Options, 'width' | 'height'> {
  const paths = uPlot.paths.stepped?.({ align: 1 });
  const series = (line: Line | undefined): uPlot.Series => ({
    ...{ stroke: line?.colour(), width: line?.width ?? 1, dash: line?.dash ?? [], paths },
    points: { show: false },
  });
  return {
    ...{ legend: { show: false }, padding: [8, 12, 0, 0], cursor: { show: false } },
    scales: {
      x: { time: false, range: () => [0, roundUp(Math.max(lastDay, 1))] },
      y: valueScale(false, () => [0, 1.02]),
    },
    axes: [
      { ...dayAxis(false), label: 'time since treatment began (days)' },
      valueAxis('share of runs', { name: (value) => `${Math.round(100 * value)}%` }),
    ],
    series: [{}, series(lines[0]), series(lines[1]), series(lines[1])],
    bands: [{ series: [3, 2], fill: translucent(inks().soft, 0.12) }],
    hooks: { draw: [(plot) => drawLeft(plot, left)] },
  };
}

/** A short upright line for each run that left. */
function drawLeft(plot: uPlot, left: Curve['left']): void {
  const { ctx } = plot;
  const half = MARK_PIXELS * devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = inks().ink;
  ctx.lineWidth = 1.5 * devicePixelRatio;
  ctx.beginPath();
  for (const { days, share } of left) {
    const [x, y] = [plot.valToPos(days, 'x', true), plot.valToPos(share, 'y', true)];
    ctx.moveTo(x, y - half);
    ctx.lineTo(x, y + half);
  }
  ctx.stroke();
  ctx.restore();
}

export function SurvivalPlot({
  runs,
  note,
  fileName,
}: {
  runs: readonly FollowUp[];
  note: string;
  fileName: string;
}) {
  const curve = useMemo(() => curveOf(runs), [runs]);
  return (
    <Plot
      title="Time to progression (Kaplan–Meier)"
      summary={curve.summary}
      lines={lines}
      data={curve.data}
      options={() => options(curve)}
      rebuildKey={curve}
      fileName={fileName}
      note={note}
    />
  );
}
