/** Walls of vessels as the fields meet them: their open surface by voxel, and how much of what is outside they let out. */

import { voxelOf } from '../lattice/lattice';
import {
  FIELD_BLOCK,
  header,
  pointer,
  SPACE,
  setHeader,
  VESSELS_CHANGED,
  VOXEL_SHIFT,
  WALL_INHIBITION,
} from '../memory/header';
import { fieldValue, HEADER } from '../memory/layout';
import { Environment } from '../shared/step';
import { FieldField, VesselWord } from '../shared/tissue';
import { fieldBytes, SURFACE, SURFACE_SUM, solving, WALLS } from './layout';
import { openSurface, tendVessels, vesselAddress, vesselCount } from './vessels';

/** Vessels of the step that the row of the environment is for. */
export function prepareVessels(environment: usize): void {
  store<f32>(HEADER + WALL_INHIBITION, load<f32>(environment, 4 * Environment.wallInhibition));
  tendVessels();
  if (header(VESSELS_CHANGED) != 0 && pointer(FIELD_BLOCK) != 0) gatherSurface();
}

/** Sums over the vessels of each voxel, in the order of their records. */
function gatherSurface(): void {
  const surface = <usize>load<u32>(solving(SURFACE));
  memory.fill(surface, 0, fieldBytes());
  const shared: f32 = <f32>1 / <f32>(1 << (header(VOXEL_SHIFT) * header(SPACE)));
  let sum: f64 = 0;
  for (let i: u32 = 0; i < vesselCount(); ++i) {
    const vessel = vesselAddress(i);
    const voxel = voxelOf(
      load<u32>(vessel, 4 * VesselWord.x),
      load<u32>(vessel, 4 * VesselWord.y),
      load<u32>(vessel, 4 * VesselWord.z),
    );
    const at = surface + ((<usize>voxel) << 2);
    const own = openSurface(vessel) * shared;
    store<f32>(at, load<f32>(at) + own);
    sum += <f64>own;
  }
  store<f64>(solving(SURFACE_SUM), sum);
  store<u32>(solving(WALLS), sum > 0 ? 1 : 0);
  setHeader(VESSELS_CHANGED, 0);
}

/** Permeability outwards over that inwards: of what inhibitors leave of the pumps of a barrier, and of bulk flow. */
export function outward(field: i32): f64 {
  const working = 1 - <f64>load<f32>(HEADER + WALL_INHIBITION);
  const pumped = (fieldValue(field, FieldField.wallPump) - 1) * working;
  return 1 + pumped + fieldValue(field, FieldField.wallBulk);
}
