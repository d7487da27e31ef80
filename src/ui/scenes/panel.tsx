/** All scenes in their groups, each with a picture of its own run: drawn before, by `npm run thumbnails`. */
import './scenes.css';
import { presets } from '../../scenario/presets/index';
import type { Preset } from '../../scenario/presets/preset';
import { SCENE_GROUPS } from '../../scenario/presets/scene';
import { openPanel } from '../panels/open';
import { Sheet } from '../panels/sheet';
import { dark } from '../shell/theme';
import { useSession } from '../state/chosen';
import { choosePreset } from '../state/session';
import { useStore } from '../state/store';
import darkImage from './thumbnails.dark.png';
import lightImage from './thumbnails.light.png';
import { COLUMNS, TILE_HEIGHT, TILE_WIDTH } from './tiles';

export function Panel() {
  return (
    <Sheet title="Scenes">
      <p class="lead">
        Every scene is a tumour of single cancer cells that you can treat, change and run again. Each picture
        is of the scene’s own run, on one day of it.
      </p>
      {Object.entries(SCENE_GROUPS).map(([group, label]) => (
        <section key={group} class="scene-group" aria-label={label}>
          <h3>{label}</h3>
          <ul>
            {presets.map((preset, index) =>
              preset.scene.group === group ? <Card key={preset.id} preset={preset} index={index} /> : null,
            )}
          </ul>
        </section>
      ))}
    </Sheet>
  );
}

function Card({ preset: { id, title, scene }, index }: { preset: Preset; index: number }) {
  const shown = useSession(({ presetId }) => presetId === id);
  const image = useStore(dark, (isDark) => (isDark ? darkImage : lightImage));
  const { minutes, for: readers } = scene.level;
  const [left, top] = [(index % COLUMNS) * TILE_WIDTH, Math.floor(index / COLUMNS) * TILE_HEIGHT];
  return (
    <li>
      <button
        type="button"
        class="scene-card"
        data-scene={id}
        aria-current={shown || undefined}
        onClick={() => {
          openPanel.set(null);
          void choosePreset(id);
        }}
      >
        <img
          src={image}
          alt=""
          width={TILE_WIDTH}
          height={TILE_HEIGHT}
          style={{ objectPosition: `-${left}px -${top}px` }}
        />
        <strong>{title}</strong>
        <span>{scene.say.caption}</span>
        <small>
          {minutes} minutes, {readers}
        </small>
      </button>
    </li>
  );
}
