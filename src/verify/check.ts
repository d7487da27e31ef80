/** One check of the simulation against theory, and what came of it. */

import type { CompartmentKernel, Variant } from '../kernel/compartmentKernel';
import type { KernelOptions } from '../kernel/compiled';

/**
 * How far what was measured lies from theory: in standard errors (`z`), relative to theory, as a plain difference, or
 * in results that differ where none should (`count`).
 */
export type Statistic = 'z' | 'relative' | 'difference' | 'count' | 'patients';

/** All that a check may use. */
export interface Bench {
  kernel: CompartmentKernel;
  /** Moves every series of draws; 0 gives the published table. */
  seed: number;
  /** Another build of the kernel, to be closed by the caller of `verify`. */
  other(variant: Variant, options?: KernelOptions): Promise<CompartmentKernel>;
}

/** What a check found; several where one simulation answers several questions. */
export interface Finding {
  /** What is compared, with its conditions. */
  name: string;
  /** Formula or source. */
  theory: string;
  expected: number | string;
  measured: number | string;
  statistic: Statistic;
  value: number;
}

export interface Check {
  group: 'Population' | 'Mutation and cure' | 'Cell' | 'Resistance' | 'Plasma' | 'Tissue' | 'Program';
  run(bench: Bench): Iterable<Finding> | AsyncIterable<Finding>;
}

export interface Result extends Finding {
  group: Check['group'];
  /** Greatest value that passes. */
  limit: number;
  pass: boolean;
}

/**
 * Greatest value of a statistic that passes: four standard errors (p = 6·10⁻⁵), 2%, one in a thousand, none; a tenth of
 * a mean of patients, which vary by half among themselves.
 */
export const LIMITS: Readonly<Record<Statistic, number>> = {
  z: 4,
  relative: 0.02,
  difference: 0.001,
  count: 0,
  patients: 0.1,
};

export function judged(group: Check['group'], finding: Finding): Result {
  const limit = LIMITS[finding.statistic];
  const value = Math.abs(finding.value);
  return { group, ...finding, limit, pass: value <= limit };
}

/** A mean or a share against its expectation, in standard errors. */
export function byZ(name: string, theory: string, expected: number, measured: number, z: number): Finding {
  return { name, theory, expected, measured, statistic: 'z', value: z };
}

export function byRelative(name: string, theory: string, expected: number, measured: number): Finding {
  return { name, theory, expected, measured, statistic: 'relative', value: measured / expected - 1 };
}

/** A level of the catalogue's kinetics against the mean that was measured in patients. */
export function byPatients(name: string, source: string, measuredInPatients: number, level: number): Finding {
  const value = level / measuredInPatients - 1;
  return {
    name,
    theory: source,
    expected: measuredInPatients,
    measured: level,
    statistic: 'patients',
    value,
  };
}
