/** What stands in the middle of the page: the patient's cells. Fetched when there are the first to see. */
import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { missing } from '../state/chosen';
import { run } from '../state/run';
import { useStore } from '../state/store';

const fetchCells = () => import('../cells/stage');

export function Stage() {
  const begun = useStore(run, ({ status }) => status !== null);
  const [Cells, setCells] = useState<FunctionComponent | null>(null);
  useEffect(() => {
    if (!begun) return;
    fetchCells().then(
      ({ CellsStage }) => setCells(() => CellsStage),
      (error) => missing('The view of the cells', error),
    );
  }, [begun]);
  return begun && Cells ? <Cells /> : null;
}
