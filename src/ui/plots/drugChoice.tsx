/** Which drug the plots show; only asked when there are several. */
import { useSession } from '../state/chosen';
import { useStore } from '../state/store';
import { chooseDrug } from './follow';
import { shownDrug } from './view';

export function DrugChoice() {
  const names = useSession((state) => state.drugNames);
  const shown = useStore(shownDrug, (value) => value);
  if (names.length === 0) return null;
  if (names.length === 1) return <span class="drug-name">{names[0]}</span>;
  return (
    <select
      class="drug-choice"
      aria-label="Drug shown in the plots"
      value={shown}
      onChange={(event) => chooseDrug(Number(event.currentTarget.value))}
    >
      {names.map((name, index) => (
        <option key={name} value={index}>
          {name}
        </option>
      ))}
    </select>
  );
}
