/** The benchmark page: what is measured where, one button, and what came out. */
import { useState } from 'preact/hooks';
import { type ThemeChoice, themeChoice } from '../../src/ui/shell/theme';
import { useStore } from '../../src/ui/state/store';
import { HUGE } from '../cases';
import { serialShare } from '../phases';
import { system } from './engine';
import { CostPlot, ScalingPlot } from './plots';
import { engine, nodeVersion, type State, save, start, state, stop, threads } from './state';
import { CaseTable, CheckpointTable, PhaseTable } from './tables';
import { cellsName, kindName, threadsName } from './words';

const SIZES = [100_000, 1_000_000, 10_000_000, HUGE];
const NEXT_THEME: Record<ThemeChoice, ThemeChoice> = { auto: 'light', light: 'dark', dark: 'auto' };

export function App() {
  const now = useStore(state, (value) => value);
  const rows = now.report?.rows ?? [];
  return (
    <>
      <header>
        <h1>
          <a href="./">Clonarium</a> · benchmark
        </h1>
        <ThemeButton />
      </header>
      <main>
        <section class="intro">
          <p>
            How many nanoseconds one cell costs per step: uptake and efflux of each drug, its effect, division
            and death, cell by cell. Everything is computed and kept in this tab; nothing is uploaded.
          </p>
          <Machine />
          <Controls now={now} />
          <Progress now={now} />
          <Verdict now={now} />
        </section>
        <div class="plots">
          <CostPlot rows={rows} />
          <ScalingPlot rows={rows} threads={threads} />
        </div>
        <CaseTable rows={rows} threads={threads} />
        <PhaseTable rows={rows} />
        <CheckpointTable rows={now.report?.checkpoints ?? []} />
      </main>
    </>
  );
}

function ThemeButton() {
  const choice = useStore(themeChoice, (value) => value);
  return (
    <button
      type="button"
      class="quiet"
      aria-label={`Theme: ${choice}, switch`}
      onClick={() => themeChoice.set(NEXT_THEME[choice])}
    >
      {choice}
    </button>
  );
}

function Machine() {
  const name = useStore(engine, (value) => value);
  const isolated = globalThis.crossOriginIsolated;
  const facts: [string, string][] = [
    ['engine', name],
    ['system', system],
    ['cores', String(navigator.hardwareConcurrency)],
    ['cross-origin isolated', isolated ? 'yes' : 'no, so one thread'],
    ['threads', threads.join(', ')],
  ];
  return (
    <dl class="facts">
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd data-fact={term}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Controls({ now }: { now: State }) {
  const [suite, setSuite] = useState<'quick' | 'full'>('quick');
  const [largest, setLargest] = useState(1_000_000);
  const running = now.status === 'running';
  return (
    <form
      class="order"
      onSubmit={(event) => {
        event.preventDefault();
        if (running) stop();
        else void start(suite, largest);
      }}
    >
      <label>
        cases
        <select
          name="suite"
          value={suite}
          disabled={running}
          onChange={({ currentTarget }) => setSuite(currentTarget.value === 'full' ? 'full' : 'quick')}
        >
          <option value="quick">quick: six</option>
          <option value="full">full: fifteen</option>
        </select>
      </label>
      <label>
        up to
        <select
          name="largest"
          value={largest}
          disabled={running}
          onChange={({ currentTarget }) => setLargest(Number(currentTarget.value))}
        >
          {SIZES.map((cells) => (
            <option key={cells} value={cells}>
              {cellsName(cells)}
              {cells === HUGE ? ' (4 GiB)' : ''}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class={running ? undefined : 'main'}>
        {running ? 'Stop' : 'Start'}
      </button>
      <button type="button" disabled={running || !now.report?.rows.length} onClick={save}>
        Save JSON
      </button>
    </form>
  );
}

function Progress({ now: { status, cases, done, sentence } }: { now: State }) {
  const next = cases[done];
  const said = {
    ready: 'Close other programs and tabs: whatever else runs is measured with it.',
    running: next
      ? `${done + 1} of ${cases.length}: ${cellsName(next.cells)}, ${kindName(next)}`
      : 'checkpoints',
    done: `${cases.length} cases measured.`,
    stopped: `Measurement ${sentence}.`,
    failed: `The measurement ended: ${sentence}`,
  }[status];
  return (
    <div class="progress">
      <progress
        value={done}
        max={Math.max(cases.length, 1)}
        hidden={status !== 'running'}
        aria-label="Progress"
      />
      <p role="status" class={status === 'failed' ? 'field-error' : undefined}>
        {said}
      </p>
    </div>
  );
}

/** Whether all kernels agreed, and what no thread shares. */
function Verdict({ now: { report, status } }: { now: State }) {
  const rows = report?.rows ?? [];
  const compared = rows.filter(({ hashAgrees }) => hashAgrees !== null);
  if (compared.length === 0) return null;
  const differing = compared.filter(({ hashAgrees }) => hashAgrees === false);
  const timed = rows.filter(({ phases, cells }) => phases !== null && cells >= 10_000_000);
  const serial = Math.max(...timed.map(({ phases }) => (phases ? serialShare(phases) : 0)));
  return (
    <p class="verdict" data-hashes={differing.length === 0 ? 'equal' : 'differ'}>
      {differing.length === 0
        ? `The states of all ${compared.length} measurements have the hashes they must have: the same on ${threads
            .map(threadsName)
            .join(' and ')}, with SIMD, without, in plain TypeScript, and in Node ${nodeVersion}.`
        : `${differing.length} of ${compared.length} measurements have a state with a wrong hash: ${differing
            .map(
              (row) =>
                `${cellsName(row.cells)}, ${kindName(row)}, ${row.variant}, ${threadsName(row.threads)}`,
            )
            .join('; ')}.`}
      {status !== 'running' && timed.length > 0 && (
        <>
          {' '}
          The part of a step that threads do not share takes at most {(100 * serial).toFixed(2)}% of it at 10
          M cells (promised: 3%).
        </>
      )}
    </p>
  );
}
