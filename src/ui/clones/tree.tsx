/** Who came from whom: leading clones that live, or that others which live came from, each under its ancestor. */
import { inspected } from '../inspector/open';
import { dark } from '../shell/theme';
import { useStore } from '../state/store';
import { day, exact, percent, short } from '../words/format';
import { chooseClone, chosenClone } from './chosen';
import { cloneColour } from './shade';
import { clones } from './state';
import { survivors } from './survivors';

/** Ancestors beyond so many stand no further to the right. */
const DEEPEST = 6;

export function CloneTree() {
  const view = useStore(clones, (value) => value);
  useStore(dark, (value) => value);
  const chosen = useStore(inspected, chosenClone);
  if (view === null) return null;
  const rows = survivors(view);
  const living = view.sizes.clones;
  const all = view.frequencies.cells;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <section class="clone-tree" tabIndex={0} aria-label="Lines that live">
      <table>
        <caption>
          {rows.length === 0
            ? 'No cells are left.'
            : `Largest lines of ${exact(living)} living ${living === 1 ? 'clone' : 'clones'}, each under the one it came from`}
        </caption>
        <thead>
          <tr>
            <th scope="col">clone</th>
            <th scope="col">born</th>
            <th scope="col">cells</th>
            <th scope="col">with descendants</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ place, depth }) => {
            const clone = view.clones[place];
            if (clone === undefined) return null;
            return (
              <tr key={clone.identity}>
                <th scope="row" style={{ paddingLeft: `${12 * Math.min(depth, DEEPEST)}px` }}>
                  <i style={{ background: cloneColour(clone) }} />
                  <span class="unseen">{depth > 0 && 'under the one above, '}</span>
                  <button
                    type="button"
                    aria-pressed={clone.identity === chosen}
                    title="Mark its cells, and those of what came from it, in the picture"
                    onClick={() => chooseClone(clone.identity)}
                  >
                    {clone.identity} <span class="clone-text">{clone.text}</span>
                  </button>
                </th>
                <td>day {day(clone.birthDay)}</td>
                <td>{clone.cells < 10_000 ? exact(clone.cells) : short(clone.cells)}</td>
                <td>{all > 0 ? percent(clone.clade / all) : ''}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
