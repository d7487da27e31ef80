import { expect, test } from 'vitest';
import { presets } from '../../src/scenario/presets/index';
import { completeScenario } from '../../src/scenario/schema';
import { text } from '../../src/ui/state/presetTexts';

test('the page opens with the first preset and the titles of all', async () => {
  const module: unknown = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(text)}`);
  const { titles, opening } = module as typeof import('virtual:presets');
  expect(titles).toEqual(presets.map(({ id, title, scene }) => ({ id, title, group: scene.group })));
  expect({ id: opening.id, scenario: completeScenario(opening.document), scene: opening.scene }).toEqual({
    id: presets[0]?.id,
    scenario: presets[0]?.scenario,
    scene: presets[0]?.scene,
  });
  expect(JSON.stringify(opening.document).length).toBeLessThan(4000);
});
