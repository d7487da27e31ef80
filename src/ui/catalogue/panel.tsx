/** The resistance catalogue: each way of resisting, its cells now, and what it is worth against each drug. */
import './catalogue.css';
import { classMarks } from '../classes';
import { exact, percent, short } from '../format';
import { Sheet } from '../panels/sheet';
import { classLine } from '../plots/line';
import { run } from '../run';
import { useSession } from '../session';
import { useStore } from '../store';
import { Swatch } from '../swatch';
import { Matrix } from './matrix';
import { origin, type Way, ways } from './ways';

export function Panel() {
  return (
    <Sheet title="Resistance catalogue">
      <p class="lead">
        Every cell belongs to one class by how it differs from the founder; the same colour and dash mean the
        same class everywhere. Counts are of the run behind this panel.
      </p>
      <ul class="ways">
        {ways.map((way) => (
          <Entry key={way.name ?? 'mutator'} way={way} />
        ))}
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
  const count = useStore(run, (view) => view.cellsByClass[index] ?? 0);
  const all = useStore(run, (view) => view.status?.cells ?? 0);
  return (
    <span class="way-count" data-none={count === 0 || undefined}>
      <output title={exact(count)}>{count < 10_000 ? exact(count) : short(count)}</output> cells
      {count > 0 && all > 0 && `, ${percent(Math.min(1, count / all))}`}
    </span>
  );
}
