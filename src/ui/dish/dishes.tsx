/** The stage of compartments without places: a dish of cells for each, side by side. Fetched when the first is shown. */
import '../tissue/tissue.css';
import './dish.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { inspected } from '../inspector/open';
import { split } from '../readouts/subclasses';
import { type RunView, run } from '../state/run';
import { Store, useStore } from '../state/store';
import { HoverPause, PausingCanvas } from '../tissue/hoverPause';
import { Legends } from '../tissue/legend';
import { choice } from '../tissue/state';
import { PaletteChoice, RampScale } from '../tissue/toolbar';
import { ZoomButtons } from '../tissue/zoomButtons';
import { exact, short } from '../words/format';
import { Dishes, type DishView, NO_SPACE } from './client';

export function DishStage() {
  const [dishes, setDishes] = useState<Dishes | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    const opened = new Dishes(setFailure, (compartment, [x, y]) =>
      inspected.set({ compartment, at: [x, y, 0] }),
    );
    setDishes(opened);
    return () => opened.close();
  }, []);
  // As text it renders again only when other compartments are there.
  const names: [number, string][] = JSON.parse(useStore(run, (view) => JSON.stringify(withoutPlaces(view))));
  return (
    <section class="tissue" aria-label="Cells">
      <div class="tissue-tools" role="toolbar" aria-label="View of the cells">
        <h2>{names.length === 1 ? names[0]?.[1] : 'Cells'}</h2>
        <PaletteChoice shape={NO_SPACE} />
        <RampScale />
      </div>
      <div class="tissue-view dishes" data-count={names.length}>
        {dishes !== null &&
          names.map(([index, name]) => (
            <Dish
              key={`${index} ${name}`}
              dishes={dishes}
              index={index}
              name={name}
              alone={names.length === 1}
            />
          ))}
        {failure !== null && <p class="plot-empty">{failure}</p>}
      </div>
      <div class="tissue-foot">
        <Legends shape={NO_SPACE} />
        <Note />
        <HoverPause />
      </div>
    </section>
  );
}

function Note() {
  const byClass = useStore(choice, ({ palette }) => palette === 'class');
  const shades = useStore(split, (on) => !on) && byClass;
  return (
    <span class="dish-note">{shades && 'Shades are clones. '}Well mixed: place means nothing here.</span>
  );
}

const withoutPlaces = ({ status }: RunView): [number, string][] =>
  (status?.compartments ?? []).flatMap(({ name, tissue }, index) => (tissue ? [] : [[index, name]]));

const cellsOf = ({ parts, status }: RunView, index: number): number =>
  parts[index]?.cellsByClass.reduce((sum, cells) => sum + cells, 0) ?? status?.cells ?? 0;

const nowhere = new Store<{ scale: number; least: number; most: number } | null>(null);

interface DishProps {
  dishes: Dishes;
  index: number;
  name: string;
  /** The only one, whose name and count stand elsewhere. */
  alone: boolean;
}

function Dish({ dishes, index, name, alone }: DishProps) {
  const host = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<DishView | null>(null);
  const cells = useStore(run, (seen) => cellsOf(seen, index));
  useEffect(() => {
    if (host.current === null) return;
    setView(dishes.open(index, name, host.current));
    return () => dishes.end(index);
  }, [dishes]);
  return (
    <figure class="dish" data-dish={index}>
      <PausingCanvas hostRef={host} of="dish" />
      {!alone && (
        <figcaption>
          {name}{' '}
          <output aria-live="off" title={exact(cells)}>
            {cells < 10_000 ? exact(cells) : short(cells)}
          </output>
        </figcaption>
      )}
      <ZoomButtons view={view} camera={view?.camera ?? nowhere} />
    </figure>
  );
}
