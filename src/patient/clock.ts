/** At which steps a run is looked at. The steps follow from the scenario alone, never from how a run is cut. */
import type { Scenario } from '../scenario/scenario';
import { nextRuleHours } from './treatment/ruleTimes';

/** Several compartments wait for each other and are judged together this often. */
const CONTROL_HOURS = 6;
/** What takes a pass over all cells to know, such as how many are resistant, is looked at this often. */
const LOOK_HOURS = 24;
/** Guards step counts from hours against rounding in the division. */
const ROUNDING = 1e-9;

export class Clock {
  constructor(
    private readonly scenario: Scenario,
    /** With several compartments limits are judged at control times, with one after every step. */
    private readonly several: boolean,
  ) {}

  /** The first step that ends at `hours` or later. */
  stepAt(hours: number): number {
    return Math.ceil(hours / this.scenario.stepHours - ROUNDING);
  }

  /** The last step that ends at `hours` or before. */
  lastStepBy(hours: number): number {
    return Math.floor(hours / this.scenario.stepHours + ROUNDING);
  }

  /** Whether a row is recorded after this step; nothing else depends on it. */
  isOutput(step: number): boolean {
    return step % this.outputSteps === 0;
  }

  isLook(step: number): boolean {
    return step % this.lookSteps === 0;
  }

  /** Step at which the run ends, given when treatment began. */
  endStep(treatmentStartHours: number | null): number {
    const { untilDays, stop } = this.scenario;
    let hours = untilDays * 24;
    if (stop.daysAfterTreatment > 0 && treatmentStartHours !== null) {
      hours = Math.min(hours, treatmentStartHours + stop.daysAfterTreatment * 24);
    }
    return this.stepAt(hours);
  }

  /** Step at which treatment begins by the calendar; Infinity when it begins otherwise or has begun. */
  calendarStep(treatmentStartHours: number | null): number {
    const { begin, onDay } = this.scenario.treatment;
    return begin === 'day' && treatmentStartHours === null ? this.stepAt(onDay * 24) : Infinity;
  }

  /** The next of the steps at which several compartments are judged, and changes are told of. */
  nextControl(step: number): number {
    return after(step, this.controlSteps);
  }

  /** The next step at which something other than cells must be attended to. */
  nextStop(step: number, treatmentStartHours: number | null): number {
    const ends = [this.endStep(treatmentStartHours), this.calendarStep(treatmentStartHours)];
    return Math.max(
      step + 1,
      Math.min(
        after(step, this.outputSteps),
        after(step, this.lookSteps),
        ...ends,
        this.several ? this.nextControl(step) : Infinity,
        this.nextRuleStep(step, treatmentStartHours),
      ),
    );
  }

  /** Whether limits are judged at this step. */
  isControl(step: number, treatmentStartHours: number | null): boolean {
    return (
      !this.several ||
      step % this.controlSteps === 0 ||
      step >= this.endStep(treatmentStartHours) ||
      step === this.calendarStep(treatmentStartHours) ||
      this.isRuleStep(step, treatmentStartHours)
    );
  }

  /** Whether the treatment rules are looked at after this step. */
  isRuleStep(step: number, treatmentStartHours: number | null): boolean {
    return step === this.nextRuleStep(step - 1, treatmentStartHours);
  }

  /** The next step at which rules are looked at: on a grid, and at the times that they name; Infinity for none. */
  private nextRuleStep(step: number, treatmentStartHours: number | null): number {
    const { rules, treatment, stepHours } = this.scenario;
    if (rules.length === 0 || treatmentStartHours === null) return Infinity;
    const grid = after(step, Math.max(1, this.stepAt(treatment.controlEveryHours)));
    const named = nextRuleHours(rules, step * stepHours - treatmentStartHours);
    return Math.min(grid, Math.max(step + 1, this.stepAt(treatmentStartHours + named)));
  }

  private get outputSteps(): number {
    return Math.max(1, this.stepAt(this.scenario.outputEveryHours));
  }

  private get controlSteps(): number {
    return Math.max(1, this.stepAt(CONTROL_HOURS));
  }

  private get lookSteps(): number {
    return Math.max(1, this.stepAt(LOOK_HOURS));
  }
}

/** The next multiple of `every` after `step`. */
function after(step: number, every: number): number {
  return (Math.floor(step / every) + 1) * every;
}
