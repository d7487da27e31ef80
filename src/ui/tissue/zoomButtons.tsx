/** Zoom in, out, and back to all; wheel, pinch and keys do the same. */
import { Store, useStore } from '../state/store';
import type { CanvasView, Nearness } from './draw/canvasView';
import { ZOOM_STEP } from './gestures';
import { asVolume, shape } from './state';

const nowhere = new Store<Nearness | null>(null);

export function ZoomButtons({ view }: { view: CanvasView | null }) {
  const seen = useStore(view?.camera ?? nowhere, (value) => value);
  const inVolume = useStore(shape, (of) => of?.size.length === 3);
  const volume = useStore(asVolume, (value) => value) && inVolume;
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
