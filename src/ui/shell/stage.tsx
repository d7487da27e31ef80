/** What stands in the middle of the page: a tissue, or dishes of cells without places. Fetched when first shown. */
import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { missing } from '../state/chosen';
import { run, tissueOf } from '../state/run';
import { useStore } from '../state/store';

const fetchTissue = () => import('../tissue/stage');
const fetchDishes = () => import('../dish/dishes');

export function Stage() {
  const tissue = useStore(run, tissueOf);
  const begun = useStore(run, ({ status }) => status !== null);
  const [Tissue, setTissue] = useState<FunctionComponent<{ name: string }> | null>(null);
  const [Dishes, setDishes] = useState<FunctionComponent | null>(null);
  useEffect(() => {
    if (tissue === null) return;
    fetchTissue().then(
      ({ TissueStage }) => setTissue(() => TissueStage),
      (error) => missing('The view of the tissue', error),
    );
  }, [tissue !== null]);
  useEffect(() => {
    if (!begun || tissue !== null) return;
    fetchDishes().then(
      ({ DishStage }) => setDishes(() => DishStage),
      (error) => missing('The view of the cells', error),
    );
  }, [begun && tissue === null]);
  if (tissue !== null) return Tissue && <Tissue name={tissue} />;
  return begun && Dishes ? <Dishes /> : null;
}
