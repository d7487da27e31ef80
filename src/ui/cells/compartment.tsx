/** One compartment on the stage: its cells, its name and count, zoom, and in a tissue a scale. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { type RunView, run } from '../state/run';
import { useStore } from '../state/store';
import type { CanvasView, Drawers } from '../tissue/draw/canvasView';
import { PausingCanvas } from '../tissue/hoverPause';
import { ScaleBar } from '../tissue/scaleBar';
import { ZoomButtons } from '../tissue/zoomButtons';
import { exact, short } from '../words/format';

export interface Shown {
  /** Its place among all. */
  index: number;
  name: string;
  tissue: boolean;
}

interface CompartmentProps {
  of: Shown;
  /** null until it is there. */
  drawers: Drawers | null;
  /** The only one, whose name and count stand elsewhere. */
  alone: boolean;
  /** Takes the place of four. */
  large: boolean;
}

export function Compartment({ of: { index, name, tissue }, drawers, alone, large }: CompartmentProps) {
  const host = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<CanvasView | null>(null);
  const shown = useStore(run, (seen) => seen.shown === index);
  useEffect(() => {
    if (drawers === null || host.current === null) return;
    setView(drawers.open(index, name, host.current));
    return () => {
      drawers.end(index);
      setView(null);
    };
  }, [drawers]);
  return (
    <figure
      class={`compartment ${tissue ? 'tissue-part' : 'dish'}`}
      data-compartment={index}
      data-shown={(shown && !alone) || undefined}
      data-large={large || undefined}
    >
      <PausingCanvas hostRef={host} of={tissue ? 'tissue' : 'dish'} />
      {!alone && <Count index={index} name={name} />}
      <NoneLeft index={index} />
      {view !== null && <ScaleBar view={view} />}
      <ZoomButtons view={view} />
    </figure>
  );
}

function Count({ index, name }: Pick<Shown, 'index' | 'name'>) {
  const cells = useStore(run, (seen) => cellsOf(seen, index));
  return (
    <figcaption>
      {name}{' '}
      <output aria-live="off" title={exact(cells)}>
        {cells < 10_000 ? exact(cells) : short(cells)}
      </output>
    </figcaption>
  );
}

/** What is empty says so: else it might be taken for a picture that is not there. */
function NoneLeft({ index }: Pick<Shown, 'index'>) {
  const none = useStore(run, (seen) => (seen.status?.steps ?? 0) > 0 && cellsOf(seen, index) === 0);
  return none ? <p class="none-left">No living cell is left.</p> : null;
}

const cellsOf = ({ parts, status }: RunView, index: number): number =>
  parts[index]?.cellsByClass.reduce((sum, cells) => sum + cells, 0) ?? status?.cells ?? 0;
