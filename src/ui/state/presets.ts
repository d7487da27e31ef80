/** Presets as the page has them: their titles and the one it opens with at once, all others when they are chosen. */
import { titles, opening as written } from 'virtual:presets';
import type { Preset } from '../../scenario/presets/preset';
import type { SceneGroup } from '../../scenario/presets/scene';
import { completeScenario } from '../../scenario/schema';

export const presetTitles: readonly { id: string; title: string; group: SceneGroup }[] = titles;

export const opening: Preset = {
  id: written.id,
  title: written.title,
  about: written.about,
  scenario: completeScenario(written.document),
  scene: written.scene,
};

/** Undefined where there is none of this name. Throws when it cannot be fetched. */
export async function presetNamed(id: string): Promise<Preset | undefined> {
  if (id === opening.id) return opening;
  const { presets } = await import('../../scenario/presets/index');
  return presets.find((preset) => preset.id === id);
}
