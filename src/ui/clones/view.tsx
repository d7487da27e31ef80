/** The clones of the run: over time, how various, how large, how common, and who came from whom. */
import './clones.css';
import { useEffect } from 'preact/hooks';
import { restart } from '../state/session';
import { useStore } from '../state/store';
import { day, exact } from '../words/format';
import { ChosenClone } from './chosen';
import { DiversityPlot } from './diversity';
import { CloneFiles } from './files';
import { FrequenciesPlot } from './frequencies';
import { MullerPlot } from './muller';
import { Samples } from './samples';
import { SizesPlot } from './sizes';
import { SpectrumPlot } from './spectrum';
import { clones, lookAtClones } from './state';
import { CloneTree } from './tree';

export function ClonesView() {
  useEffect(lookAtClones, []);
  return (
    <section class="clones" aria-label="Clones">
      <Since />
      <MullerPlot />
      <ChosenClone />
      <CloneTree />
      <DiversityPlot />
      <SizesPlot />
      <FrequenciesPlot />
      <SpectrumPlot />
      <Samples />
      <CloneFiles />
    </section>
  );
}

/** What is counted, and since when. */
function Since() {
  const since = useStore(clones, (view) => view?.sinceHours ?? 0);
  const from = useStore(clones, (view) => view?.from ?? 0);
  if (from === 0) return <p class="clones-note">Counting clones…</p>;
  const days = since / 24;
  return (
    <p class="clones-note">
      A clone is every cell that descends from one alteration and has none since.
      {from > 1 && ` From ${exact(from)} cells on, with all that came from it, it has a band of its own.`}
      {since > 0 && (
        <>
          {' '}
          Clones are counted since day {day(days)}, when this view was opened.{' '}
          <button type="button" onClick={() => void restart()}>
            Run again, counting from day 0
          </button>
        </>
      )}
    </p>
  );
}
