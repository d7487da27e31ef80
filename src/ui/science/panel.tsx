/** *Check the science*: what `clonarium verify` runs, run here and now, row by row as it is found. */
import './science.css';
import { useState } from 'preact/hooks';
import type { Result } from '../../verify/check';
import { Sheet } from '../panels/sheet';
import { useStore } from '../state/store';
import { download } from '../words/download';
import { cancelChecks, science, startChecks } from './state';
import { compared, resultsCsv, statistic } from './words';

/** Greatest series of draws, as in the terminal. */
const MOST = 4000;

export function Panel() {
  const { status, results, seconds, failure } = useStore(science, (value) => value);
  const running = status === 'running';
  return (
    <Sheet title="Check the science">
      <p class="lead">
        The simulation against theory and published measurements, on the kernel that runs this page: the
        checks of <code>clonarium verify</code>, with their statistic and its limit. A z is a distance in
        standard errors. They take about a minute of one core, beside the run; nothing is uploaded.
      </p>
      <Order running={running} />
      <Progress running={running} results={results} seconds={seconds} />
      {failure !== null && (
        <p class="field-error" role="alert">
          The checks stopped: {failure}
        </p>
      )}
      {results.length > 0 && <Results results={results} />}
      <p class="lead">
        How fast it runs in this browser, against plain code: <a href="./bench.html">benchmark</a>.
      </p>
    </Sheet>
  );
}

function Order({ running }: { running: boolean }) {
  const kept = useStore(science, (value) => value.seed);
  const [seed, setSeed] = useState(String(kept));
  const results = useStore(science, (value) => value.results);
  const fit = /^\d{1,4}$/.test(seed.trim()) && Number(seed) <= MOST;
  return (
    <form
      class="actions"
      onSubmit={(event) => {
        event.preventDefault();
        if (running) cancelChecks();
        else if (fit) startChecks(Number(seed));
      }}
    >
      <button type="submit" class={running ? '' : 'main-action'} disabled={!running && !fit}>
        {running ? 'Cancel' : results.length > 0 ? 'Run again' : 'Run the checks'}
      </button>
      <label class="science-seed" title={`Other draws than those of the published table: 0 to ${MOST}`}>
        draws
        <input
          type="text"
          inputMode="numeric"
          name="check-seed"
          value={seed}
          disabled={running}
          aria-invalid={!fit}
          onInput={(event) => setSeed(event.currentTarget.value)}
        />
      </label>
      {!fit && (
        <span class="field-error">
          draws: {seed || 'nothing'} is not a whole number from 0 to {MOST}.
        </span>
      )}
      {results.length > 0 && !running && (
        <button
          type="button"
          class="quiet"
          title="Save these results"
          onClick={() => download('clonarium-checks.csv', resultsCsv(results), 'text/csv')}
        >
          CSV
        </button>
      )}
    </form>
  );
}

interface ProgressProps {
  running: boolean;
  results: readonly Result[];
  seconds: number;
}

function Progress({ running, results, seconds }: ProgressProps) {
  const status = useStore(science, (value) => value.status);
  const failed = results.filter(({ pass }) => !pass).length;
  const time = `${seconds.toFixed(0)} s`;
  const verdict = failed === 0 ? `All ${results.length} hold` : `${failed} of ${results.length} do not hold`;
  return (
    <p class="verdict" role="status" data-status={status} data-failed={failed > 0 || undefined}>
      {running && `${results.length} done, ${time}`}
      {status === 'done' && `${verdict}; ${time}.`}
      {status === 'cancelled' && `Cancelled after ${results.length}, ${time}.`}
    </p>
  );
}

function Results({ results }: { results: readonly Result[] }) {
  const groups = [...new Set(results.map(({ group }) => group))];
  return (
    <table class="checks">
      <thead>
        <tr>
          <th scope="col">check</th>
          <th scope="col">theory</th>
          <th scope="col">measured</th>
          <th scope="col">statistic</th>
          <th scope="col">limit</th>
          <th scope="col">
            <span class="unseen">verdict</span>
          </th>
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group}>
          <tr class="check-group">
            <th scope="rowgroup" colSpan={6}>
              {group}
            </th>
          </tr>
          {results
            .filter((result) => result.group === group)
            .map((result) => (
              <Row key={result.name} result={result} />
            ))}
        </tbody>
      ))}
    </table>
  );
}

function Row({ result }: { result: Result }) {
  const { name, theory, expected, measured, limit, pass } = result;
  return (
    <tr data-pass={pass}>
      <th scope="row">
        {name}
        <cite>{theory}</cite>
      </th>
      <td data-label="theory" title={String(expected)}>
        {compared(expected)}
      </td>
      <td data-label="measured" title={String(measured)}>
        {compared(measured)}
      </td>
      <td data-label="statistic">{statistic(result)}</td>
      <td data-label="limit">≤ {limit}</td>
      <td class="mark">{pass ? 'ok' : 'fails'}</td>
    </tr>
  );
}
