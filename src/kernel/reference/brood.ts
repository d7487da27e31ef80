import { exactLn } from '../../../assembly/numerics/maths';
import { Limit } from '../../../assembly/shared/limits';
import { Purpose } from '../../../assembly/shared/step';
import type { Alteration, Genotype } from '../model';
import type { RandomSource } from '../numbers/philox';
import { exponential } from './candidates';
import type { Cell } from './cell';

const UNIT32 = 2 ** -32;

/** What takes effect at the step's end. */
export interface Draft {
  /** Whom; null while no living cell has the genotype that it begins with. */
  cell: Cell | null;
  genotype: Genotype;
  /** null where a cell only gets a genotype. */
  alteration: { kind: Alteration; target: number } | null;
  /** Clone that the cell is in, or the draft that it begins in; null where it stays in the clone that it has. */
  parent: number | Draft | null;
  /** Once it is entered. */
  clone?: number;
}

/** One of those that descend from a cell in a step. */
export interface Kin {
  cell: Cell;
  genotype: Genotype;
  /** bΔt and dΔt. */
  division: number;
  death: number;
  /** The alteration of this step that its clone begins with. */
  draft: Draft | null;
}

export interface Brood {
  living: Kin[];
  births: number;
  deaths: number;
}

/**
 * All that descends from a cell that divides, to the step's end; see assembly/mixed/brood.ts.
 * @param x number that made it divide, less the chance of death; `divide` carries out a division
 */
export function raise(
  random: RandomSource,
  step: number,
  index: number,
  founder: Kin,
  x: number,
  divide: (mother: Kin, event: number, words: number[]) => Kin,
): Brood {
  const living = [founder];
  const rate = founder.division + founder.death;
  let left = 1 + exactLn(1 - (x * rate) / founder.division) / rate;
  if (!(left > 0)) left = 0;
  let [births, deaths] = [0, 0];
  let next = { who: 0, divides: true };
  for (let event = 0; ; event++) {
    const words = random.block(step, index, Purpose.division, event);
    if (!next.divides) {
      deaths++;
      const last = living.pop() as Kin;
      if (next.who < living.length) living[next.who] = last;
    } else if (living.length <= Limit.daughtersPerStep) {
      births++;
      living.push(divide(living[next.who]!, event, words));
    }
    let total = 0;
    for (const { division, death } of living) total += death + division;
    const wait = exponential(words[0]!) / total;
    if (!(wait < left)) return { living, births, deaths };
    left -= wait;
    const [word] = random.block(step, index, Purpose.choice, event + 1) as [number];
    next = choose(living, (word + 0.5) * UNIT32 * total);
  }
}

/** Whose event a point below the total rate falls on, and whether it is a division. */
export function choose(
  living: readonly Pick<Kin, 'division' | 'death'>[],
  point: number,
): { who: number; divides: boolean } {
  let left = point;
  for (const [who, { division, death }] of living.entries()) {
    left -= death;
    if (left < 0) return { who, divides: false };
    left -= division;
    if (left < 0) return { who, divides: true };
  }
  const last = living.length - 1;
  return { who: last, divides: (living[last] as Kin).division > 0 };
}
