/** What has just happened, in one line under the stage; when the run has ended also what could come next. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { getPath } from '../../scenario/schema';
import type { ChronicleEntry } from '../../worker/protocol';
import { openPanel } from '../panels/open';
import { announced } from '../state/announce';
import { same, useSession } from '../state/chosen';
import { presetTitles } from '../state/presets';
import { run } from '../state/run';
import { choosePreset, fromFirstCell } from '../state/session';
import { tryOut } from '../state/steps';
import { useStore } from '../state/store';
import { day, exact } from '../words/format';

export function Caption() {
  const entry = useStore(run, ({ chronicle }) => chronicle.at(-1) ?? null);
  const ended = useStore(run, ({ status }) => status?.ended ?? null);
  const runUp = useStore(run, ({ status }) => status?.runUp ?? null);
  const opening = useOpening();
  // A relapse and a cure say more of themselves than why the run has ended.
  const last = entry !== null && (ended === null || entry.kind === 'relapse' || entry.kind === 'extinct');
  return (
    <div class="caption">
      <p class={ended === null ? undefined : 'ended'}>
        {last ? <Sentence entry={entry} /> : (ended ?? opening)}
      </p>
      {runUp !== null && <RunUp progress={runUp} />}
      {ended !== null && <Next />}
    </div>
  );
}

/** The tumour grows as fast as the machine can, until treatment is near. */
const RunUp = ({ progress }: { progress: number }) => (
  <span class="caption-next run-up">
    <progress aria-label="Growth until treatment is near" max={1} value={progress} />
    <button type="button" onClick={() => void fromFirstCell()}>
      From the first cell
    </button>
  </span>
);

const Sentence = ({ entry }: { entry: ChronicleEntry }) => (
  <>
    <time>day {day(entry.day)}</time> {entry.text}
  </>
);

/** Before anything has happened: the scene's own line, and what begins treatment. */
function useOpening(): string {
  const scene = useSession((state) => state.scene);
  const { treatment, drugs, inhibitor } = useSession((state) => state.running);
  const given = drugs.length > 0 || inhibitor !== null;
  const press = `Press “Give ${(drugs[0] ?? inhibitor)?.name}”`;
  const begins = !given
    ? ''
    : treatment.begin === 'size'
      ? ` ${press}, or wait: treatment begins at ${exact(treatment.atCells)} cells.`
      : treatment.begin === 'day'
        ? ` ${press}, or wait: treatment begins on day ${treatment.onDay}.`
        : ` ${press}.`;
  return `${scene?.say.caption ?? 'The cancer cells of a tumour, one by one.'}${begins}`;
}

function Next() {
  const scene = useSession((state) => state.scene);
  const presetId = useSession((state) => state.presetId);
  const scenario = useSession((state) => state.running);
  const first = scene?.tries.find(({ changes }) =>
    changes.some(({ path, value }) =>
      typeof value === 'object' && value !== null
        ? getPath(scenario, path) === null
        : !same(getPath(scenario, path), value),
    ),
  );
  const hasDrugs = scenario.drugs.length > 0 || scenario.inhibitor !== null;
  const at = presetTitles.findIndex(({ id }) => id === presetId);
  const next = presetTitles[at + 1];
  return (
    <span class="caption-next">
      {first && (
        <button type="button" class="main-action" onClick={() => void tryOut(first)}>
          Try: {first.label}
        </button>
      )}
      {hasDrugs && (
        <button type="button" onClick={() => openPanel.set('compare')}>
          Compare
        </button>
      )}
      {next && (
        <button type="button" onClick={() => void choosePreset(next.id)}>
          Next scene: {next.title}
        </button>
      )}
    </span>
  );
}

/** Lines that stay to be read again. */
const KEPT_LINES = 5;

/** The page's one live region: every new sentence of the chronicle, and what the page has to say, once each. */
export function Narrator() {
  const [lines, setLines] = useState<{ id: number; text: string }[]>([]);
  const count = useRef(0);
  useEffect(() => {
    const tell = (text: string) =>
      setLines((before) => [...before, { id: ++count.current, text }].slice(-KEPT_LINES));
    let known = new Set<string>();
    let told = run.value.status?.run ?? null;
    const stops = [
      announced.watch((said) => said !== null && tell(said.text)),
      run.watch(({ chronicle, status }) => {
        if ((status?.run ?? null) !== told) known = new Set();
        told = status?.run ?? null;
        const fresh = chronicle.filter(({ text }) => !known.has(text));
        for (const { text } of fresh) known.add(text);
        const newest = fresh.at(-1);
        if (newest !== undefined) tell(newest.text);
        const ended = status?.ended ?? null;
        // A relapse or a cure has said so already.
        if (ended === null || known.has(ended)) return;
        known.add(ended);
        if (newest === undefined) tell(ended);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return (
    <div class="unseen" role="log" aria-label="What happens">
      {lines.map(({ id, text }) => (
        <p key={id}>{text}</p>
      ))}
    </div>
  );
}
