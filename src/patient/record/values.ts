/** The first of these values by name, in the order of the names. */
export function namedValues<Name extends string>(
  names: readonly Name[],
  values: ArrayLike<number>,
): Record<Name, number> {
  return Object.fromEntries(names.map((name, index) => [name, values[index]])) as Record<Name, number>;
}
