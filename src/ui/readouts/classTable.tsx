/** Live counts by resistance class; a row also switches the class off and on in every plot. */

import { Fragment } from 'preact';
import { inspected } from '../inspector/open';
import { openPanel } from '../panels/open';
import { classLine, classLines } from '../plots/line';
import { hiddenLines, toggleLine } from '../plots/view';
import { Swatch } from '../shell/swatch';
import { useSession } from '../state/chosen';
import { run } from '../state/run';
import { useStore } from '../state/store';
import { digits, exact, percent, short } from '../words/format';
import { classMarks } from './classes';
import { split, subclassMarks } from './subclasses';

export function ClassTable() {
  const isSplit = useStore(split, (value) => value);
  return (
    <section class="classes" aria-label="Cells by class">
      <div class="classes-head">
        <h2>Classes</h2>
        <button
          type="button"
          class="quiet"
          title="Look into one living cell, and follow it and its daughters"
          onClick={() => inspected.set({ compartment: run.value.shown, className: null })}
        >
          Inspect a cell
        </button>
        <button
          type="button"
          class="quiet"
          title="What each way of resisting is, and what it is worth against each drug"
          onClick={() => openPanel.set('catalogue')}
        >
          Catalogue
        </button>
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">class</th>
            <th scope="col">cells</th>
            <th scope="col">share</th>
            <th scope="col" title="Cells now, relative to the day that treatment began">
              <span class="term">fold</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {classMarks.map((mark, index) => (
            <Fragment key={mark.name}>
              <ClassRow mark={mark} index={index} />
              {isSplit && <PartRows of={mark.name} />}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ClassRow({ mark, index }: { mark: (typeof classMarks)[number]; index: number }) {
  const counts = useStore(run, (view) => view.cellsByClass);
  const before = useStore(run, (view) => view.atTreatment);
  const hidden = useStore(hiddenLines, (keys) => keys.has(mark.name));
  const all = counts.reduce((sum, count) => sum + count, 0);
  const count = counts[index] ?? 0;
  const line = classLines[index];
  return (
    <tr
      data-class={mark.name}
      data-none={count === 0 || undefined}
      data-never={(count === 0 && !seen(index)) || undefined}
    >
      <th scope="row">
        <button
          type="button"
          class="class-name"
          aria-pressed={!hidden}
          title={`${mark.help} Click to show or hide in the plots.`}
          onClick={() => toggleLine(mark.name)}
        >
          {line && <Swatch line={line} />}
          {mark.label}
        </button>
      </th>
      <td title={exact(count)}>{count < 10_000 ? exact(count) : short(count)}</td>
      <td>{all > 0 ? percent(count / all) : '–'}</td>
      <td>{fold(count, before?.byClass[index])}</td>
    </tr>
  );
}

/** Parts of a class that have had cells. */
function PartRows({ of }: { of: string }) {
  const marks = useSession(({ running }) => subclassMarks(running.targets));
  const counts = useStore(run, (view) => view.cellsBySubclass);
  const before = useStore(run, (view) => view.atTreatment?.bySubclass);
  const all = useStore(run, (view) => view.cellsByClass).reduce((sum, count) => sum + count, 0);
  return marks.map((mark, index) => {
    const count = counts[index] ?? 0;
    if (mark.of !== of || (count === 0 && !seenPart(index))) return null;
    return (
      <tr key={mark.name} data-part={mark.name} data-none={count === 0 || undefined}>
        <th scope="row" title={mark.help}>
          <Swatch line={classLine(mark)} />
          {mark.label}
        </th>
        <td title={exact(count)}>{count < 10_000 ? exact(count) : short(count)}</td>
        <td>{all > 0 ? percent(count / all) : '–'}</td>
        <td>{fold(count, before?.[index])}</td>
      </tr>
    );
  });
}

/** Whether the class has had a cell in this run. */
const seen = (index: number) =>
  run.value.course.cellsByClass[index]?.view.some((count) => count > 0) ?? false;

const seenPart = (index: number) =>
  run.value.course.cellsBySubclass[index]?.view.some((count) => count > 0) ?? false;

function fold(now: number, before: number | undefined): string {
  if (before === undefined) return '–';
  if (before === 0) return now === 0 ? '–' : 'new';
  if (now === 0) return '×0';
  const ratio = Math.max(now / before, before / now);
  return `${now >= before ? '×' : '÷'}${ratio < 1000 ? digits(ratio) : short(ratio)}`;
}
