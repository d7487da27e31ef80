/** What is drawn of a sample after a run: which single cells, and which of their mutations drop out; docs/model.md (98), (99). */
import { Purpose } from '../../../assembly/shared/step';
import { RandomSource } from '../../kernel/numbers/philox';
import { purposeOf } from './reads';

/** What random numbers of a sample go by: seed of the compartment, step after which it is taken, and its number. */
export interface SampleKey {
  seed: number;
  step: number;
  sample: number;
}

/**
 * So many different whole numbers below `below`, rising, each set of them as likely as any other (Floyd: Bentley 1987 Commun
 * ACM 30:754); all if there are fewer.
 */
export function drawnBelow(below: number, count: number, { seed, step, sample }: SampleKey): Uint32Array {
  const random = new RandomSource(seed);
  const chosen = new Set<number>();
  for (let end = below - Math.min(count, below); end < below; end++) {
    const [first, second] = random.block(step, end, purposeOf(Purpose.sampling, sample)) as [number, number];
    const place = Math.floor(((first + second / 2 ** 32) / 2 ** 32) * (end + 1));
    chosen.add(chosen.has(place) ? end : place);
  }
  return Uint32Array.from(chosen).sort();
}

/** Whether the mutations of a cell drop out, one after the other. @param cell which of the sample's cells */
export function* dropouts(cell: number, chance: number, key: SampleKey): Generator<boolean, never> {
  const random = new RandomSource(key.seed);
  for (let block = 0; ; block++) {
    for (const word of random.block(key.step, cell, purposeOf(Purpose.dropout, key.sample), block)) {
      yield word / 2 ** 32 < chance;
    }
  }
}
