/**
 * The level outside at which a drug has half its effect on a cell, in closed form from the numbers of a scenario: the
 * free level inside that does it (docs/model.md (18) to (22)), and the level outside that keeps it there (docs/model.md (12), steady state).
 */
import type { Drug, ResistantFounder, Scenario } from '../../scenario/scenario';

/** How a cell differs from the normal one, in the words of a scenario's founders. */
export type CellKind = Partial<Omit<ResistantFounder, 'count'>>;

export interface Around {
  /** Level of the pump inhibitor over its K_i. */
  inhibitorOverKi?: number;
  competitive?: boolean;
}

/** µM; Infinity where no level has an effect. */
export function halfEffectOutside(
  scenario: Scenario,
  drug: Drug,
  kind: CellKind,
  { inhibitorOverKi = 0, competitive = false }: Around = {},
): number {
  const inside = halfEffectInside(scenario, drug, kind);
  if (inside === Infinity) return Infinity;
  const { pump, carrier, metabolism } = scenario;
  const { pumpCopies = 0, carrierLoss = 0, metabolismLevel = 0 } = kind;
  const level = [1, metabolism.raisedFactor, metabolism.highFactor][metabolismLevel]!;
  const reduced = [1, carrier.reducedLevel, carrier.lostLevel][carrierLoss]!;
  const expression = pump.basal + pump.perCopy * pumpCopies;
  const slowed = 1 + inhibitorOverKi;
  const activity = competitive ? 1 : 1 / slowed;
  const km = drug.pumpKmMicromolar * (competitive ? slowed : 1);
  const passive = drug.passivePerHour;
  const pumpVmax = drug.pumpStrength * passive * drug.pumpKmMicromolar * expression * activity;
  const blocks = drug.entryBlock && drug.pumpStrength > 0;
  const block = blocks ? (pump.blockMax * expression * activity) / (expression + pump.blockHalf) : 0;
  const out =
    (passive + drug.linearEffluxPerHour + drug.metabolismPerHour * level + forming(scenario, drug, kind)) *
      inside +
    (pumpVmax * inside) / (km + inside);
  return levelThatBrings(out, passive * (1 - block), reduced * drug.carrierVmaxMicromolarPerHour, drug);
}

/** C with pC + VC/(K + C) = wanted. */
function levelThatBrings(wanted: number, p: number, vmax: number, { carrierKmMicromolar: km }: Drug): number {
  const middle = p * km + vmax - wanted;
  const root = Math.sqrt(middle * middle + 4 * p * km * wanted);
  return middle > 0 ? (2 * km * wanted) / (middle + root) : (root - middle) / (2 * p);
}

/** Conversion of free drug into what stays in a cell of this kind, /h. */
function forming({ retention }: Scenario, { retained }: Drug, { retentionLoss = 0 }: CellKind): number {
  if (retained.acts === 'none') return 0;
  const level = [1, retention.reducedLevel, retention.lostLevel][retentionLoss]!;
  return retained.formPerHour * (retained.acts === 'binds' ? level : 1);
}

/** Free level inside that has half the effect, µM; Infinity where no level has. */
function halfEffectInside(scenario: Scenario, drug: Drug, kind: CellKind): number {
  const met = targetOf(scenario, drug, kind);
  if (met.lost) return Infinity;
  const effect = drug.variantEffects.find(({ variant }) => variant === met.variant);
  const kd = drug.kdMicromolar * (effect?.kdFactor ?? 1);
  const half = effect?.halfEffectMicromolar ?? drug.halfEffectMicromolar;
  switch (drug.response) {
    case 'hill': {
      if (drug.retained.acts !== 'damages') return half;
      // Steady damage k_F C/k_H, less what is mended.
      const { raisedLevel, highLevel } = scenario.repair;
      const repair = [0, raisedLevel, highLevel][kind.repairLevel ?? 0]!;
      const damage = half + drug.retained.repairableMicromolar * repair;
      return (damage * drug.retained.lossPerHour) / forming(scenario, drug, kind);
    }
    case 'hazard': {
      // Published outside a cell of normal metabolism.
      const { passivePerHour, linearEffluxPerHour, metabolismPerHour } = drug;
      return (half * passivePerHour) / (passivePerHour + linearEffluxPerHour + metabolismPerHour);
    }
    case 'inhibitor': {
      const ligand = kd * ((2 * met.copies) / drug.neededFraction - 1);
      if (drug.retained.acts !== 'binds') return ligand;
      // Steady metabolite k_F C/k_H in all, of which the share K/(K + F) is free and binds beside the drug.
      const freeTarget = (drug.neededFraction * met.abundance) / 2;
      const metabolite = forming(scenario, drug, kind) / drug.retained.lossPerHour;
      return ligand / (1 + (metabolite * kd) / (kd + freeTarget));
    }
    case 'linear':
      return half;
    case 'points':
      return halfInTable(drug.points) * (half / drug.halfEffectMicromolar);
    case 'poison': {
      const bindable = met.copies * met.abundance;
      return half < bindable ? (kd * half) / (bindable - half) : Infinity;
    }
    case 'receptor':
      return kd * (1 + drug.ligandMicromolar / drug.ligandKdMicromolar);
  }
}

/** The lowest level at which a table's effect is one half, µM; Infinity where it stays below. */
function halfInTable(points: Drug['points']): number {
  let before = { micromolar: 0, effect: 0 };
  for (const point of points) {
    if (point.effect >= 0.5) {
      const share = (0.5 - before.effect) / (point.effect - before.effect);
      return before.micromolar + share * (point.micromolar - before.micromolar);
    }
    before = point;
  }
  return Infinity;
}

/** The drug's target as it is in a cell of this kind. */
function targetOf(scenario: Scenario, drug: Drug, kind: CellKind) {
  const target = scenario.targets.find(({ name }) => name === drug.target);
  const normal = { abundance: target?.abundanceMicromolar ?? 0, copies: 1, variant: '', lost: false };
  if (target === undefined || kind.target !== target.name) return normal;
  return {
    ...normal,
    copies: kind.copies ?? 1,
    variant: kind.variant ?? '',
    lost: kind.targetLost ?? false,
  };
}

/** Hours in which drug in a cell comes to its steady level, up to e⁻¹, when it has half its effect. */
export function settlingHours(scenario: Scenario, drug: Drug, kind: CellKind): number {
  const leaving = drug.passivePerHour + drug.linearEffluxPerHour + drug.metabolismPerHour;
  const free = halfEffectInside(scenario, drug, kind);
  const { abundance, copies, lost } = targetOf(scenario, drug, kind);
  const binding = drug.kdMicromolar > 0 && !lost && free < Infinity;
  const totalOverFree = binding ? 1 + (copies * abundance) / (drug.kdMicromolar + free) : 1;
  const staying = drug.retained.acts === 'none' ? 0 : 1 / drug.retained.lossPerHour;
  return totalOverFree / leaving + staying;
}
