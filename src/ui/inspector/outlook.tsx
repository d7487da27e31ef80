/** What becomes of the cell within a day if its rates stay as they are, and what these rates are made of. */
import type { CellState } from '../../kernel/inspect/inspector';
import type { Scenario } from '../../scenario/scenario';
import { digits, percent } from '../words/format';

const PER_DAY = 24;

export function Outlook({ cell, scenario }: { cell: CellState; scenario: Scenario }) {
  const { chances } = cell;
  const bars: [string, string, number][] = [
    ['divides', 'divides', chances.dividesFirst],
    ['dies', 'dies', chances.diesFirst],
    ['neither', isQuiescent(cell) ? 'stays quiescent' : 'does neither', chances.neither],
  ];
  return (
    <section aria-label="The next day">
      <h3>In the next day</h3>
      <ul class="chances">
        {bars.map(([key, what, chance]) => (
          <li key={key} data-fate={key} data-chance={chance}>
            <span>{what}</span>
            <output aria-live="off">{percent(chance)}</output>
            <i style={{ width: `${100 * chance}%` }} />
          </li>
        ))}
      </ul>
      <p class="note">
        First event, by the exact birth–death law with the rates held as they are now. After a day{' '}
        {digits(chances.expected)} descendants are to be expected, and none with a chance of{' '}
        {percent(chances.extinct)}.
      </p>
      <dl class="facts">
        <div>
          <dt>divides per day</dt>
          <dd>{digits(cell.divisionPerHour * PER_DAY)}</dd>
        </div>
        <div>
          <dt>dies per day</dt>
          <dd>{digits(cell.deathPerHour * PER_DAY)}</dd>
        </div>
        {reasons(cell, scenario).map(([what, text]) => (
          <div key={what} class="reason">
            <dt>{what}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** It divides neither for want of room nor of oxygen. */
function isQuiescent({ surroundings }: CellState): boolean {
  return surroundings !== null && (!surroundings.room || surroundings.oxygenShare === 0);
}

/** What moves the rates away from the cell's own. */
function reasons(cell: CellState, scenario: Scenario): [string, string][] {
  const own = `divides ${digits(cell.ownDivisionPerHour * PER_DAY)}, dies ${digits(cell.ownDeathPerHour * PER_DAY)} per day`;
  const list: [string, string][] = [['by itself', own]];
  const { surroundings } = cell;
  if (surroundings !== null) {
    const { oxygen, oxygenShare, room, necrosisPerHour } = surroundings;
    if (!room) list.push(['room', 'none within reach: it cannot divide']);
    if (oxygen !== null && oxygenShare < 1) list.push(['oxygen', `division ×${digits(oxygenShare)}`]);
    if (necrosisPerHour > 0) list.push(['necrosis', `death +${digits(necrosisPerHour * PER_DAY)} per day`]);
  }
  if (cell.crowding !== 1) list.push(['crowding', `division ×${digits(cell.crowding)}`]);
  cell.drugs.forEach(({ killPerHour, divisionLeft }, d) => {
    const parts = [
      ...(killPerHour > 0 ? [`death +${digits(killPerHour * PER_DAY)} per day`] : []),
      ...(divisionLeft < 1 ? [`division ×${digits(divisionLeft)}`] : []),
    ];
    if (parts.length > 0) list.push([scenario.drugs[d]?.name ?? '', parts.join(', ')]);
  });
  return list;
}
