/**
 * One tile of a tissue: which of its cells are to divide or die.
 *
 * With r = b − d and φ(r) = (eʳ − 1)/r, b and d times the step, a cell dies with probability dφ and divides, into
 * two, with probability bφ: mean and extinction of the exact law (Kendall 1948), with one daughter at most. φ by the
 * continued fraction of fate.ts, (eʳ − 1)/r = N/(D − rN/2). The outcome is left in the cell's flags, to be carried out
 * block by block (tissueEvents.ts). Room is looked for only where a cell would have an event if it had it. Who has none
 * when the step begins may get it by a death, in the middle of the step on average: it divides, if room is there when
 * its turn comes, with half the probability.
 *
 * Oxygen p and room say how active a cell is, a = room × (p − p₀)/(p₁ − p₀), within 0…1: division goes with a, a
 * drug's kill with q + (1 − q)a. Below a level of oxygen cells also die for want of it, which leaves debris.
 */

import { Flag } from './cell';
import { markPending, tileAddress } from './heap';
import {
  DEBRIS,
  fieldAt,
  hasOxygen,
  originX,
  originY,
  originZ,
  VACANT,
  voxelOf,
  withinX,
  withinY,
  withinZ,
} from './lattice';
import {
  CROWD,
  drugStep,
  EVENT_COUNT,
  EVENTS,
  FLAGS_COLUMN,
  HEADER,
  MASKED,
  OXYGEN_GAIN,
  PHENOTYPE_COLUMN,
  PHENOTYPE_ROWS,
  PHENOTYPE_STRIDE,
  pointer,
  QUIESCENT_BELOW,
  RATE_LIMIT,
  ROOM_MASK,
  STEP_KILL,
  STEP_STASIS,
  tissueValue,
} from './layout';
import { argumentColumn, effectOn } from './response';
import { hasFreeNeighbour, mayHaveRoom } from './room';
import { hasRoomIn, isCrowded, maskRoom } from './roomMask';
import { Limit, TissueField } from './shared';
import { drawTissueCandidates, necrosisAt } from './tissueChance';

/** Most that a cell divides in a step: it then has one daughter for certain. */
const MOST_DIVISION: f32 = 0.6931471805599453;

/** Share of its division that a level of oxygen allows a cell. */
export function oxygenShare(oxygen: f32): f32 {
  const share = (oxygen - load<f32>(HEADER + QUIESCENT_BELOW)) * load<f32>(HEADER + OXYGEN_GAIN);
  return share > 0 ? (share < 1 ? share : 1) : 0;
}

/** (eʳ − 1)/r. */
function growthFactor(r: f32): f32 {
  const y = r * r * 0.25;
  const numerator: f32 = <f32>945 + y * (<f32>105 + y);
  const denominator: f32 = <f32>945 + y * (<f32>420 + <f32>15 * y);
  return numerator / (denominator - numerator * (r * 0.5));
}

function setMasked(own: usize, masked: bool): void {
  store<u32>(own, masked ? 1 : 0, MASKED);
}

/** Whether a cell has room; that of all cells of its tile is worked out when the first asks. */
function findsRoom(own: usize, index: u32, site: u32): bool {
  if (load<u32>(own, MASKED) == 0) {
    // Where many sites are free, one of the first looked at may be.
    if (!isCrowded(index) && hasFreeNeighbour(index, site)) return true;
    maskRoom(own, index);
    setMasked(own, true);
  }
  return hasRoomIn(own + ROOM_MASK, site);
}

/** Draws the fates of a tile's cells. `own`: the thread's room; `active`: bit per drug that is in the tile. */
export function drawTissueFates(own: usize, entry: usize, index: u32, active: u32): void {
  const mayDivide = mayHaveRoom(index);
  setMasked(own, false);
  const chance = drawTissueCandidates(own, entry, index, active, mayDivide);
  const tile = tileAddress(entry);
  const start = own + EVENTS;
  const end = start + ((<usize>load<u32>(own, EVENT_COUNT)) << 4);
  for (let record = start; record < end; record += 16) {
    const site = <usize>load<u32>(record);
    const id = <u32>load<u16>(tile + (site << 1), PHENOTYPE_COLUMN);
    const flags = <u32>load<u8>(tile + site, FLAGS_COLUMN);
    // Who still has an event to come draws no other.
    if (id == VACANT || (flags & Flag.pending) != 0) continue;
    const draw = <f32>load<u32>(record, 4) * chance;
    const event = fateOf(own, tile, index, site, id, draw, active, mayDivide);
    if (event == 0) continue;
    store<u8>(tile + site, <u8>(flags | event), FLAGS_COLUMN);
    markPending(entry, site, event);
  }
}

/** Flags of the event that a candidate has, or 0. */
function fateOf(
  own: usize,
  tile: usize,
  index: u32,
  site: usize,
  id: u32,
  draw: f32,
  active: u32,
  mayDivide: bool,
): u32 {
  const row = pointer(PHENOTYPE_ROWS) + pointer(PHENOTYPE_STRIDE) * <usize>id;
  if (id == DEBRIS) {
    const cleared = load<f32>(row, 4);
    return draw < cleared * growthFactor(-cleared) ? Flag.dies : 0;
  }
  const x = originX(index) + withinX(<u32>site);
  const y = originY(index) + withinY(<u32>site);
  const z = originZ(index) + withinZ(<u32>site);
  let share: f32 = 1;
  let necrosis: f32 = 0;
  if (hasOxygen()) {
    const oxygen = fieldAt(Limit.drugs, voxelOf(x, y, z));
    share = oxygenShare(oxygen);
    necrosis = necrosisAt(oxygen);
  }
  let activity: f32 = mayDivide ? share : 0;
  let hoped: f32 = 0;
  for (;;) {
    const limit = load<f32>(RATE_LIMIT);
    let division = load<f32>(row, 0) * load<f32>(HEADER + CROWD);
    let death = load<f32>(row, 4);
    for (let left = active; left != 0; left &= left - 1) {
      const drug = <i32>ctz(left);
      const effect = effectOn(argumentColumn(own, tile, drug), tile, site, drug);
      const spared = <f32>tissueValue(TissueField.quiescentKill + drug);
      const meets = load<f32>(row, 8) * (spared + (1 - spared) * activity);
      death += load<f32>(drugStep(drug), STEP_KILL) * effect * meets;
      division *= 1 - load<f32>(drugStep(drug), STEP_STASIS) * effect;
    }
    division *= activity;
    death += necrosis;
    division = division < MOST_DIVISION ? division : MOST_DIVISION;
    death = death < limit ? death : limit;
    const factor = growthFactor(division - death);
    const dies = death * factor;
    const divides = division * factor + hoped;
    if (!(draw < dies + divides)) return 0;
    if (activity > 0 && !findsRoom(own, index, <u32>site)) {
      activity = 0;
      hoped = divides * 0.5;
      continue;
    }
    if (draw < necrosis * factor) return Flag.dies | Flag.necrotic;
    return draw < dies ? Flag.dies : Flag.divides;
  }
}
