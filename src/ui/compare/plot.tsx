/** A plot of the panel: what it shows comes whole, now and then, not with every frame of the run. */
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import type { Line } from '../plots/line';
import { savePicture } from '../plots/picture';
import { Swatch } from '../shell/swatch';
import { dark } from '../shell/theme';
import { useStore } from '../state/store';

interface PlotProps {
  title: string;
  /** What a reader of the screen is told in place of the picture. */
  summary: string;
  lines: readonly Line[];
  data: uPlot.AlignedData;
  options(): Omit<uPlot.Options, 'width' | 'height'>;
  /** Another one asks for a new uPlot. */
  rebuildKey: unknown;
  fileName: string;
  /** Beside the title in the picture that is saved. */
  note: string;
}

export function Plot(props: PlotProps) {
  const host = useRef<HTMLDivElement>(null);
  const shown = useRef<uPlot | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const isDark = useStore(dark, (value) => value);
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const size = () => ({ width: element.clientWidth, height: element.clientHeight });
    const { options, data } = latest.current;
    const plot = new uPlot({ ...options(), ...size() }, data, element);
    shown.current = plot;
    const resized = new ResizeObserver(() => plot.setSize(size()));
    resized.observe(element);
    return () => {
      resized.disconnect();
      plot.destroy();
      shown.current = null;
    };
  }, [props.rebuildKey, isDark]);
  useEffect(() => shown.current?.setData(props.data), [props.data]);
  const { title, lines, note, fileName, summary } = props;
  return (
    <figure class="compare-plot">
      <figcaption>
        <h3>{title}</h3>
        <button
          type="button"
          class="quiet"
          title="Save this plot as a picture"
          onClick={() =>
            shown.current && savePicture(shown.current, title, note, [...lines], `${fileName}.png`)
          }
        >
          PNG
        </button>
      </figcaption>
      <ul class="compare-legend">
        {lines.map((line) => (
          <li key={line.key}>
            <Swatch line={line} />
            {line.label}
          </li>
        ))}
      </ul>
      <div class="compare-canvas" ref={host} role="img" aria-label={`${title}. ${summary}`} />
    </figure>
  );
}
