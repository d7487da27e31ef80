/** From a grid to the next coarser one and back, as in assembly/fields/multigrid.ts. */
import type { Axis, Grid } from './grid';

const f = Math.fround;
const RESISTANCE = f(0.08);
/** Least screening that a residual is measured by, as a share of the coupling. */
const FLOOR = f(0.06);

/** Places, along an axis of the fine grid, below one of the coarse. */
function below(place: number, fine: number): number[] {
  if (fine === 1) return [0];
  return [2 * place, 2 * place + 1].filter((each) => each < fine);
}

/** Sums what `of` gives over the voxels below each coarse one: over their rows in turn, then over pairs along x. */
function restrict(fine: Grid, coarse: Grid, of: (i: number) => number, to: (i: number, sum: number) => void) {
  coarse.each((i, x, row, slab) => {
    const sums = (fine.size[0] === 1 ? [0] : [2 * x, 2 * x + 1]).map((along) => {
      let sum = 0;
      if (along >= fine.size[0]) return sum;
      for (const s of below(slab, fine.size[2])) {
        for (const r of below(row, fine.size[1])) sum = f(sum + of(s * fine.slab + r * fine.row + along));
      }
      return sum;
    });
    to(i, f(sums.length === 1 ? f(sums[0]!) * coarse.share : f(sums[0]! + sums[1]!) * coarse.share));
  });
}

/** Screening and inverse diagonal of the coarse grid; `points`: voxels with vessels lie behind a resistance. */
export function weigh(fine: Grid, coarse: Grid, points: boolean): void {
  restrict(
    fine,
    coarse,
    (i) => fine.screening[i]!,
    (i, sum) => {
      coarse.screening[i] = sum;
    },
  );
  if (points && fine.size[0] > 1) ease(fine, coarse);
  coarse.invert();
}

function ease(fine: Grid, coarse: Grid): void {
  const resistance = f(RESISTANCE / fine.coupling);
  coarse.each((i, x, row, slab) => {
    const all: number[] = [];
    for (const s of below(slab, fine.size[2])) {
      for (const r of below(row, fine.size[1])) {
        for (const along of below(x, fine.size[0])) {
          all.push(fine.screening[s * fine.slab + r * fine.row + along]!);
        }
      }
    }
    const [most = 0, second = 0] = all.sort((a, b) => b - a);
    const excess = f(most - second);
    const bend = f(resistance * excess);
    const taken = f(f(f(bend * excess) / f(1 + bend)) * coarse.share);
    coarse.screening[i] = f(coarse.screening[i]! - taken);
  });
}

/** Residual to the coarse grid, whose values begin at 0; returns its largest size over screening, and the largest value. */
export function coarsen(fine: Grid, coarse: Grid, points: boolean, finest: boolean): [number, number] {
  const resistance = points ? f(RESISTANCE / fine.coupling) : 0;
  const rests = new Float32Array(fine.values.length);
  let [most, largest] = [0, 0];
  fine.each((i, x, row, slab) => {
    const own = fine.values[i]!;
    const screening = fine.screening[i]!;
    const edge = f(fine.boundaryAcross(row, slab) + fine.boundaryAlong(x));
    const lost = f(f(screening + edge) * own);
    let rest = f(f(fine.right[i]! - lost) + fine.brought(i, x, row, slab));
    if (finest) {
      if (!(own > 0 || rest > 0)) rest = 0;
      most = Math.max(most, f(Math.abs(rest) / f(screening + f(FLOOR * fine.coupling))));
      largest = Math.max(largest, Math.abs(own));
    }
    if (resistance > 0) rest = f(rest / f(1 + f(resistance * screening)));
    rests[i] = rest;
  });
  restrict(
    fine,
    coarse,
    (i) => rests[i]!,
    (i, sum) => {
      coarse.right[i] = sum;
      coarse.values[i] = 0;
    },
  );
  return [most, largest];
}

/** Adds what the coarse grid has found. */
export function refine(fine: Grid, coarse: Grid, floor: number): void {
  const between = (axis: Axis, place: number) => {
    const own = fine.size[axis] > 1 ? place >> 1 : 0;
    const last = coarse.size[axis] - 1;
    const beyond = (boundary: number) => f(1 - f(boundary / coarse.coupling));
    if (fine.size[axis] === 1) return { own, near: 1, far: 0, other: own };
    if (place === 0) {
      return { own, near: f(0.75 + f(0.25 * beyond(coarse.low[axis]))), far: 0, other: own };
    }
    if ((place & 1) === 1 && own === last) {
      return { own, near: f(0.75 + f(0.25 * beyond(coarse.high[axis]))), far: 0, other: own };
    }
    return { own, near: 0.75, far: 0.25, other: (place & 1) === 1 ? own + 1 : own - 1 };
  };
  const mixed = (x: number, row: number, slab: number) => {
    const s = between(2, slab);
    const r = between(1, row);
    const at = (k: number, j: number) => coarse.values[k * coarse.slab + j * coarse.row + x]!;
    let sum = f(f(s.near * r.near) * at(s.own, r.own));
    if (s.far !== 0) sum = f(sum + f(f(s.far * r.near) * at(s.other, r.own)));
    if (r.far !== 0) {
      sum = f(sum + f(f(s.near * r.far) * at(s.own, r.other)));
      if (s.far !== 0) sum = f(sum + f(f(s.far * r.far) * at(s.other, r.other)));
    }
    return sum;
  };
  const beyondX = (boundary: number) => f(1 - f(boundary / coarse.coupling));
  fine.each((i, x, row, slab) => {
    const before = fine.values[i]!;
    if (fine.size[0] === 1) {
      fine.values[i] = Math.max(floor, f(before + mixed(0, row, slab)));
      return;
    }
    const own = x >> 1;
    const side = (x & 1) === 0 ? own - 1 : own + 1;
    let beside: number;
    if (side < 0) beside = f(mixed(0, row, slab) * beyondX(coarse.low[0]));
    else if (side === coarse.size[0]) beside = f(mixed(own, row, slab) * beyondX(coarse.high[0]));
    else beside = mixed(side, row, slab);
    const sum = f(before + f(f(0.75 * mixed(own, row, slab)) + f(0.25 * beside)));
    fine.values[i] = floor < sum ? sum : floor;
  });
}
