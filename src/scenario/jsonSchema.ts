/** JSON Schema (2020-12) of a scenario, from the same table that validates it. */
import type { Parameter } from './parameters/parameter';
import { type Shape, scenarioShape } from './shape';
import { markText, sources } from './sources';

type SchemaNode = Record<string, unknown>;

export function jsonSchema(): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Clonarium scenario',
    ...node(scenarioShape),
  };
}

function node(shape: Shape): SchemaNode {
  switch (shape.kind) {
    case 'leaf':
      return leaf(shape.parameter);
    case 'list':
      return { type: 'array', maxItems: shape.most, items: node(shape.items), default: [] };
    case 'object': {
      const properties: SchemaNode = {};
      for (const [key, child] of shape.keys) properties[key] = node(child);
      return {
        type: shape.nullable ? ['object', 'null'] : 'object',
        properties,
        additionalProperties: false,
        ...(shape.nullable ? { default: null } : {}),
      };
    }
  }
}

function description(parameter: Parameter): string {
  const parts = [parameter.help];
  if (parameter.unit !== '') parts.push(`Unit: ${parameter.unit}.`);
  if (parameter.law !== null) parts.push(`Equation: ${sources[parameter.law]}.`);
  if (parameter.mark !== null) parts.push(`Default: ${markText(parameter.mark)}`);
  return parts.join(' ');
}

function leaf(parameter: Parameter): SchemaNode {
  const common = { title: parameter.label, description: description(parameter), default: parameter.default };
  switch (parameter.kind) {
    case 'number':
      return {
        type: parameter.integer ? 'integer' : 'number',
        minimum: parameter.min,
        maximum: parameter.max,
        ...common,
      };
    case 'boolean':
      return { type: 'boolean', ...common };
    case 'choice':
      return { type: 'string', enum: [...(parameter.options ?? [])], ...common };
    case 'text':
      return {
        type: 'string',
        minLength: parameter.length?.[0],
        maxLength: parameter.length?.[1],
        ...common,
      };
    case 'value':
      return {
        type: ['number', 'string', 'boolean'],
        minimum: parameter.min,
        maximum: parameter.max,
        minLength: parameter.length?.[0],
        maxLength: parameter.length?.[1],
        ...common,
      };
  }
}
