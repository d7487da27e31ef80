/** The stage of a tissue: view, toolbar, legend, scale bar. Fetched when the first tissue is shown. */
import './tissue.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useStore } from '../state/store';
import { TissueView } from './draw/viewClient';
import { HoverPause, PausingCanvas } from './hoverPause';
import { joinInspector } from './inspecting';
import { Legends } from './legend';
import { ScaleBar } from './scaleBar';
import { SliceBar } from './sliceBar';
import { shape } from './state';
import { Toolbar } from './toolbar';
import { ZoomButtons } from './zoomButtons';

export function TissueStage({ name }: { name: string }) {
  const host = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<TissueView | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const of = useStore(shape, (value) => value);
  const [silences, setSilences] = useState(0);
  useEffect(() => {
    if (host.current === null) return;
    if (silences === 2) {
      setFailure('The tissue view stood still twice, and stays closed. The run goes on.');
      return;
    }
    const opened = new TissueView(host.current, setFailure, () => setSilences(silences + 1));
    setView(opened);
    return () => {
      opened.close();
      setView(null);
    };
  }, [silences]);
  useEffect(joinInspector, []);
  return (
    <section class="tissue" aria-label={`Tissue: ${name}`}>
      <div class="tissue-tools" role="toolbar" aria-label="Tissue view">
        <h2>{name}</h2>
        {of !== null && <Toolbar name={name} shape={of} view={view} />}
      </div>
      <div class="tissue-view">
        <PausingCanvas hostRef={host} />
        {failure !== null && <p class="plot-empty">{failure}</p>}
        {of !== null && <ScaleBar siteMicrometres={of.siteMicrometres} />}
        {of !== null && <SliceBar shape={of} />}
        <ZoomButtons view={view} />
      </div>
      <div class="tissue-foot">
        {of !== null && <Legends shape={of} />}
        <HoverPause />
      </div>
    </section>
  );
}
