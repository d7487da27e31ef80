/** Closed forms of how far a substance gets into a tissue (docs/model.md (61)). Lengths in one unit, levels relative. */
import { besselI0, besselI1, besselK0, besselK1 } from './bessel';

/** L = √(D/k): where first-order loss k meets diffusion. */
export const penetrationLength = (diffusion: number, lossPerHour: number) =>
  Math.sqrt(diffusion / lossPerHour);

/** Level at distance r from the middle of a vessel in unbounded tissue, over that at distance `from`. */
export const besideVessel = (r: number, from: number, length: number) =>
  besselK0(r / length) / besselK0(from / length);

/** The same where tissue ends at radius `border`, which nothing passes (Krogh's cylinder with first-order loss). */
export function withinCylinder(r: number, from: number, border: number, length: number): number {
  const at = (radius: number) =>
    besselI0(radius / length) * besselK1(border / length) +
    besselK0(radius / length) * besselI1(border / length);
  return at(r) / at(from);
}

/** How fast a vessel must give off so that the level at distance r in unbounded tissue is `level`: 2πD·level/K₀(r/L). */
export const givenOff = (diffusion: number, level: number, r: number, length: number) =>
  (2 * Math.PI * diffusion * level) / besselK0(r / length);

/**
 * Level in tissue over that in plasma where diffusion levels out what vessels give: permeability × surface in, the
 * same times the wall's pump out, and first-order loss in the tissue (K_p,uu of Hammarlund-Udenaes 2008).
 */
export const tissueOverPlasma = (exchangePerHour: number, wallPump: number, lossPerHour: number) =>
  exchangePerHour / (exchangePerHour * wallPump + lossPerHour);

/** Outward over inward permeability of a wall of whose pumps' work an inhibitor takes this share away. */
export const inhibitedWall = (wallPump: number, inhibition: number) => 1 + (wallPump - 1) * (1 - inhibition);

/**
 * Level in the middle of a square of side `side` whose border is held at 1, first-order loss within: the double sine
 * series of the screened Poisson equation.
 */
export function middleOfSquare(side: number, length: number): number {
  let missing = 0;
  for (let m = 1; m < 1200; m += 2) {
    for (let n = 1; n < 1200; n += 2) {
      const sign = (((m - 1) / 2 + (n - 1) / 2) % 2 === 0 ? 1 : -1) / (m * n);
      missing += sign / (1 + ((Math.PI * length) / side) ** 2 * (m * m + n * n));
    }
  }
  return 1 - (16 / Math.PI ** 2) * missing;
}
