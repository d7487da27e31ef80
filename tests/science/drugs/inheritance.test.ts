/**
 * A division parts water and drug alike, so that levels inside do not change: of two drugs that only diffuse, every cell of
 * a growing population holds C = C₀(1 − e^{−kt}) of each, whoever it descends from; f32, 10⁻⁴ relative.
 *
 * Catches: a daughter, in its tile or in a tissue, that gets none of the second drug.
 */
import { expect, it } from 'vitest';
import { Column } from '../../../assembly/memory/cell';
import { foundersWhere, plainTissue } from '../../../src/verify/plainTissue';
import { AMOUNT, openKernel, TILE } from '../../kit/cells';
import { founders, plainDrug, plainModel, surroundings } from '../../kit/statistics';

const OUTSIDE = [5, 3];
const RATES = [0.05, 0.02];
const STEPS = 40;

it.each([false, true])('levels inside after forty hours and many births, with places: %s', async (placed) => {
  const { kernel, instance } = await openKernel('simd', undefined, placed);
  const tissue = plainTissue({ size: [200, 200], reach: 4 });
  const model = plainModel({
    divisionPerHour: 0.05,
    deathPerHour: 0.02,
    drugs: RATES.map((passivePerHour) => plainDrug({ passivePerHour })),
    founders: placed ? foundersWhere(tissue, (x, y) => x % 20 === 5 && y % 20 === 5) : founders(3000),
  });
  kernel.start(placed ? { ...model, tissue } : model, 1);
  const begun = kernel.cells;
  kernel.advance(surroundings(STEPS, { outside: OUTSIDE }), Infinity);
  expect(kernel.cells).toBeGreaterThan(2 * begun);
  const wanted = RATES.map((rate, drug) => OUTSIDE[drug]! * -Math.expm1(-rate * STEPS));
  const { exports, memory } = instance;
  let seen = 0;
  for (let t = 0; t < exports.tiles(); t++) {
    const address = exports.tileAddressAt(t) >>> 0;
    if (address === 0) continue;
    const phenotypes = new Uint16Array(memory.buffer, address + Column.phenotype, TILE);
    for (let site = 0; site < TILE; site++) {
      if (placed ? phenotypes[site] === 0 : site >= exports.tileCountAt(t)) continue;
      seen++;
      wanted.forEach((level, drug) => {
        const [amount] = new Float32Array(memory.buffer, address + AMOUNT + 4 * (TILE * drug + site), 1);
        if (Math.abs(amount! / level - 1) > 1e-4) expect(amount, `drug ${drug}, site ${site}`).toBe(level);
      });
    }
  }
  expect(seen).toBe(kernel.cells);
});
