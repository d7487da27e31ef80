/** Cross-resistance: how much more of each drug a cell bears by each mechanism, in closed form and as counted. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { useSession } from '../state/chosen';
import { catalogueFolds, type Fold, fold, keyOf, type Measured, measure, scenarioFolds } from './folds';

type Scope = 'run' | 'all';

export function Matrix() {
  const running = useSession((state) => state.running);
  const [scope, setScope] = useState<Scope>('run');
  const folds = useMemo(
    () => (scope === 'run' ? scenarioFolds(running) : catalogueFolds()),
    [scope, scope === 'run' ? running : null],
  );
  const [measured, setMeasured] = useState<Measured | null>(null);
  const order = () => setMeasured({ status: 'running', folds: new Map(), failure: null });
  const wanted = measured !== null;
  // A new scope, or a new scenario, makes what was counted another matter.
  useEffect(() => setMeasured(null), [folds]);
  useEffect(() => {
    if (!wanted) return;
    return measure(scope === 'run' ? running : null, setMeasured);
  }, [wanted, folds]);
  const counting = measured?.status === 'running';
  return (
    <section class="matrix" aria-label="Cross-resistance" data-scope={scope}>
      <h2>Cross-resistance</h2>
      <p class="lead">
        Level of a drug at which it has half its effect on an altered cell, over that on a normal one: 10
        means ten times the drug for the same effect, less than 1 that the cell is more sensitive, a dot no
        change.
      </p>
      <div class="actions">
        <label>
          drugs{' '}
          <select
            value={scope}
            onChange={({ currentTarget }) => setScope(currentTarget.value === 'all' ? 'all' : 'run')}
          >
            <option value="run">of this run</option>
            <option value="all">of the catalogue</option>
          </select>
        </label>
        <button type="button" onClick={counting ? () => setMeasured(null) : order}>
          {counting ? 'Cancel' : 'Count in cells'}
        </button>
        <span role="status" class="matrix-status" data-status={measured?.status ?? 'theory'}>
          {statusOf(measured, folds)}
        </span>
      </div>
      <Table folds={folds} measured={measured} />
      <List folds={folds} measured={measured} />
    </section>
  );
}

function statusOf(measured: Measured | null, folds: readonly Fold[]): string {
  if (measured === null) return 'Closed form, from the parameters.';
  const { status, failure } = measured;
  if (failure !== null) return `Counting stopped: ${failure}`;
  const counted = [...measured.folds.values()];
  if (status === 'running') return `${counted.length} of ${folds.length} counted`;
  const worst = Math.max(...counted.map(({ error }) => error));
  return `Counted; the largest difference from the closed form is ${(100 * worst).toFixed(2)}%.`;
}

interface Shown {
  folds: readonly Fold[];
  measured: Measured | null;
}

function Table({ folds, measured }: Shown) {
  const drugs = [...new Set(folds.map(({ drug }) => drug))];
  const mechanisms = [...new Set(folds.map(({ mechanism }) => mechanism))];
  return (
    <table class="folds">
      <thead>
        <tr>
          <th scope="col">mechanism</th>
          {drugs.map((drug) => (
            <th key={drug} scope="col">
              {drug}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {mechanisms.map((mechanism) => (
          <tr key={mechanism}>
            <th scope="row">{mechanism}</th>
            {drugs.map((drug) => {
              const own = folds.find((each) => each.drug === drug && each.mechanism === mechanism);
              return own === undefined ? (
                <td key={drug}>–</td>
              ) : (
                <Cell key={drug} own={own} measured={measured} />
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ own, measured }: { own: Fold; measured: Measured | null }) {
  const counted = measured?.folds.get(keyOf(own));
  const value = counted?.measured ?? own.theory;
  const about = [
    own.what,
    `closed form ${fold(own.theory)}`,
    ...(counted === undefined ? [] : [`counted ${fold(value)}`]),
  ].join('; ');
  return (
    <td
      title={about}
      data-fold={value}
      data-counted={counted !== undefined || undefined}
      data-way={value > 1.005 ? 'resistant' : value < 0.995 ? 'sensitive' : undefined}
      style={{ '--strength': `${strength(value)}%` }}
    >
      {fold(value)}
    </td>
  );
}

/** Tint of a cell: a third at tenfold, full from a thousandfold. */
const strength = (value: number): number =>
  Math.round(Math.min(1, Math.abs(Math.log10(value)) / 3) * 36 + (Math.abs(value - 1) < 0.005 ? 0 : 6));

/** The same for a narrow screen: drug by drug, only what changes anything. */
function List({ folds, measured }: Shown) {
  const drugs = [...new Set(folds.map(({ drug }) => drug))];
  return (
    <div class="fold-list">
      {drugs.map((drug) => {
        const own = folds.filter((each) => each.drug === drug);
        const changes = own.filter(({ theory }) => Math.abs(theory - 1) >= 0.005);
        return (
          <section key={drug}>
            <h3>{drug}</h3>
            {changes.length === 0 && <p class="empty">No mechanism changes its effect.</p>}
            <dl>
              {changes.map((each) => (
                <div key={each.mechanism}>
                  <dt>{each.mechanism}</dt>
                  <dd>{fold(measured?.folds.get(keyOf(each))?.measured ?? each.theory)}</dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
    </div>
  );
}
