/** Looks into a document that nobody has checked yet. */
export type Node = Record<string, unknown>;

export function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Node)[key]
    : undefined;
}
