/** Published and independently computed numbers that the kernel must reproduce, by id. */
import { readFileSync } from 'node:fs';

/** A case as it stands in reference/values.json; what `params` and `expected` hold differs from case to case. */
interface ReferenceCase<Expected, Params = Record<string, number>> {
  id: string;
  title: string;
  formula: string;
  params: Params;
  expected: Expected;
  tolerance: string;
  source: string;
}

const file = new URL('../science/reference/values.json', import.meta.url);
const { tests } = JSON.parse(readFileSync(file, 'utf8')) as { tests: ReferenceCase<unknown>[] };

export const referenceIds = tests.map(({ id }) => id);

export function reference<Expected, Params = Record<string, number>>(
  id: string,
): ReferenceCase<Expected, Params> {
  const found = tests.find((each) => each.id === id);
  if (!found) throw new Error(`${id}: no such reference case`);
  return found as ReferenceCase<Expected, Params>;
}
