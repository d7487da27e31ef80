/** From the schema's templates (`drugs[].doseMg`) to the fields of one scenario (`drugs[0].doseMg`). */
import { getPath, type Parameter, parameters, type Scenario } from '../../scenario/schema';

export interface Field {
  parameter: Parameter;
  path: string;
  /** What the field belongs to, outermost first: a drug, then one of its variants. */
  owners: string[];
}

export const GROUPS = ['Scenario', 'Treatment', 'Drugs', 'Mechanisms'] as const;
export type Group = (typeof GROUPS)[number];

/** Every field that this scenario has, of what a control can set. Those of an absent optional part are left out. */
export function fieldsOf(scenario: Scenario): Field[] {
  let fields = known.get(scenario);
  if (fields === undefined) {
    fields = parameters
      .filter(({ group }) => group !== 'Record')
      .flatMap((parameter) => expand(scenario, parameter, parameter.path, []));
    known.set(scenario, fields);
  }
  return fields;
}

/** Scenarios are replaced, never changed in place, so what one has can be remembered. */
const known = new WeakMap<Scenario, Field[]>();

function expand(scenario: Scenario, parameter: Parameter, template: string, owners: string[]): Field[] {
  const at = template.indexOf('[]');
  if (at < 0) {
    if (read(scenario, template) === undefined) return [];
    const inhibitor = template.startsWith('inhibitor.') ? scenario.inhibitor : null;
    const own = inhibitor === null ? owners : [inhibitor.name];
    return [{ parameter, path: template, owners: [...own, ...tissuePart(template)] }];
  }
  const list = template.slice(0, at);
  const items = read(scenario, list);
  if (!Array.isArray(items)) return [];
  return items.flatMap((item: unknown, index) =>
    expand(scenario, parameter, `${list}[${index}]${template.slice(at + 2)}`, [
      ...owners,
      nameOf(item) ?? (list.endsWith('.points') ? `point ${index + 1}` : `${index + 1}`),
    ]),
  );
}

/** What has to do with places stands under a heading of its own, and under it oxygen, vessels and normal tissue. */
function tissuePart(path: string): string[] {
  const part = /\.tissue\.(?:(\w+)\.)?\w+$/.exec(path);
  if (part === null) return [];
  const name = part[1] === 'normal' ? 'normal cells' : part[1];
  return name === undefined ? ['Tissue'] : ['Tissue', name];
}

function read(scenario: Scenario, path: string): unknown {
  if (scenario.inhibitor === null && path.startsWith('inhibitor')) return undefined;
  return getPath(scenario, path);
}

function nameOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null) return null;
  if ('name' in item && typeof item.name === 'string') return item.name;
  if ('kind' in item && 'drug' in item)
    return item.drug === '' ? `${item.kind}` : `${item.kind}: ${item.drug}`;
  if ('drug' in item && typeof item.drug === 'string' && item.drug !== '') return item.drug;
  if ('variant' in item && typeof item.variant === 'string' && item.variant !== '') return item.variant;
  return null;
}
