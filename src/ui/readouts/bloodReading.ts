/** A blood count in the words and numbers of the ward: 10⁹ white cells per litre, against the limit of the rules. */
import type { Rule } from '../../scenario/schema';

/** Where normal counts end, as most laboratories have it: 2 of 5.05·10⁹ neutrophils per litre. */
const LOW_SHARE = 2 / 5.05;

interface BloodReading {
  /** 10⁹/L. */
  count: number;
  /** 10⁹/L below which a rule holds a drug; null without such a rule. */
  limit: number | null;
  word: 'normal' | 'low' | 'below limit';
}

/** Share of normal below which a rule holds a drug, the highest of all; null without such a rule. */
export function bloodLimit(rules: readonly Rule[]): number | null {
  const limits = rules.flatMap(({ kind, holdBelow }) => (kind === 'toxicity' ? [holdBelow] : []));
  return limits.length === 0 ? null : Math.max(...limits);
}

/**
 * @param share circulating cells as a share of normal
 * @param normal 10⁹/L
 */
export function bloodReading(share: number, normal: number, rules: readonly Rule[]): BloodReading {
  const limit = bloodLimit(rules);
  const below = limit !== null && share < limit;
  return {
    count: share * normal,
    limit: limit === null ? null : limit * normal,
    word: below ? 'below limit' : share < LOW_SHARE ? 'low' : 'normal',
  };
}
