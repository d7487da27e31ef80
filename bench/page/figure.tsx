/** A uPlot that is as wide as its place and drawn anew when its content, its width or the theme changes. */
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { dark } from '../../src/ui/shell/theme';
import { useStore } from '../../src/ui/state/store';

interface FigureProps {
  id: string;
  title: string;
  /** Said instead of the plot when there is none. */
  emptyText: string;
  height: number;
  /** Changes when the plot does. */
  version: string;
  plot: { options: Omit<uPlot.Options, 'width' | 'height'>; data: uPlot.AlignedData } | null;
  legend?: { name: string; colour: string; dash: number[]; filled: boolean }[];
}

export function Figure({ id, title, emptyText, height, version, plot, legend = [] }: FigureProps) {
  const place = useRef<HTMLDivElement>(null);
  const isDark = useStore(dark, (value) => value);
  useEffect(() => {
    const element = place.current;
    if (element === null || plot === null) return;
    const drawn = new uPlot({ ...plot.options, width: element.clientWidth, height }, plot.data, element);
    const size = new ResizeObserver(() => {
      if (element.clientWidth > 0 && element.clientWidth !== drawn.width) {
        drawn.setSize({ width: element.clientWidth, height });
      }
    });
    size.observe(element);
    return () => {
      size.disconnect();
      drawn.destroy();
    };
  }, [version, isDark, height]);
  return (
    <figure data-plot={id} aria-label={title}>
      <figcaption>
        <h2>{title}</h2>
        {legend.map(({ name, colour, dash, filled }) => (
          <span key={name} class="key">
            <svg width="20" height="10" aria-hidden="true">
              {filled ? (
                <rect width="12" height="10" fill={colour} />
              ) : (
                <line
                  x2="20"
                  y1="5"
                  y2="5"
                  stroke={colour}
                  stroke-width="2"
                  stroke-dasharray={dash.join(' ')}
                />
              )}
            </svg>
            {name}
          </span>
        ))}
      </figcaption>
      <div class="canvas" ref={place} style={{ height }}>
        {plot === null && <p class="empty">{emptyText}</p>}
      </div>
    </figure>
  );
}
