/** How compartments share the stage, and what several tissues have to show together. */
import { describe, expect, it } from 'vitest';
import { columnsFor } from '../../src/ui/cells/columns';
import { joined, NO_SPACE } from '../../src/ui/tissue/shapes';

const side = (count: number, columns: number, width: number, height: number) =>
  Math.min(width / columns, height / Math.ceil(count / columns));

describe('columns', () => {
  it('put two side by side where the room is wide, one below the other where it is high', () => {
    expect(columnsFor(1, 800, 600)).toBe(1);
    expect(columnsFor(2, 800, 600)).toBe(2);
    expect(columnsFor(2, 390, 700)).toBe(1);
    expect(columnsFor(4, 800, 600)).toBe(2);
    expect(columnsFor(3, 1200, 300)).toBe(3);
  });

  it('leave room for all of them, and no other number of columns more for each', () => {
    for (const [width, height] of [
      [760, 560],
      [390, 470],
      [1900, 900],
      [700, 300],
    ] as const) {
      for (let count = 1; count <= 64; count++) {
        const own = side(count, columnsFor(count, width, height), width, height);
        for (let columns = 1; columns <= count; columns++)
          expect(own * 1.002).toBeGreaterThan(side(count, columns, width, height));
      }
    }
  });
});

describe('what several tissues show', () => {
  const oxygen = (most: number) => ({ most, quiescentBelow: 5, fullAbove: 10, necrosisBelow: 1 });
  const plane = { ...NO_SPACE, size: [64, 48], siteMicrometres: 20, vessels: 3, oxygen: oxygen(60) };
  const deep = { ...NO_SPACE, size: [32, 32, 16], siteMicrometres: 15, debris: true, oxygen: oxygen(38) };

  it('is known once each has told', () => {
    expect(joined([])).toBe(null);
    expect(joined([plane, null])).toBe(null);
    expect(joined([plane])).toBe(plane);
  });

  it('is what any of them has, on one range of oxygen, with slices where one is a volume', () => {
    for (const order of [
      [plane, deep],
      [deep, plane],
    ]) {
      const all = joined(order);
      expect(all).toMatchObject({ size: [32, 32, 16], vessels: 3, debris: true, normal: false });
      expect(all?.oxygen?.most).toBe(60);
    }
  });
});
