/** The clone that one has clicked on: its cells are marked in the picture, its line is told beside, and here what is known of it. */

import { following } from '../inspector/following';
import { inspected, isOfClone } from '../inspector/open';
import { run } from '../state/run';
import { useStore } from '../state/store';
import { day, exact, short } from '../words/format';
import { clones } from './state';

/** Number of the clone whose cells are marked; null: none. */
export const chosenClone = (): number | null => {
  const { value } = inspected;
  return isOfClone(value) ? value.identity : null;
};

/** Marks the cells of a clone and of all that came from it; twice ends it. */
export function chooseClone(identity: number): void {
  inspected.set(chosenClone() === identity ? null : { identity });
}

const cellsIn = (cells: number) =>
  `${cells < 10_000 ? exact(cells) : short(cells)} living ${cells === 1 ? 'cell' : 'cells'}`;

export function ChosenClone() {
  const identity = useStore(inspected, chosenClone);
  const view = useStore(clones, (value) => value);
  const found = useStore(following, ({ view: cell, none }) => (none ? null : cell));
  const entries = useStore(run, ({ chronicle }) => chronicle);
  if (identity === null) return null;
  const shown = view?.clones.find((clone) => clone.identity === identity);
  const own = found?.lineage[0];
  const text = shown?.text ?? own?.text;
  const born = shown?.birthDay ?? own?.birthDay;
  const told = born === undefined ? [] : entries.filter((entry) => Math.abs(entry.day - born) < 0.5);
  return (
    <section class="clone-chosen" aria-label={`Clone ${identity}`}>
      <p>
        <b>Clone {identity}</b>
        {text !== undefined && ` ${text}`}
        {born !== undefined && `, born on day ${day(born)}`}.{' '}
        {found === null
          ? 'None of its cells lives.'
          : `${cellsIn(found.followed)} of it and of what came from it, marked in the picture.`}{' '}
        <button type="button" onClick={() => inspected.set(null)}>
          Take the marks away
        </button>
      </p>
      {told.length > 0 && (
        <ol aria-label="What the chronicle tells of the day of its birth">
          {told.map((entry) => (
            <li key={entry.text}>
              <time>day {day(entry.day)}</time> {entry.text}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
