/** What the cells' colours show, what lies over them, how one looks at a volume, zoom, and a picture to keep. */
import type { TissueShape } from '../../worker/pictures/tissueMessages';
import { useSession } from '../state/chosen';
import { useStore } from '../state/store';
import {
  amountScale,
  asVolume,
  type Choice,
  choice,
  overlay,
  type Palette,
  slice,
  turnsVolumes,
} from './state';

interface ToolbarProps {
  shape: TissueShape;
  /** Keeps what is seen as a picture; null while nothing is. */
  save: (() => void) | null;
}

export function Toolbar({ shape, save }: ToolbarProps) {
  return (
    <>
      <PaletteChoice shape={shape} />
      <OverlayChoice shape={shape} />
      <RampScale />
      {shape.size.length === 3 && <Depth />}
      <span class="spring" />
      <button
        type="button"
        class="quiet"
        title="Save the view as a picture, with legend and scale"
        disabled={save === null}
        onClick={() => save?.()}
      >
        PNG
      </button>
    </>
  );
}

export interface Option {
  value: string;
  label: string;
  choice: Choice;
}

/** Every palette that this scenario has something to show in. */
export function palettes(drugs: readonly string[], targets: readonly string[], oxygen: boolean): Option[] {
  const option = (palette: Palette, label: string, index = 0): Option => ({
    value: `${palette}-${index}`,
    label,
    choice: { palette, index },
  });
  return [
    option('class', 'resistance class'),
    option('clone', 'clone'),
    ...drugs.map((drug, index) => option('amount', `${drug} inside cells`, index)),
    ...(oxygen ? [option('activity', 'activity by oxygen'), option('oxygen', 'oxygen')] : []),
    option('birth', 'age of clone'),
    option('pump', 'copies of MDR1'),
    ...targets.map((target, index) => option('target', `copies of ${target}`, index)),
  ];
}

function PaletteChoice({ shape }: { shape: TissueShape }) {
  const drugs = useSession((state) => state.drugNames);
  const targets = useSession((state) => state.running.targets).map(({ name }) => name);
  const chosen = useStore(choice, ({ palette, index }) => `${palette}-${index}`);
  const options = palettes(drugs, targets, shape.oxygen !== null);
  const known = options.some(({ value }) => value === chosen);
  if (!known) queueMicrotask(() => choice.set({ palette: 'class', index: 0 }));
  return (
    <label>
      <span class="tissue-label">cells by</span>
      <select
        name="palette"
        aria-label="Cells by"
        value={known ? chosen : 'class-0'}
        onChange={({ currentTarget }) => {
          const option = options.find(({ value }) => value === currentTarget.value);
          if (option !== undefined) choice.set(option.choice);
        }}
      >
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

function OverlayChoice({ shape }: { shape: TissueShape }) {
  const drugs = useSession((state) => state.drugNames);
  const shown = useStore(overlay, (value) => value);
  const volume = useStore(asVolume, (value) => value) && shape.size.length === 3;
  const fields: [number | 'oxygen', string][] = [];
  if (shape.drugFields) {
    fields.push(...drugs.map((drug, index): [number, string] => [index, `${drug} in the fluid`]));
  }
  if (shape.oxygen !== null) fields.push(['oxygen', 'oxygen everywhere']);
  if (!fields.some(([field]) => field === shown) && shown !== null) queueMicrotask(() => overlay.set(null));
  if (fields.length === 0 || volume) return null;
  return (
    <label>
      <span class="tissue-label">over them</span>
      <select
        name="overlay"
        aria-label="Over the cells"
        value={String(shown)}
        onChange={({ currentTarget: { value } }) =>
          overlay.set(value === 'null' ? null : value === 'oxygen' ? value : Number(value))
        }
      >
        <option value="null">nothing</option>
        {fields.map(([field, label]) => (
          <option key={field} value={String(field)}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Of drugs only: oxygen and age are linear. */
function RampScale() {
  const scale = useStore(amountScale, (value) => value);
  const inside = useStore(choice, ({ palette }) => palette === 'amount');
  const outside = useStore(overlay, (field) => typeof field === 'number');
  if (!inside && !outside) return null;
  const other = scale === 'log' ? 'linear' : 'log';
  return (
    <button
      type="button"
      class="quiet"
      aria-label={`Drug: ${scale} colours, switch`}
      title={`Drug on a ${scale === 'log' ? 'logarithmic' : 'linear'} scale: switch to ${other}`}
      onClick={() => amountScale.set(other)}
    >
      {scale}
    </button>
  );
}

const AXES = ['x', 'y', 'z'] as const;

function Depth() {
  const volume = useStore(asVolume, (value) => value);
  const axis = useStore(slice, (value) => value.axis);
  const turns = useStore(turnsVolumes, (value) => value);
  return (
    <fieldset class="tissue-depth" aria-label="Slices or volume">
      {AXES.map((name, index) => (
        <button
          key={name}
          type="button"
          aria-pressed={!volume && axis === index}
          title={`Slices across ${name}`}
          onClick={() => {
            asVolume.set(false);
            slice.set({ axis: index as 0 | 1 | 2, at: null });
          }}
        >
          {name}
        </button>
      ))}
      <button
        type="button"
        aria-pressed={volume}
        disabled={!turns}
        title={turns ? 'The whole volume, cut open at a height: drag to turn it' : undefined}
        onClick={() => {
          if (slice.value.axis !== 2) slice.set({ axis: 2, at: null });
          asVolume.set(true);
        }}
      >
        volume
      </button>
      {!turns && <span class="tissue-lack">needs WebGL2, which this browser does not give</span>}
    </fieldset>
  );
}
