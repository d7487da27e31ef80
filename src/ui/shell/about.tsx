/** Keys, and what this is and is not. */
import { useEffect, useRef } from 'preact/hooks';
import { version } from '../../../package.json';
import { useStore } from '../state/store';
import { aboutOpen } from '../state/view';
import { KEYS } from './keyList';

export function About() {
  const open = useStore(aboutOpen, (value) => value);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} class="about" aria-label="Help" onClose={() => aboutOpen.set(false)} closedby="any">
      <div>
        <h2>Keys</h2>
        <dl>
          {KEYS.map(({ label, does }) => (
            <div key={label}>
              <dt>
                <kbd>{label}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <p>Drag across a plot over time to zoom; double-click, or “Whole run”, to see all of it again.</p>
        <h2>About</h2>
        <p>
          Clonarium follows every cell of a tumour: its drug uptake and efflux, its mutations, its division
          and death. The same scenario and seed give the same run, bit for bit, here and in the terminal.
        </p>
        <p>For teaching and research. Not medical advice.</p>
        <p>
          Version {version}, MIT licence;{' '}
          <a href="./third-party-licences.md">licences of what it is built with</a>. To cite a run, give name
          and version, scene or scenario file, seed and hash, and the sources of the values you rely on: each
          control names its own.
        </p>
        <button type="button" onClick={() => aboutOpen.set(false)}>
          Close
        </button>
      </div>
    </dialog>
  );
}
