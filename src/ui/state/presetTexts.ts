/** What the page knows of presets when it opens, as a module of its own: Node writes it while the page is built. */
import { scenario as described } from '../../scenario/description/scenario';
import type { Node } from '../../scenario/description/tree';
import { presets } from '../../scenario/presets/index';

/** A value without what completing it would fill in; undefined where nothing is left. */
function without(node: Node, value: unknown): unknown {
  switch (node.kind) {
    case 'list': {
      const items = (value as unknown[]).map((item) => without(node.items, item) ?? {});
      return items.length === 0 ? undefined : items;
    }
    case 'part': {
      if (value === null) return undefined;
      const kept = Object.entries(node.keys).flatMap(([key, child]) => {
        const rest = without(child, (value as Record<string, unknown>)[key]);
        return rest === undefined ? [] : [[key, rest] as const];
      });
      return kept.length === 0 && !node.nullable ? undefined : Object.fromEntries(kept);
    }
    default:
      return value === node.default ? undefined : value;
  }
}

const [opening] = presets;
if (opening === undefined) throw new Error('No presets are built in.');
const { scenario, ...rest } = opening;

export const text = [
  `export const titles = ${JSON.stringify(presets.map(({ id, title, scene }) => ({ id, title, group: scene.group })))};`,
  `export const opening = ${JSON.stringify({ ...rest, document: without(described, scenario) })};`,
].join('\n');
