/**
 * What is done with one row of voxels before and after smoothing: its equation written, what the solution leaves of it
 * measured. Operations in one fixed order, four voxels at a time or one, so the same bits. The equation is that of
 * fields/solve.ts.
 */
import {
  SOLVE_BASE,
  SOLVE_CONSUMED,
  SOLVE_MASS,
  SOLVE_OUTSIDE,
  SOLVE_VESSEL_IN,
  SOLVE_VESSEL_OUT,
  solving,
} from './layout';

/** Least screening that a residual is measured by, as a share of the coupling: see residualRow. */
const FLOOR: f32 = 0.06;

/** Sum of the products of two rows, in four sums by lane. */
export function dotRow(a: usize, b: usize, bytes: usize): f32 {
  if (ASC_FEATURE_SIMD) {
    let sum = f32x4.splat(0);
    for (let i: usize = 0; i < bytes; i += 16) {
      sum = f32x4.add(sum, f32x4.mul(v128.load(a + i), v128.load(b + i)));
    }
    return (
      f32x4.extract_lane(sum, 0) +
      f32x4.extract_lane(sum, 1) +
      (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3))
    );
  } else {
    let sum0: f32 = 0;
    let sum1: f32 = 0;
    let sum2: f32 = 0;
    let sum3: f32 = 0;
    for (let i: usize = 0; i < bytes; i += 16) {
      sum0 += load<f32>(a + i) * load<f32>(b + i);
      sum1 += load<f32>(a + i, 4) * load<f32>(b + i, 4);
      sum2 += load<f32>(a + i, 8) * load<f32>(b + i, 8);
      sum3 += load<f32>(a + i, 12) * load<f32>(b + i, 12);
    }
    return sum0 + sum1 + (sum2 + sum3);
  }
}

/** Sum of a row, in four sums by lane. */
export function sumRow(a: usize, bytes: usize): f32 {
  if (ASC_FEATURE_SIMD) {
    let sum = f32x4.splat(0);
    for (let i: usize = 0; i < bytes; i += 16) sum = f32x4.add(sum, v128.load(a + i));
    return (
      f32x4.extract_lane(sum, 0) +
      f32x4.extract_lane(sum, 1) +
      (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3))
    );
  } else {
    let sum0: f32 = 0;
    let sum1: f32 = 0;
    let sum2: f32 = 0;
    let sum3: f32 = 0;
    for (let i: usize = 0; i < bytes; i += 16) {
      sum0 += load<f32>(a + i);
      sum1 += load<f32>(a + i, 4);
      sum2 += load<f32>(a + i, 8);
      sum3 += load<f32>(a + i, 12);
    }
    return sum0 + sum1 + (sum2 + sum3);
  }
}

function largestLane(four: v128): f32 {
  const two = f32x4.pmax(four, v128.shuffle<i32>(four, four, 2, 3, 0, 1));
  return f32x4.extract_lane(f32x4.pmax(two, v128.shuffle<i32>(two, two, 1, 0, 3, 2)), 0);
}

/** Largest size of a number of a row. */
export function largestInRow(a: usize, bytes: usize): f32 {
  let most: f32 = 0;
  if (ASC_FEATURE_SIMD) {
    let largest = f32x4.splat(0);
    for (let i: usize = 0; i < bytes; i += 16) largest = f32x4.pmax(largest, f32x4.abs(v128.load(a + i)));
    most = largestLane(largest);
  } else {
    for (let i: usize = 0; i < bytes; i += 4) {
      const size = abs<f32>(load<f32>(a + i));
      if (size > most) most = size;
    }
  }
  return most;
}

/**
 * Writes right-hand side, screening and inverse diagonal of a row of the finest grid. `along` are the level's four
 * rows by x; `beside` and `boundary` what neighbours and boundaries across x add to the diagonal. A field with a debt
 * has what it began with (the negative of what it holds, owes and is given) left there.
 */
export function equateRow(
  values: usize,
  debt: usize,
  uptake: usize,
  slope: usize,
  occupied: usize,
  surface: usize,
  right: usize,
  screening: usize,
  inverse: usize,
  along: usize,
  bytes: usize,
  beside: f32,
  boundary: f32,
): void {
  const mass = load<f32>(solving(SOLVE_MASS));
  const base = load<f32>(solving(SOLVE_BASE));
  const consumed = load<f32>(solving(SOLVE_CONSUMED));
  const vesselOut = load<f32>(solving(SOLVE_VESSEL_OUT));
  const vesselIn = load<f32>(solving(SOLVE_VESSEL_IN));
  const outside = load<f32>(solving(SOLVE_OUTSIDE));
  const boundaries = along + bytes;
  const real = along + 4 * bytes;
  if (ASC_FEATURE_SIMD) {
    const one = f32x4.splat(1);
    const zero = f32x4.splat(0);
    const mass4 = f32x4.splat(mass);
    const base4 = f32x4.splat(base);
    const consumed4 = f32x4.splat(consumed);
    const vesselOut4 = f32x4.splat(vesselOut);
    const vesselIn4 = f32x4.splat(vesselIn);
    const outside4 = f32x4.splat(outside);
    const beside4 = f32x4.splat(beside);
    const boundary4 = f32x4.splat(boundary);
    for (let i: usize = 0; i < bytes; i += 16) {
      const wall = v128.load(surface + i);
      let held = f32x4.mul(mass4, v128.load(values + i));
      if (debt != 0) held = f32x4.sub(held, v128.load(debt + i));
      const edge = f32x4.mul(f32x4.add(boundary4, v128.load(boundaries + i)), outside4);
      const given = f32x4.add(f32x4.add(held, f32x4.mul(vesselIn4, wall)), edge);
      const lost = f32x4.add(base4, f32x4.mul(consumed4, v128.load(occupied + i)));
      const screened = f32x4.add(f32x4.add(lost, f32x4.mul(vesselOut4, wall)), v128.load(slope + i));
      const diagonal = f32x4.add(f32x4.add(screened, beside4), v128.load(along + i));
      const owed = f32x4.mul(given, v128.load(real + i));
      if (debt != 0) v128.store(debt + i, f32x4.sub(zero, owed));
      v128.store(right + i, f32x4.mul(f32x4.sub(given, v128.load(uptake + i)), v128.load(real + i)));
      v128.store(screening + i, f32x4.mul(screened, v128.load(real + i)));
      v128.store(inverse + i, v128.and(f32x4.div(one, diagonal), f32x4.gt(diagonal, zero)));
    }
  } else {
    for (let i: usize = 0; i < bytes; i += 4) {
      const wall = load<f32>(surface + i);
      let held = mass * load<f32>(values + i);
      if (debt != 0) held -= load<f32>(debt + i);
      const edge = (boundary + load<f32>(boundaries + i)) * outside;
      const given = held + vesselIn * wall + edge;
      const lost = base + consumed * load<f32>(occupied + i);
      const screened = lost + vesselOut * wall + load<f32>(slope + i);
      const diagonal = screened + beside + load<f32>(along + i);
      if (debt != 0) store<f32>(debt + i, <f32>0 - given * load<f32>(real + i));
      store<f32>(right + i, (given - load<f32>(uptake + i)) * load<f32>(real + i));
      store<f32>(screening + i, screened * load<f32>(real + i));
      store<f32>(inverse + i, diagonal > 0 ? <f32>1 / diagonal : 0);
    }
  }
}

/**
 * What diffusion brings to each voxel of a row, exact where the field is even: differences are taken first. In a plane
 * `above` is 0. Where there is no neighbour the row itself stands for it.
 */
function broughtFour(
  values: usize,
  before: usize,
  after: usize,
  above: usize,
  below: usize,
  along: usize,
  bytes: usize,
  coupling: v128,
  i: usize,
): v128 {
  const own = v128.load(values + i);
  const across = f32x4.add(f32x4.sub(v128.load(before + i), own), f32x4.sub(v128.load(after + i), own));
  let sum = across;
  if (above != 0) {
    sum = f32x4.add(
      across,
      f32x4.add(f32x4.sub(v128.load(above + i), own), f32x4.sub(v128.load(below + i), own)),
    );
  }
  const next = f32x4.mul(v128.load(along + 2 * bytes + i), f32x4.sub(v128.load(values + i, 4), own));
  const last = f32x4.mul(v128.load(along + 3 * bytes + i), f32x4.sub(v128.load(values + i - 4), own));
  return f32x4.add(f32x4.add(next, last), f32x4.mul(coupling, sum));
}

function brought(
  values: usize,
  before: usize,
  after: usize,
  above: usize,
  below: usize,
  along: usize,
  bytes: usize,
  coupling: f32,
  i: usize,
): f32 {
  const own = load<f32>(values + i);
  let sum = load<f32>(before + i) - own + (load<f32>(after + i) - own);
  if (above != 0) sum += load<f32>(above + i) - own + (load<f32>(below + i) - own);
  const next = load<f32>(along + 2 * bytes + i) * (load<f32>(values + i, 4) - own);
  const last = load<f32>(along + 3 * bytes + i) * (load<f32>(values + i - 4) - own);
  return next + last + coupling * sum;
}

/**
 * Adds to `out` what the values leave of a row's equation. Of the finest grid (`finest`) an empty voxel that would have
 * to give more owes it and is no error (fields/solve.ts), and the largest size over screening is returned, screening being
 * taken for no less than what f32 can tell beside the coupling at the tolerance. `resistance`: see multigrid.ts.
 */
export function residualRow(
  out: usize,
  values: usize,
  before: usize,
  after: usize,
  above: usize,
  below: usize,
  right: usize,
  screening: usize,
  along: usize,
  bytes: usize,
  coupling: f32,
  boundary: f32,
  resistance: f32,
  finest: bool,
): f32 {
  const boundaries = along + bytes;
  let most: f32 = 0;
  if (ASC_FEATURE_SIMD) {
    const zero = f32x4.splat(0);
    const coupling4 = f32x4.splat(coupling);
    const boundary4 = f32x4.splat(boundary);
    const floor4 = f32x4.splat(FLOOR * coupling);
    let largest = zero;
    for (let i: usize = 0; i < bytes; i += 16) {
      const own = v128.load(values + i);
      const flow = broughtFour(values, before, after, above, below, along, bytes, coupling4, i);
      const edge = f32x4.add(boundary4, v128.load(boundaries + i));
      const lost = f32x4.mul(f32x4.add(v128.load(screening + i), edge), own);
      let rest = f32x4.add(f32x4.sub(v128.load(right + i), lost), flow);
      if (finest) {
        rest = v128.and(rest, v128.or(f32x4.gt(own, zero), f32x4.gt(rest, zero)));
        const measure = f32x4.add(v128.load(screening + i), floor4);
        largest = f32x4.pmax(largest, f32x4.div(f32x4.abs(rest), measure));
      }
      if (resistance > 0) {
        const ease = f32x4.mul(f32x4.splat(resistance), v128.load(screening + i));
        rest = f32x4.div(rest, f32x4.add(f32x4.splat(1), ease));
      }
      v128.store(out + i, f32x4.add(v128.load(out + i), rest));
    }
    most = largestLane(largest);
  } else {
    for (let i: usize = 0; i < bytes; i += 4) {
      const own = load<f32>(values + i);
      const flow = brought(values, before, after, above, below, along, bytes, coupling, i);
      const edge = boundary + load<f32>(boundaries + i);
      let rest = load<f32>(right + i) - (load<f32>(screening + i) + edge) * own + flow;
      if (finest) {
        if (!(own > 0 || rest > 0)) rest = 0;
        const size = abs<f32>(rest) / (load<f32>(screening + i) + FLOOR * coupling);
        if (size > most) most = size;
      }
      if (resistance > 0) rest /= 1 + resistance * load<f32>(screening + i);
      store<f32>(out + i, load<f32>(out + i) + rest);
    }
  }
  return most;
}

/**
 * Turns what a row began with (equateRow) into its debt: what the values hold, have lost and passed on beyond it.
 * Whatever cells took is not in it, and is added by them (couple.ts).
 */
export function settleRow(
  debt: usize,
  values: usize,
  before: usize,
  after: usize,
  above: usize,
  below: usize,
  occupied: usize,
  surface: usize,
  along: usize,
  bytes: usize,
  coupling: f32,
  boundary: f32,
): void {
  const base = load<f32>(solving(SOLVE_BASE));
  const consumed = load<f32>(solving(SOLVE_CONSUMED));
  const vesselOut = load<f32>(solving(SOLVE_VESSEL_OUT));
  const boundaries = along + bytes;
  const real = along + 4 * bytes;
  if (ASC_FEATURE_SIMD) {
    const base4 = f32x4.splat(base);
    const consumed4 = f32x4.splat(consumed);
    const vesselOut4 = f32x4.splat(vesselOut);
    const coupling4 = f32x4.splat(coupling);
    const boundary4 = f32x4.splat(boundary);
    for (let i: usize = 0; i < bytes; i += 16) {
      const flow = broughtFour(values, before, after, above, below, along, bytes, coupling4, i);
      const edge = f32x4.add(boundary4, v128.load(boundaries + i));
      const lost = f32x4.add(base4, f32x4.mul(consumed4, v128.load(occupied + i)));
      const rate = f32x4.add(f32x4.add(lost, f32x4.mul(vesselOut4, v128.load(surface + i))), edge);
      const spent = f32x4.sub(f32x4.mul(rate, v128.load(values + i)), flow);
      v128.store(debt + i, f32x4.mul(f32x4.add(v128.load(debt + i), spent), v128.load(real + i)));
    }
  } else {
    for (let i: usize = 0; i < bytes; i += 4) {
      const flow = brought(values, before, after, above, below, along, bytes, coupling, i);
      const edge = boundary + load<f32>(boundaries + i);
      const rate = base + consumed * load<f32>(occupied + i) + vesselOut * load<f32>(surface + i) + edge;
      const spent = rate * load<f32>(values + i) - flow;
      store<f32>(debt + i, (load<f32>(debt + i) + spent) * load<f32>(real + i));
    }
  }
}
