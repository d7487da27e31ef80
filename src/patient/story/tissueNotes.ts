/** What is worth telling of cells with places: want of oxygen, want of room, vessels pressed shut. */
import type { TissueObservation } from '../../kernel/observation';
import { cells, count } from './words';

/** Each is told once. */
export const TISSUE_NOTES = ['hypoxia', 'necrosis', 'resting', 'vessels'] as const;
type TissueNote = (typeof TISSUE_NOTES)[number];

/**
 * Sentences for what holds now.
 * @param live cells of the tumour
 * @param established whether it is of a size of which shares mean anything
 */
export function tissueNotes(
  hours: number,
  live: number,
  established: boolean,
  { hypoxic, crowded, debris, openVessels }: TissueObservation,
): Partial<Record<TissueNote, string>> {
  const notes: Partial<Record<TissueNote, string>> = {};
  // Oxygen is known once the first step has been made.
  if (hypoxic > 0 && hours > 0) {
    notes.hypoxia = `First cells with too little oxygen to divide: ${count(hypoxic)} of ${cells(live)}.`;
  }
  if (debris > 0) {
    notes.necrosis = `Cells die of want of oxygen: ${count(debris)} places hold what is left of the dead.`;
  }
  if (hours > 0 && established && hypoxic + crowded > live / 2) {
    const breathless = hypoxic > 0 ? ` and ${count(hypoxic)} too little oxygen` : '';
    notes.resting = `More than half of the cells rest: of ${cells(live)}, ${count(crowded)} find no room${breathless}.`;
  }
  if (openVessels < 0.5) notes.vessels = 'Cells have pressed shut more than half of the vessels.';
  return notes;
}
