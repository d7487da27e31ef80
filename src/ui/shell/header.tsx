/** Name, preset, seed, hash, files, link, theme, help. */
import { useRef, useState } from 'preact/hooks';
import { plain } from '../../worker/plain';
import { type Field, fieldsOf } from '../controls/expand';
import { openPanel } from '../panels/open';
import { linkOf, state } from '../state/address';
import { missing, refuse, session, useSession } from '../state/chosen';
import { presetTitles } from '../state/presets';
import { run } from '../state/run';
import { choosePreset, edit, onPage, openFile, restart, saveCsv, saveScenario } from '../state/session';
import { useStore } from '../state/store';
import { aboutOpen } from '../state/view';
import { copy } from '../words/copy';
import { readNumber } from '../words/numbers';
import { type ThemeChoice, themeChoice } from './theme';

export function Header() {
  const presetId = useSession((state) => state.presetId);
  const title = useSession((state) => state.title);
  return (
    <header>
      <h1>Clonarium</h1>
      <select
        class="preset"
        aria-label="Preset"
        value={presetId ?? ''}
        onChange={async ({ currentTarget }) => {
          await choosePreset(currentTarget.value);
          // A scene that could not be had: the menu stays on what runs.
          currentTarget.value = session.value.presetId ?? '';
        }}
      >
        {presetId === null && <option value="">{title}</option>}
        {presetTitles.map((preset) => (
          <option key={preset.id} value={preset.id}>
            {preset.title}
          </option>
        ))}
      </select>
      <span class="spring" />
      <Seed />
      <Hash />
      <span class="header-tools">
        <OpenFile />
        <button
          type="button"
          class="quiet"
          title="Save this scenario, complete and with its seed"
          onClick={saveScenario}
        >
          Save
        </button>
        <button
          type="button"
          class="quiet"
          title="Save the whole run: one row per output time and class"
          onClick={saveCsv}
        >
          <span class="roomy">Export </span>CSV
        </button>
        <button
          type="button"
          class="quiet"
          title="Check the science: the simulation against theory and published numbers"
          onClick={() => openPanel.set('science')}
        >
          Check<span class="roomy"> the science</span>
        </button>
        <Share />
        <Theme />
        <button
          type="button"
          class="quiet"
          aria-label="Help: keys and about"
          title="Keys and about (?)"
          onClick={() => aboutOpen.set(true)}
        >
          ?
        </button>
      </span>
    </header>
  );
}

function Seed() {
  const seed = useSession((state) => state.scenario.seed);
  const pending = useSession((state) => state.scenario.seed !== state.running.seed);
  const error = useSession((state) => state.fieldErrors.seed);
  const field = (): Field | undefined => fieldsOf(session.value.scenario).find(({ path }) => path === 'seed');
  return (
    <label
      class="seed"
      data-pending={pending || undefined}
      title={error ?? 'The same scenario and seed give the same run, bit for bit'}
    >
      <span class="term">seed</span>
      <input
        type="text"
        inputMode="numeric"
        name="seed"
        aria-invalid={error !== undefined}
        value={String(seed)}
        onChange={(event) => {
          const seedField = field();
          if (seedField === undefined) return;
          try {
            edit(seedField, readNumber('seed', event.currentTarget.value));
          } catch (error) {
            refuse('seed', plain(error));
          }
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.currentTarget.blur();
          void restart();
        }}
      />
      {error !== undefined && <span class="field-error">{error}</span>}
    </label>
  );
}

function Hash() {
  const hash = useStore(run, (view) => view.hash);
  const stands = useStore(run, (view) => view.status?.playing === false);
  const [copied, setCopied] = useState(false);
  if (hash === null) {
    return (
      <span class="hash" title="The digest of the full state is shown while the run stands still">
        <span class="term">hash</span> <output>{stands ? '–' : 'running'}</output>
      </span>
    );
  }
  const take = async () => {
    if (!(await copy('The digest of the full state', hash))) return;
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <button
      type="button"
      class="hash quiet"
      title={`Digest of the full state: ${hash}. Equal digests mean equal runs. Click to copy.`}
      onClick={() => void take()}
    >
      <span class="roomy">hash </span>
      <output data-hash={hash}>{copied ? 'copied' : hash.slice(0, 8)}</output>
    </button>
  );
}

function OpenFile() {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class="quiet"
        title="Open a scenario file, or drop one anywhere on the page"
        onClick={() => input.current?.click()}
      >
        Open
      </button>
      <input
        ref={input}
        type="file"
        name="scenario-file"
        accept=".json,application/json"
        hidden
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file !== undefined) void openFile(file);
        }}
      />
    </>
  );
}

function Share() {
  const [copied, setCopied] = useState(false);
  const share = async () => {
    try {
      const shown = await onPage();
      const link = await linkOf(shown);
      if (link === null) {
        session.update({
          message: 'This scenario is too large for a link, as one with a picture can be: send it as a file.',
          offer: { label: 'Save the scenario', act: async () => saveScenario() },
        });
        return;
      }
      await state(onPage);
      const address = `${location.href.replace(/#.*/, '')}#${link}`;
      if (!(await copy('A link to this scenario', address))) return;
    } catch (error) {
      missing('The link', error);
      return;
    }
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <button
      type="button"
      class="quiet"
      title="Copy a link to this scenario with its changed values and seed"
      onClick={() => void share()}
    >
      {copied ? 'Link copied' : 'Share'}
    </button>
  );
}

const NEXT_THEME: Record<ThemeChoice, ThemeChoice> = { auto: 'light', light: 'dark', dark: 'auto' };

function Theme() {
  const choice = useStore(themeChoice, (value) => value);
  return (
    <button
      type="button"
      class="quiet"
      title="Theme: as the system says, light, or dark"
      aria-label={`Theme: ${choice}`}
      onClick={() => themeChoice.set(NEXT_THEME[choice])}
    >
      {choice[0]?.toUpperCase()}
      {choice.slice(1)}
    </button>
  );
}
