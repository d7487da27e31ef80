/** One adjustable quantity. The tables of these drive defaults, validation, JSON Schema, page controls and help. */
import type { Mark, SourceName } from '../sources';

export type ParameterGroup = 'Scenario' | 'Treatment' | 'Drugs' | 'Mechanisms' | 'Record';
export type ParameterValue = number | string | boolean;

export interface Parameter {
  /** Place in the scenario; `[]` stands for every element of a list: `drugs[].schedule.doseMg`. */
  path: string;
  label: string;
  /** '' where the number has none. */
  unit: string;
  /** `value`: a number, a text or a switch, as another parameter takes it. */
  kind: 'number' | 'choice' | 'boolean' | 'text' | 'value';
  default: ParameterValue;
  /** What is accepted; numbers only. */
  min?: number;
  max?: number;
  /** The usual range, for a slider; numbers only. */
  low?: number;
  high?: number;
  scale: 'linear' | 'log';
  integer: boolean;
  /** Choices only. */
  options?: readonly string[];
  /** Shortest and longest text; texts only. */
  length?: readonly [number, number];
  /** Whether a text may have several lines; else it is a name, without control characters. */
  lines?: boolean;
  help: string;
  /** What the default rests on; null where it is a choice of the user's, which claims nothing. */
  mark: Mark | null;
  /** The source of the equation that the parameter belongs to, whatever its number. */
  law: SourceName | null;
  group: ParameterGroup;
  /** Whether a running patient can take the change. */
  acts: 'now' | 'restart';
}

/** No parameter takes a larger number or a longer text. */
const LARGEST_VALUE = 1e12;
const LONGEST_VALUE = 2000;

interface Common {
  label: string;
  help: string;
  mark?: Mark;
  /** Short for a mark that says no more than that. */
  assumed?: true;
  law?: SourceName;
}

interface NumberOptions extends Common {
  default: number;
  range: readonly [number, number];
  /** Slider range where it is narrower than the accepted one. */
  usual?: readonly [number, number];
  unit?: string;
  scale?: 'linear' | 'log';
  integer?: boolean;
}

export interface TableDefaults {
  group: ParameterGroup;
  acts: 'now' | 'restart';
}

export interface Builders {
  number(path: string, options: NumberOptions): Parameter;
  choice(path: string, options: Common & { default: string; options: readonly string[] }): Parameter;
  toggle(path: string, options: Common & { default: boolean }): Parameter;
  text(
    path: string,
    options: Common & { default: string; longest: number; shortest?: number; lines?: boolean },
  ): Parameter;
  value(path: string, options: Common & { default: ParameterValue }): Parameter;
}

/** Marks of defaults: see {@link Mark}. */
export function citedFrom(source: SourceName, where: string): Mark {
  return { kind: 'cited', source, where };
}

export function derivedFrom(from: readonly SourceName[], how: string): Mark {
  return { kind: 'derived', from, how };
}

export function assumedTo(why: string): Mark {
  return { kind: 'assumed', why };
}

/** Builders for entries that share a group and a time of effect. */
export function builders(defaults: TableDefaults): Builders {
  const base = (path: string, options: Common) => ({
    path,
    label: options.label,
    unit: '',
    scale: 'linear' as const,
    integer: false,
    help: options.help,
    mark: options.mark ?? (options.assumed ? assumedTo('') : null),
    law: options.law ?? null,
    ...defaults,
  });
  return {
    number: (path, options) => {
      const [min, max] = options.range;
      const [low, high] = options.usual ?? options.range;
      return {
        ...base(path, options),
        kind: 'number',
        default: options.default,
        unit: options.unit ?? '',
        min,
        max,
        low,
        high,
        scale: options.scale ?? 'linear',
        integer: options.integer ?? false,
      };
    },
    choice: (path, options) => ({
      ...base(path, options),
      kind: 'choice',
      default: options.default,
      options: options.options,
    }),
    toggle: (path, options) => ({ ...base(path, options), kind: 'boolean', default: options.default }),
    text: (path, options) => ({
      ...base(path, options),
      kind: 'text',
      default: options.default,
      length: [options.shortest ?? 0, options.longest],
      ...(options.lines ? { lines: true } : {}),
    }),
    value: (path, options) => ({
      ...base(path, options),
      kind: 'value',
      default: options.default,
      min: -LARGEST_VALUE,
      max: LARGEST_VALUE,
      length: [0, LONGEST_VALUE],
    }),
  };
}
