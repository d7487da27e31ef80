/** The stage: every compartment of the patient, tissues and dishes, with one toolbar and one legend. Fetched with the first run. */
import '../tissue/tissue.css';
import './cells.css';
import { useState } from 'preact/hooks';
import { split } from '../readouts/subclasses';
import { missing } from '../state/chosen';
import { type RunView, run } from '../state/run';
import { useStore } from '../state/store';
import type { Drawers } from '../tissue/draw/canvasView';
import { HoverPause } from '../tissue/hoverPause';
import { Legends } from '../tissue/legend';
import { NO_SPACE } from '../tissue/shapes';
import { SliceBar } from '../tissue/sliceBar';
import { choice, shape } from '../tissue/state';
import { Toolbar } from '../tissue/toolbar';
import { Compartment, type Shown } from './compartment';
import { useDrawers } from './drawing';
import { useGrid } from './grid';

export function CellsStage() {
  // As text it renders again only when other compartments are there.
  const shown: Shown[] = JSON.parse(useStore(run, (view) => JSON.stringify(compartmentsOf(view))));
  const kinds = { tissues: shown.some(({ tissue }) => tissue), dishes: shown.some(({ tissue }) => !tissue) };
  // What failed of other kinds is nothing to do with these.
  return <Cells key={JSON.stringify(kinds)} shown={shown} {...kinds} />;
}

const compartmentsOf = ({ status }: RunView): Shown[] =>
  (status?.compartments ?? []).map(({ name, tissue }, index) => ({ index, name, tissue }));

interface CellsProps {
  shown: Shown[];
  /** Whether there are any. */
  tissues: boolean;
  dishes: boolean;
}

function Cells({ shown, tissues, dishes }: CellsProps) {
  const [failure, setFailure] = useState<string | null>(null);
  const drawers = {
    tissue: useDrawers('tissues', tissues, setFailure),
    dish: useDrawers('dishes', dishes, setFailure),
  };
  const told = useStore(shape, (value) => value);
  const of = tissues ? told : NO_SPACE;
  const name = (shown.length === 1 ? shown[0]?.name : null) ?? 'Cells';
  const ready = (drawers.tissue !== null || !tissues) && (drawers.dish !== null || !dishes);
  const { grid, columns, rows, large } = useGrid(shown.length);
  const save = ready ? () => void saveAll(shown, drawers, { name, dishes }) : null;
  return (
    <section
      class="tissue"
      aria-label="Cells"
      data-several={shown.length > 1 || undefined}
      style={{ '--columns': columns, '--rows': rows }}
    >
      <div class="tissue-tools" role="toolbar" aria-label="View of the cells">
        <h2>{name}</h2>
        {of !== null && <Toolbar shape={of} save={save} />}
      </div>
      <div class="tissue-view">
        <div class="compartments" ref={grid}>
          {shown.map((of) => (
            <Compartment
              key={`${of.index} ${of.name}`}
              of={of}
              drawers={of.tissue ? drawers.tissue : drawers.dish}
              alone={shown.length === 1}
              large={large === of.index}
            />
          ))}
        </div>
        {failure !== null && <p class="plot-empty">{failure}</p>}
        {of !== null && <SliceBar shape={of} />}
      </div>
      <div class="tissue-foot">
        {of !== null && <Legends shape={of} dishes={dishes} />}
        {dishes && <Note all={!tissues} />}
        <HoverPause />
      </div>
    </section>
  );
}

/** @param all compartments are well mixed, none is a tissue */
function Note({ all }: { all: boolean }) {
  const byClass = useStore(choice, ({ palette }) => palette === 'class');
  const shades = useStore(split, (on) => !on) && byClass;
  return (
    <span class="dish-note">
      {shades && all && 'Shades are clones. '}
      {all
        ? 'A mixed culture: where a cell is drawn means nothing.'
        : 'Discs are mixed cultures: where a cell is drawn in them means nothing.'}
    </span>
  );
}

/** Each null until it is there. */
interface ByKind {
  tissue: Drawers | null;
  dish: Drawers | null;
}

async function saveAll(
  shown: Shown[],
  { tissue, dish }: ByKind,
  { name, dishes }: { name: string; dishes: boolean },
): Promise<void> {
  try {
    const { savePicture } = await import('../tissue/draw/picture');
    const views = shown.flatMap((of) => (of.tissue ? tissue : dish)?.views.get(of.index) ?? []);
    await savePicture(views, { name, shape: shape.value ?? NO_SPACE, dishes });
  } catch (error) {
    missing('The picture', error);
  }
}
