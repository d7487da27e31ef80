/** Two ways to step the drug of competitive release over a plane of sites, by the published rules and as the kernel has it. */

/** D Δt/h²: 0.02 µm²/s, 2 h, 20 µm. */
const SPREAD = (0.02 * 7200) / 400;
/** A level that moves no population. */
const NOTHING = 1e-12;

/** First and last site + 1 of a row of sites. */
export type Range = readonly [from: number, to: number];

export interface Field {
  /** By site, x + side·y. */
  readonly levels: Float64Array;
  /** Where there may be drug. */
  wet(): Range[];
  /** A step with drug around the tissue or without; cells take `taken` out, by site. */
  step(on: boolean, taken: Float64Array): void;
}

/** Explicit in steps of a sixth, so short that time adds nothing to the error of the sites. */
export class FacedField implements Field {
  levels: Float64Array;
  private next: Float64Array;
  /** Sites from an edge that drug has come to. */
  private depth = 0;

  constructor(private readonly side: number) {
    this.levels = new Float64Array(side * side);
    this.next = new Float64Array(side * side);
  }

  wet(): Range[] {
    const { side, depth } = this;
    if (depth === 0) return [];
    return Array.from({ length: side }, (_, y): Range[] => {
      const [first, last] = [side * y, side * (y + 1)];
      const whole = Math.min(y, side - 1 - y) < depth || 2 * depth >= side;
      return whole
        ? [[first, last]]
        : [
            [first, first + depth],
            [last - depth, last],
          ];
    }).flat();
  }

  step(on: boolean, taken: Float64Array): void {
    if (!on && this.depth === 0) return;
    const before = this.wet();
    const parts = 6;
    this.depth += parts;
    const after = this.wet();
    for (let part = 0; part < parts; part++) {
      for (const range of after) this.spread(on, SPREAD / parts, range);
      [this.levels, this.next] = [this.next, this.levels];
    }
    for (const [from, to] of before) {
      for (let at = from; at < to; at++) this.levels[at] = this.levels[at]! - taken[at]!;
    }
    while (this.depth > 0 && this.mostAt(this.depth - 1) < NOTHING) this.depth--;
  }

  private spread(on: boolean, share: number, [from, to]: Range): void {
    const { side, levels, next } = this;
    const first = from - (from % side);
    for (let at = from; at < to; at++) {
      const own = levels[at]!;
      // Half a site away.
      const beyond = on ? 2 * (1 - own) : 0;
      let inflow = at > first ? levels[at - 1]! - own : beyond;
      inflow += at + 1 < first + side ? levels[at + 1]! - own : beyond;
      inflow += first > 0 ? levels[at - side]! - own : beyond;
      inflow += first + side < levels.length ? levels[at + side]! - own : beyond;
      next[at] = own + share * inflow;
    }
  }

  /** Highest level so many sites from an edge. */
  private mostAt(depth: number): number {
    const { side, levels } = this;
    if (2 * depth >= side) return 0;
    let most = 0;
    for (let i = depth; i < side - depth; i++) {
      for (const at of [
        i + side * depth,
        i + side * (side - 1 - depth),
        depth + side * i,
        side - 1 - depth + side * i,
      ]) {
        most = Math.max(most, levels[at]!);
      }
    }
    return most;
  }
}

/** Half a step implicit along y and explicit along x, then the other way; 4 − 2u where an edge is held at 1. */
export class AlternatingField implements Field {
  readonly levels: Float64Array;
  private readonly half: Float64Array;
  private readonly upper: Float64Array;

  constructor(private readonly side: number) {
    this.levels = new Float64Array(side * side);
    this.half = new Float64Array(side * side);
    this.upper = new Float64Array(side);
  }

  wet(): Range[] {
    return [[0, this.levels.length]];
  }

  step(on: boolean, taken: Float64Array): void {
    const { side, levels, half } = this;
    this.sweep(levels, half, 1, side, on);
    this.sweep(half, levels, side, 1, on);
    for (let at = 0; at < levels.length; at++) levels[at] = levels[at]! - taken[at]!;
  }

  /** Lines along `along` are solved; what passes across them is taken from before. */
  private sweep(from: Float64Array, to: Float64Array, across: number, along: number, on: boolean): void {
    const { side, upper } = this;
    const off = -SPREAD / 2;
    for (let line = 0; line < side; line++) {
      for (let i = 0; i < side; i++) {
        const at = line * across + i * along;
        const own = from[at]!;
        const beyond = on ? 4 - 2 * own : 0;
        const lower = line > 0 ? from[at - across]! - own : beyond;
        const higher = line + 1 < side ? from[at + across]! - own : beyond;
        const known = own + (SPREAD / 2) * (lower + higher);
        const edge = i === 0 || i === side - 1;
        const middle = 1 + SPREAD * (edge ? (on ? 1.5 : 0.5) : 1);
        const pivot = i === 0 ? middle : middle - off * upper[i - 1]!;
        upper[i] = off / pivot;
        to[at] = (known - (i === 0 ? 0 : off * to[at - along]!)) / pivot;
      }
      for (let i = side - 2; i >= 0; i--) {
        const at = line * across + i * along;
        to[at] = to[at]! - upper[i]! * to[at + along]!;
      }
    }
  }
}
