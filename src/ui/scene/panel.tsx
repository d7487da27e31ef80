/** The scene's panel: its story, at most five controls, and what to try. */
import './scene.css';
import type { Scene } from '../../scenario/presets/scene';
import { fieldsOf } from '../controls/expand';
import { FieldControl } from '../controls/field';
import { Pending, RoomLine } from '../controls/pending';
import { openPanel } from '../panels/open';
import { Hash, Seed } from '../shell/identity';
import { useSession } from '../state/chosen';
import { fromFirstCell } from '../state/session';
import { tryOut } from '../state/steps';
import { useStore } from '../state/store';
import { allParameters, narrow, panelTab } from '../state/view';

const FLASH_MILLISECONDS = 2500;

export function ScenePanel() {
  const scene = useSession((state) => state.scene);
  const title = useSession((state) => state.title);
  const about = useSession((state) => state.about);
  const isNarrow = useStore(narrow, (value) => value);
  return (
    <div class="scene-panel">
      <h2>{title}</h2>
      {scene === null ? <p>{about}</p> : <Story scene={scene} about={about} />}
      <Pending />
      {scene !== null && <Tries scene={scene} />}
      {scene !== null && <Knobs scene={scene} />}
      <button type="button" class="open-compare" onClick={() => openPanel.set('compare')}>
        Compare treatments, or repeat
      </button>
      {scene?.from !== undefined && (
        <button type="button" class="first-cell" onClick={() => void fromFirstCell()}>
          Watch it grow from the first cell
        </button>
      )}
      <button type="button" class="all-parameters" onClick={() => allParameters.set(true)}>
        All parameters
      </button>
      <RoomLine />
      {isNarrow && (
        <p class="identity">
          <Seed />
          <Hash />
        </p>
      )}
    </div>
  );
}

function Story({ scene, about }: { scene: Scene; about: string }) {
  const { say, level, notice } = scene;
  return (
    <>
      <p class="scene-level">
        {level.minutes} minutes, for {level.for}
      </p>
      {say.text.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <button type="button" class="scene-notice" onClick={() => pointTo(notice.where)}>
        <span aria-hidden="true">◎</span>
        <span>{notice.text}</span>
      </button>
      <details class="scene-more">
        <summary>What it rests on</summary>
        <p>{about}</p>
      </details>
    </>
  );
}

/** Marks a part of the page for a moment. */
function pointTo(where: Scene['notice']['where']): void {
  if (where !== 'stage') panelTab.set('Plots');
  requestAnimationFrame(() => {
    const found =
      document.querySelector<HTMLElement>(where === 'stage' ? '.stage' : `[data-plot="${where}"]`) ??
      document.querySelector<HTMLElement>('.stage');
    if (found === null) return;
    found.scrollIntoView({ block: 'nearest' });
    found.dataset.noticed = '';
    setTimeout(() => delete found.dataset.noticed, FLASH_MILLISECONDS);
  });
}

function Knobs({ scene }: { scene: Scene }) {
  const scenario = useSession((state) => state.scenario);
  const base = useSession((state) => state.base);
  const fields = fieldsOf(scenario);
  return (
    <section class="knobs" aria-label="Controls of this scene">
      {scene.knobs.map(({ path, name }) => {
        const field = fields.find((each) => each.path === path);
        // What a try has taken away has no control.
        return (
          field && (
            <FieldControl key={path} field={field} scenario={scenario} base={base} place="knob" name={name} />
          )
        );
      })}
    </section>
  );
}

function Tries({ scene }: { scene: Scene }) {
  return (
    <section class="tries" aria-label="Try">
      <h3>Try: the same tumour again, but</h3>
      {scene.tries.map((each) => (
        <button key={each.label} type="button" onClick={() => void tryOut(each)}>
          {each.label}
        </button>
      ))}
    </section>
  );
}
