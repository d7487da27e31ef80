/** Which of several compartments a plot shows. */
import { type PartView, run } from '../state/run';
import { useStore } from '../state/store';

const tumours = (parts: PartView[]) => {
  const count = parts.filter(({ kind }) => kind !== 'marrow').length;
  return count === 1 ? 'tumour' : `${count} lesions together`;
};

/** Whether several tumours are shown as one: a mean over their cells then falls when one of them dies, though none does. */
export function isBlend(): boolean {
  const { parts, shown } = run.value;
  return parts[shown] === undefined && parts.filter(({ kind }) => kind !== 'marrow').length > 1;
}

export function ShownLesion() {
  const name = useStore(run, ({ parts, shown }) =>
    parts.length === 0 ? null : (parts[shown]?.name ?? tumours(parts)),
  );
  return name === null ? null : <span class="drug-name">{name}</span>;
}
