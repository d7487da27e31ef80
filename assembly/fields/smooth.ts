/**
 * Red–black Gauss–Seidel on one row of voxels, over-relaxed (fields/solve.ts, multigrid.ts):
 *
 *     C ← max(floor, C + ω [(α Σ C_beside + right) / diagonal − C])
 *
 * for every second voxel. Beside the first and the last there is a 0, and the diagonal counts real neighbours only.
 * Four at a time the others are computed too, with ω = 0, which leaves them as they are.
 */

/** `inverse` of the diagonal is 0 beyond the last voxel; `above` and `below` are 0 in a plane; rows hold eights. */
export function smoothRow(
  values: usize,
  before: usize,
  after: usize,
  above: usize,
  below: usize,
  right: usize,
  inverse: usize,
  bytes: usize,
  coupling: f32,
  omega: f32,
  floor: f32,
  parity: u32,
): void {
  if (ASC_FEATURE_SIMD) {
    let omegas = f32x4.splat(0);
    if (parity == 0) {
      omegas = f32x4.replace_lane(f32x4.replace_lane(omegas, 0, omega), 2, omega);
    } else {
      omegas = f32x4.replace_lane(f32x4.replace_lane(omegas, 1, omega), 3, omega);
    }
    const couplings = f32x4.splat(coupling);
    const floors = f32x4.splat(floor);
    if (above == 0) smoothFlat(values, before, after, right, inverse, bytes, couplings, omegas, floors);
    else smoothDeep(values, before, after, above, below, right, inverse, bytes, couplings, omegas, floors);
  } else {
    for (let i: usize = (<usize>parity) << 2; i < bytes; i += 8) {
      const own = load<f32>(values + i);
      const beside = load<f32>(values + i - 4) + load<f32>(values + i, 4);
      let sum = beside + (load<f32>(before + i) + load<f32>(after + i));
      if (above != 0) sum += load<f32>(above + i) + load<f32>(below + i);
      const solved = (coupling * sum + load<f32>(right + i)) * load<f32>(inverse + i);
      const moved = own + omega * (solved - own);
      store<f32>(values + i, floor < moved ? moved : floor);
    }
  }
}

/** A row of a plane, eight voxels at a time. */
function smoothFlat(
  values: usize,
  before: usize,
  after: usize,
  right: usize,
  inverse: usize,
  bytes: usize,
  couplings: v128,
  omegas: v128,
  floors: v128,
): void {
  let last = v128.load(values - 16);
  let own = v128.load(values);
  const end = values + bytes;
  for (; values < end; values += 32) {
    const next = v128.load(values, 16);
    const far = v128.load(values, 32);
    let beside = f32x4.add(
      v128.shuffle<i32>(last, own, 3, 4, 5, 6),
      v128.shuffle<i32>(own, next, 1, 2, 3, 4),
    );
    let sum = f32x4.add(beside, f32x4.add(v128.load(before), v128.load(after)));
    let solved = f32x4.mul(f32x4.add(f32x4.mul(couplings, sum), v128.load(right)), v128.load(inverse));
    v128.store(values, f32x4.pmax(floors, f32x4.add(own, f32x4.mul(omegas, f32x4.sub(solved, own)))));
    beside = f32x4.add(v128.shuffle<i32>(own, next, 3, 4, 5, 6), v128.shuffle<i32>(next, far, 1, 2, 3, 4));
    sum = f32x4.add(beside, f32x4.add(v128.load(before, 16), v128.load(after, 16)));
    solved = f32x4.mul(f32x4.add(f32x4.mul(couplings, sum), v128.load(right, 16)), v128.load(inverse, 16));
    v128.store(values, f32x4.pmax(floors, f32x4.add(next, f32x4.mul(omegas, f32x4.sub(solved, next)))), 16);
    last = next;
    own = far;
    before += 32;
    after += 32;
    right += 32;
    inverse += 32;
  }
}

/** A row of a volume, four voxels at a time. */
function smoothDeep(
  values: usize,
  before: usize,
  after: usize,
  above: usize,
  below: usize,
  right: usize,
  inverse: usize,
  bytes: usize,
  couplings: v128,
  omegas: v128,
  floors: v128,
): void {
  let last = v128.load(values - 16);
  let own = v128.load(values);
  const end = values + bytes;
  for (; values < end; values += 16) {
    const next = v128.load(values, 16);
    const beside = f32x4.add(
      v128.shuffle<i32>(last, own, 3, 4, 5, 6),
      v128.shuffle<i32>(own, next, 1, 2, 3, 4),
    );
    const across = f32x4.add(v128.load(before), v128.load(after));
    const along = f32x4.add(v128.load(above), v128.load(below));
    const sum = f32x4.add(f32x4.add(beside, across), along);
    const solved = f32x4.mul(f32x4.add(f32x4.mul(couplings, sum), v128.load(right)), v128.load(inverse));
    v128.store(values, f32x4.pmax(floors, f32x4.add(own, f32x4.mul(omegas, f32x4.sub(solved, own)))));
    last = own;
    own = next;
    before += 16;
    after += 16;
    above += 16;
    below += 16;
    right += 16;
    inverse += 16;
  }
}
