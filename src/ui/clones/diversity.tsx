/** How various the clones are, over time: docs/model.md (90), (91) and (92). */
import type { CloneView } from '../../worker/protocol';
import { valueAxis } from '../plots/axes';
import { Chart } from '../plots/chart';
import { csv } from '../plots/export';
import { inkLine, type Line } from '../plots/line';
import { roundUp } from '../plots/scales';
import { timeOptions, timeRange } from '../plots/time';
import { useStore } from '../state/store';
import { day, digits, exact, tickLabel } from '../words/format';
import { clones, type Measure, measure } from './state';

const MEASURES: readonly Measure[] = ['number', 'Shannon', 'Simpson', 'genes'];
const DASHES = [[], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4], [10, 4], [1, 3]];

const SINGLE: Record<Exclude<Measure, 'genes'>, [label: string, axis: string, help: string]> = {
  number: ['clones', 'clones', 'How many clones have a living cell.'],
  Shannon: [
    'Shannon index',
    'nats',
    'The more clones, and the more even their sizes, the higher; 0: one clone alone.',
  ],
  Simpson: ['Simpson index', 'chance', 'Chance that two cells, drawn at random, are of different clones.'],
};

const chance = (locus: string) =>
  `Chance that two cells, drawn at random, differ in ${locus} (expected heterozygosity).`;

/** Columns of the measure with what each is called; of genes those in which cells have differed. */
function columnsOf(view: CloneView, of: Measure): [Line, Float64Array][] {
  const { clones: number, shannon, simpson, loci, heterozygosity } = view.diversity;
  if (of !== 'genes') {
    const [label, , help] = SINGLE[of];
    return [[inkLine(of, label, help, 1.75), { number, Shannon: shannon, Simpson: simpson }[of]]];
  }
  return loci.flatMap((locus, index): [Line, Float64Array][] => {
    const values = heterozygosity[index];
    if (values === undefined || !values.some((value) => value > 0)) return [];
    return [[inkLine(`locus ${locus}`, locus, chance(locus), 1.5, DASHES[index % DASHES.length]), values]];
  });
}

function csvOf({ days, diversity }: CloneView): string {
  const { clones: number, shannon, simpson, loci, heterozygosity } = diversity;
  const genes = loci.map((locus) => `heterozygosity_${locus.replaceAll(',', ' ')}`);
  return csv(
    ['day', 'clones', 'shannon_nats', 'simpson', ...genes],
    [days, number, shannon, simpson, ...heterozygosity],
  );
}

export function DiversityPlot() {
  const of = useStore(measure, (value) => value);
  const view = useStore(clones, (value) => value);
  const columns = view === null ? [] : columnsOf(view, of);
  const lines = columns.map(([line]) => line);
  const now = () => (clones.value === null ? [] : columnsOf(clones.value, of));
  const title = 'Diversity';
  return (
    <Chart
      id="diversity"
      title={title}
      emptyText={
        of === 'genes'
          ? 'No gene has differed between cells yet.'
          : 'How various the clones are will be drawn here.'
      }
      isEmpty={() => (clones.value?.days.length ?? 0) < 2 || now().length === 0}
      lines={lines}
      isListed={() => true}
      rebuildKey={lines.map(({ key }) => key).join()}
      scale={measure}
      scales={MEASURES}
      also={clones}
      whereAt={(row) => `day ${day(clones.value?.days[row] ?? 0)}`}
      options={(low) =>
        timeOptions(
          low,
          lines,
          {
            range: (_, __, max) => [
              0,
              of === 'number' ? roundUp(Math.max(max ?? 1, 4)) : roundUp(Math.max(max ?? 0, 0.01)),
            ],
          },
          valueAxis(of === 'genes' ? 'chance' : SINGLE[of][1], {
            name: of === 'number' ? tickLabel : digits,
            apart: 30,
          }),
          () => null,
        )
      }
      read={() => ({
        data: [clones.value?.days ?? new Float64Array(0), ...now().map(([, values]) => values)],
        x: timeRange(),
      })}
      valueAt={(line, row) => {
        const values = now()[line]?.[1];
        const value = values?.[row ?? values.length - 1];
        if (value === undefined || Number.isNaN(value)) return '';
        return of === 'number' ? exact(value) : digits(value);
      }}
      data={() => (clones.value === null ? 'day\n' : csvOf(clones.value))}
    />
  );
}
