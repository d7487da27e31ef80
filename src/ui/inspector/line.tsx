/** Where the cell comes from, and what has come of it since it is followed. */
import type { CellView } from '../../worker/protocol';
import { classLine } from '../plots/line';
import { classMarks } from '../readouts/classes';
import { Swatch } from '../shell/swatch';
import { day, exact, short } from '../words/format';

export function Lineage({ view }: { view: CellView }) {
  return (
    <section aria-label="Lineage">
      <h3>Lineage, back to the founder</h3>
      <ol class="lineage">
        {view.lineage.map(({ clone, text, className, birthDay, cells }, index) => {
          const mark = classMarks.find(({ name }) => name === className);
          const founder = index === view.lineage.length - 1;
          return (
            <li key={clone} data-clone={clone}>
              <time>day {day(birthDay)}</time>
              <span>
                {mark && <Swatch line={classLine(mark)} />} {founder ? founderText(text) : text}
              </span>
              <output aria-live="off" title={`${exact(cells)} living cells of just this clone`}>
                {cells < 10_000 ? exact(cells) : short(cells)}
              </output>
            </li>
          );
        })}
      </ol>
      <p class="note">On the right, living cells of each clone without those of clones that came from it.</p>
    </section>
  );
}

const founderText = (genotype: string) =>
  genotype === 'no alteration' ? 'the founder' : `a founder: ${genotype}`;

const WIDTH = 240;
const HEIGHT = 40;

/** Living cells of the line since it is followed, on a logarithmic scale. */
export function Descendants({ line }: { line: readonly [number, number][] }) {
  const [first] = line;
  const last = line.at(-1);
  if (first === undefined || last === undefined || last[0] === first[0]) return null;
  const most = line.reduce((largest, [, cells]) => Math.max(largest, cells), 2);
  const x = (days: number) => ((days - first[0]) / (last[0] - first[0])) * (WIDTH - 2) + 1;
  const y = (cells: number) => HEIGHT - 2 - (Math.log(1 + cells) / Math.log(1 + most)) * (HEIGHT - 6);
  return (
    <figure class="descendants">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`From 1 cell on day ${day(first[0])} to ${exact(last[1])} on day ${day(last[0])}`}
      >
        <line x1="0" x2={WIDTH} y1={HEIGHT - 2} y2={HEIGHT - 2} />
        <polyline points={line.map(([days, cells]) => `${x(days)},${y(cells)}`).join(' ')} />
      </svg>
      <figcaption>
        <span>day {day(first[0])}</span>
        <span>at most {short(most)} living</span>
        <span>day {day(last[0])}</span>
      </figcaption>
    </figure>
  );
}
