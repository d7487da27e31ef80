/** Which slice of a volume is shown, or up to which height the volume. */
import type { TissueShape } from '../../worker/pictures/tissueMessages';
import { useStore } from '../state/store';
import { asVolume, slice } from './state';

const AXES = ['x', 'y', 'z'] as const;

export function SliceBar({ shape }: { shape: TissueShape }) {
  const { axis, at } = useStore(slice, (value) => value);
  const volume = useStore(asVolume, (value) => value);
  if (shape.size.length < 3) return null;
  const edge = shape.size[axis] ?? 1;
  const place = Math.min(edge - 1, at ?? edge >> 1);
  const micrometres = Math.round((place + 0.5) * shape.siteMicrometres);
  const text = `${AXES[axis]} ${volume ? 'up to ' : ''}${micrometres} µm`;
  return (
    <label class="tissue-slice">
      <input
        type="range"
        name="slice"
        aria-label={volume ? 'Cut the volume open at height' : `Slice across ${AXES[axis]}`}
        aria-valuetext={text}
        min={0}
        max={edge - 1}
        value={place}
        onInput={(event) => slice.set({ axis, at: Number(event.currentTarget.value) })}
      />
      <output aria-live="off">{text}</output>
    </label>
  );
}
