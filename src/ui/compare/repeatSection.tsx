/** Many runs of one scenario that differ by chance alone: time to progression, shares, and each run's end. */
import { useMemo, useState } from 'preact/hooks';
import type { Outcome, ResponseOutcome } from '../../patient/outcome/outcome';
import { kaplanMeier, median } from '../../patient/outcome/survival';
import { useSession } from '../state/chosen';
import { useStore } from '../state/store';
import { download } from '../words/download';
import { day, exact } from '../words/format';
import { CATEGORY_WORDS, fate, followUps, outcomesCsv, STOPPED_WORDS } from './outcomes';
import { cancelRepeat, MOST_SEEDS, type RepeatState, repeat, startRepeat } from './repeat';
import { SurvivalPlot } from './survivalPlot';
import { TimesStrip } from './timesStrip';

const USUAL = 20;

export function RepeatSection() {
  const state = useStore(repeat, (value) => value);
  const { outcomes, failure } = state;
  // A table of a thousand runs is not looked through each time that one of them is further.
  const shown = useMemo(() => outcomes.length > 0 && <Outcomes state={state} />, [outcomes]);
  return (
    <>
      <p class="lead">
        The scenario on this page again and again, each time with another seed: the same cells and drugs,
        other chances. What differs between the runs is luck. They use the cores that are free, beside the run
        on the page.
      </p>
      <Order state={state} />
      <Progress state={state} />
      {failure !== null && (
        <p class="field-error" role="alert">
          The runs stopped: {failure}
        </p>
      )}
      {shown}
    </>
  );
}

function Order({ state }: { state: RepeatState }) {
  const running = state.status === 'running';
  const [text, setText] = useState(String(state.wanted || USUAL));
  const seed = useSession(({ scenario }) => scenario.seed);
  const fit = /^\d{1,4}$/.test(text.trim()) && Number(text) >= 2 && Number(text) <= MOST_SEEDS;
  return (
    <form
      class="actions"
      onSubmit={(event) => {
        event.preventDefault();
        if (running) cancelRepeat();
        else if (fit) void startRepeat(Number(text));
      }}
    >
      <label class="compare-number">
        runs
        <input
          type="text"
          inputMode="numeric"
          name="repeat-count"
          value={text}
          disabled={running}
          aria-invalid={!fit}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class={running ? '' : 'main-action'} disabled={!running && !fit}>
        {running ? 'Cancel' : state.outcomes.length > 0 ? 'Repeat again' : 'Repeat'}
      </button>
      {fit && !running && (
        <span class="compare-soft">
          seeds {seed} to {seed + Number(text) - 1}
        </span>
      )}
      {!fit && (
        <span class="field-error">
          runs: {text || 'nothing'} is not a whole number from 2 to {MOST_SEEDS}.
        </span>
      )}
      {state.outcomes.length > 0 && !running && (
        <button
          type="button"
          class="quiet"
          title="Save these outcomes, one run a line"
          onClick={() => download(`${state.fileStem}-repeat.csv`, outcomesCsv(state.outcomes), 'text/csv')}
        >
          CSV
        </button>
      )}
    </form>
  );
}

function Progress({ state }: { state: RepeatState }) {
  const { status, outcomes, wanted, share, workers, seconds } = state;
  if (status === 'idle') return null;
  const time = `${seconds.toFixed(0)} s`;
  return (
    <div class="compare-progress">
      {status === 'running' && <progress aria-label="Runs done" value={share} max={1} />}
      <p role="status" data-status={status}>
        {status === 'running' && `${outcomes.length} of ${wanted} runs done, ${workers} at a time, ${time}`}
        {status === 'done' && `${outcomes.length} runs in ${time}.`}
        {status === 'cancelled' && `Cancelled after ${outcomes.length} of ${wanted} runs, ${time}.`}
      </p>
    </div>
  );
}

function Outcomes({ state }: { state: RepeatState }) {
  const { outcomes, title, firstSeed, wanted } = state;
  const runs = useMemo(() => followUps(outcomes), [outcomes]);
  const seeds = `${title}, seeds ${firstSeed} to ${firstSeed + wanted - 1}`;
  return (
    <>
      <h3 class="compare-of">{seeds}</h3>
      <Shares outcomes={outcomes} />
      {runs.length > 0 && (
        <>
          <SurvivalPlot
            runs={runs}
            note={`${runs.length} runs`}
            fileName={`${state.fileStem}-kaplan-meier`}
          />
          <TimesStrip runs={runs} />
          <p class="compare-soft">
            A step down: a tumour has grown back from its smallest size, by as much as counts as progression.
            An upright mark: a run that was followed until then without progression. A cured one is followed
            to the last planned day.
          </p>
        </>
      )}
      <OutcomeTable outcomes={outcomes} />
    </>
  );
}

function Shares({ outcomes }: { outcomes: readonly Outcome[] }) {
  const treated = outcomes.flatMap(({ response }) => (response === null ? [] : [response]));
  const progressed = treated.filter(({ progressionDays }) => progressionDays !== null);
  const count = (of: readonly ResponseOutcome[]) => of.filter(({ cured }) => cured).length;
  const [cured, late] = [count(treated), count(progressed)];
  const parts = [
    ['cured', cured, 'no tumour cell left at the end'],
    [
      'progression',
      progressed.length,
      `grown back, or grown through treatment${late > 0 ? `; ${late} of them cured later` : ''}`,
    ],
    ['neither', treated.length - progressed.length - cured + late, 'cells left, not grown back by the end'],
  ] as const;
  const half = median(kaplanMeier(followUps(outcomes)));
  const untreated = outcomes.length - treated.length;
  return (
    <dl class="compare-shares">
      {parts.map(([name, number, words]) => (
        <div key={name} data-share={name}>
          <dt>{name}</dt>
          <dd>
            <strong>{treated.length === 0 ? '–' : `${Math.round((100 * number) / treated.length)}%`}</strong>{' '}
            <span>
              {number} of {treated.length}
            </span>
            <small>{words}</small>
          </dd>
        </div>
      ))}
      {half !== null && (
        <div data-share="median">
          <dt>median time to progression</dt>
          <dd>
            <strong>{day(half)}</strong> days
            <small>by then half of the runs have progressed</small>
          </dd>
        </div>
      )}
      {untreated > 0 && (
        <div data-share="untreated">
          <dt>never treated</dt>
          <dd>
            <strong>{untreated}</strong> <small>ended before treatment began, counted in no share</small>
          </dd>
        </div>
      )}
    </dl>
  );
}

function OutcomeTable({ outcomes }: { outcomes: readonly Outcome[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <section class="compare-table" tabIndex={0} aria-label="Each run">
      <table>
        <thead>
          <tr>
            <th scope="col">seed</th>
            <th scope="col">outcome</th>
            <th scope="col">response</th>
            <th scope="col">days to progression</th>
            <th scope="col">cells at the end</th>
            <th scope="col">end</th>
            <th scope="col">hash</th>
          </tr>
        </thead>
        <tbody>
          {outcomes.map(({ seed, response, cells, stoppedBy, hours, hash }) => (
            <tr key={seed} data-seed={seed}>
              <th scope="row">{seed}</th>
              <td>{fate(response)}</td>
              <td>{response === null ? '' : CATEGORY_WORDS[response.best]}</td>
              <td>{response?.progressionDays == null ? '' : day(response.progressionDays)}</td>
              <td>{exact(cells)}</td>
              <td>
                {STOPPED_WORDS[stoppedBy]}, day {day(hours / 24)}
              </td>
              <td>
                <code>{hash}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
