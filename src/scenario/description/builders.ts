/** How a description is written: parts, lists, and sheets of leaves that have their group and chapter in common. */
import type { Mark, SourceName } from '../sources';
import type { Leaf, List, ParameterGroup, ParameterValue, Part } from './tree';

/** No parameter takes a larger number or a longer text. */
const LARGEST_VALUE = 1e12;
const LONGEST_VALUE = 2000;

export function part<Keys, Applies>(keys: Keys, appliesWhen?: Applies): Part<Keys, Applies> {
  return { kind: 'part', keys, nullable: false, appliesWhen };
}

/** A part that may be absent, and is by default. */
export function nullable<Present extends { kind: 'part' }>(present: Present): Present & { nullable: true } {
  return { ...present, nullable: true };
}

/** @param most entries that it may have */
export function list<Items, Applies>(
  most: number,
  items: Items,
  appliesWhen?: Applies,
): List<Items, Applies> {
  return { kind: 'list', most, items, appliesWhen };
}

interface Sheet<Applies> {
  group: ParameterGroup;
  acts: Leaf['acts'];
  chapter: number;
  appliesWhen?: Applies;
}

interface Common<Applies> {
  label: string;
  help: string;
  mark?: Mark;
  /** Short for a mark that says no more than that. */
  assumed?: true;
  law?: SourceName;
  /** In place of the sheet's. Without a declared type, which the type of what holds the leaf would go round through. */
  appliesWhen?: Applies;
}

export interface NumberOptions<Applies = unknown> extends Common<Applies> {
  default: number;
  range: readonly [number, number];
  /** Slider range where it is narrower than the accepted one. */
  usual?: readonly [number, number];
  unit?: string;
  scale?: 'linear' | 'log';
  integer?: boolean;
}

interface ChoiceOptions<Options extends readonly string[], Applies> extends Common<Applies> {
  options: Options;
  default: Options[number];
}

interface TextOptions<Applies> extends Common<Applies> {
  default: string;
  shortest?: number;
  longest: number;
  lines?: boolean;
  file?: Leaf['file'];
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

/** Builders of leaves that share a group, a time of effect, a chapter, and often when they apply. */
export function sheet<Shared>(shared: Sheet<Shared>) {
  const base = <Applies>({ label, help, law, mark, assumed, appliesWhen }: Common<Applies>) => ({
    label,
    unit: '',
    scale: 'linear' as const,
    integer: false,
    help,
    mark: mark ?? (assumed ? assumedTo('') : null),
    law: law ?? null,
    ...shared,
    appliesWhen: appliesWhen ?? (shared.appliesWhen as Applies | undefined),
  });
  return {
    number<Applies = Shared>(options: NumberOptions<Applies>): Leaf<number, Applies> {
      const [min, max] = options.range;
      const [low, high] = options.usual ?? options.range;
      const { default: value, unit = '', scale = 'linear', integer = false } = options;
      return { ...base(options), kind: 'number', default: value, unit, min, max, low, high, scale, integer };
    },
    choice<const Options extends readonly string[], Applies = Shared>(
      options: ChoiceOptions<Options, Applies>,
    ): Leaf<Options[number], Applies> {
      return { ...base(options), kind: 'choice', default: options.default, options: options.options };
    },
    toggle<Applies = Shared>(options: Common<Applies> & { default: boolean }): Leaf<boolean, Applies> {
      return { ...base(options), kind: 'boolean', default: options.default };
    },
    text<Applies = Shared>(options: TextOptions<Applies>): Leaf<string, Applies> {
      const { default: value, shortest = 0, longest, lines = false, file = null } = options;
      return { ...base(options), kind: 'text', default: value, length: [shortest, longest], lines, file };
    },
    value<Applies = Shared>(
      options: Common<Applies> & { default: ParameterValue },
    ): Leaf<ParameterValue, Applies> {
      const length = [0, LONGEST_VALUE] as const;
      const [min, max] = [-LARGEST_VALUE, LARGEST_VALUE];
      return { ...base(options), kind: 'value', default: options.default, min, max, length };
    },
  };
}
