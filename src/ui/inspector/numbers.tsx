/** The numbers of a cell and one drug, with units, and the symbols that stand for them in the drawing. */
import type { ComponentChildren } from 'preact';
import type { CellState, DrugInside } from '../../kernel/inspect/inspector';
import type { Drug, Scenario } from '../../scenario/scenario';
import { digits, exact, percent, short } from '../words/format';
import { copiesOf, genesOf } from './genes';
import { TargetMark } from './marks';
import { DOTS_PER_DECADE, molecules } from './scale';

/** An amount as µM and as molecules of a cell. */
function Amount({ micromolar, children }: { micromolar: number; children: ComponentChildren }) {
  const count = Math.round(molecules(micromolar));
  return (
    <tr>
      <th scope="row">{children}</th>
      <td>{digits(micromolar)}</td>
      <td title={exact(count)}>{count < 10_000 ? exact(count) : short(count)}</td>
    </tr>
  );
}

const Mark = ({ children }: { children: ComponentChildren }) => (
  <svg class="symbol" viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true">
    {children}
  </svg>
);

const dot = (
  <Mark>
    <circle class="molecule" r="2.7" />
  </Mark>
);

export function Amounts({ drug, inside }: { drug: Drug; inside: DrugInside }) {
  const { target, metabolite } = inside;
  const damage = drug.retained.acts === 'damages';
  return (
    <table class="amounts">
      <thead>
        <tr>
          <th scope="col">{drug.name}</th>
          <th scope="col">µM</th>
          <th scope="col" title="In the 2 pL of a cell: 1 µM is 1.2 million molecules">
            <span class="term">molecules</span>
          </th>
        </tr>
      </thead>
      <tbody>
        <Amount micromolar={inside.outside}>{dot} outside, in a cell’s volume</Amount>
        <Amount micromolar={inside.drug.free}>{dot} inside, free</Amount>
        {target !== null && (
          <Amount micromolar={inside.drug.bound}>
            <Mark>
              <TargetMark bound />
            </Mark>{' '}
            inside, bound
          </Amount>
        )}
        {metabolite !== null && (
          <Amount micromolar={metabolite.total}>
            <Mark>
              <path class="metabolite" d="M0 -3.6 L3.6 0 L0 3.6 L-3.6 0 Z" />
            </Mark>{' '}
            {damage ? 'damage not yet mended' : 'kept as metabolite'}
          </Amount>
        )}
        {target !== null && (
          <>
            <Amount micromolar={target.free}>
              <Mark>
                <TargetMark bound={false} />
              </Mark>{' '}
              {drug.target}, free
            </Amount>
            <Amount micromolar={target.bound}>
              <Mark>
                <TargetMark bound />
              </Mark>{' '}
              {drug.target}, bound{target.total > 0 && ` (${percent(target.bound / target.total)})`}
            </Amount>
          </>
        )}
      </tbody>
    </table>
  );
}

/** What the drug's binding to this cell's target is like, where the model follows it, or how its effect is told. */
export function Affinity({ drug, inside, cell }: { drug: Drug; inside: DrugInside; cell: CellState }) {
  if (inside.target !== null) {
    const fold =
      Math.abs(inside.kdFold - 1) < 1e-3
        ? 'as the wild type'
        : `${digits(inside.kdFold)} times the wild type`;
    return (
      <p class="note">
        {drug.target} of this cell lets go of half its drug at{' '}
        <span class="term" title="Dissociation constant">
          Kd
        </span>{' '}
        {digits(inside.kd)} µM, {fold}.
      </p>
    );
  }
  const fold = inside.halfEffectFold;
  return (
    <p class="note">
      Its effect follows from the free drug inside by a dose–response curve, so single bindings are not told
      apart.
      {Math.abs(fold - 1) > 1e-3 &&
        ` Half of it takes ${digits(fold)} times the drug that it takes in the wild type.`}
      {cell.drugs.length > 0 && drug.target === '' && ' The drug has no target of its own here.'}
    </p>
  );
}

export function Fluxes({ inside }: { inside: DrugInside }) {
  const { fluxes } = inside;
  const into: [string, number][] = [
    ['through the membrane', fluxes.passiveIn],
    ['by the carrier', fluxes.carrierIn],
  ];
  const out: [string, number][] = [
    ['through the membrane', fluxes.passiveOut],
    ['by P-glycoprotein', fluxes.pumpOut],
    ['by other transporters', fluxes.linearOut],
    ['changed by enzymes', fluxes.metabolised],
    ['kept as metabolite', fluxes.retained],
  ];
  const all = [...into, ...out].map(([, value]) => value);
  const most = Math.max(...all);
  const sum = (list: [string, number][]) => list.reduce((total, [, value]) => total + value, 0);
  return (
    <>
      <h3>Per hour, µM</h3>
      <div class="fluxes">
        <Flows title="in" flows={into} most={most} />
        <Flows title="out" flows={out} most={most} />
      </div>
      <p class="note">
        Balance {signed(sum(into) - sum(out))} µM/h.
        {fluxes.turnedAway > 0 &&
          ` P-glycoprotein catches a further ${digits(fluxes.turnedAway)} µM/h in the membrane.`}
      </p>
    </>
  );
}

function Flows({ title, flows, most }: { title: string; flows: [string, number][]; most: number }) {
  const some = flows.filter(([, value], index) => index === 0 || value > 0);
  return (
    <div class="flows" data-way={title}>
      <h4>{title}</h4>
      <ul>
        {some.map(([what, value]) => (
          <li key={what}>
            <span>{what}</span>
            <output aria-live="off">{digits(value)}</output>
            <i style={{ width: `${most > 0 ? (100 * value) / most : 0}%` }} />
          </li>
        ))}
      </ul>
    </div>
  );
}

const signed = (value: number) => (value < 0 ? `−${digits(-value)}` : `+${digits(value)}`);

export function GeneTable({ cell, scenario }: { cell: CellState; scenario: Scenario }) {
  const { genotype } = cell;
  const levels: [string, string][] = [];
  if (genotype.carrierLoss > 0)
    levels.push(['influx carrier', genotype.carrierLoss > 1 ? 'lost' : 'reduced']);
  if (genotype.metabolism > 0) levels.push(['drug metabolism', genotype.metabolism > 1 ? 'high' : 'raised']);
  if (genotype.retentionLoss > 0) {
    levels.push(['retention of the drug', genotype.retentionLoss > 1 ? 'lost' : 'reduced']);
  }
  if (genotype.repair > 0) levels.push(['repair', genotype.repair > 1 ? 'high' : 'raised']);
  if (genotype.mutator) levels.push(['mutator', 'yes']);
  return (
    <dl class="facts">
      {genesOf(cell, scenario).map((gene) => (
        <div key={gene.name}>
          <dt>{gene.name}</dt>
          <dd>{copiesOf(gene)}</dd>
        </div>
      ))}
      {levels.map(([what, level]) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>{level}</dd>
        </div>
      ))}
      <div>
        <dt title="Factor on this cell’s pumps and targets; it is inherited, and drawn anew now and then">
          <span class="term">expression</span>
        </dt>
        <dd>
          ×{digits(cell.expression)}
          {cell.expression !== 1 && `, rank ${cell.expressionRank + 1} of 256`}
        </dd>
      </div>
    </dl>
  );
}

export function Legend() {
  return (
    <p class="note">
      Symbols count in powers of ten: {DOTS_PER_DECADE} more dots for each factor of ten in molecules. Of the
      targets drawn, as many are bound as in the cell, in proportion.
    </p>
  );
}
