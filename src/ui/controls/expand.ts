/** From the schema's templates (`drugs[].doseMg`) to the fields of one scenario (`drugs[0].doseMg`). */
import { type Parameter, parameters, type Scenario } from '../../scenario/schema';

export interface Field {
  parameter: Parameter;
  path: string;
  /** Names of what the field belongs to, outermost first: a drug, then one of its variants. */
  owners: string[];
  /** The parts that the value lies in, from the whole scenario inwards. */
  holders: object[];
}

export const GROUPS = ['Scenario', 'Treatment', 'Drugs', 'Mechanisms'] as const;
export type Group = (typeof GROUPS)[number];

/** Every field that this scenario has, of what a control can set. Those of an absent optional part are left out. */
export function fieldsOf(scenario: Scenario): Field[] {
  let fields = known.get(scenario);
  if (fields === undefined) {
    fields = parameters
      .filter(({ group }) => group !== 'Record')
      .flatMap((parameter) =>
        expand({ parameter, path: '', owners: [], holders: [scenario] }, parameter.path),
      );
    known.set(scenario, fields);
  }
  return fields;
}

/** Scenarios are replaced, never changed in place, so what one has can be remembered. */
const known = new WeakMap<Scenario, Field[]>();

/** What has to do with places stands under a heading of its own, and under it oxygen, vessels and normal tissue. */
const HEADINGS: Readonly<Record<string, string>> = {
  tissue: 'Tissue',
  oxygen: 'oxygen',
  normal: 'normal cells',
  vessels: 'vessels',
};

/** @param rest of the template, below the innermost holder of `to` */
function expand(to: Field, rest: string): Field[] {
  const dot = rest.indexOf('.');
  if (dot < 0) return [{ ...to, path: to.path + rest }];
  const key = rest.slice(0, dot).replace('[]', '');
  const inside = (part: object, at: string, name: string | null) =>
    expand(
      {
        parameter: to.parameter,
        path: `${to.path}${at}.`,
        owners: name === null ? to.owners : [...to.owners, name],
        holders: [...to.holders, part],
      },
      rest.slice(dot + 1),
    );
  const value = (to.holders.at(-1) as Record<string, object | null>)[key] ?? null;
  if (value === null) return [];
  if (!Array.isArray(value)) return inside(value, key, HEADINGS[key] ?? nameOf(value));
  return value.flatMap((item: object, index) =>
    inside(
      item,
      `${key}[${index}]`,
      nameOf(item) ?? (key === 'points' ? `point ${index + 1}` : `${index + 1}`),
    ),
  );
}

function nameOf(item: object): string | null {
  if ('name' in item && typeof item.name === 'string') return item.name;
  if ('kind' in item && 'drug' in item)
    return item.drug === '' ? `${item.kind}` : `${item.kind}: ${item.drug}`;
  if ('drug' in item && typeof item.drug === 'string' && item.drug !== '') return item.drug;
  if ('variant' in item && typeof item.variant === 'string' && item.variant !== '') return item.variant;
  return null;
}
