/** The cross-resistance matrix as the page has it: closed form here, counts from a worker of their own. */

import { drugNames } from '../../scenario/drugs';
import type { Scenario } from '../../scenario/scenario';
import {
  drugScenario,
  type Mechanism,
  mechanismsOf,
  type Shift,
  theoreticalShift,
} from '../../verify/mechanisms';
import { pairingsOf, theoryOf } from '../../verify/scenarioMatrix';
import { orderFrom } from '../science/state';
import { digits } from '../words/format';

export interface Fold {
  drug: string;
  mechanism: string;
  /** What exactly is altered. */
  what: string;
  theory: number;
}

export interface Measured {
  status: 'running' | 'done' | 'failed';
  /** By {@link keyOf}. */
  folds: ReadonlyMap<string, Shift>;
  failure: string | null;
}

export const keyOf = ({ drug, mechanism }: { drug: string; mechanism: string }): string =>
  `${drug}/${mechanism}`;

function detail({ name, kind }: Mechanism): string {
  return kind.variant === undefined ? name : `${kind.target} ${kind.variant}`;
}

export function scenarioFolds(scenario: Scenario): Fold[] {
  return pairingsOf(scenario).map((pairing) => ({
    drug: pairing.drug,
    mechanism: pairing.mechanism.name,
    what: detail(pairing.mechanism),
    theory: theoryOf(pairing),
  }));
}

export function catalogueFolds(): Fold[] {
  return drugNames.flatMap((drug) => {
    const scenario = drugScenario(drug);
    return mechanismsOf(scenario).map((mechanism) => ({
      drug,
      mechanism: mechanism.name,
      what: detail(mechanism),
      theory: theoreticalShift(scenario, mechanism),
    }));
  });
}

/**
 * Counts every fold in the kernel, away from the page.
 * @param scenario null for the drugs of the catalogue
 * @returns ends the counting
 */
export function measure(scenario: Scenario | null, show: (measured: Measured) => void): () => void {
  let folds: ReadonlyMap<string, Shift> = new Map();
  const worker = orderFrom({ kind: 'matrix', scenario }, (news) => {
    if (news.kind === 'shift') {
      folds = new Map(folds).set(keyOf(news.shift), news.shift);
      show({ status: 'running', folds, failure: null });
      return;
    }
    if (news.kind === 'failure') show({ status: 'failed', folds, failure: news.sentence });
    if (news.kind === 'end') show({ status: 'done', folds, failure: null });
    worker.terminate();
  });
  return () => worker.terminate();
}

/** As the terminal prints it: a dot for no change. */
export function fold(value: number): string {
  if (Math.abs(value - 1) < 0.005) return '·';
  return value === Number.POSITIVE_INFINITY ? '∞' : digits(value);
}
