/**
 * Sets the view of a scene: what its cells are coloured by, which plots stand beside them, which drug these show. Of a
 * document without a scene the plain view: nothing of the one before stays.
 */
import type { Scene, See } from '../../scenario/presets/scene';
import type { Scenario } from '../../scenario/schema';
import { populationScale, shownDrug } from '../plots/view';
import { split } from '../readouts/subclasses';
import { asVolume, choice, overlay, shape, slice } from '../tissue/state';
import { session } from './chosen';
import { run } from './run';

/** Set again once the cells' own view has told what it can show. */
let waiting: (() => void) | null = null;

const place = (names: readonly { name: string }[], wanted: string | undefined) =>
  Math.max(
    names.findIndex(({ name }) => name === wanted),
    0,
  );

function colour({ palette = 'class', of, overlay: over }: See, { drugs, targets }: Scenario): void {
  choice.set({ palette, index: palette === 'target' ? place(targets, of) : place(drugs, of) });
  overlay.set(over === undefined ? null : over === 'oxygen' ? over : place(drugs, over));
}

const PLAIN: See = { plots: [] };

/**
 * @param scene null where the document came from a file or a link of its own
 * @param look shows a compartment by its number, -1 for all together
 */
export function show(scene: Scene | null, scenario: Scenario, look: (compartment: number) => void): void {
  const see = scene?.see ?? PLAIN;
  populationScale.set(see.scale ?? 'log');
  split.set(see.split ?? false);
  shownDrug.set(place(scenario.drugs, see.drug));
  asVolume.set(false);
  slice.set({ axis: 2, at: null });
  colour(see, scenario);
  waiting = () => colour(see, scenario);
  if (see.compartment === undefined) return;
  const index = run.value.status?.compartments.findIndex(({ name }) => name === see.compartment) ?? -1;
  if (index >= 0) look(index);
}

shape.watch((of) => {
  if (of === null || waiting === null) return;
  const act = waiting;
  waiting = null;
  // After the toolbar has looked at what it can show.
  setTimeout(() => {
    if (session.value.scene !== null) act();
  });
});
