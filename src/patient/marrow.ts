/**
 * Blood counts that follow from marrow (Friberg et al. 2002 J Clin Oncol 20:4713). The kernel passes progenitors on into
 * circulation step by step, and its feedback goes by that; here is what treatment rules, plots and the chronicle see of it.
 */
import type { CompartmentKernel } from '../kernel/compartmentKernel';

export interface MarrowState {
  /** How many of the lows have been told. */
  told: number;
}

/** Shares of normal at which a fall is told. */
const LOWS = [0.5, 0.25, 0.1];
const RECOVERED = 0.9;

/** Something to tell of a blood count, by the step that it was true after. */
export interface BloodNews {
  step: number;
  kind: 'limit' | 'note';
  text: string;
}

export class BloodCount {
  private told = 0;
  /** Steps that have been looked at. */
  private steps = 0;

  /** @param normalGigaPerLitre circulating cells of a normal marrow, 10⁹/L */
  constructor(
    private readonly kernel: Pick<CompartmentKernel, 'steps' | 'circulation'>,
    readonly normalGigaPerLitre: number,
  ) {}

  /** Circulating cells now, as a share of normal. */
  get share(): number {
    return this.kernel.circulation(this.kernel.steps)[0]!;
  }

  /** Circulating cells now, 10⁹/L. */
  get gigaPerLitre(): number {
    return this.share * this.normalGigaPerLitre;
  }

  /** Looks at every step since the last call, of 256 at most; returns what there is to tell. */
  follow(name: string): BloodNews[] {
    const first = this.steps + 1;
    this.steps = this.kernel.steps;
    if (first > this.steps) return [];
    const news: BloodNews[] = [];
    this.kernel.circulation(first).forEach((share, index) => {
      const said = this.judge(share, name);
      if (said !== null) news.push({ step: first + index, ...said });
    });
    return news;
  }

  /** A sentence when the count has fallen below a further limit or come back from it. */
  private judge(share: number, name: string): Omit<BloodNews, 'step'> | null {
    let lows = this.told;
    while (lows < LOWS.length && share < LOWS[lows]!) lows++;
    const count = (limit: number) =>
      `${Math.round(100 * limit)}% of normal, ${(limit * this.normalGigaPerLitre).toFixed(1)}·10⁹/L`;
    if (lows > this.told) {
      this.told = lows;
      return {
        kind: 'limit',
        text: `Blood cells made by ${name} have fallen below ${count(LOWS[lows - 1]!)}.`,
      };
    }
    if (this.told > 0 && share >= RECOVERED) {
      this.told = 0;
      return { kind: 'note', text: `Blood cells made by ${name} are back at ${count(RECOVERED)}.` };
    }
    return null;
  }

  save(): MarrowState {
    return { told: this.told };
  }

  /** With the kernel in the state that it was saved in. */
  restore(state: MarrowState): void {
    this.told = state.told;
    this.steps = this.kernel.steps;
  }
}

interface Blooded {
  readonly name: string;
  readonly blood: BloodCount | null;
}

/** What the steps just done have brought to tell of all blood counts, in the order of the steps. */
export function followBlood(compartments: readonly Blooded[]): BloodNews[] {
  return compartments.flatMap(({ name, blood }) => blood?.follow(name) ?? []).sort((a, b) => a.step - b.step);
}
