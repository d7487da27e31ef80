/** Legend entries: a stroke, a name, a value that follows the cursor, and a switch. */
import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import { Swatch } from '../shell/swatch';
import { run } from '../state/run';
import { useStore } from '../state/store';
import type { Line } from './line';
import { hiddenLines, toggleLine } from './view';

export interface LegendHandle {
  /** Writes the values at a row, or the latest ones, straight into the page. */
  show(row: number | null): void;
}

interface LegendProps {
  handle: RefObject<LegendHandle | null>;
  lines: Line[];
  isListed(line: number): boolean;
  valueAt(line: number, row: number | null): string;
  /** What a row stands at: "day 3.2". */
  whereAt: ((row: number) => string) | null;
}

export function Legend({ handle, lines, isListed, valueAt, whereAt }: LegendProps) {
  const where = useRef<HTMLSpanElement>(null);
  const values = useRef<(HTMLElement | null)[]>([]);
  const hidden = useStore(hiddenLines, (keys) => keys);
  // The list changes only when a class first appears; the values change at every frame.
  const listed = useStore(run, () => lines.map((_, index) => (isListed(index) ? '1' : '0')).join(''));
  handle.current = {
    show(row) {
      if (where.current !== null) where.current.textContent = row === null ? '' : (whereAt?.(row) ?? '');
      lines.forEach((_, index) => {
        const element = values.current[index];
        if (element) element.textContent = valueAt(index, row);
      });
    },
  };
  return (
    <div class="legend">
      <span class="legend-where" ref={where} />
      {lines.map((line, index) =>
        listed[index] === '1' ? (
          <button
            key={line.key}
            type="button"
            class="legend-entry"
            aria-pressed={!hidden.has(line.key)}
            title={`${line.help} Click to show or hide.`}
            onClick={() => toggleLine(line.key)}
          >
            <Swatch line={line} />
            <span>{line.label}</span>
            <output
              aria-live="off"
              ref={(element) => {
                values.current[index] = element;
              }}
            />
          </button>
        ) : null,
      )}
    </div>
  );
}
