/** A length in the tissue, as long as it is on the screen now. */
import { useStore } from '../state/store';
import type { CanvasView } from './draw/canvasView';
import { asVolume } from './state';

const WANTED_PIXELS = 110;

/** The longest round length that takes at most the wanted pixels: 1, 2 or 5 of a power of ten, in µm. */
export function roundLength(micrometresPerPixel: number): number {
  const most = WANTED_PIXELS * micrometresPerPixel;
  const unit = 10 ** Math.floor(Math.log10(most));
  return unit * (most >= 5 * unit ? 5 : most >= 2 * unit ? 2 : 1);
}

export const lengthText = (micrometres: number): string =>
  micrometres >= 1000 ? `${micrometres / 1000} mm` : `${Number(micrometres.toPrecision(2))} µm`;

export function ScaleBar({ view }: { view: CanvasView }) {
  const seen = useStore(view.camera, (value) => value);
  const siteMicrometres = useStore(view.siteMicrometres, (value) => value);
  const volume = useStore(asVolume, (value) => value);
  // Turned in space nothing has one length.
  if (seen === null || siteMicrometres === null || volume) return null;
  const length = roundLength(siteMicrometres / seen.scale);
  return (
    <div class="tissue-scale" role="img" aria-label={`Scale: ${lengthText(length)}`}>
      <span style={{ width: `${(length / siteMicrometres) * seen.scale}px` }} />
      {lengthText(length)}
    </div>
  );
}
