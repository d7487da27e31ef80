/** The resistance catalogue: each way of resisting, its cells now, and what it is worth against each drug. */
import './catalogue.css';
import { Sheet } from '../panels/sheet';
import { classLine } from '../plots/line';
import { classMarks } from '../readouts/classes';
import { Swatch } from '../shell/swatch';
import { useSession } from '../state/chosen';
import { type PartView, run } from '../state/run';
import { useStore } from '../state/store';
import { exact, percent, short } from '../words/format';
import { Matrix } from './matrix';
import { barriersOf, origin, sanctuary, type Way, ways } from './ways';

export function Panel() {
  const shown = useStore(run, ({ parts, shown: index }) => parts[index]?.name ?? null);
  return (
    <Sheet title="Resistance catalogue">
      <p class="lead">
        Every cell belongs to one class by how it differs from the founder; the same colour and dash mean the
        same class everywhere. Counts are of the run behind this panel
        {shown !== null && `, ${shown} alone`}.
      </p>
      <ul class="ways">
        {ways.map((way) => (
          <Entry key={way.name ?? 'mutator'} way={way} />
        ))}
        <Sanctuary />
      </ul>
      <Matrix />
    </Sheet>
  );
}

function Entry({ way }: { way: Way }) {
  const running = useSession((state) => state.running);
  const index = classMarks.findIndex(({ name }) => name === way.name);
  const mark = classMarks[index];
  return (
    <li data-way={way.name ?? 'mutator'}>
      <div class="way-head">
        <h3>
          {mark && <Swatch line={classLine(mark)} />}
          {mark?.label ?? 'mutator'}
        </h3>
        {mark && <Count index={index} />}
      </div>
      <p>{way.text}</p>
      <p class="way-origin">{origin(way, running)}</p>
      <cite>{way.source}</cite>
    </li>
  );
}

function Count({ index }: { index: number }) {
  const counts = useStore(run, (view) => view.cellsByClass);
  return <Cells count={counts[index] ?? 0} all={counts.reduce((sum, count) => sum + count, 0)} />;
}

function Cells({ count, all }: { count: number; all: number }) {
  return (
    <span class="way-count" data-none={count === 0 || undefined}>
      <output aria-live="off" title={exact(count)}>
        {count < 10_000 ? exact(count) : short(count)}
      </output>{' '}
      cells
      {count > 0 && all > 0 && `, ${percent(count / all)}`}
    </span>
  );
}

/** Not a class of cells but a place for them: shown where the run has one. */
function Sanctuary() {
  const running = useSession((state) => state.running);
  const parts = useStore(run, (view) => view.parts);
  const barriers = barriersOf(running);
  if (barriers === null) return null;
  const behind = running.compartments.filter((each) => each.barriers.length > 0).map(({ name }) => name);
  const cellsOf = ({ cellsByClass }: PartView) => cellsByClass.reduce((sum, count) => sum + count, 0);
  const cells = (of: PartView[]) => of.reduce((sum, part) => sum + cellsOf(part), 0);
  const tumours = parts.filter(({ kind }) => kind !== 'marrow');
  return (
    <li data-way="sanctuary">
      <div class="way-head">
        <h3>sanctuary</h3>
        <Cells count={cells(tumours.filter(({ name }) => behind.includes(name)))} all={cells(tumours)} />
      </div>
      <p>{sanctuary.text}</p>
      <p class="way-origin">{barriers}</p>
      <cite>{sanctuary.source}</cite>
    </li>
  );
}
