/** A blood count in the words and numbers of the ward: 10⁹ neutrophils per litre, against the limit of the rules. */
import { NORMAL_GIGA_PER_LITRE } from '../patient/marrow';
import type { Rule } from '../scenario/schema';

/** Where normal counts end, as most laboratories have it. */
const LOW_GIGA_PER_LITRE = 2;

export interface BloodReading {
  /** 10⁹/L. */
  count: number;
  /** 10⁹/L below which a rule holds a drug; null without such a rule. */
  limit: number | null;
  word: 'normal' | 'low' | 'below limit';
}

/** @param share circulating cells as a share of normal */
export function bloodReading(share: number, rules: readonly Rule[]): BloodReading {
  const count = share * NORMAL_GIGA_PER_LITRE;
  const limits = rules.flatMap(({ kind, holdBelow }) => (kind === 'toxicity' ? [holdBelow] : []));
  const limit = limits.length === 0 ? null : Math.max(...limits) * NORMAL_GIGA_PER_LITRE;
  const below = limit !== null && count < limit;
  return { count, limit, word: below ? 'below limit' : count < LOW_GIGA_PER_LITRE ? 'low' : 'normal' };
}
