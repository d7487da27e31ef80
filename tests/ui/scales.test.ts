/** Ticks of an axis of cells: no two labels lie on one another, however low the plot. */
import { expect, it } from 'vitest';
import { CELL_FLOOR, cellTicks } from '../../src/ui/plots/scales';

it.each([30, 45, 62, 90, 130, 210, 370])('on %i pixels', (height) => {
  for (let decades = 1; decades <= 9; decades++) {
    const ticks = cellTicks(10 ** decades, height);
    const at = (value: number) =>
      (height * Math.log10(value / CELL_FLOOR)) / Math.log10(10 ** decades / CELL_FLOOR);
    expect(ticks[0]).toBe(CELL_FLOOR);
    ticks.slice(1).forEach((tick, index) => {
      expect(at(tick) - at(ticks[index]!)).toBeGreaterThanOrEqual(13);
    });
    if (height > 60) expect(ticks.length).toBeGreaterThanOrEqual(2);
  }
});
