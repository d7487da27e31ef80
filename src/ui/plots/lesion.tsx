/** Which of several lesions a plot shows. */
import { run } from '../run';
import { useStore } from '../store';

export function ShownLesion() {
  const name = useStore(run, ({ parts, shown }) =>
    parts.length === 0 ? null : (parts[shown]?.name ?? `${parts.length} lesions together`),
  );
  return name === null ? null : <span class="drug-name">{name}</span>;
}
