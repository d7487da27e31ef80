/** The cell inspector: one living cell, drawn and told from its state, and its line as the run goes on. */
import './inspector.css';
import { useEffect, useRef } from 'preact/hooks';
import type { ClassName } from '../../kernel/model';
import type { CellView } from '../../worker/protocol';
import { DrugChoice } from '../plots/drugChoice';
import { classLine } from '../plots/line';
import { shownDrug } from '../plots/view';
import { classMarks } from '../readouts/classes';
import { Swatch } from '../shell/swatch';
import { useSession } from '../state/chosen';
import { run } from '../state/run';
import { useStore } from '../state/store';
import { day, exact, short } from '../words/format';
import { Drawing } from './drawing';
import { type Following, follow, following, isOfClass, pickAgain } from './following';
import { Descendants, Lineage } from './line';
import { Affinity, Amounts, Fluxes, GeneTable, Legend } from './numbers';
import { inspected } from './open';
import { Outlook } from './outlook';
import { Whereabouts } from './place';

export function Panel() {
  const state = useStore(following, (value) => value);
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef<Element | null>(null);
  useEffect(() => {
    before.current = document.activeElement;
    heading.current?.focus({ preventScroll: true });
    return follow();
  }, []);
  const close = () => {
    inspected.set(null);
    giveBack(before.current);
  };
  return (
    <aside
      class="inspector"
      aria-label="Cell inspector"
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <div class="inspector-head">
        <h2 ref={heading} tabIndex={-1}>
          Cell inspector
        </h2>
        <Choice />
        <button type="button" class="quiet" aria-label="Close the inspector" onClick={close}>
          Close
        </button>
      </div>
      <div class="inspector-body">
        {state.none && <Nobody />}
        {state.view !== null && <Status state={state} view={state.view} />}
        {state.last !== null && <Inside view={state.last} />}
      </div>
    </aside>
  );
}

/** The focus goes where it was, so that Tab goes on from there. */
function giveBack(before: Element | null): void {
  const there = before instanceof HTMLElement && before.isConnected && before !== document.body;
  (there ? before : document.getElementById('stage'))?.focus({ preventScroll: true });
}

function Nobody() {
  const random = useStore(inspected, isOfClass);
  return <p class="empty">{random ? 'No such cell lives now.' : 'No living cell is at that site.'}</p>;
}

/** A random cell of the class chosen; each press another one. */
function Choice() {
  const counts = useStore(run, (view) => view.cellsByClass);
  const chosen = useStore(inspected, (pick) => (isOfClass(pick) ? (pick.className ?? '') : ''));
  const pick = (className: ClassName | null) => inspected.set({ compartment: run.value.shown, className });
  return (
    <>
      <select
        aria-label="Class of the cell to pick"
        value={chosen}
        onChange={(event) => pick((event.currentTarget.value || null) as ClassName | null)}
      >
        <option value="">of any class</option>
        {classMarks.map(({ name, label }, index) => (
          <option key={name} value={name} disabled={(counts[index] ?? 0) === 0}>
            {label}
          </option>
        ))}
      </select>
      <button
        type="button"
        title="Another cell, each with the same chance"
        onClick={() => pick(chosen || null)}
      >
        Another
      </button>
    </>
  );
}

function Status({ state, view }: { state: Following; view: CellView }) {
  const names = useStore(run, ({ status }) => status?.compartments ?? []);
  const { cell, followed } = view;
  const shown = state.last?.cell;
  const mark = classMarks.find(({ name }) => name === shown?.className);
  const place = names.length > 1 ? `, ${names[view.compartment]?.name ?? ''}` : '';
  return (
    <div
      class="status"
      data-alive={cell !== null || undefined}
      data-followed={followed}
      data-steps={view.steps}
    >
      <p class="who">
        {mark && <Swatch line={classLine(mark)} />} {mark?.label}
        {place}, clone {exact(shown?.clone ?? 0)}, followed since day {day(view.followedFrom)}
      </p>
      {cell === null ? (
        <p class="gone" role="status">
          {followed > 0
            ? `The cell has died. ${living(followed)} of its line ${followed === 1 ? 'lives' : 'live'}. `
            : 'The cell has died, and nothing of its line lives. '}
          {followed > 0 && (
            <button type="button" onClick={() => pickAgain('descendant')}>
              Look into a daughter
            </button>
          )}
          {state.last !== null && ` Below, its state on day ${day(state.last.days)}.`}
        </p>
      ) : (
        <p>
          {followed === 1
            ? 'It has no living daughter yet.'
            : `${living(followed)} of its line, itself among them.`}
        </p>
      )}
      <Descendants line={state.line} />
    </div>
  );
}

const living = (cells: number) =>
  `${cells < 10_000 ? exact(cells) : short(cells)} living ${cells === 1 ? 'cell' : 'cells'}`;

function Inside({ view }: { view: CellView }) {
  const scenario = useSession((state) => state.running);
  const shown = useStore(shownDrug, (value) => value);
  const { cell } = view;
  if (cell === null) return null;
  const index = cell.drugs.length === 0 ? -1 : Math.min(shown, cell.drugs.length - 1);
  const [drug, inside] = [scenario.drugs[index], cell.drugs[index]];
  return (
    <>
      {cell.drugs.length > 1 && <DrugChoice />}
      <Drawing cell={cell} scenario={scenario} index={index} />
      {cell.surroundings !== null && <Whereabouts surroundings={cell.surroundings} />}
      {drug !== undefined && <Legend />}
      <Outlook cell={cell} scenario={scenario} />
      {drug !== undefined && inside !== undefined && (
        <section aria-label="Drug">
          <Amounts drug={drug} inside={inside} />
          <Affinity drug={drug} inside={inside} cell={cell} />
          <Fluxes inside={inside} />
        </section>
      )}
      <section aria-label="Genes">
        <h3>Genes</h3>
        <GeneTable cell={cell} scenario={scenario} />
      </section>
      <Lineage view={view} />
    </>
  );
}
