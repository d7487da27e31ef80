/** Descriptions of plain data that comes back from a file: what each field is, and the sentence where it is not that. */
import { shown } from '../../scenario/words/text';

/** Throws a {@link DescribedError} where a value is not what it should be. */
export interface Shape<T> {
  check(value: unknown, path: string): void;
  /** Carries the type alone; no shape has it. */
  readonly of?: T;
}

/** Names the field and its value, in one sentence. */
export class DescribedError extends Error {
  override name = 'DescribedError';
}

function refuse(path: string, value: unknown, what: string): never {
  throw new DescribedError(
    value === undefined ? `${path} is missing.` : `${path}: ${shown(value)} is not ${what}.`,
  );
}

function shape<T>(check: (value: unknown, path: string) => void): Shape<T> {
  return { check };
}

export interface Range {
  least?: number;
  most?: number;
  whole?: boolean;
  /** Infinities that are meant beside the range. */
  or?: readonly number[];
}

/** A finite number of a range. */
export function number({ least = -1e300, most = 1e300, whole = false, or = [] }: Range = {}): Shape<number> {
  const kind = whole ? 'a whole number' : 'a number';
  return shape((value, path) => {
    if (typeof value !== 'number') refuse(path, value, kind);
    if (or.includes(value)) return;
    if (!(value >= least && value <= most) || (whole && !Number.isInteger(value))) {
      refuse(path, value, `${kind} from ${least} to ${most}`);
    }
  });
}

export const count = (most = Number.MAX_SAFE_INTEGER) => number({ least: 0, most, whole: true });

export const flag: Shape<boolean> = shape((value, path) => {
  if (typeof value !== 'boolean') refuse(path, value, 'true or false');
});

export function text(longest: number): Shape<string> {
  return shape((value, path) => {
    if (typeof value !== 'string') refuse(path, value, 'a text');
    if (value.length > longest) refuse(path, value, `a text of at most ${longest} characters`);
  });
}

export function oneOf<T extends string>(...known: readonly T[]): Shape<T> {
  return shape((value, path) => {
    if (!known.some((each) => each === value)) refuse(path, value, `one of ${known.join(', ')}`);
  });
}

export function nullable<T>(inner: Shape<T>): Shape<T | null> {
  return shape((value, path) => {
    if (value !== null) inner.check(value, path);
  });
}

/** `null` and nothing else. */
export const nothing: Shape<null> = shape((value, path) => {
  if (value !== null) refuse(path, value, 'null');
});

export function list<T>(
  items: Shape<T>,
  { length, most = 1e6 }: { length?: number; most?: number },
): Shape<T[]> {
  return shape((value, path) => {
    if (!Array.isArray(value)) refuse(path, value, 'a list');
    if (length !== undefined && value.length !== length) refuse(path, value.length, `its length, ${length}`);
    if (value.length > most) refuse(path, value.length, `a length up to ${most}`);
    value.forEach((item, index) => {
      items.check(item, `${path}[${index}]`);
    });
  });
}

/** One shape for each item. */
export function each<T>(items: readonly Shape<T>[]): Shape<T[]> {
  return shape((value, path) => {
    if (!Array.isArray(value)) refuse(path, value, 'a list');
    if (value.length !== items.length) refuse(path, value.length, `its length, ${items.length}`);
    items.forEach((item, index) => {
      item.check(value[index], `${path}[${index}]`);
    });
  });
}

export const pair = <A, B>(first: Shape<A>, second: Shape<B>) =>
  each<unknown>([first, second]) as unknown as Shape<[A, B]>;

/** A field that need not be there. */
export const optional = <T>(inner: Shape<T>): Shape<T | undefined> =>
  shape((value, path) => {
    if (value !== undefined) inner.check(value, path);
  });

/** Names to values of one shape. */
export function table<T>(values: Shape<T>, most: number): Shape<Record<string, T>> {
  return shape((value, path) => {
    const given = objectAt(value, path);
    if (Object.keys(given).length > most) refuse(path, Object.keys(given).length, `at most ${most} entries`);
    for (const [key, item] of Object.entries(given)) values.check(item, `${path}[${shown(key)}]`);
  });
}

/** Every field of a type, each with its shape; fields that are not described are nobody's. */
export function object<T extends object>(fields: { [Key in keyof T]-?: Shape<T[Key]> }): Shape<T> {
  return shape((value, path) => {
    const given = objectAt(value, path);
    for (const [key, field] of Object.entries<Shape<unknown>>(fields)) {
      field.check(Object.hasOwn(given, key) ? given[key] : undefined, path === '' ? key : `${path}.${key}`);
    }
  });
}

/** A shape whose values must also fit together; `fault` names what does not. */
export function fitting<T>(inner: Shape<T>, fault: (value: T) => string | null): Shape<T> {
  return shape((value, path) => {
    inner.check(value, path);
    const found = fault(value as T);
    if (found !== null) throw new DescribedError(`${path}: ${found}.`);
  });
}

/** A column of numbers, of which the caller knows what they are. */
export const column: Shape<Float64Array> = shape((value, path) => {
  if (!(value instanceof Float64Array)) refuse(path, value, 'a column of numbers');
});

function objectAt(value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || ArrayBuffer.isView(value)) {
    refuse(path, value, 'an object');
  }
  return value as Record<string, unknown>;
}
