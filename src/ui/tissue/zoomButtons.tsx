/** Zoom in, out, and back to all; wheel, pinch and keys do the same. */
import { useStore } from '../state/store';
import type { TissueView } from './draw/viewClient';
import { ZOOM_STEP } from './gestures';
import { asVolume, camera as ofTissue } from './state';

interface ZoomProps {
  view: Pick<TissueView, 'zoom' | 'fit'> | null;
  /** Of a dish its own. */
  camera?: typeof ofTissue;
}

export function ZoomButtons({ view, camera = ofTissue }: ZoomProps) {
  const seen = useStore(camera, (value) => value);
  const volume = useStore(asVolume, (value) => value);
  const atMost = !volume && seen !== null && seen.scale >= seen.most * 0.999;
  const atLeast = !volume && seen !== null && seen.scale <= seen.least * 1.001;
  return (
    <fieldset class="tissue-zoom" aria-label="Zoom">
      <button
        type="button"
        aria-label="Zoom out"
        title="Zoom out (−)"
        disabled={view === null || atLeast}
        onClick={() => view?.zoom(1 / ZOOM_STEP)}
      >
        −
      </button>
      <button
        type="button"
        aria-label="Zoom in"
        title="Zoom in (+), to single cells"
        disabled={view === null || atMost}
        onClick={() => view?.zoom(ZOOM_STEP)}
      >
        +
      </button>
      <button type="button" title="Show all (0)" disabled={view === null} onClick={() => view?.fit()}>
        fit
      </button>
    </fieldset>
  );
}
