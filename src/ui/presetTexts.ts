/** What the page knows of presets when it opens, as a module of its own: Node writes it while the page is built. */
import { presets } from '../scenario/presets/index';
import { type Shape, scenarioShape } from '../scenario/shape';

/** A value without what completing it would fill in; undefined where nothing is left. */
function without(shape: Shape, value: unknown): unknown {
  switch (shape.kind) {
    case 'leaf':
      return value === shape.parameter.default ? undefined : value;
    case 'list': {
      const items = (value as unknown[]).map((item) => without(shape.items, item) ?? {});
      return items.length === 0 ? undefined : items;
    }
    case 'object': {
      if (value === null) return undefined;
      const kept = [...shape.keys].flatMap(([key, child]) => {
        const rest = without(child, (value as Record<string, unknown>)[key]);
        return rest === undefined ? [] : [[key, rest] as const];
      });
      return kept.length === 0 && !shape.nullable ? undefined : Object.fromEntries(kept);
    }
  }
}

const [opening] = presets;
if (opening === undefined) throw new Error('No presets are built in.');
const { scenario, ...rest } = opening;

export const text = [
  `export const titles = ${JSON.stringify(presets.map(({ id, title }) => ({ id, title })))};`,
  `export const opening = ${JSON.stringify({ ...rest, document: without(scenarioShape, scenario) })};`,
].join('\n');
