/**
 * Blood counts that follow from marrow: progenitors pass through three transit stages into circulation (Friberg et al.
 * 2002 J Clin Oncol 20:4713). Shares of normal; a read-out, which nothing else depends on but treatment rules.
 */

/** Normal neutrophils, 10⁹/L: of patients before docetaxel (Friberg et al. 2002). */
export const NORMAL_GIGA_PER_LITRE = 5.05;

/** Steps of the implicit Euler rule are at most this long. */
const LONGEST_STEP_HOURS = 1;

export interface MarrowState {
  /** Three transit stages and the circulation. */
  stages: number[];
  hours: number;
  progenitors: number;
  told: number;
}

/** Shares of normal at which a fall is told. */
const LOWS = [0.5, 0.25, 0.1];
const RECOVERED = 0.9;

export class BloodCount {
  private stages = [1, 1, 1, 1];
  private hours = 0;
  private progenitors = 1;
  private told = 0;

  /** @param transitPerHour rate of leaving each stage, 4/MTT */
  constructor(private readonly transitPerHour: number) {}

  /** Circulating cells as a share of normal. */
  get share(): number {
    return this.stages[3] as number;
  }

  /** Goes on to `hours` with progenitors changing evenly from what they were to a share of normal now. */
  advance(hours: number, progenitors: number): void {
    const span = hours - this.hours;
    const steps = Math.ceil(span / LONGEST_STEP_HOURS);
    const passed = (this.transitPerHour * span) / steps;
    for (let step = 1; step <= steps; step++) {
      let inflow = this.progenitors + ((progenitors - this.progenitors) * step) / steps;
      this.stages = this.stages.map((stage) => {
        inflow = (stage + passed * inflow) / (1 + passed);
        return inflow;
      });
    }
    this.hours = hours;
    this.progenitors = progenitors;
  }

  /** A sentence when the count has fallen below a further limit or come back from it. */
  tell(name: string): { kind: 'limit' | 'note'; text: string } | null {
    let lows = this.told;
    while (lows < LOWS.length && this.share < (LOWS[lows] as number)) lows++;
    const percent = `${Math.round(100 * this.share)}%`;
    if (lows > this.told) {
      this.told = lows;
      const limit = Math.round(100 * (LOWS[lows - 1] as number));
      return {
        kind: 'limit',
        text: `Blood cells made by ${name} have fallen below ${limit}% of normal, to ${percent}.`,
      };
    }
    if (this.told > 0 && this.share >= RECOVERED) {
      this.told = 0;
      return { kind: 'note', text: `Blood cells made by ${name} are back at ${percent} of normal.` };
    }
    return null;
  }

  save(): MarrowState {
    const { stages, hours, progenitors, told } = this;
    return { stages: stages.slice(), hours, progenitors, told };
  }

  restore(state: MarrowState): void {
    this.stages = state.stages.slice();
    this.hours = state.hours;
    this.progenitors = state.progenitors;
    this.told = state.told;
  }
}

interface Blooded {
  readonly name: string;
  readonly shareOfNormal: number;
  readonly blood: BloodCount | null;
}

/** Brings the blood counts of all marrow to a control time; returns what there is to tell. */
export function countBlood(
  hours: number,
  compartments: readonly Blooded[],
): { kind: 'limit' | 'note'; text: string }[] {
  return compartments.flatMap(({ name, shareOfNormal, blood }) => {
    blood?.advance(hours, shareOfNormal);
    return blood?.tell(name) ?? [];
  });
}
