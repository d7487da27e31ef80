/**
 * Where things stand in the drawing of a cell: places spread evenly, the same at every drawing, so that what stays
 * stays where it was. Sizes are those of the view box.
 */
export const WIDTH = 360;
export const HEIGHT = 318;
export const CELL = { x: 180, y: 178, across: 150, down: 118 };
export const NUCLEUS = { x: 180, y: 230, across: 100, down: 50 };

export type Point = readonly [x: number, y: number];

interface Oval {
  x: number;
  y: number;
  across: number;
  down: number;
}

const within = ({ x, y, across, down }: Oval, [px, py]: Point, grown: number) =>
  ((px - x) / (across + grown)) ** 2 + ((py - y) / (down + grown)) ** 2 < 1;

/** A point on the membrane `degrees` clockwise from the right, and the way out there. */
export function onMembrane(degrees: number): { x: number; y: number; turn: number } {
  const angle = (degrees * Math.PI) / 180;
  const [across, down] = [Math.cos(angle), Math.sin(angle)];
  return {
    x: CELL.x + CELL.across * across,
    y: CELL.y + CELL.down * down,
    turn: (Math.atan2(down / CELL.down, across / CELL.across) * 180) / Math.PI + 90,
  };
}

/** Mitchell's best candidates: each point the farthest from all before among a few drawn by a fixed rule. */
function spread(count: number, holds: (point: Point) => boolean): Point[] {
  let state = 20261;
  const draw = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const points: Point[] = [];
  while (points.length < count) {
    let best: Point = [0, 0];
    let farthest = -1;
    for (let tries = 0; tries < 24; ) {
      const point: Point = [draw() * WIDTH, draw() * HEIGHT];
      if (!holds(point)) continue;
      tries++;
      const near = Math.min(...points.map(([x, y]) => Math.hypot(x - point[0], y - point[1])), 1e3);
      if (near > farthest) [best, farthest] = [point, near];
    }
    points.push(best);
  }
  return points;
}

export const MOST_TARGETS = 36;
export const MOST_DOTS = 54;
export const MOST_METABOLITES = 24;

/** The words in the upper part are kept clear. */
const clear = ([x, y]: Point) => y > 114 || (y > 78 && (x < 112 || x > 248));
const cytoplasm = spread(
  MOST_TARGETS + MOST_DOTS + MOST_METABOLITES,
  (point) => within(CELL, point, -13) && !within(NUCLEUS, point, 9) && clear(point),
);
export const targetPlaces = cytoplasm.slice(0, MOST_TARGETS);
export const insidePlaces = cytoplasm.slice(MOST_TARGETS, MOST_TARGETS + MOST_DOTS);
export const metabolitePlaces = cytoplasm.slice(MOST_TARGETS + MOST_DOTS);

/** Clear of the words above the cell and beside the carriers. */
export const outsidePlaces = spread(
  MOST_DOTS,
  (point) =>
    !within(CELL, point, 17) &&
    point[0] > 5 &&
    point[0] < WIDTH - 5 &&
    point[1] > 36 &&
    !(point[0] < 92 && point[1] > 60 && point[1] < 82) &&
    point[1] < HEIGHT - 5,
);
