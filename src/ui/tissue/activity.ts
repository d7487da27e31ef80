/**
 * What the oxygen around a cell lets it do, as docs/model.md (45) and (46) have it: divide as fast as it can, more slowly, not
 * at all, or die. Room, the other part of (45), shows in the free sites beside a cell.
 */
import { Limit } from '../../../assembly/shared/limits';
import type { Range } from '../../kernel/read/ramp';
import type { OxygenNeeds } from '../../worker/pictures/tissueMessages';
import { hexOf, rampColour, wordOf } from './draw/colour';

type Allowed = 'full' | 'slow' | 'resting' | 'dying';

const hex = (at: number) => hexOf(rampColour('viridis', at));

/** Of those that divide, by the share of their full rate; the slowest and the fastest are at the ends. */
const dividing = (share: number, dark: boolean) => hex((dark ? 0.45 : 0.4) + share * (dark ? 0.5 : 0.42));

const still = (dark: boolean) =>
  dark ? { resting: '#76808A', dying: '#B48EAD' } : { resting: '#98A1AA', dying: '#5A3A5C' };

/** At the colours' end all have oxygen enough. */
export const activityRange = ({ fullAbove, quiescentBelow, necrosisBelow }: OxygenNeeds): Range => ({
  low: 0,
  high: 1.25 * Math.max(fullAbove, quiescentBelow, necrosisBelow, 1),
  logarithmic: false,
});

/** With so much oxygen, mmHg. */
export function allowedAt(oxygen: number, needs: OxygenNeeds): Allowed {
  if (oxygen < needs.necrosisBelow) return 'dying';
  // Where both limits are one, cells do either all or nothing.
  if (oxygen < needs.quiescentBelow) return 'resting';
  return oxygen < needs.fullAbove ? 'slow' : 'full';
}

/** A colour for each part of the range, by what oxygen in its middle allows. */
export function activityWords(needs: OxygenNeeds, dark: boolean): Uint32Array {
  const count: number = Limit.rampColours;
  const { high } = activityRange(needs);
  const { quiescentBelow, fullAbove } = needs;
  return Uint32Array.from({ length: count }, (_, i) => {
    const oxygen = (high * (i + 0.5)) / count;
    const allowed = allowedAt(oxygen, needs);
    if (allowed === 'dying' || allowed === 'resting') return wordOf(still(dark)[allowed]);
    const share = allowed === 'full' ? 1 : (oxygen - quiescentBelow) / (fullAbove - quiescentBelow);
    return wordOf(dividing(share, dark));
  });
}

/** What a legend says of them; nothing of what cannot be. */
export function activityPatches(needs: OxygenNeeds, dark: boolean): { colour: string; label: string }[] {
  const { quiescentBelow, fullAbove, necrosisBelow } = needs;
  const { resting, dying } = still(dark);
  const slows = Math.max(quiescentBelow, necrosisBelow) < fullAbove;
  const fading = `linear-gradient(to right, ${dividing(0, dark)}, ${dividing(1, dark)})`;
  return [
    {
      colour: dividing(1, dark),
      label: `oxygen for full growth, from ${Math.max(fullAbove, necrosisBelow)} mmHg`,
    },
    ...(slows ? [{ colour: fading, label: 'for slower growth' }] : []),
    ...(necrosisBelow < quiescentBelow
      ? [{ colour: resting, label: `too little to divide, below ${quiescentBelow} mmHg` }]
      : []),
    ...(necrosisBelow > 0
      ? [{ colour: dying, label: `too little to live, below ${necrosisBelow} mmHg` }]
      : []),
  ];
}
