/**
 * What a scenario is made of: parts, lists of parts, and leaves, each leaf one adjustable quantity. The type of the
 * document, its defaults and checks, JSON Schema, page controls, help and docs all follow from a tree of these.
 */
import type { Mark, SourceName } from '../sources';

export type ParameterGroup = 'Scenario' | 'Treatment' | 'Drugs' | 'Mechanisms' | 'Record';
export type ParameterValue = number | string | boolean;

/**
 * When a value can matter, as a function of the part that holds it, the part that holds that one, and so on to the
 * whole scenario: `(schedule: Schedule, drug: Agent) => …`. Of a part or a list: of the part that holds it.
 *
 * The type of a part follows from a description that holds functions of that type. TypeScript takes this as long as it
 * need not look into the type to know the function's: write it in place, or as a function declaration that says
 * `: boolean`, and take a part under its name, not in pieces. A part so used is an `interface X extends Infer<…>`.
 */
export type AppliesWhen = (...holders: never[]) => boolean;

export interface Leaf<Value extends ParameterValue = ParameterValue, Applies = unknown> {
  label: string;
  /** '' where the number has none. */
  unit: string;
  /** `value`: a number, a text or a switch, as another parameter takes it. */
  kind: 'number' | 'choice' | 'boolean' | 'text' | 'value';
  default: Value;
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
  /** What file a text is chosen as; texts only. */
  file?: 'picture' | 'table' | null;
  help: string;
  /** What the default rests on; null where it is a choice of the user's, which claims nothing. */
  mark: Mark | null;
  /** The source of the equation that the parameter belongs to, whatever its number. */
  law: SourceName | null;
  group: ParameterGroup;
  /** Whether a running patient can take the change. */
  acts: 'now' | 'restart';
  /** Where it stands in lists of all: after those of lower chapters. */
  chapter: number;
  appliesWhen?: Applies | undefined;
}

export interface Part<Keys = Readonly<Record<string, Node>>, Applies = unknown> {
  kind: 'part';
  keys: Keys;
  /** May be null instead, and is by default. */
  nullable: boolean;
  appliesWhen?: Applies | undefined;
}

export interface List<Items = Part, Applies = unknown> {
  kind: 'list';
  /** Entries that it may have. */
  most: number;
  items: Items;
  appliesWhen?: Applies | undefined;
}

export type Node = Leaf | Part | List;

/** The type of a document that a description admits. */
export type Infer<Described> =
  Described extends Part<infer Keys>
    ? Fields<Keys> | (Described extends { nullable: true } ? null : never)
    : Described extends List<infer Items>
      ? Infer<Items>[]
      : Described extends Leaf<infer Value>
        ? Value
        : never;

export type Fields<Keys> = { [Key in keyof Keys]: Infer<Keys[Key]> };

/** Places whose `appliesWhen` does not take what holds them, of a whole tree; never where all do. */
export type Misplaced<Described, Holders extends unknown[] = [], At extends string = ''> =
  | (Described extends { appliesWhen?: infer Applies }
      ? Mistaken<Exclude<Applies, undefined>, Holders, At>
      : never)
  | (Described extends Part<infer Keys>
      ? {
          [Key in keyof Keys & string]: Misplaced<Keys[Key], [Fields<Keys>, ...Holders], `${At}.${Key}`>;
        }[keyof Keys & string]
      : Described extends List<infer Items>
        ? Misplaced<Items, Holders, `${At}[]`>
        : never);

type Mistaken<Applies, Holders extends unknown[], At> = unknown extends Applies
  ? never
  : Applies extends (...holders: infer Taken) => boolean
    ? Holders extends [...Taken, ...unknown[]]
      ? never
      : At
    : At;
