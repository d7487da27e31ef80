/** One agent's schedule and plasma level: which dose begins and ends when, anywhere inside a step. */
import type { Agent } from '../../scenario/scenario';
import { PlasmaLevel, type PlasmaState } from './pharmacokinetics';
import { raisedHours } from './raised';

const HOURS_PER_DAY = 24;

/** A dose as given, hours; `end` equals `start` for a dose at once and is Infinity for a level held for good. */
export interface GivenDose {
  start: number;
  end: number;
  /** Given beside the schedule. */
  extra: boolean;
}

interface Infusion {
  untilHours: number;
  micromolesPerHour: number;
}

/** An extra dose of a held level: what it adds, and for how long. */
interface Raise {
  fromHours: number;
  untilHours: number;
  micromolar: number;
}

export interface DosingState {
  plasma: PlasmaState;
  infusions: Infusion[];
  raises: Raise[];
  heldUntilHours: number;
  beganHours: number;
  anchorHours: number;
  sinceAnchor: number;
  lastHours: number;
  given: number;
  nextHours: number;
  doses: number;
  paused: boolean;
  doseFactor: number;
}

export class Dosing {
  /** Doses given that nobody has taken from here yet, in order of beginning. */
  readonly doses: GivenDose[] = [];
  private readonly plasma: PlasmaLevel;
  private readonly held: boolean;
  private infusions: Infusion[] = [];
  private raises: Raise[] = [];
  private heldUntilHours = -Infinity;
  private beganHours = Infinity;
  /** The dose from which intervals are counted, so that times do not drift by rounding. */
  private anchorHours = Infinity;
  private sinceAnchor = 0;
  private lastHours = -Infinity;
  private given = 0;
  private nextHours = Infinity;
  private paused = false;
  /** Multiple of the scheduled dose or level. */
  private doseFactor = 1;

  /** @param ruled whether rules may pause it: a level is then held period by period, each a dose of its own */
  constructor(
    private readonly agent: Agent,
    private readonly ruled = false,
  ) {
    this.plasma = new PlasmaLevel(agent.pharmacokinetics);
    this.held = agent.pharmacokinetics.route === 'level';
  }

  /** Treatment begins: the first dose falls `startDay` days later. */
  begin(hours: number): void {
    this.beganHours = hours;
    this.anchorHours = hours + this.agent.schedule.startDay * HOURS_PER_DAY;
    this.nextHours = this.anchorHours;
  }

  /** The schedule was changed: doses given stay given, the next one keeps the new interval from the last. */
  reschedule(nowHours: number): void {
    if (this.beganHours === Infinity) return;
    const { startDay, everyHours, doses } = this.agent.schedule;
    if (this.given === 0) {
      this.anchorHours = Math.max(nowHours, this.beganHours + startDay * HOURS_PER_DAY);
      this.nextHours = this.anchorHours;
      return;
    }
    if (this.heldForGood) {
      this.heldUntilHours = doses > 0 ? this.anchorHours + doses * everyHours : Infinity;
      return;
    }
    this.anchorHours = Math.max(nowHours, this.lastHours + everyHours);
    this.sinceAnchor = 0;
    this.nextHours = this.finished ? Infinity : this.anchorHours;
  }

  /** No scheduled dose is given from now on, and a level is no longer held; what has been given stays given. */
  pause(hours: number): void {
    this.paused = true;
    this.heldUntilHours = Math.min(this.heldUntilHours, hours);
  }

  /** The schedule goes on; a dose that fell due in the meantime is given now and intervals count from it. */
  resume(hours: number): void {
    this.paused = false;
    const unbroken = this.held && this.agent.schedule.infusionHours === 0 && this.given > 0;
    if (this.finished || (this.nextHours >= hours && !unbroken)) return;
    this.anchorHours = hours;
    this.sinceAnchor = 0;
    this.nextHours = hours;
  }

  /** Doses and levels from now on are this multiple of the scheduled ones. */
  scaleTo(factor: number): void {
    this.doseFactor = factor;
  }

  /** One extra dose, beside the schedule; where a level is held, it is raised for {@link raisedHours}. */
  doseNow(hours: number): void {
    if (!this.held) {
      this.give(hours, true);
      return;
    }
    const untilHours = hours + raisedHours(this.agent.schedule);
    this.raises = [...this.raises, { fromHours: hours, untilHours, micromolar: this.scheduledLevel }];
    this.doses.push({ start: hours, end: untilHours, extra: true });
  }

  /** Total plasma level at `hours`, µM. */
  levelAt(hours: number): number {
    if (!this.held) return this.plasma.level;
    const isHeld = hours < this.heldUntilHours || this.goesOnAt(hours);
    let level = isHeld ? this.scheduledLevel : 0;
    for (const { fromHours, untilHours, micromolar } of this.raises) {
      if (fromHours <= hours && hours < untilHours) level += micromolar;
    }
    return level;
  }

  /** When the last dose of a course is over, in the future or the past; Infinity while more are to begin. */
  get endsHours(): number {
    if (this.given === 0) return Infinity;
    if (this.heldForGood) return this.heldUntilHours;
    if (!this.finished) return Infinity;
    if (this.held) return this.heldUntilHours;
    const { route } = this.agent.pharmacokinetics;
    return this.lastHours + (route === 'infusion' ? this.agent.schedule.infusionHours : 0);
  }

  /** Doses of the schedule given so far. */
  get scheduledDoses(): number {
    return this.given;
  }

  /** Level that the schedule holds now, µM. */
  private get scheduledLevel(): number {
    return this.agent.schedule.levelMicromolar * this.doseFactor;
  }

  /** Whether the period of a held level that ends now is followed by the next at once. */
  private goesOnAt(hours: number): boolean {
    return this.given > 0 && !this.paused && hours === this.heldUntilHours && this.nextHours === hours;
  }

  /** Advances from `from` to `to` hours and returns the mean total plasma level in between, µM. */
  advance(from: number, to: number): number {
    let now = from;
    let area = 0;
    while (true) {
      const event = Math.min(this.paused ? Infinity : this.nextHours, this.nextEnd());
      if (!(event < to)) break;
      area += this.pass(now, event);
      now = Math.max(now, event);
      this.endInfusions(now);
      if (!this.paused && this.nextHours <= now) this.giveScheduled(now);
    }
    area += this.pass(now, to);
    if (this.raises.length > 0) area += this.raisedArea(from, to);
    return area / (to - from);
  }

  save(): DosingState {
    return {
      plasma: this.plasma.save(),
      infusions: this.infusions.slice(),
      raises: this.raises.slice(),
      heldUntilHours: this.heldUntilHours,
      beganHours: this.beganHours,
      anchorHours: this.anchorHours,
      sinceAnchor: this.sinceAnchor,
      lastHours: this.lastHours,
      given: this.given,
      nextHours: this.nextHours,
      doses: this.doses.length,
      paused: this.paused,
      doseFactor: this.doseFactor,
    };
  }

  restore(state: DosingState): void {
    this.plasma.restore(state.plasma);
    this.infusions = state.infusions.slice();
    this.raises = state.raises.slice();
    this.heldUntilHours = state.heldUntilHours;
    this.beganHours = state.beganHours;
    this.anchorHours = state.anchorHours;
    this.sinceAnchor = state.sinceAnchor;
    this.lastHours = state.lastHours;
    this.given = state.given;
    this.nextHours = state.nextHours;
    this.doses.length = state.doses;
    this.paused = state.paused;
    this.doseFactor = state.doseFactor;
  }

  private get finished(): boolean {
    const { doses } = this.agent.schedule;
    return doses > 0 && this.given >= doses;
  }

  /** A level held without a break is one dose from the first day to the last. */
  private get heldForGood(): boolean {
    return this.held && this.agent.schedule.infusionHours === 0 && !this.ruled;
  }

  private nextEnd(): number {
    let soonest = Infinity;
    for (const infusion of this.infusions) soonest = Math.min(soonest, infusion.untilHours);
    return soonest;
  }

  private endInfusions(hours: number): void {
    if (this.infusions.length === 0) return;
    this.infusions = this.infusions.filter((infusion) => infusion.untilHours > hours);
    this.plasma.infuse(this.infusions.reduce((sum, infusion) => sum + infusion.micromolesPerHour, 0));
  }

  /** Area under the level between two moments with no event in between, µM·h. */
  private pass(from: number, to: number): number {
    if (!(to > from)) return 0;
    if (!this.held) return this.plasma.advance(to - from);
    const until = Math.min(to, this.heldUntilHours);
    return until > from ? this.scheduledLevel * (until - from) : 0;
  }

  /** What extra doses of a held level add between two moments, µM·h. */
  private raisedArea(from: number, to: number): number {
    let area = 0;
    for (const { fromHours, untilHours, micromolar } of this.raises) {
      area += micromolar * Math.max(0, Math.min(to, untilHours) - Math.max(from, fromHours));
    }
    this.raises = this.raises.filter(({ untilHours }) => untilHours > to);
    return area;
  }

  private giveScheduled(hours: number): void {
    this.given++;
    this.lastHours = hours;
    this.sinceAnchor++;
    this.nextHours = this.finished
      ? Infinity
      : this.anchorHours + this.sinceAnchor * this.agent.schedule.everyHours;
    if (!this.heldForGood) {
      this.give(hours, false);
      return;
    }
    const { doses, everyHours } = this.agent.schedule;
    this.nextHours = Infinity;
    this.heldUntilHours = doses > 0 ? hours + doses * everyHours : Infinity;
    this.doses.push({ start: hours, end: this.heldUntilHours, extra: false });
  }

  private give(hours: number, extra: boolean): void {
    const { doseMg, infusionHours, everyHours } = this.agent.schedule;
    const micromoles = ((doseMg * this.doseFactor) / this.agent.molarMass) * 1000;
    let end = hours;
    switch (this.agent.pharmacokinetics.route) {
      case 'level':
        end = hours + (infusionHours > 0 ? infusionHours : everyHours);
        this.heldUntilHours = Math.max(this.heldUntilHours, end);
        break;
      case 'bolus':
        this.plasma.giveAtOnce(micromoles);
        break;
      case 'oral':
        this.plasma.swallow(micromoles);
        break;
      case 'infusion':
        end = hours + infusionHours;
        this.infusions.push({ untilHours: end, micromolesPerHour: micromoles / infusionHours });
        this.plasma.infuse(this.infusions.reduce((sum, infusion) => sum + infusion.micromolesPerHour, 0));
        break;
    }
    this.doses.push({ start: hours, end, extra });
  }
}
