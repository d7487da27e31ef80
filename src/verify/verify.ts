/**
 * All checks of the science against theory, run on the real kernel one after the other: what `clonarium verify`
 * prints. Knows neither terminal nor page; results come as they are found, so that a caller can show or stop.
 */

import type { CompartmentKernel, Variant } from '../kernel/compartmentKernel';
import type { KernelOptions } from '../kernel/compiled';
import { createKernel } from '../kernel/kernel';
import { type Bench, type Check, judged, type Result } from './check';
import { cellChecks } from './checks/cell';
import { mutationChecks } from './checks/mutation';
import { plasmaChecks } from './checks/plasma';
import { populationChecks } from './checks/population';
import { programChecks } from './checks/program';
import { resistanceChecks } from './checks/resistance';
import { tissueChecks } from './checks/tissue';

export { LIMITS, type Result, type Statistic } from './check';

const checks: readonly Check[] = [
  ...populationChecks,
  ...mutationChecks,
  ...cellChecks,
  ...resistanceChecks,
  ...plasmaChecks,
  ...tissueChecks,
  ...programChecks,
];

/**
 * @param kernel to run on; what was in it is gone afterwards
 * @param seed moves every series of draws; the same seed gives the same results
 * @param only checks of this group; all by default
 */
export async function* verify(
  kernel: CompartmentKernel,
  seed = 0,
  only?: Check['group'],
): AsyncGenerator<Result> {
  const others: CompartmentKernel[] = [];
  const other = async (variant: Variant, options?: KernelOptions) => {
    const made = await createKernel(variant, options);
    others.push(made);
    return made;
  };
  const bench: Bench = { kernel, seed, other };
  try {
    for (const { group, run } of checks) {
      if (only !== undefined && group !== only) continue;
      for await (const finding of run(bench)) yield judged(group, finding);
    }
  } finally {
    for (const made of others) made.close();
  }
}
