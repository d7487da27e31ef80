/**
 * What the effect of a drug depends on at the begin and at the end of a step, beside its mean, of cells whose amounts
 * change much (flow.ts). In a thread's room, for the groups of four that have such a cell.
 */
import { BEGINS, ENDS, EXTREMES, MARKS, MARKS_BYTES } from './layout';

/** No cell of the tile changes much in its amount of a drug. */
export function unmark(room: usize, drug: i32): void {
  memory.fill(room + MARKS + MARKS_BYTES * <usize>drug, 0, MARKS_BYTES);
  memory.fill(room + EXTREMES + ((<usize>drug) << 4), 0, 16);
}

/** Whether the group of a site has a cell that does. */
export function isMarked(room: usize, drug: i32, site: u32): bool {
  const bits = <u32>load<u8>(room + MARKS + MARKS_BYTES * <usize>drug + <usize>(site >> 5));
  return ((bits >> ((site >> 2) & 7)) & 1) != 0;
}

/** Whether any group has, of any of the drugs `active`, a bit each. */
export function isAnyMarkedOf(room: usize, active: u32): bool {
  let marks: u64 = 0;
  for (let left = active; left != 0; left &= left - 1) {
    const at = room + MARKS + MARKS_BYTES * <usize>ctz(left);
    marks |= load<u64>(at) | load<u64>(at, 8) | load<u64>(at, 16) | load<u64>(at, 24);
  }
  return marks != 0;
}

export function markGroup(room: usize, drug: i32, site: u32): void {
  const at = room + MARKS + MARKS_BYTES * <usize>drug + <usize>(site >> 5);
  store<u8>(at, <u8>(<u32>load<u8>(at) | (1 << ((site >> 2) & 7))));
}

/** One cell that does. */
export function mark(room: usize, drug: i32, site: u32, begun: f32, ended: f32): void {
  const at = room + ((<usize>drug) << 12) + ((<usize>site) << 2);
  store<f32>(at, begun, BEGINS);
  store<f32>(at, ended, ENDS);
  const most = room + EXTREMES + ((<usize>drug) << 4);
  if (begun > load<f32>(most)) store<f32>(most, begun);
  if (ended > load<f32>(most)) store<f32>(most, ended);
  markGroup(room, drug, site);
}

/** One that does not, in whatever group. */
export function keep(room: usize, drug: i32, site: u32, argument: f32): void {
  const at = room + ((<usize>drug) << 12) + ((<usize>site) << 2);
  store<f32>(at, argument, BEGINS);
  store<f32>(at, argument, ENDS);
}
