/**
 * One tile of a tissue: which of its cells are to divide or die.
 *
 * A cell's first event in the step is drawn as in fate.ts: any with probability 1 − e^{−s}, s = (b + d)Δt, death with a
 * share of d/s of that. The outcome is left in the cell's flags, to be carried out block by block (tissue/events.ts), and
 * with them whether a second event is possible: for one in 2s of those that divide, since the next of two cells comes
 * within the step with probability below 1 − e^{−2s}. Then and where genotypes change tissue/brood.ts goes on.
 *
 * Room is looked for only where a cell would have an event if it had it. Who has none when the step begins may get it by
 * a death, in the middle of the step on average: it divides, if room is there when its turn comes, with half the
 * probability.
 *
 * Oxygen p and room say how active a cell is, a = room × (p − p₀)/(p₁ − p₀), within 0…1: division goes with a, a
 * drug's kill with q + (1 − q)a. Below a level of oxygen cells also die for want of it, which leaves debris.
 */

import { eventShare } from '../cells/fate';
import { argumentColumn, effectOn } from '../cells/response';
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
} from '../lattice/lattice';
import { Flag } from '../memory/cell';
import { drugStep, STEP_KILL, STEP_STASIS } from '../memory/drugStep';
import {
  CROWD,
  OXYGEN_GAIN,
  PHENOTYPE_ROWS,
  PHENOTYPE_STRIDE,
  pointer,
  QUIESCENT_BELOW,
} from '../memory/header';
import { markPending, tileAddress } from '../memory/heap';
import { FLAGS_COLUMN, HEADER, PHENOTYPE_COLUMN, RATE_LIMIT, tissueValue } from '../memory/layout';
import { EVENT_BYTES, EVENT_COUNT, EVENT_NUMBER, EVENTS, MASKED, RATES, ROOM_MASK } from '../memory/room';
import { ROW_DEATH, ROW_DIVISION, ROW_KILL } from '../memory/row';
import { Limit } from '../shared/limits';
import { TissueField } from '../shared/tissue';
import { drawTissueCandidates, necrosisAt } from './chance';
import { hasFreeNeighbour, mayHaveRoom } from './room';
import { hasRoomIn, isCrowded, maskRoom } from './roomMask';

/** Share of its division that a level of oxygen allows a cell. */
export function oxygenShare(oxygen: f32): f32 {
  const share = (oxygen - load<f32>(HEADER + QUIESCENT_BELOW)) * load<f32>(HEADER + OXYGEN_GAIN);
  return share > 0 ? (share < 1 ? share : 1) : 0;
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
  for (let record = start; record < end; record += EVENT_BYTES) {
    const site = <usize>load<u32>(record);
    const id = <u32>load<u16>(tile + (site << 1), PHENOTYPE_COLUMN);
    const flags = <u32>load<u8>(tile + site, FLAGS_COLUMN);
    // Who still has an event to come draws no other.
    if (id == VACANT || (flags & Flag.pending) != 0) continue;
    const draw = <f32>load<u32>(record, EVENT_NUMBER) * chance;
    const event = fateOf(own, tile, index, <u32>site, site, id, draw, active, mayDivide);
    if (event == 0) continue;
    store<u8>(tile + site, <u8>(flags | event), FLAGS_COLUMN);
    markPending(entry, site, event);
  }
}

/**
 * Flags of the event that a candidate has, or 0; leaves dΔt and bΔt in the thread's room. `place`: its site in the tile
 * `index` of the tissue; `site`: where its columns are in the tile at `tile`.
 */
export function fateOf(
  own: usize,
  tile: usize,
  index: u32,
  place: u32,
  site: usize,
  id: u32,
  draw: f32,
  active: u32,
  mayDivide: bool,
): u32 {
  const row = pointer(PHENOTYPE_ROWS) + pointer(PHENOTYPE_STRIDE) * <usize>id;
  if (id == DEBRIS) {
    const cleared = load<f32>(row, ROW_DEATH);
    return draw < cleared * eventShare(cleared) ? Flag.dies : 0;
  }
  const x = originX(index) + withinX(place);
  const y = originY(index) + withinY(place);
  const z = originZ(index) + withinZ(place);
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
    let division = load<f32>(row, ROW_DIVISION) * load<f32>(HEADER + CROWD);
    let death = load<f32>(row, ROW_DEATH);
    for (let left = active; left != 0; left &= left - 1) {
      const drug = <i32>ctz(left);
      const effect = effectOn(argumentColumn(own, tile, drug), tile, site, drug);
      const spared = <f32>tissueValue(TissueField.quiescentKill + drug);
      const meets = load<f32>(row, ROW_KILL) * (spared + (1 - spared) * activity);
      death += load<f32>(drugStep(drug), STEP_KILL) * effect * meets;
      division *= max<f32>(0, 1 - load<f32>(drugStep(drug), STEP_STASIS) * effect);
    }
    division *= activity;
    death += necrosis;
    division = division < limit ? division : limit;
    death = death < limit ? death : limit;
    store<f32>(own, death, RATES);
    store<f32>(own, division, RATES + 4);
    const factor = eventShare(division + death);
    const dies = death * factor;
    const divides = division * factor + hoped;
    if (!(draw < dies + divides)) return 0;
    if (activity > 0 && !findsRoom(own, index, place)) {
      activity = 0;
      hoped = divides * 0.5;
      continue;
    }
    if (draw < necrosis * factor) return Flag.dies | Flag.necrotic;
    if (draw < dies) return Flag.dies;
    return draw - dies < divides * (2 * (division + death)) ? Flag.divides | Flag.again : Flag.divides;
  }
}
