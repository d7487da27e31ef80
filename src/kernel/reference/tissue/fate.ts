import { Flag } from '../../../../assembly/memory/cell';
import { exactExp, exactLn } from '../../../../assembly/numerics/maths';
import type { KernelModel } from '../../model';
import type { TissueModel } from '../../tissueModel';
import { eventShare, RATE_LIMIT } from '../fate';
import type { Phenotype } from '../phenotype';
import { effectOf, killInStep } from '../rates';
import type { ResponseCurves } from '../response';

const f = Math.fround;

/** Slope of a rise over a span that may be none: then as good as a step. */
function perUnit(rise: number, span: number): number {
  return f(rise / Math.max(span, 1e-6));
}

/** What oxygen does to fates; at every place as much as is needed where there is no field. */
export class Breath {
  private readonly quiescentBelow: number;
  private readonly gain: number;
  private readonly necrosisBelow: number;
  private readonly rise: number;
  private readonly most: number;

  constructor({ stepHours }: KernelModel, { oxygen }: TissueModel) {
    const most = (oxygen?.necrosisPerHour ?? 0) * stepHours;
    const [quiescent, full] = [oxygen?.quiescentBelow ?? 0, oxygen?.fullAbove ?? 0];
    const [necrosis, complete] = [oxygen?.necrosisBelow ?? 0, oxygen?.necrosisFullBelow ?? 0];
    this.quiescentBelow = f(quiescent);
    this.gain = perUnit(1, full - quiescent);
    this.necrosisBelow = f(necrosis);
    this.rise = perUnit(most, necrosis - complete);
    this.most = f(most);
  }

  /** Share of its division that a level of oxygen allows a cell. */
  share(oxygen: number): number {
    return Math.min(Math.max(f(f(oxygen - this.quiescentBelow) * this.gain), 0), 1);
  }

  /** Necrosis per step. */
  necrosis(oxygen: number): number {
    return Math.min(Math.max(f(f(this.necrosisBelow - oxygen) * this.rise), 0), this.most);
  }
}

/** Rate whose chance of an event no cell exceeds that divides and dies at most so much in a step. */
export function boundOf(division: number, death: number): number {
  const both = division + death;
  if (both + death <= 1) return both;
  const left = exactExp(-death) - 0.5 * division;
  return left > 0 ? Math.max(both, -exactLn(left)) : Infinity;
}

/** Most division in a step. */
export function divisionBound(maxGrowth: number, crowd: number): number {
  return Math.min(exactLn(1 + maxGrowth) * crowd, RATE_LIMIT);
}

interface Circumstances {
  /** What the effect of each drug depends on. */
  inside: readonly number[];
  crowd: number;
  /** Of `Breath`, at the cell. */
  share: number;
  necrosis: number;
  /** Whether any cell of the tile may divide, and whether this one has room. */
  mayDivide: boolean;
  hasRoom: () => boolean;
}

/**
 * bΔt and dΔt of a cell, f32.
 * @param activity share of its division that oxygen and room allow it; the more, the more of a kill it meets
 */
export function tissueRates(
  model: KernelModel & { tissue: TissueModel },
  curves: ResponseCurves,
  phenotype: Phenotype,
  around: Pick<Circumstances, 'inside' | 'crowd' | 'necrosis'>,
  activity: number,
): { division: number; death: number } {
  let division = f(phenotype.division * around.crowd);
  let { death } = phenotype;
  model.drugs.forEach((drug, d) => {
    const rates = phenotype.drugs[d] as Phenotype['drugs'][number];
    const effect = effectOf(model, curves, d, rates, around.inside[d] as number);
    const meets = killMet(model, phenotype, d, activity);
    death = f(death + f(f(killInStep(model, drug, around.crowd) * effect) * meets));
    division = f(division * Math.max(0, f(1 - f(f(drug.stasis) * effect))));
  });
  return {
    division: Math.min(f(division * activity), RATE_LIMIT),
    death: Math.min(f(death + around.necrosis), RATE_LIMIT),
  };
}

/** Share of a drug's kill that a cell meets: quiescent ones and those of normal tissue meet less. */
export function killMet(
  { tissue }: { tissue: TissueModel },
  phenotype: Phenotype,
  d: number,
  activity: number,
): number {
  const spared = f(tissue.quiescentKill[d] ?? 0);
  return f(phenotype.killShare * f(spared + f(f(1 - spared) * activity)));
}

/** Flags of the event of a candidate whose second number is `draw`, or 0; see assembly/tissue/sweep.ts. */
export function tissueFate(
  model: KernelModel & { tissue: TissueModel },
  curves: ResponseCurves,
  phenotype: Phenotype,
  draw: number,
  around: Circumstances,
): number {
  let activity = around.mayDivide ? around.share : 0;
  let hoped = 0;
  for (;;) {
    const { division, death } = tissueRates(model, curves, phenotype, around, activity);
    const factor = eventShare(f(division + death));
    const dies = f(death * factor);
    const divides = f(f(division * factor) + hoped);
    if (!(draw < f(dies + divides))) return 0;
    if (activity > 0 && !around.hasRoom()) {
      activity = 0;
      hoped = f(divides * 0.5);
      continue;
    }
    if (draw < f(around.necrosis * factor)) return Flag.dies | Flag.necrotic;
    if (draw < dies) return Flag.dies;
    const again = f(draw - dies) < f(divides * f(2 * f(division + death)));
    return again ? Flag.divides | Flag.again : Flag.divides;
  }
}

/** Whether debris that is cleared at so much per step goes. */
export function isCleared(clearance: number, draw: number): boolean {
  return draw < f(clearance * eventShare(clearance));
}
