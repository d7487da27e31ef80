/**
 * The level that stands for a step in which plasma rises and falls: the one that has the mean effect. The effect of a
 * curve at the mean level is off by ½E″σ², which for a tablet and steps of hours adds up to several per cent of the
 * cells that survive; a level of mean effect E⁻¹(⟨E⟩) is right for wild-type cells, and in the power-law part of a
 * curve for every variant of its exponent.
 */
import { exactExpm1, exactLn } from '../../../assembly/numerics/maths';
import { exactPow } from '../../../assembly/numerics/power';
import type { Drug, Scenario } from '../../scenario/scenario';

/** Absorption can take a level through a steep curve in minutes. */
const PARTS_PER_HOUR = 12;
const [FEWEST_PARTS, MOST_PARTS] = [6, 48];

/**
 * By drug; null where the mean level is the one to take: where the effect is in proportion to it, where the level
 * inside does not follow plasma in proportion, and where plasma is not what cells meet.
 */
export function levelRules(scenario: Scenario): (MeanEffect | null)[] {
  const { tumour, compartments, drugs, stepHours } = scenario;
  const isBarred = ({ name }: Drug) =>
    compartments.some(({ barriers }) => barriers.some(({ drug }) => drug === name));
  return drugs.map((drug) =>
    tumour.tissue === null && isCurved(drug) && isProportional(drug) && !isBarred(drug)
      ? new MeanEffect(drug, stepHours)
      : null,
  );
}

const isCurved = ({ response }: Drug) => response === 'hill' || response === 'hazard';

const isProportional = (drug: Drug) =>
  drug.kdMicromolar === 0 &&
  drug.carrierVmaxMicromolarPerHour === 0 &&
  drug.retained.acts === 'none' &&
  drug.passivePerHour > 0;

export class MeanEffect {
  /** Parts of a step whose mean levels are taken for levels. */
  readonly parts: number;
  private readonly hill: number;
  private readonly isHazard: boolean;
  /** Level outside at half effect, µM. */
  private readonly half: number;
  /** How far the level inside follows plasma within a step: 1 − e^{−qΔt}. */
  private readonly follows: number;

  constructor(drug: Drug, stepHours: number) {
    const leaving = drug.passivePerHour + drug.linearEffluxPerHour + drug.metabolismPerHour;
    this.parts = Math.min(MOST_PARTS, Math.max(FEWEST_PARTS, Math.ceil(PARTS_PER_HOUR * stepHours)));
    this.hill = drug.hill;
    this.isHazard = drug.response === 'hazard';
    // A hazard's half effect was measured outside.
    this.half = drug.halfEffectMicromolar * (this.isHazard ? 1 : leaving / drug.passivePerHour);
    this.follows = -exactExpm1(-leaving * stepHours);
  }

  /** @param levels that act, each the mean of an equal part of the step, µM */
  levelOf(levels: readonly number[]): number {
    const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length;
    const [least, most] = [Math.min(...levels), Math.max(...levels)];
    if (!(most > least)) return mean;
    const powers = levels.map((level) => (level > 0 ? exactPow(level / this.half, this.hill) : 0));
    const level =
      this.half * exactPow(this.isHazard ? ofMeanHazard(powers) : ofMeanShare(powers), 1 / this.hill);
    // Where powers leave the range of f64 the curve is flat or its effect nothing.
    return level >= least && level <= most ? mean + this.follows * (level - mean) : mean;
  }
}

/** p with ln(1 + p) = ⟨ln(1 + pᵢ)⟩. */
function ofMeanHazard(powers: readonly number[]): number {
  return exactExpm1(powers.reduce((sum, power) => sum + logOneMore(power), 0) / powers.length);
}

/** p with p/(1 + p) = ⟨pᵢ/(1 + pᵢ)⟩. */
function ofMeanShare(powers: readonly number[]): number {
  let [share, rest] = [0, 0];
  for (const power of powers) {
    share += power / (1 + power);
    rest += 1 / (1 + power);
  }
  return share / rest;
}

/** ln(1 + p), true also where 1 + p would lose p. */
function logOneMore(power: number): number {
  const sum = 1 + power;
  return sum - 1 === 0 ? power : (exactLn(sum) * power) / (sum - 1);
}
