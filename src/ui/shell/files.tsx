/** What is opened and kept: a scenario as a file, a run in this browser, and the numbers of a run. */
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { missing } from '../state/chosen';
import { openFile, saveCsv, saveScenario } from '../state/files';
import { openSaved, saveRun } from '../state/session';

const saveAll = () =>
  import('../clones/save').then(
    (files) => files.saveAll(),
    (error) => missing('What writes the files', error),
  );

/** A press anywhere else closes the menu. */
function useLeaving(menu: RefObject<HTMLDetailsElement | null>): void {
  useEffect(() => {
    const leave = ({ target }: Event) => {
      if (menu.current !== null && !menu.current.contains(target as Node)) menu.current.open = false;
    };
    addEventListener('pointerdown', leave);
    return () => removeEventListener('pointerdown', leave);
  }, []);
}

export function Files() {
  const menu = useRef<HTMLDetailsElement>(null);
  const input = useRef<HTMLInputElement>(null);
  useLeaving(menu);
  const close = () => {
    if (menu.current !== null) menu.current.open = false;
  };
  const item = (label: string, title: string, act: () => unknown) => (
    <button
      type="button"
      class="quiet"
      title={title}
      onClick={() => {
        close();
        void act();
      }}
    >
      {label}
    </button>
  );
  return (
    <details
      class="menu"
      ref={menu}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        close();
        menu.current?.querySelector('summary')?.focus();
      }}
    >
      <summary>Files</summary>
      <div class="menu-items">
        {item('Open scenario', 'Open a scenario file, or drop one anywhere on the page', () =>
          input.current?.click(),
        )}
        {item('Save scenario', 'As a file, complete and with its seed: what is run', saveScenario)}
        {item('Save run', 'Keep the run as it stands in this browser (S)', saveRun)}
        {item('Open saved run', 'Go on with the run that was saved last in this browser (O)', openSaved)}
        {item('Export CSV', 'The whole run as a table: one row per output time and class', saveCsv)}
        {item('All of it', 'Every file of the run in one zip, with how to read and cite it', saveAll)}
      </div>
      <input
        ref={input}
        type="file"
        name="scenario-file"
        aria-label="Scenario file"
        accept=".json,application/json"
        hidden
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file !== undefined) void openFile(file);
        }}
      />
    </details>
  );
}
