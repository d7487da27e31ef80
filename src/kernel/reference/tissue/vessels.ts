import { exactExp } from '../../../../assembly/numerics/maths';
import type { KernelModel } from '../../model';
import type { TissueModel, Vessel } from '../../tissueModel';

const f = Math.fround;
/** Hours between two looks at the vessels, about. */
const HOURS_BETWEEN = 6;

/** Whether a place of the lattice is taken by a cell or by what one left. */
type IsTaken = (x: number, y: number, z: number) => boolean;

/** How open each vessel is, 0…1, as assembly/fields/vessels.ts presses them shut and lets them open. */
export class Vessels {
  readonly openness: Float32Array;
  private readonly tissue: TissueModel;

  constructor(private readonly model: KernelModel & { tissue: TissueModel }) {
    this.tissue = model.tissue;
    this.openness = new Float32Array(this.tissue.vessels.length).fill(1);
  }

  /** At the beginning of a step; true where anything may have changed. */
  tend(step: number, isTaken: IsTaken): boolean {
    const { lossPerHour, gainPerHour, crowdedFrom } = this.tissue.vesselDynamics;
    if (lossPerHour <= 0 || crowdedFrom >= 1) return false;
    const period = Math.max(1, roundedToEven(HOURS_BETWEEN / this.model.stepHours));
    if (step % period !== 0) return false;
    const between = period * this.model.stepHours;
    const kept = f(exactExp(-lossPerHour * between));
    const missing = f(exactExp(-gainPerHour * between));
    this.tissue.vessels.forEach((vessel, i) => {
      const open = this.openness[i]!;
      const { sites, taken } = this.around(vessel, isTaken);
      const crowded = taken > crowdedFrom * sites;
      const next = crowded ? f(open * kept) : f(1 - f(f(1 - open) * missing));
      this.openness[i] = next < f(1e-6) ? 0 : next;
    });
    return true;
  }

  /** Sites of the tissue around a vessel, its own included, and how many of them are taken. */
  private around(vessel: Vessel, isTaken: IsTaken): { sites: number; taken: number } {
    const within = this.tissue.vesselDynamics.crowdedWithin;
    const [width, height, depth = 1] = this.tissue.size;
    let [sites, taken] = [0, 0];
    for (let z = Math.max(0, vessel.z - within); z <= Math.min(depth - 1, vessel.z + within); z++) {
      for (let y = Math.max(0, vessel.y - within); y <= Math.min(height - 1, vessel.y + within); y++) {
        for (let x = Math.max(0, vessel.x - within); x <= Math.min(width - 1, vessel.x + within); x++) {
          if ((x - vessel.x) ** 2 + (y - vessel.y) ** 2 + (z - vessel.z) ** 2 > within ** 2) continue;
          sites++;
          if (isTaken(x, y, z)) taken++;
        }
      }
    }
    return { sites, taken };
  }

  /** Mean over all; 1 where there are none. */
  get mean(): number {
    if (this.openness.length === 0) return 1;
    return this.openness.reduce((sum, open) => sum + open, 0) / this.openness.length;
  }
}

/** As IEEE 754 rounds: halves to the even neighbour. */
function roundedToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}
