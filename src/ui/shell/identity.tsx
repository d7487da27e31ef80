/** What a run is known by: seed and digest. */
import { useState } from 'preact/hooks';
import { plain } from '../../worker/plain';
import { type Field, fieldsOf } from '../controls/expand';
import { refuse, session, useSession } from '../state/chosen';
import { run } from '../state/run';
import { edit, restart } from '../state/session';
import { useStore } from '../state/store';
import { copy } from '../words/copy';
import { readNumber } from '../words/numbers';

/** Of the random numbers. */
export function Seed() {
  const seed = useSession((state) => state.scenario.seed);
  const pending = useSession((state) => state.scenario.seed !== state.running.seed);
  const error = useSession((state) => state.fieldErrors.seed);
  const field = (): Field | undefined => fieldsOf(session.value.scenario).find(({ path }) => path === 'seed');
  return (
    <label
      class="seed"
      data-pending={pending || undefined}
      title={error ?? 'The same scenario and seed give the same run, bit for bit'}
    >
      <span class="term">seed</span>
      <input
        type="text"
        inputMode="numeric"
        name="seed"
        aria-invalid={error !== undefined}
        value={String(seed)}
        onChange={(event) => {
          const seedField = field();
          if (seedField === undefined) return;
          try {
            edit(seedField, readNumber('seed', event.currentTarget.value));
          } catch (error) {
            refuse('seed', plain(error));
          }
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.currentTarget.blur();
          void restart();
        }}
      />
      {error !== undefined && <span class="field-error">{error}</span>}
    </label>
  );
}

/** Of the full state, while the run stands still. */
export function Hash() {
  const hash = useStore(run, (view) => view.hash);
  const stands = useStore(run, (view) => view.status?.playing === false);
  const [copied, setCopied] = useState(false);
  if (hash === null) {
    return (
      <span class="hash" title="The digest of the full state is shown while the run stands still">
        <span class="term">hash</span> <output aria-live="off">{stands ? '–' : 'running'}</output>
      </span>
    );
  }
  const take = async () => {
    if (!(await copy('The digest of the full state', hash))) return;
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <button
      type="button"
      class="hash quiet"
      title={`Digest of the full state: ${hash}. Equal digests mean equal runs. Click to copy.`}
      onClick={() => void take()}
    >
      <span class="roomy">hash </span>
      <output aria-live="off" data-hash={hash}>
        {copied ? 'copied' : hash.slice(0, 8)}
      </output>
    </button>
  );
}
