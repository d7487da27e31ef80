/** How a treated tumour fares, judged by the number of its cells after every step. */
import type { Scenario } from '../../scenario/scenario';
import { type RelapseSizes, relapseSizes } from './relapse';
import { beginResponse, followResponse, type ResponseState } from './response';

export interface JudgementState {
  startHours: number | null;
  startCells: number;
  fallen: boolean;
  response: ResponseState | null;
}

export class Judgement {
  /** Hours at which treatment began; null before. */
  startHours: number | null = null;
  /** Cells of the tumour then. */
  startCells = 0;
  /** Whether treatment has brought the tumour below half of the size to which it would relapse. */
  fallen = false;
  /** As of the last step; null before treatment. */
  response: ResponseState | null = null;

  constructor(private readonly scenario: Scenario) {}

  begin(hours: number, cells: number): void {
    this.startHours = hours;
    this.startCells = cells;
    this.response = beginResponse(hours, cells);
  }

  /** After every step, and after an operation. */
  follow(hours: number, cells: number): void {
    if (this.response === null) return;
    this.response = followResponse(this.response, this.scenario.response, hours, cells);
    if (!this.fallen && cells < this.sizes.fallenBelow) this.fallen = true;
  }

  private get sizes(): RelapseSizes {
    const { rules, stop } = this.scenario;
    const byIntent = rules.some(({ kind }) => kind === 'adaptive');
    return relapseSizes(stop.relapseCells, this.startCells, byIntent);
  }

  /** Whether a tumour of so many cells, having fallen, is back. */
  isBack(cells: number): boolean {
    return this.startHours !== null && this.fallen && cells >= this.sizes.back;
  }

  /** Cells at which relapse, or growth through treatment, ends the run; Infinity where neither does. */
  get endCells(): number {
    if (this.startHours === null) return Infinity;
    return this.fallen ? this.sizes.endAfterFall : this.sizes.endWithoutFall;
  }

  /**
   * Numbers of cells that a run must not step past unseen.
   * @param toldOfRelapse whether the tumour has been back before
   */
  stops(toldOfRelapse: boolean): { above: number; below: number } {
    const { treatment, untilCells } = this.scenario;
    const most = untilCells > 0 ? untilCells : Infinity;
    if (this.startHours === null) {
      return { above: treatment.begin === 'size' ? Math.min(most, treatment.atCells) : most, below: 0 };
    }
    const above = Math.min(most, this.endCells);
    if (!this.fallen) return { above, below: this.sizes.fallenBelow };
    return { above: toldOfRelapse ? above : Math.min(above, this.sizes.back), below: 0 };
  }

  save(): JudgementState {
    const { startHours, startCells, fallen, response } = this;
    return { startHours, startCells, fallen, response };
  }

  /** Into a fresh one. */
  restore(state: JudgementState): void {
    this.startHours = state.startHours;
    this.startCells = state.startCells;
    this.fallen = state.fallen;
    this.response = state.response;
  }
}
