/**
 * A treatment rule of a scenario. One form for all kinds, so that the parameter tables describe it; what a kind does
 * not use stays at its default.
 */

export type RuleKind = 'cycle' | 'adaptive' | 'toxicity' | 'escalate' | 'switch' | 'resect';

export interface Rule {
  /**
   * `cycle`: days on, days off. `adaptive`: held while the burden is small. `toxicity`: held while the marrow is low.
   * `escalate`: the dose changes step by step, unless it is held. `switch`: ends one drug and begins another.
   * `resect`: takes a share of a compartment away, once.
   */
  kind: RuleKind;
  /** Drug or inhibitor by name; '' means every one. Not `resect`. */
  drug: string;
  /** `cycle`. */
  onDays: number;
  offDays: number;
  /** `cycle`: how many; 0: without end. */
  cycles: number;
  /** `cycle`, `resect`: treatment day of the first cycle, of the operation (0: only by size). */
  onDay: number;
  /**
   * `adaptive`: shares of the burden at the start of treatment; 0.5 and 1 are AT50. `toxicity`: shares of the normal
   * marrow.
   */
  holdBelow: number;
  resumeAbove: number;
  /** `escalate`: dose over the one before it. `toxicity`: dose after a hold over the one before it. */
  factor: number;
  /** `escalate`: time between steps, and the multiple of the scheduled dose at which they end. */
  everyDays: number;
  limitFactor: number;
  /** `switch`: the drug that begins; it waits until then. */
  to: string;
  /** `switch`: the burden has grown since its lowest under the drug, or a variant is found. */
  on: 'progression' | 'finding';
  /** `switch`: variant that must be found; '' asks for none. Found from this share of the burden. */
  variant: string;
  variantShare: number;
  /** `resect`: compartment by name; '' means the first. */
  compartment: string;
  share: number;
  /** `resect`: cells in the compartment; 0: only by day. */
  atCells: number;
}
