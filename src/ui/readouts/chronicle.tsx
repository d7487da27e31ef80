/** What happened in this run. An entry points at its day on every plot. */
import { useEffect, useRef } from 'preact/hooks';
import { zoom } from '../plots/view';
import { session } from '../state/chosen';
import { highlightedDay, run } from '../state/run';
import { useStore } from '../state/store';
import { download } from '../words/download';
import { day } from '../words/format';

export function ChroniclePanel() {
  const entries = useStore(run, (view) => view.chronicle);
  const highlighted = useStore(highlightedDay, (value) => value);
  const list = useRef<HTMLOListElement>(null);
  /** Whether the newest entry was in sight, so that the next one should be. */
  const follows = useRef(true);
  useEffect(() => {
    const element = list.current;
    if (element !== null && follows.current) element.scrollTop = element.scrollHeight;
  }, [entries.length]);
  const noteScroll = () => {
    const element = list.current;
    if (element === null) return;
    follows.current = element.scrollHeight - element.scrollTop - element.clientHeight < 24;
  };
  return (
    <section class="chronicle" aria-label="Chronicle">
      <div class="chronicle-head">
        <h2>Chronicle</h2>
        {entries.length > 0 && (
          <button type="button" class="quiet" title="Save the chronicle" onClick={saveChronicle}>
            CSV
          </button>
        )}
      </div>
      {entries.length === 0 ? (
        <p class="empty">The first resistant cells, responses and relapses of this run will be told here.</p>
      ) : (
        <ol ref={list} aria-label="Chronicle, newest last" onScroll={noteScroll}>
          {entries.map((entry) => (
            <li key={`${entry.day} ${entry.text}`} data-kind={entry.kind}>
              <button
                type="button"
                aria-pressed={highlighted === entry.day}
                title="Show this day on the plots"
                onClick={() => pointAt(highlighted === entry.day ? null : entry.day)}
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

function pointAt(dayOfRun: number | null): void {
  const shown = zoom.value;
  if (dayOfRun !== null && shown !== null && (dayOfRun < shown[0] || dayOfRun > shown[1])) zoom.set(null);
  highlightedDay.set(dayOfRun);
}

function saveChronicle(): void {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const rows = run.value.chronicle.map((entry) => `${entry.day},${entry.kind},${quoted(entry.text)}\n`);
  download(`${session.value.fileStem}-chronicle.csv`, `day,kind,text\n${rows.join('')}`, 'text/csv');
}
