/** The stage of a tissue: view, toolbar, legend, scale bar. Fetched when the first tissue is shown. */
import './tissue.css';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { TissueShape } from '../../worker/protocol';
import { run } from '../run';
import { pause, play } from '../session';
import { useStore } from '../store';
import { Legends } from './legend';
import { ScaleBar } from './scaleBar';
import { SliceBar } from './sliceBar';
import { pauseOnHover } from './state';
import { Toolbar } from './toolbar';
import { TissueView } from './viewClient';
import { ZoomButtons } from './zoomButtons';

/** @param tissue name and shape of what is shown, as JSON, so that it changes only when they do */
export function TissueStage({ tissue }: { tissue: string }) {
  const { name, tissue: shape } = useMemo(
    (): { name: string; tissue: TissueShape } => JSON.parse(tissue),
    [tissue],
  );
  const host = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<TissueView | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    if (host.current === null) return;
    const opened = new TissueView(host.current, shape, setFailure);
    setView(opened);
    return () => opened.close();
  }, []);
  useEffect(() => view?.show(shape), [view, shape]);
  return (
    <section class="tissue" aria-label={`Tissue: ${name}`}>
      <Toolbar name={name} shape={shape} view={view} />
      <div class="tissue-view">
        <Canvas hostRef={host} />
        {failure !== null && <p class="plot-empty">{failure}</p>}
        <ScaleBar siteMicrometres={shape.siteMicrometres} />
        <SliceBar shape={shape} />
        <ZoomButtons view={view} />
      </div>
      <div class="tissue-foot">
        <Legends shape={shape} />
        <HoverPause />
      </div>
    </section>
  );
}

/** Pauses the run while the pointer rests on the view, if one wants that. */
function Canvas({ hostRef }: { hostRef: { current: HTMLDivElement | null } }) {
  const pauses = useStore(pauseOnHover, (value) => value);
  const paused = useRef(false);
  const resume = () => {
    if (paused.current) play();
    paused.current = false;
  };
  useEffect(() => (pauses ? resume : undefined), [pauses]);
  return (
    <div
      class="tissue-canvas"
      ref={hostRef}
      onPointerEnter={(event) => {
        if (!pauses || event.pointerType !== 'mouse' || !run.value.status?.playing) return;
        paused.current = true;
        pause();
      }}
      onPointerLeave={resume}
    />
  );
}

function HoverPause() {
  const on = useStore(pauseOnHover, (value) => value);
  return (
    <label class="tissue-hover" title="The run waits while the pointer is on the view">
      <input
        type="checkbox"
        name="pause-on-hover"
        checked={on}
        onChange={(event) => pauseOnHover.set(event.currentTarget.checked)}
      />
      pause on hover
    </label>
  );
}
