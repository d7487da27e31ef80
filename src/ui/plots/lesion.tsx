/** Which of several compartments a plot shows. */
import { type PartView, run } from '../run';
import { useStore } from '../store';

const tumours = (parts: PartView[]) => {
  const count = parts.filter(({ kind }) => kind !== 'marrow').length;
  return count === 1 ? 'tumour' : `${count} lesions together`;
};

export function ShownLesion() {
  const name = useStore(run, ({ parts, shown }) =>
    parts.length === 0 ? null : (parts[shown]?.name ?? tumours(parts)),
  );
  return name === null ? null : <span class="drug-name">{name}</span>;
}
