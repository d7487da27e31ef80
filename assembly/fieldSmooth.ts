/**
 * Red–black Gauss–Seidel on one row of voxels, over-relaxed where no coarser grid follows (field.ts, multigrid.ts):
 *
 *     C ← max(floor, C + ω [(α Σ C_beside + right) / diagonal − C])
 *
 * for every second voxel. Beside the first and the last there is a 0, and the diagonal counts real neighbours only.
 * Four at a time the others are computed too, with ω = 0, which leaves them as they are.
 */

/**
 * `inverse` of the diagonal is 0 beyond the last voxel. `above` and `below` are 0 in a plane. Returns the largest
 * change.
 */
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
): f32 {
  let most: f32 = 0;
  if (ASC_FEATURE_SIMD) {
    let omegas = f32x4.splat(0);
    if (parity == 0) {
      omegas = f32x4.replace_lane(f32x4.replace_lane(omegas, 0, omega), 2, omega);
    } else {
      omegas = f32x4.replace_lane(f32x4.replace_lane(omegas, 1, omega), 3, omega);
    }
    const couplings = f32x4.splat(coupling);
    const floors = f32x4.splat(floor);
    let largest = f32x4.splat(0);
    let last = v128.load(values - 16);
    let own = v128.load(values);
    if (above == 0) {
      for (let i: usize = 0; i < bytes; i += 16) {
        const next = v128.load(values + i, 16);
        const beside = f32x4.add(
          v128.shuffle<i32>(last, own, 3, 4, 5, 6),
          v128.shuffle<i32>(own, next, 1, 2, 3, 4),
        );
        const sum = f32x4.add(beside, f32x4.add(v128.load(before + i), v128.load(after + i)));
        const solved = f32x4.mul(
          f32x4.add(f32x4.mul(couplings, sum), v128.load(right + i)),
          v128.load(inverse + i),
        );
        const moved = f32x4.pmax(floors, f32x4.add(own, f32x4.mul(omegas, f32x4.sub(solved, own))));
        largest = f32x4.pmax(largest, f32x4.abs(f32x4.sub(moved, own)));
        v128.store(values + i, moved);
        last = own;
        own = next;
      }
    } else {
      for (let i: usize = 0; i < bytes; i += 16) {
        const next = v128.load(values + i, 16);
        const beside = f32x4.add(
          v128.shuffle<i32>(last, own, 3, 4, 5, 6),
          v128.shuffle<i32>(own, next, 1, 2, 3, 4),
        );
        const across = f32x4.add(v128.load(before + i), v128.load(after + i));
        const along = f32x4.add(v128.load(above + i), v128.load(below + i));
        const sum = f32x4.add(f32x4.add(beside, across), along);
        const solved = f32x4.mul(
          f32x4.add(f32x4.mul(couplings, sum), v128.load(right + i)),
          v128.load(inverse + i),
        );
        const moved = f32x4.pmax(floors, f32x4.add(own, f32x4.mul(omegas, f32x4.sub(solved, own))));
        largest = f32x4.pmax(largest, f32x4.abs(f32x4.sub(moved, own)));
        v128.store(values + i, moved);
        last = own;
        own = next;
      }
    }
    largest = f32x4.pmax(largest, v128.shuffle<i32>(largest, largest, 2, 3, 0, 1));
    largest = f32x4.pmax(largest, v128.shuffle<i32>(largest, largest, 1, 0, 3, 2));
    most = f32x4.extract_lane(largest, 0);
  } else {
    for (let i: usize = (<usize>parity) << 2; i < bytes; i += 8) {
      const own = load<f32>(values + i);
      const beside = load<f32>(values + i - 4) + load<f32>(values + i, 4);
      let sum = beside + (load<f32>(before + i) + load<f32>(after + i));
      if (above != 0) sum += load<f32>(above + i) + load<f32>(below + i);
      const solved = (coupling * sum + load<f32>(right + i)) * load<f32>(inverse + i);
      let moved = own + omega * (solved - own);
      if (!(floor < moved)) moved = floor;
      const change = abs<f32>(moved - own);
      if (change > most) most = change;
      store<f32>(values + i, moved);
    }
  }
  return most;
}
