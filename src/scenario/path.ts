/** Reading and changing one value of a scenario by its path, such as `drugs[0].schedule.doseMg`. */
import { checkedLeaf, complete } from './complete';
import { scenario as described } from './description/scenario';
import type { Leaf, Node } from './description/tree';
import { type Parameter, parameterAt, parameters, pathsEndingWith } from './parameters';
import type { Scenario } from './scenario';
import { ScenarioError } from './words/error';
import { nearest } from './words/suggest';
import { shownKey } from './words/text';

type Container = Record<string, unknown> | unknown[];

/** `drugs[0].name` as the steps `drugs`, 0, `name`. */
function steps(path: string): (string | number)[] {
  const list: (string | number)[] = [];
  for (const part of path.split('.')) {
    const match = /^([A-Za-z][A-Za-z0-9]*)((?:\[\d+\])*)$/.exec(part);
    if (match === null)
      throw new ScenarioError(`${shownKey(path)}: is not a path such as drugs[0].schedule.doseMg.`);
    list.push(match[1]!);
    for (const index of match[2]!.matchAll(/\d+/g)) list.push(Number(index[0]));
  }
  return list;
}

function requireParameter(path: string): Parameter {
  const parameter = parameterAt(path);
  if (parameter !== undefined) return parameter;
  const template = path.replace(/\[\d+\]/g, '[]');
  const sameName = pathsEndingWith(template.split('.').pop() as string)[0];
  const near =
    nearest(
      template,
      parameters.map((each) => each.path),
    ) ?? sameName;
  throw new ScenarioError(
    `${shownKey(path)}: unknown parameter${near === undefined ? '.' : `; did you mean ${near}?`}`,
  );
}

export function getPath(scenario: Scenario, path: string): unknown {
  let value: unknown = scenario;
  for (const step of steps(path)) {
    if (typeof value !== 'object' || value === null) return undefined;
    const container = value as Record<string | number, unknown>;
    value = Object.hasOwn(container, step) ? container[step] : undefined;
  }
  return value;
}

/** Text from a command line as the parameter's own type; anything else unchanged. */
function coerced(parameter: Leaf, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (parameter.kind === 'number' && text !== '' && Number.isFinite(Number(text))) return Number(text);
  if (parameter.kind === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return value;
}

/** Walks to the object that holds the last step; what may be null comes into being with its defaults. */
function holder(scenario: Scenario, path: string, list: readonly (string | number)[]): Container {
  let container: Container = scenario as unknown as Record<string, unknown>;
  let node: Node | undefined = described;
  for (const step of list) {
    if (typeof step === 'number') {
      const items = container as unknown[];
      if (step >= items.length) {
        throw new ScenarioError(
          `${shownKey(path)}: there ${items.length === 1 ? 'is' : 'are'} only ${items.length} to choose from, [${step}] is beyond.`,
        );
      }
      container = items[step] as Container;
      continue;
    }
    node = below(node, step);
    const record = container as Record<string, unknown>;
    if (node?.kind === 'part' && node.nullable) record[step] ??= complete(node, {}, step);
    container = record[step] as Container;
  }
  return container;
}

/** What a key of a part, or of the parts in a list, describes. */
function below(node: Node | undefined, key: string): Node | undefined {
  const part = node?.kind === 'list' ? node.items : node;
  return part?.kind === 'part' && Object.hasOwn(part.keys, key) ? part.keys[key] : undefined;
}

function mayBeNull(list: readonly (string | number)[]): boolean {
  const keys = list.filter((step) => typeof step === 'string');
  const node = keys.reduce<Node | undefined>(below, described);
  return node?.kind === 'part' && node.nullable;
}

/**
 * Sets one value in place, checked by itself; text such as "5" is read as the parameter's own type. What depends on
 * several values together is checked by `completeScenario`.
 */
export function setPath(scenario: Scenario, path: string, value: unknown): void {
  const list = steps(path);
  const isNull = (value === null || value === 'null') && mayBeNull(list);
  const parameter = isNull ? null : requireParameter(path);
  const checked = parameter === null ? null : checkedLeaf(parameter, coerced(parameter, value), path);
  const key = list.pop() as string;
  const record = holder(scenario, path, list) as Record<string, unknown>;
  record[key] = checked;
}
