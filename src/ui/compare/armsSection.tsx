/** Up to four treatments of one tumour: what they differ in, one plot, the state that all began in, and each end. */
import { useState } from 'preact/hooks';
import type { Parting } from '../../worker/compare/messages';
import { Swatch } from '../shell/swatch';
import { useSession } from '../state/chosen';
import { run } from '../state/run';
import { useStore } from '../state/store';
import { download } from '../words/download';
import { day, exact, percent } from '../words/format';
import { ArmStages } from './armStages';
import { type Arm, type ArmsState, arms, cancelArms, startArms } from './arms';
import { ArmsPlot, armLine } from './armsPlot';
import { type ArmChoice, asPlanned, choicesOf, MOST_ARMS } from './choices';
import { fate, STOPPED_WORDS } from './outcomes';
import { OwnArm } from './ownArm';

export function ArmsSection() {
  const state = useStore(arms, (value) => value);
  return (
    <>
      <p class="lead">
        One tumour, cell for cell the same until its treatments part: each arm goes on from a copy of that
        state. What differs afterwards is the treatment.
      </p>
      <Order state={state} />
      <Progress state={state} />
      {state.failure !== null && (
        <p class="field-error" role="alert">
          The arms stopped: {state.failure}
        </p>
      )}
      {state.trunk !== null && <Results state={state} />}
    </>
  );
}

function Order({ state }: { state: ArmsState }) {
  const running = useSession((session) => session.running);
  const scene = useSession((session) => session.scene);
  const canGoOn = useStore(run, ({ status }) => status !== null && status.ended === null);
  const begun = useStore(run, ({ status }) => status !== null && status.treatmentStartHours !== null);
  const [own, setOwn] = useState<readonly ArmChoice[]>([]);
  const offered = [...choicesOf(running, scene), ...own];
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(offered.slice(0, 2).map(({ label }) => label)),
  );
  const [parting, setParting] = useState<Parting>(canGoOn && begun ? 'now' : 'treatment');
  const parts = canGoOn ? parting : 'treatment';
  const busy = state.status === 'before' || state.status === 'running';
  const taken = offered.filter(({ label }) => chosen.has(label));
  const full = taken.length >= MOST_ARMS - 1;
  const toggle = (label: string) => {
    const next = new Set(chosen);
    if (!next.delete(label)) next.add(label);
    setChosen(next);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (busy) cancelArms();
        else if (taken.length > 0) void startArms([asPlanned, ...taken], parts);
      }}
    >
      <Others labels={offered.map(({ label }) => label)} {...{ chosen, full, busy }} onToggle={toggle} />
      <OwnArm
        disabled={busy || full}
        onAdd={(choice) => {
          setOwn([...own.filter(({ label }) => label !== choice.label), choice]);
          setChosen(new Set([...chosen, choice.label]));
        }}
      />
      <Where parting={parts} busy={busy} canGoOn={canGoOn} onChoose={setParting} />
      <div class="actions">
        <button type="submit" class={busy ? '' : 'main-action'} disabled={!busy && taken.length === 0}>
          {busy ? 'Cancel' : `Run ${taken.length + 1} arms`}
        </button>
        <span class="compare-soft">
          Changes of the tumour itself are no arms: <em>Try</em> and <em>Restart</em> run them from day 0.
        </span>
      </div>
    </form>
  );
}

interface OthersProps {
  labels: readonly string[];
  chosen: ReadonlySet<string>;
  /** Whether no other may be chosen beside them. */
  full: boolean;
  busy: boolean;
  onToggle: (label: string) => void;
}

function Others({ labels, chosen, full, busy, onToggle }: OthersProps) {
  return (
    <fieldset class="compare-choices" disabled={busy}>
      <legend>Beside the treatment as planned, up to three others</legend>
      {labels.map((label) => (
        <label key={label}>
          <input
            type="checkbox"
            name="arm"
            checked={chosen.has(label)}
            disabled={full && !chosen.has(label)}
            onChange={() => onToggle(label)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

interface WhereProps {
  parting: Parting;
  busy: boolean;
  /** Whether the run on the page has not ended yet. */
  canGoOn: boolean;
  onChoose: (parting: Parting) => void;
}

function Where({ parting, busy, canGoOn, onChoose }: WhereProps) {
  const choice = (value: Parting, label: string, possible = true) => (
    <label>
      <input
        type="radio"
        name="parting"
        checked={parting === value}
        disabled={!possible}
        onChange={() => onChoose(value)}
      />
      {label}
    </label>
  );
  return (
    <fieldset class="compare-choices" disabled={busy}>
      <legend>They part</legend>
      {choice('treatment', 'when treatment begins')}
      {choice('now', 'now, where the run on the page is', canGoOn)}
    </fieldset>
  );
}

function Progress({ state }: { state: ArmsState }) {
  const { status, hours, arms: all } = state;
  if (status === 'idle' || status === 'failed') return null;
  const ended = all.filter(({ outcome, failure }) => outcome !== null || failure !== null).length;
  return (
    <p role="status" class="compare-progress" data-status={status}>
      {status === 'before' && `Day ${day(hours / 24)}, on the way to where the arms part`}
      {status === 'running' && `${ended} of ${all.length} arms have ended`}
      {status === 'done' && `All ${all.length} arms have ended.`}
      {status === 'cancelled' && `Cancelled; ${ended} of ${all.length} arms had ended.`}
    </p>
  );
}

function Results({ state }: { state: ArmsState }) {
  const { trunk, fileStem } = state;
  if (trunk === null) return null;
  return (
    <>
      <ArmStages state={state} />
      <ArmsPlot state={state} />
      <p class="compare-trunk">
        All arms begin on day {day(trunk.hours / 24)} with {exact(trunk.cells)} cells, in the state{' '}
        <code data-trunk={trunk.hash}>{trunk.hash}</code>.{' '}
        <button
          type="button"
          class="quiet"
          title="A checkpoint, which clonarium fork in a terminal goes on from"
          onClick={() => download(`${fileStem}-fork.ckpt`, trunk.state)}
        >
          Save this state
        </button>
      </p>
      <ArmTable state={state} />
    </>
  );
}

function ArmTable({ state: { arms: all, trunk } }: { state: ArmsState }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <section class="compare-table" tabIndex={0} aria-label="Each arm">
      <table>
        <thead>
          <tr>
            <th scope="col">arm</th>
            <th scope="col">state before</th>
            <th scope="col">outcome</th>
            <th scope="col">days to progression</th>
            <th scope="col">cells at the end</th>
            <th scope="col">resistant</th>
            <th scope="col">end</th>
            <th scope="col">hash at the end</th>
          </tr>
        </thead>
        <tbody>
          {all.map((arm, index) => (
            <tr key={arm.label} data-arm={arm.label}>
              <th scope="row">
                <Swatch line={armLine(arm, index)} /> {arm.label}
              </th>
              <td>{arm.hash === null ? '…' : arm.hash === trunk?.hash ? 'the same' : arm.hash}</td>
              <End arm={arm} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function End({ arm: { outcome, failure, hours } }: { arm: Arm }) {
  if (failure !== null) return <td colSpan={6}>could not be run: {failure}</td>;
  if (outcome === null) return <td colSpan={6}>{hours > 0 ? `day ${day(hours / 24)} …` : '…'}</td>;
  const { response, cells, cellsByClass, stoppedBy, hash } = outcome;
  return (
    <>
      <td>{fate(response)}</td>
      <td>{response?.progressionDays == null ? '' : day(response.progressionDays)}</td>
      <td>{exact(cells)}</td>
      <td>{cells === 0 ? '' : percent((cells - cellsByClass.sensitive) / cells)}</td>
      <td>
        {STOPPED_WORDS[stoppedBy]}, day {day(outcome.hours / 24)}
      </td>
      <td>
        <code data-end={hash}>{hash}</code>
      </td>
    </>
  );
}
