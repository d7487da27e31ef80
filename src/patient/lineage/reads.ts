/** Reads of a sequencer: docs/model.md (93). */
import { exactLn } from '../../../assembly/numerics/maths';
import { Purpose } from '../../../assembly/shared/step';
import { RandomSource } from '../../kernel/numbers/philox';

/** Blocks of random numbers that a site may use: of 255 all fit a word. */
const DRAWS_PER_SITE = 2 ** 24;

/** The same purpose for one of several samples, 1, 2, …; 0: of none. */
export const purposeOf = (purpose: Purpose, sample: number) => purpose | (sample << 8);

export class Reads {
  private readonly random: RandomSource;

  /** @param seed of the compartment @param step after which it is sampled @param sample its number, 0: of vaf.csv */
  constructor(
    seed: number,
    private readonly step: number,
    private readonly sample = 0,
  ) {
    this.random = new RandomSource(seed);
  }

  /** Of so many at a site of a clone, the first unless said, those that tell of it, each with this chance. */
  of(clone: number, depth: number, chance: number, site = 0): number {
    const first = site * DRAWS_PER_SITE;
    return binomial(depth, chance, (event) =>
      this.random.block(this.step, clone, purposeOf(Purpose.reads, this.sample), first + event),
    );
  }
}

/**
 * Successes of `trials` at `chance`: from one to the next a geometric number of trials (Devroye 1986, X.4.2), so that
 * draws go with successes.
 */
export function binomial(trials: number, chance: number, block: (event: number) => number[]): number {
  if (chance <= 0) return 0;
  const logOfMiss = exactLn(1 - chance);
  let found = 0;
  let words: number[] = [];
  for (let draw = 0, trial = 0; ; draw++) {
    if (draw % 4 === 0) words = block(draw / 4);
    const unit = ((words[draw % 4] as number) + 0.5) / 2 ** 32;
    trial += logOfMiss === -Infinity ? 1 : 1 + Math.floor(exactLn(unit) / logOfMiss);
    if (trial > trials) return found;
    found++;
  }
}
