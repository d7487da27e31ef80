/** Where a dish lies on the screen before anything is known of its population, and after. */
import { expect, it } from 'vitest';
import { MOST_DISH_SHIFT } from '../../src/kernel/read/dish';
import { DishCamera } from '../../src/ui/dish/dishCamera';

const finite = (camera: DishCamera) =>
  Object.values(camera.part(MOST_DISH_SHIFT)).every((value) => Number.isSafeInteger(value));

it('stands still until the population is known, however often it is drawn', () => {
  const camera = new DishCamera();
  camera.resize(640, 480, 1);
  camera.begin();
  const { scale } = camera;
  for (let drawing = 0; drawing < 5; drawing++) {
    camera.move(16 * drawing);
    expect(camera.scale).toBe(scale);
    expect(camera.isMoving).toBe(false);
    expect(finite(camera)).toBe(true);
  }
  camera.follow(300, 10);
  expect(camera.scale).toBeGreaterThan(1);
  expect(finite(camera)).toBe(true);
});

it('goes after a population that grows, until it is there', () => {
  const camera = new DishCamera();
  camera.resize(640, 480, 1);
  camera.begin();
  camera.follow(300, 10);
  const before = camera.scale;
  expect(camera.follow(300_000, 310)).toBe(true);
  for (let drawing = 0; drawing < 200 && camera.isMoving; drawing++) camera.move(16 * drawing);
  expect(camera.isMoving).toBe(false);
  expect(camera.scale).toBeLessThan(before);
  expect(finite(camera)).toBe(true);
});

it('is as far after half a second whether it is drawn often or seldom', () => {
  const after = (every: number) => {
    const camera = new DishCamera();
    camera.resize(640, 480, 1);
    camera.begin();
    camera.follow(300, 10);
    camera.follow(300_000, 310);
    for (let at = 0; at <= 480; at += every) camera.move(at);
    const { scale } = camera;
    for (let at = 1000; camera.isMoving; at += 1000) camera.move(at);
    // Of the way, by the logarithm.
    return Math.log(scale / camera.scale);
  };
  expect(after(240)).toBeCloseTo(after(16), 5);
  expect(after(16)).toBeLessThan(0.1);
});
