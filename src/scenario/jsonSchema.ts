/** JSON Schema (2020-12) of a scenario, from the same description that validates it. */
import { scenario } from './description/scenario';
import type { Leaf, Node } from './description/tree';
import { markText, sources } from './sources';

type SchemaNode = Record<string, unknown>;

export function jsonSchema(): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Clonarium scenario',
    ...schemaOf(scenario),
  };
}

function schemaOf(node: Node): SchemaNode {
  switch (node.kind) {
    case 'part':
      return {
        type: node.nullable ? ['object', 'null'] : 'object',
        properties: Object.fromEntries(
          Object.entries(node.keys).map(([key, child]) => [key, schemaOf(child)]),
        ),
        additionalProperties: false,
        ...(node.nullable ? { default: null } : {}),
      };
    case 'list':
      return { type: 'array', maxItems: node.most, items: schemaOf(node.items), default: [] };
    default:
      return leaf(node);
  }
}

function description(parameter: Leaf): string {
  const parts = [parameter.help];
  if (parameter.unit !== '') parts.push(`Unit: ${parameter.unit}.`);
  if (parameter.law !== null) parts.push(`Equation: ${sources[parameter.law]}.`);
  if (parameter.mark !== null) parts.push(`Default: ${markText(parameter.mark)}`);
  return parts.join(' ');
}

function leaf(parameter: Leaf): SchemaNode {
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
