/** What happened in this run. An entry points at its day on every plot. */
import { useEffect, useRef } from 'preact/hooks';
import { day } from './format';
import { highlightedDay, run } from './run';
import { useStore } from './store';

export function ChroniclePanel() {
  const entries = useStore(run, (view) => view.chronicle);
  const highlighted = useStore(highlightedDay, (value) => value);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    // Keep the newest in sight, unless the visitor has scrolled up to read.
    const element = list.current;
    if (element === null) return;
    const fromBottom = element.scrollHeight - element.scrollTop - element.clientHeight;
    if (fromBottom < 120) element.scrollTop = element.scrollHeight;
  }, [entries.length]);
  return (
    <section class="chronicle" aria-label="Chronicle">
      <h2>Chronicle</h2>
      {entries.length === 0 ? (
        <p class="empty">The first resistant cells, responses and relapses of this run will be told here.</p>
      ) : (
        <ol ref={list}>
          {entries.map((entry, index) => (
            <li key={index} data-kind={entry.kind}>
              <button
                type="button"
                aria-pressed={highlighted === entry.day}
                title="Show this day on the plots"
                onClick={() => highlightedDay.set(highlighted === entry.day ? null : entry.day)}
              >
                <time>day {day(entry.day)}</time>
                <span>{entry.text}</span>
              </button>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
