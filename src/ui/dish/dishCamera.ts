/** Where a dish lies on the screen: the camera follows its population until one zooms or pans. */
import { Camera, LARGEST_SITE, MARGIN } from '../tissue/draw/camera';

/** Sites from the corner to the middle of a lattice that no population fills. */
export const MIDDLE = 16384;
/** Of the site in the middle. */
const CENTRE = MIDDLE + 0.5;
/** Of the largest population so far; a smaller one is followed as if there had been so many. */
const LEAST_LARGEST = 10_000;
/**
 * A population that shrinks a thousandfold would be a speck, and drawn as large as before nobody saw it shrink: on the screen its
 * radius goes with this power of its cells.
 */
const POWER = 1 / 8;
const LEAST_SHARE = 0.3;
/** A change of scale by less is not followed. */
const STILL = 0.06;
/** Within so long all but 1/e of what is left to go is gone. */
const MILLISECONDS = 130;
/** A pause in drawing counts as no more: the camera begins to move when the population does. */
const LONGEST_MILLISECONDS = 500;

export class DishCamera extends Camera {
  private radius = 1;
  private largest = LEAST_LARGEST;
  private cells = 1;
  /** 0: nothing is known of the population yet. */
  private goal = 1;
  /** null: it stands still. */
  private movedAt: number | null = null;

  constructor() {
    super();
    this.look([2 * MIDDLE, 2 * MIDDLE]);
  }

  /** Another population. */
  begin(): void {
    this.largest = LEAST_LARGEST;
    this.goal = 0;
    this.fitted = true;
  }

  /** The population as it is now. @returns whether the camera has to move */
  follow(cells: number, radius: number): boolean {
    this.cells = Math.max(1, cells);
    this.largest = Math.max(this.largest, cells);
    this.radius = radius;
    const { wanted } = this;
    if (this.goal === 0) {
      this.goal = wanted;
      this.fit();
    } else if (Math.abs(Math.log(wanted / this.goal)) > STILL) this.goal = wanted;
    return this.isMoving;
  }

  get isMoving(): boolean {
    return this.fitted && this.goal > 0 && this.scale !== this.goal;
  }

  /** On the way to where it should be, as far as the time since the last drawing lets it. */
  move(nowMilliseconds: number): void {
    if (!this.isMoving) {
      this.movedAt = null;
      return;
    }
    const passed = nowMilliseconds - (this.movedAt ?? nowMilliseconds - MILLISECONDS / 8);
    this.movedAt = nowMilliseconds;
    const left = Math.log(this.goal / this.scale);
    const share = 1 - Math.exp(-Math.min(LONGEST_MILLISECONDS, passed) / MILLISECONDS);
    if (Math.abs(left) < 0.004) this.scale = this.goal;
    else this.scale *= Math.exp(share * left);
    this.x = CENTRE;
    this.y = CENTRE;
  }

  private get whole(): number {
    return ((0.5 - MARGIN) * Math.min(this.width, this.height)) / this.radius;
  }

  private get wanted(): number {
    const share = Math.max(LEAST_SHARE, (this.cells / this.largest) ** POWER);
    return Math.min(this.most, share * this.whole);
  }

  override get least(): number {
    return Math.min(this.wanted, this.whole);
  }

  override get most(): number {
    return LARGEST_SITE * this.ratio;
  }

  override fit(): void {
    this.goal = this.wanted;
    this.scale = this.goal;
    this.x = CENTRE;
    this.y = CENTRE;
    this.fitted = true;
  }

  /** What is seen keeps something of the population. */
  protected override settle(): void {
    this.scale = Math.min(this.most, Math.max(this.least, this.scale));
    const far = Math.hypot(this.x - CENTRE, this.y - CENTRE);
    const back = Math.min(1, this.radius / Math.max(far, 1e-9));
    this.x = CENTRE + (this.x - CENTRE) * back;
    this.y = CENTRE + (this.y - CENTRE) * back;
  }

  /** Some room to grow until the next picture. */
  protected override get bounds() {
    const far = 128 * Math.ceil((1.15 * this.radius + 48) / 128);
    const side = [Math.max(0, MIDDLE - far), Math.min(2 * MIDDLE, MIDDLE + far)] as const;
    return [side, side] as const;
  }
}
