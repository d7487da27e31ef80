/** What can be done with a plot: the whole run again, another scale, and the plot as a table, a picture or data. */
import type uPlot from 'uplot';
import { missing, session } from '../state/chosen';
import { useStore } from '../state/store';
import { download } from '../words/download';
import type { ChartProps } from './chart';
import { isHidden, zoom } from './view';

interface ToolsProps<S extends string> {
  of: ChartProps<S>;
  /** The plot that is shown. */
  plot(): uPlot | null;
  asTable: boolean;
  turnTable(): void;
}

export function PlotTools<S extends string>({ of, plot, asTable, turnTable }: ToolsProps<S>) {
  const scale = useStore(of.scale, (value) => value);
  const zoomed = useStore(zoom, (value) => value !== null);
  return (
    <span class="plot-tools">
      {zoomed && of.overTime !== false && (
        <button
          type="button"
          class="whole-run"
          title="Show the whole run again"
          onClick={() => zoom.set(null)}
        >
          Whole run
        </button>
      )}
      <fieldset class="switch" aria-label={`${of.title}: axis`}>
        {(of.scales ?? (['linear', 'log'] as S[])).map((name) => (
          <button key={name} type="button" aria-pressed={scale === name} onClick={() => of.scale.set(name)}>
            {name}
          </button>
        ))}
      </fieldset>
      <button
        type="button"
        class="quiet"
        aria-pressed={asTable}
        title="The numbers behind this plot, as a table"
        onClick={turnTable}
      >
        Table
      </button>
      <button
        type="button"
        class="quiet"
        title="Save this plot as a picture"
        onClick={() => void picture(of, plot)}
      >
        PNG
      </button>
      <button
        type="button"
        class="quiet"
        title="Save the numbers under this plot"
        onClick={() => download(fileName(of, 'csv'), of.data(), 'text/csv')}
      >
        CSV
      </button>
    </span>
  );
}

const fileName = ({ id }: { id: string }, end: string) => `${session.value.fileStem}-${id}.${end}`;

async function picture<S extends string>(of: ChartProps<S>, shown: () => uPlot | null): Promise<void> {
  const { savePicture } = await import('./picture').catch((error) => {
    missing('The picture', error);
    return { savePicture: null };
  });
  if (savePicture === null) return;
  const plot = shown();
  if (plot === null) return;
  const lines = of.lines.filter((line, index) => of.isListed(index) && !isHidden(line));
  const { title, scenario } = session.value;
  savePicture(plot, of.title, `${title}, seed ${scenario.seed}`, lines, fileName(of, 'png'));
}
