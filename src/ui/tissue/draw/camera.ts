/** Where a slice lies on the screen: which site is in the middle and how many device pixels it takes. */
import type { Part } from '../../../kernel/read/ramp';

/** Device pixels that a site takes at most, per device pixel of a CSS pixel. */
export const LARGEST_SITE = 48;
/** Of the shorter side, that a lattice which fits leaves free around it. */
export const MARGIN = 0.03;
/** Of what is seen, drawn beyond it on every side, so that a little panning shows no edge. */
const BEYOND = 0.25;
const MOST_PIXELS = 4096;

export class Camera {
  /** Sites, the corner of site (0, 0) being 0, 0. */
  x = 0;
  y = 0;
  /** Device pixels per site. */
  scale = 1;
  protected width = 1;
  protected height = 1;
  protected ratio = 1;
  protected sites: readonly [number, number] = [1, 1];
  /** Follows changes of size until one zooms or pans. */
  protected fitted = true;

  resize(width: number, height: number, ratio: number): void {
    this.width = Math.max(1, width);
    this.height = Math.max(1, height);
    this.ratio = ratio;
    if (this.fitted) this.fit();
    else this.settle();
  }

  /** Another lattice, or another side of it. */
  look(sites: readonly [number, number]): void {
    const same = sites[0] === this.sites[0] && sites[1] === this.sites[1];
    this.sites = sites;
    if (!same) this.fit();
  }

  get least(): number {
    const [columns, rows] = this.sites;
    return Math.min(this.width / columns, this.height / rows) * (1 - 2 * MARGIN);
  }

  get most(): number {
    return Math.max(this.least, LARGEST_SITE * this.ratio);
  }

  fit(): void {
    const [columns, rows] = this.sites;
    this.scale = this.least;
    this.x = columns / 2;
    this.y = rows / 2;
    this.fitted = true;
  }

  pan(dx: number, dy: number): void {
    this.x -= dx / this.scale;
    this.y -= dy / this.scale;
    this.fitted = false;
    this.settle();
  }

  /** The site under the point stays there. */
  zoom(factor: number, x: number, y: number): void {
    const before = this.at(x, y);
    this.scale = Math.min(this.most, Math.max(this.least, this.scale * factor));
    this.x = before[0] - (x - this.width / 2) / this.scale;
    this.y = before[1] - (y - this.height / 2) / this.scale;
    this.fitted = this.scale === this.least;
    this.settle();
  }

  /** Place, in sites, of a point of the screen. */
  at(x: number, y: number): [number, number] {
    return [this.x + (x - this.width / 2) / this.scale, this.y + (y - this.height / 2) / this.scale];
  }

  /** The lattice never leaves the screen: what is smaller than it stays in the middle. */
  protected settle(): void {
    this.scale = Math.min(this.most, Math.max(this.least, this.scale));
    const [columns, rows] = this.sites;
    this.x = within(this.x, columns, this.width / this.scale);
    this.y = within(this.y, rows, this.height / this.scale);
  }

  /** Where there can be cells, first and last along either side. */
  protected get bounds(): readonly [readonly [number, number], readonly [number, number]] {
    const [columns, rows] = this.sites;
    return [
      [0, columns],
      [0, rows],
    ];
  }

  /** What of the lattice to draw, and how fine. */
  part(mostShift: number): Omit<Part, 'axis' | 'w' | 'depth'> {
    const [across, down] = this.bounds;
    let shift = Math.max(0, Math.min(mostShift, Math.round(Math.log2(1 / this.scale))));
    for (; ; shift++) {
      const [u, width] = span(this.x, this.width / this.scale, across, shift);
      const [v, height] = span(this.y, this.height / this.scale, down, shift);
      if ((width <= MOST_PIXELS && height <= MOST_PIXELS) || !(shift < mostShift)) {
        return { u, v, width, height, shift };
      }
    }
  }
}

function within(centre: number, sites: number, seen: number): number {
  if (seen >= sites) return sites / 2;
  return Math.min(sites - seen / 2, Math.max(seen / 2, centre));
}

/** First site and pixels of what is seen along one side, with something beyond, in steps that do not follow every move. */
function span(
  centre: number,
  seen: number,
  [first, last]: readonly [number, number],
  shift: number,
): [number, number] {
  const unit = 2 ** shift;
  const step = unit * 32;
  const from = Math.max(first, Math.floor((centre - seen * (0.5 + BEYOND)) / step) * step);
  const to = Math.min(last, Math.ceil((centre + seen * (0.5 + BEYOND)) / step) * step);
  return [from, Math.max(1, Math.ceil((to - from) / unit))];
}
