/** Name, scene, undo, seed, hash, files, link, theme, help. */
import { useState } from 'preact/hooks';
import { SCENE_GROUPS } from '../../scenario/presets/scene';
import { openPanel } from '../panels/open';
import { linkOf, state } from '../state/address';
import { missing, session, useSession } from '../state/chosen';
import { saveScenario } from '../state/files';
import { steps } from '../state/history';
import { presetTitles } from '../state/presets';
import { choosePreset, onPage } from '../state/session';
import { redo, undo } from '../state/steps';
import { useStore } from '../state/store';
import { aboutOpen, narrow } from '../state/view';
import { copy } from '../words/copy';
import { Files } from './files';
import { Hash, Seed } from './identity';
import { type ThemeChoice, themeChoice } from './theme';

export function Header() {
  const isNarrow = useStore(narrow, (value) => value);
  return (
    <header>
      <h1>Clonarium</h1>
      <span class="tagline">a tumour, cancer cell by cancer cell</span>
      <SceneMenu />
      <button
        type="button"
        class="quiet in-pictures"
        aria-label="Scenes in pictures"
        title="All scenes, each with a picture of its run"
        onClick={() => openPanel.set('scenes')}
      >
        ▦
      </button>
      <Steps />
      <span class="spring" />
      {!isNarrow && <Seed />}
      {!isNarrow && <Hash />}
      <span class="header-tools">
        <Files />
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

/** Scenes in teaching order, in their five groups. */
function SceneMenu() {
  const presetId = useSession((state) => state.presetId);
  const title = useSession((state) => state.title);
  return (
    <select
      class="preset"
      aria-label="Choose a scene"
      value={presetId ?? ''}
      onChange={async ({ currentTarget }) => {
        await choosePreset(currentTarget.value);
        // A scene that could not be had: the menu stays on what runs.
        currentTarget.value = session.value.presetId ?? '';
      }}
    >
      {presetId === null && <option value="">{title}</option>}
      {Object.entries(SCENE_GROUPS).map(([group, label]) => (
        <optgroup key={group} label={label}>
          {presetTitles
            .filter((preset) => preset.group === group)
            .map((preset) => (
              <option key={preset.id} value={preset.id}>
                {preset.title}
              </option>
            ))}
        </optgroup>
      ))}
    </select>
  );
}

function Steps() {
  const back = useStore(steps, ({ past }) => past.length > 0);
  const on = useStore(steps, ({ future }) => future.length > 0);
  return (
    <span class="steps">
      <button
        type="button"
        class="quiet"
        aria-label="Undo"
        title="Take back the last change (Ctrl Z)"
        disabled={!back}
        onClick={undo}
      >
        ↶
      </button>
      <button
        type="button"
        class="quiet"
        aria-label="Redo"
        title="Make it again (Ctrl Shift Z)"
        disabled={!on}
        onClick={redo}
      >
        ↷
      </button>
    </span>
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
