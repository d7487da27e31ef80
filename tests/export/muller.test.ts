/** What ggmuller asks of its two tables (its documentation of get_Muller_df), over 100 random runs. */
import { expect, it } from 'vitest';
import { Dice } from '../../bench/fuzz/dice';
import { exportFiles } from '../../src/export/lineage/exports';
import { SEQUENCING } from '../../src/export/lineage/vaf';
import { run } from '../kit/compartments';
import { culture } from '../kit/cultures';

function scenario(dice: Dice) {
  const below = (limit: number) => Math.floor(limit * dice.next());
  return {
    ...culture,
    seed: below(1e6),
    stepHours: 1 + below(3),
    untilDays: 5 + below(6),
    outputEveryHours: 6 + below(40),
    cloneCountsFrom: 1 + below(15),
    tumour: {
      founders: 1 + below(40),
      divisionPerDay: 0.9,
      deathPerDay: dice.between(0, 0.5),
      lesions: 1 + below(2),
    },
    alterations: { pumpGain: dice.decades(1e-4, 0.1), pumpLoss: 0.02, metabolismGain: 0.01 },
  };
}

it.each([0, 1, 2, 3])('edges and populations of 25 runs, part %i', async (part) => {
  const dice = new Dice(900 + part);
  let tracked = 0;
  for (let index = 0; index < 25; index++) {
    const patient = await run(scenario(dice));
    const files = new Map(exportFiles(patient, ['muller'], SEQUENCING));
    const rowsOf = (file: string) =>
      [...(files.get(file) ?? [])]
        .join('')
        .trimEnd()
        .split('\n')
        .map((line) => line.split(','));
    const [edgeHeader, ...edges] = rowsOf('edges.csv');
    const [header, ...populations] = rowsOf('population.csv');
    expect([edgeHeader, header]).toEqual([
      ['Parent', 'Identity'],
      ['Time', 'Identity', 'Population'],
    ]);
    // One root, and every other identity once, after its parent.
    const children = new Set(edges.map(([, child]) => child));
    expect(children.size).toBe(edges.length);
    const roots = new Set(edges.map(([parent]) => parent).filter((parent) => !children.has(parent)));
    const identities = new Set(populations.map(([, identity]) => identity));
    const [root] = roots.size === 0 ? identities : roots;
    expect(roots.size).toBeLessThanOrEqual(1);
    const seen = new Set([root]);
    for (const [parent, child] of edges) {
      expect(seen.has(parent)).toBe(true);
      seen.add(child);
    }
    expect(identities).toEqual(seen);
    // A row for each at each time, and no cell lost.
    const totals = new Map<string, number>();
    const rows = new Map<string, number>();
    for (const [time = '', , cells = ''] of populations) {
      expect(cells).toMatch(/^\d+$/);
      totals.set(time, (totals.get(time) ?? 0) + Number(cells));
      rows.set(time, (rows.get(time) ?? 0) + 1);
    }
    expect(new Set(rows.values())).toEqual(new Set([identities.size]));
    expect([...totals].map(([time, cells]) => [Number(time), cells])).toEqual(
      patient.recorder.outputs.map(({ hours, cells }) => [Number((hours / 24).toPrecision(9)), cells]),
    );
    tracked += identities.size;
  }
  expect(tracked).toBeGreaterThan(200);
});
