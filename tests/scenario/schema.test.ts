import { describe, expect, test } from 'vitest';
import { presets } from '../../src/scenario/presets/index';
import {
  completeScenario,
  getPath,
  jsonSchema,
  parameters,
  parseScenario,
  type Scenario,
  setPath,
} from '../../src/scenario/schema';

/** Just enough of JSON Schema for what `jsonSchema` writes. */
interface Node {
  type: string | string[];
  properties?: Record<string, Node>;
  items?: Node;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  enum?: string[];
  default?: unknown;
  description?: string;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

function valid(node: Node, value: unknown): boolean {
  const type = typeOf(value);
  const allowed = [node.type].flat();
  if (!allowed.includes(type) && !(type === 'integer' && allowed.includes('number'))) return false;
  if (typeof value === 'number') return value >= node.minimum! && value <= node.maximum!;
  if (typeof value === 'string') {
    if (node.enum !== undefined) return node.enum.includes(value);
    return value.length >= node.minLength! && value.length <= node.maxLength!;
  }
  if (Array.isArray(value)) {
    return value.length <= node.maxItems! && value.every((item) => valid(node.items!, item));
  }
  if (type !== 'object') return true;
  return Object.entries(value as object).every(([key, child]) => {
    const property = node.properties![key];
    return property !== undefined && valid(property, child);
  });
}

const schema = jsonSchema() as Node;
const full: Scenario = completeScenario({
  targets: [{ name: 'X', variants: [{ name: 'v' }] }],
  drugs: [{ name: 'd', target: 'X', points: [{}], variantEffects: [{ variant: 'v' }] }],
  inhibitor: {},
  rules: [{}],
  tumour: { resistantFounders: [{}], tissue: {} },
  compartments: [{ barriers: [{ drug: 'd' }] }],
  changes: [{ path: 'untilDays', value: 20 }],
  dosesGiven: [{ drug: 'd' }],
  parent: {},
});

/** `drugs[].name` as `drugs[0].name`. */
const concrete = (path: string) => path.replaceAll('[]', '[0]');

describe('the table', () => {
  test('names every value of a scenario, and nothing else', () => {
    const paths: string[] = [];
    const walk = (value: unknown, path: string): void => {
      if (Array.isArray(value)) for (const item of value) walk(item, `${path}[]`);
      else if (typeof value === 'object' && value !== null) {
        for (const [key, child] of Object.entries(value)) walk(child, path === '' ? key : `${path}.${key}`);
      } else paths.push(path);
    };
    walk(full, '');
    expect(parameters.map(({ path }) => path).sort()).toEqual(paths.sort());
  });

  test.each(parameters.map((parameter) => [parameter.path, parameter] as const))(
    '%s is complete',
    (_, parameter) => {
      expect(parameter.label.length).toBeGreaterThan(1);
      expect(parameter.help).toMatch(/^[\p{Lu}0-9].*\.$/u);
      if (parameter.kind === 'number') {
        const { min, max, low, high, default: value } = parameter as Required<typeof parameter>;
        expect(value).toBeGreaterThanOrEqual(min);
        expect(value).toBeLessThanOrEqual(max);
        expect(low).toBeGreaterThanOrEqual(min);
        expect(high).toBeLessThanOrEqual(max);
        if (parameter.path !== 'version') expect(low).toBeLessThan(high);
        if (parameter.scale === 'log') expect(low).toBeGreaterThan(0);
      }
      if (parameter.kind === 'choice') expect(parameter.options).toContain(parameter.default);
    },
  );
});

describe('defaults', () => {
  test('an empty document is a complete scenario', () => {
    const scenario = parseScenario('{}');
    expect(scenario.version).toBe(1);
    expect(scenario.inhibitor).toBeNull();
    expect(scenario.drugs).toEqual([]);
    expect(scenario.tumour.divisionPerDay).toBe(1);
  });

  test('completing a complete scenario changes nothing', () => {
    expect(completeScenario(full)).toEqual(full);
    expect(parseScenario(JSON.stringify(full))).toEqual(full);
  });
});

describe('JSON Schema', () => {
  test('accepts defaults, a full scenario and every preset', () => {
    for (const scenario of [parseScenario('{}'), full, ...presets.map((preset) => preset.scenario)]) {
      expect(valid(schema, scenario)).toBe(true);
    }
    expect(valid(schema, { colour: 'red' })).toBe(false);
    expect(valid(schema, { drugs: [{}, {}, {}, {}, {}] })).toBe(false);
  });

  const wrong = ['text', -1e9, 1e15, 0.5, true, null, {}, [], 'x'.repeat(3000), ''];
  test.each(parameters.map((parameter) => [parameter.path, parameter] as const))(
    '%s: schema and validator agree on right and wrong values',
    (_, parameter) => {
      const path = concrete(parameter.path);
      const limits = parameter.kind === 'number' ? [parameter.min, parameter.max] : (parameter.options ?? []);
      for (const value of [parameter.default, ...limits, ...wrong]) {
        const document = structuredClone(full);
        const steps = path.replaceAll('[0]', '.0').split('.');
        const leaf = steps.pop() as string;
        const holder = steps.reduce<Record<string, unknown>>(
          (at, step) => at[step] as Record<string, unknown>,
          document as unknown as Record<string, unknown>,
        );
        holder[leaf] = value;
        let accepted = true;
        try {
          setPath(structuredClone(full), path, typeof value === 'string' && value === '' ? '' : value);
        } catch {
          accepted = false;
        }
        expect(valid(schema, document), `${path} = ${JSON.stringify(value)?.slice(0, 40)}`).toBe(accepted);
      }
    },
  );
});

describe('paths', () => {
  test('get and set reach every value', () => {
    for (const parameter of parameters) {
      const scenario = structuredClone(full);
      setPath(scenario, concrete(parameter.path), parameter.default);
      expect(getPath(scenario, concrete(parameter.path))).toBe(parameter.default);
    }
    expect(getPath(full, 'drugs[3].name')).toBeUndefined();
    expect(getPath(parseScenario('{}'), 'inhibitor.name')).toBeUndefined();
  });

  test('text from a command line becomes the parameter’s own type', () => {
    const scenario = structuredClone(full);
    setPath(scenario, 'drugs[0].schedule.doseMg', '400');
    setPath(scenario, 'tumour.refound', 'false');
    setPath(scenario, 'title', '12');
    setPath(scenario, 'tumour.founders', '1e3');
    expect(scenario.drugs[0]?.schedule.doseMg).toBe(400);
    expect(scenario.tumour.refound).toBe(false);
    expect(scenario.title).toBe('12');
    expect(scenario.tumour.founders).toBe(1000);
  });

  test('an inhibitor comes and goes', () => {
    const scenario = parseScenario('{}');
    setPath(scenario, 'inhibitor.kiMicromolar', 0.1);
    expect(scenario.inhibitor?.kiMicromolar).toBe(0.1);
    expect(scenario.inhibitor?.name).toBe('inhibitor');
    setPath(scenario, 'inhibitor', null);
    expect(scenario.inhibitor).toBeNull();
  });

  test.each([
    ['drugs[0].doseMg', 5, 'drugs[].schedule.doseMg'],
    ['drugs[1].name', 'x', 'only 1'],
    ['tumour.divisonPerDay', 1, 'tumour.divisionPerDay'],
    ['drugs[0', 1, 'drugs[0'],
    ['seed', '1.5', '1.5'],
    ['drugs[0].schedule.doseMg', '400mg', '"400mg"'],
  ])('%s = %s is refused', (path, value, named) => {
    expect(() => setPath(structuredClone(full), path, value)).toThrow(named);
  });
});
