/** How compartments share the stage, as it is now. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { run } from '../state/run';
import { useStore } from '../state/store';
import { narrow } from '../state/view';
import { columnsFor } from './columns';

/** From so many on, the one that plots are of takes the place of four. */
const MANY = 5;
/** Width over height of the stage on a narrow screen, which grows with its rows; of more than so many as high as it may be. */
const FEW = 9;
const narrowShape = (places: number) => (places <= FEW ? 1.05 : 0.6);

interface Grid {
  /** What holds them. */
  grid: { current: HTMLDivElement | null };
  columns: number;
  rows: number;
  /** The compartment that takes the place of four, by its place; null: none does. */
  large: number | null;
}

/** @param count of compartments */
export function useGrid(count: number): Grid {
  const grid = useRef<HTMLDivElement>(null);
  const looked = useStore(run, ({ shown }) => shown);
  const isNarrow = useStore(narrow, (value) => value);
  const large = count >= MANY && looked >= 0 ? looked : null;
  const places = count + (large === null ? 0 : 3);
  const [columns, setColumns] = useState(() => columnsFor(places, narrowShape(places), 1));
  useEffect(() => {
    const { current } = grid;
    if (current === null) return;
    const lay = () => {
      const { clientWidth, clientHeight } = current;
      setColumns(
        isNarrow ? columnsFor(places, narrowShape(places), 1) : columnsFor(places, clientWidth, clientHeight),
      );
    };
    const size = new ResizeObserver(lay);
    size.observe(current);
    lay();
    return () => size.disconnect();
  }, [places, isNarrow]);
  return { grid, columns, rows: Math.ceil(places / columns), large };
}
