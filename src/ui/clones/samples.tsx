/** Samples of the tumour: circles and needles that one sets on the tissue with two clicks each, bulk, and single cells. */
import { useState } from 'preact/hooks';
import type { SampleOptions } from '../../worker/protocol';
import { useSession } from '../state/chosen';
import { useStore } from '../state/store';
import { shape } from '../tissue/state';
import { exact } from '../words/format';
import { cancelDrawing, draw, drawing, type Found, found, samples, takeSamples, without } from './sampling';
import { saveSamples } from './save';

const OPTIONS: SampleOptions = { purity: 1, depth: 100, dropout: 0.2 };

export function Samples() {
  const plans = useStore(samples, (value) => value);
  const tissue = useStore(shape, (value) => value);
  const inTissue = useSession(({ running }) => running.tumour.tissue !== null) && tissue !== null;
  const [options, setOptions] = useState(OPTIONS);
  const [cells, setCells] = useState(100);
  return (
    <section class="samples" aria-label="Samples">
      <h2>Samples</h2>
      <div class="samples-tools">
        {inTissue && (
          <>
            <button type="button" onClick={() => draw('region')}>
              Circle on the tissue
            </button>
            <button type="button" onClick={() => draw('needle')}>
              Needle through it
            </button>
          </>
        )}
        <button type="button" onClick={() => samples.set([...plans, `cells ${cells}`])}>
          Single cells
        </button>
        <Value label="how many" value={cells} least={1} most={10_000} step={1} take={setCells} />
      </div>
      <Drawing />
      {plans.length > 0 && (
        <ol class="samples-list" aria-label="What is taken">
          {plans.map((plan, index) => (
            <li key={`${index} ${plan}`}>
              {plan}
              <button type="button" class="quiet" onClick={() => samples.set(without(plans, index))}>
                Remove
              </button>
            </li>
          ))}
        </ol>
      )}
      <div class="samples-tools">
        <Value
          label="purity"
          value={options.purity}
          least={0}
          most={1}
          step={0.05}
          take={(purity) => setOptions({ ...options, purity })}
        />
        <Value
          label="reads a site"
          value={options.depth}
          least={1}
          most={1e6}
          step={1}
          take={(depth) => setOptions({ ...options, depth })}
        />
        <Value
          label="dropout"
          value={options.dropout}
          least={0}
          most={1}
          step={0.05}
          take={(dropout) => setOptions({ ...options, dropout })}
        />
        <button type="button" disabled={plans.length === 0} onClick={() => void takeSamples(options)}>
          Take them
        </button>
        <button type="button" disabled={plans.length === 0} onClick={() => void saveSamples(options)}>
          Save their files
        </button>
      </div>
      <Results />
    </section>
  );
}

function Drawing() {
  const state = useStore(drawing, (value) => value);
  if (state === null) return null;
  const what =
    state.kind === 'region'
      ? ['the middle of the circle', 'its edge']
      : ['where the needle goes in', 'where it ends'];
  return (
    <p class="samples-drawing" role="status">
      Click on the tissue: {state.from === null ? what[0] : what[1]}.{' '}
      <button type="button" class="quiet" onClick={cancelDrawing}>
        Cancel
      </button>
    </p>
  );
}

interface ValueProps {
  label: string;
  value: number;
  least: number;
  most: number;
  step: number;
  take(value: number): void;
}

function Value({ label, value, least, most, step, take }: ValueProps) {
  return (
    <label>
      {label}
      <input
        type="number"
        value={value}
        min={least}
        max={most}
        step={step}
        onChange={({ currentTarget }) => {
          const own = currentTarget.valueAsNumber;
          const taken = own >= least && own <= most ? own : value;
          currentTarget.value = String(taken);
          take(taken);
        }}
      />
    </label>
  );
}

const HEADS: Record<keyof Found, string> = {
  sample: 'sample',
  kind: 'kind',
  where: 'where, µm',
  cells: 'cells',
  normal_cells: 'normal cells',
  clones: 'clones',
};

function Results() {
  const rows = useStore(found, (value) => value);
  if (rows.length === 0) return null;
  const columns = Object.keys(HEADS) as (keyof Found)[];
  return (
    <table>
      <caption>What the samples hold</caption>
      <thead>
        <tr>
          {columns.map((name) => (
            <th key={name} scope="col">
              {HEADS[name]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.sample}>
            {columns.map((name) => (
              <td key={name}>{/^\d+$/.test(row[name]) ? exact(Number(row[name])) : row[name]}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
