/** The shape of a scenario, grown from the parameter paths: objects, lists of objects, and leaves. */
import { compartmentParameters } from './parameters/compartments';
import { drugParameters, inhibitorParameters } from './parameters/drugs';
import { generalParameters } from './parameters/general';
import { mechanismParameters } from './parameters/mechanisms';
import type { Parameter } from './parameters/parameter';
import { MOST_ENTRIES, recordParameters } from './parameters/record';
import { ruleParameters } from './parameters/rules';
import { tissueParameters } from './parameters/tissue';

export const parameters: Parameter[] = [
  ...generalParameters,
  ...compartmentParameters,
  ...mechanismParameters,
  ...drugParameters,
  ...inhibitorParameters,
  ...ruleParameters,
  ...tissueParameters,
  ...recordParameters,
];

export interface LeafShape {
  kind: 'leaf';
  parameter: Parameter;
}
export interface ObjectShape {
  kind: 'object';
  /** May be null instead, and is by default. */
  nullable: boolean;
  keys: Map<string, Shape>;
}
export interface ListShape {
  kind: 'list';
  most: number;
  items: ObjectShape;
}
export type Shape = LeafShape | ObjectShape | ListShape;

/** Objects that may be absent altogether. */
const NULLABLE = new Set(['inhibitor', 'tumour.tissue', 'parent']);
/** Lists and the most entries each may have: 4 drugs and targets, 31 variants beside the wild type in the kernel. */
export const LIST_LIMITS: Record<string, number> = {
  'tumour.resistantFounders': 16,
  compartments: 8,
  'compartments[].barriers': 4,
  targets: 4,
  'targets[].variants': 31,
  drugs: 4,
  rules: 16,
  'drugs[].variantEffects': 31,
  'drugs[].points': 64,
  changes: MOST_ENTRIES,
  dosesGiven: MOST_ENTRIES,
};

function emptyObject(nullable = false): ObjectShape {
  return { kind: 'object', nullable, keys: new Map() };
}

function childObject(parent: ObjectShape, segment: string, path: string): ObjectShape {
  const isList = segment.endsWith('[]');
  const key = isList ? segment.slice(0, -2) : segment;
  const existing = parent.keys.get(key);
  if (existing?.kind === 'object') return existing;
  if (existing?.kind === 'list') return existing.items;
  const object = emptyObject(NULLABLE.has(path));
  const listPath = path.slice(0, -2);
  parent.keys.set(key, isList ? { kind: 'list', most: LIST_LIMITS[listPath] ?? 0, items: object } : object);
  return object;
}

function grow(table: readonly Parameter[]): ObjectShape {
  const root = emptyObject();
  for (const parameter of table) {
    const segments = parameter.path.split('.');
    const leaf = segments.pop() as string;
    let object = root;
    let path = '';
    for (const segment of segments) {
      path = path === '' ? segment : `${path}.${segment}`;
      object = childObject(object, segment, path);
    }
    object.keys.set(leaf, { kind: 'leaf', parameter });
  }
  return root;
}

export const scenarioShape: ObjectShape = grow(parameters);

/** Whether any parameter anywhere has this last name, and where: for suggestions. */
export function pathsEndingWith(key: string): string[] {
  return parameters.map((parameter) => parameter.path).filter((path) => path.split('.').pop() === key);
}
