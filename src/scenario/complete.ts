/** Fills defaults into a partial document and refuses what does not fit, key by key. */
import type { Leaf, List, Node, ParameterValue, Part } from './description/tree';
import { pathsEndingWith } from './parameters';
import { ScenarioError } from './words/error';
import { nearest } from './words/suggest';
import { controlIn, shown, shownKey } from './words/text';

export { shown } from './words/text';

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const join = (path: string, key: string) => (path === '' ? key : `${path}.${key}`);

export function complete(node: Node, value: unknown, path: string): unknown {
  switch (node.kind) {
    case 'part':
      return completePart(node, value, path);
    case 'list':
      return completeList(node, value, path);
    default:
      return value === undefined ? node.default : checkedLeaf(node, value, path);
  }
}

function completePart(part: Part, value: unknown, path: string): Json | null {
  if (part.nullable && (value === undefined || value === null)) return null;
  if (value !== undefined && !isObject(value)) {
    throw new ScenarioError(`${path || 'scenario'}: expected an object, got ${shown(value)}.`);
  }
  const given = value ?? {};
  for (const key of Object.keys(given)) {
    if (!Object.hasOwn(part.keys, key)) throw unknownKey(part, path, key, given[key]);
  }
  const filled: Json = {};
  for (const key in part.keys) {
    const child = part.keys[key]!;
    filled[key] = complete(child, Object.hasOwn(given, key) ? given[key] : undefined, join(path, key));
  }
  return filled;
}

function completeList({ most, items }: List, value: unknown, path: string): unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new ScenarioError(`${path}: expected a list, got ${shown(value)}.`);
  if (value.length > most) {
    throw new ScenarioError(`${path}: has ${value.length} entries, more than the ${most} allowed.`);
  }
  return value.map((item: unknown, index) => {
    const itemPath = `${path}[${index}]`;
    if (!isObject(item)) throw new ScenarioError(`${itemPath}: expected an object, got ${shown(item)}.`);
    return completePart(items, item, itemPath);
  });
}

function unknownKey(part: Part, path: string, key: string, value: unknown): ScenarioError {
  const near = nearest(key, Object.keys(part.keys));
  const hint = near === null ? pathsEndingWith(key)[0] : join(path, near);
  const question = hint === undefined ? '' : `; did you mean ${hint}?`;
  const end = question === '' ? '.' : '';
  return new ScenarioError(
    `${join(path, shownKey(key))}: unknown key, with the value ${shown(value)}${question}${end}`,
  );
}

/** The value, if it has the parameter's type and lies in its range. */
export function checkedLeaf(parameter: Leaf, value: unknown, path: string): ParameterValue {
  switch (parameter.kind) {
    case 'number':
      return checkedNumber(parameter, value, path);
    case 'boolean':
      if (typeof value !== 'boolean') {
        throw new ScenarioError(`${path}: expected true or false, got ${shown(value)}.`);
      }
      return value;
    case 'choice': {
      const { options = [] } = parameter;
      if (typeof value !== 'string' || !options.includes(value)) {
        const names = options.map((option) => `"${option}"`).join(', ');
        throw new ScenarioError(`${path}: expected one of ${names}, got ${shown(value)}.`);
      }
      return value;
    }
    case 'text':
      return checkedText(parameter, value, path);
    case 'value':
      if (typeof value === 'number') return checkedNumber(parameter, value, path);
      if (typeof value === 'string') return checkedText(parameter, value, path);
      if (typeof value === 'boolean') return value;
      throw new ScenarioError(`${path}: expected a number, a text or true or false, got ${shown(value)}.`);
  }
}

function checkedNumber(parameter: Leaf, value: unknown, path: string): number {
  const unit = parameter.unit === '' ? '' : ` ${parameter.unit}`;
  const { min = -Infinity, max = Infinity } = parameter;
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    const wanted = parameter.integer ? 'a whole number' : 'a number';
    const inUnit = parameter.unit === '' ? '' : ` (${parameter.unit})`;
    throw new ScenarioError(`${path}: expected ${wanted}${inUnit}, got ${shown(value)}.`);
  }
  if (path === 'version' && value !== 1) {
    throw new ScenarioError(`version: ${value} is not known; this program reads version 1.`);
  }
  if (parameter.integer && !Number.isInteger(value)) {
    throw new ScenarioError(`${path}: ${value} is not a whole number.`);
  }
  if (value < min) {
    throw new ScenarioError(`${path}: ${value}${unit} is below ${min}${unit}, the least allowed.`);
  }
  if (value > max) {
    throw new ScenarioError(`${path}: ${value}${unit} is above ${max}${unit}, the most allowed.`);
  }
  return value;
}

function checkedText(parameter: Leaf, value: unknown, path: string): string {
  if (typeof value !== 'string') throw new ScenarioError(`${path}: expected text, got ${shown(value)}.`);
  const [shortest, longest] = parameter.length ?? [0, Infinity];
  if (value.length < shortest) throw new ScenarioError(`${path}: is empty (${shown(value)}).`);
  if (value.length > longest) {
    throw new ScenarioError(
      `${path}: ${shown(value)} has ${value.length} characters, more than the ${longest} allowed.`,
    );
  }
  const control = controlIn(parameter.lines ? value.replace(/[\t\n\r]/g, '') : value);
  if (control !== null) {
    throw new ScenarioError(`${path}: ${shown(value)} holds a control character (${control}).`);
  }
  return value;
}
