import { expect, test } from 'vitest';
import { tableOf } from '../../src/ui/plots/table';

const csv = (rows: number) =>
  `day,all\n${Array.from({ length: rows }, (_, row) => `${row},${row * row}`).join('\n')}\n`;

test('a short table is whole', () => {
  expect(tableOf(csv(3), 10)).toEqual({
    header: ['day', 'all'],
    rows: [
      ['0', '0'],
      ['1', '1'],
      ['2', '4'],
    ],
  });
});

test('a long one is thinned evenly, and keeps its last row', () => {
  const { rows } = tableOf(csv(1001), 60);
  expect(rows.length).toBeLessThanOrEqual(60);
  expect(rows.length).toBeGreaterThan(50);
  expect(rows.at(-1)).toEqual(['1000', '1000000']);
  const days = rows.map(([day]) => Number(day));
  expect(new Set(days.slice(1).map((day, at) => day - (days[at] ?? 0))).size).toBe(1);
});
