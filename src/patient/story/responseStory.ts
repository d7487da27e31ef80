/** How far treatment brings the tumour down: each share of it that is gone, and the deepest point. */
import type { Entries } from './entries';
import type { Seen } from './firstCells';
import { cells, count, dayCount, percent } from './words';

/** Remaining shares of the tumour at which a response is told. */
const RESPONSES = [0.5, 0.1, 0.01, 0.001, 0.0001, 0.00001];
const RESPONSE_WORDS: Record<number, string> = {
  0.5: 'Half of the tumour is gone',
  0.1: 'Nine tenths are gone',
};

export interface ResponseStoryState {
  responses: number;
  lowest: Seen | null;
  /** Time of the deepest point that has been told. */
  nadirHours: number | null;
}

export class ResponseStory {
  private state: ResponseStoryState = { responses: 0, lowest: null, nadirHours: null };

  constructor(private readonly log: Entries) {}

  /**
   * After every step.
   * @param start when treatment began, and of what size the tumour was
   */
  follow(hours: number, live: number, start: Seen): void {
    const { state } = this;
    if (state.lowest === null || live < state.lowest.cells) {
      state.lowest = { hours, cells: live };
      // What was told as the deepest point is none; the one that follows takes its place.
      if (state.nadirHours !== null) this.log.remove('nadir');
      state.nadirHours = null;
    }
    this.tellShare(hours, live, start);
    if (state.responses === 0) return;
    const { lowest } = state;
    if (live < 2 * lowest.cells || live < 20 || state.nadirHours !== null) return;
    state.nadirHours = lowest.hours;
    const share = percent(lowest.cells / start.cells);
    this.log.add({
      day: lowest.hours / 24,
      kind: 'nadir',
      text: `Deepest point: ${cells(lowest.cells)}, ${share} of the tumour at the start of treatment.`,
    });
  }

  private tellShare(hours: number, live: number, start: Seen): void {
    const share = live / start.cells;
    let reached = this.state.responses;
    while (reached < RESPONSES.length && share <= RESPONSES[reached]!) reached++;
    if (reached === this.state.responses || live === 0) return;
    this.state.responses = reached;
    const limit = RESPONSES[reached - 1]!;
    const words = RESPONSE_WORDS[limit] ?? `The tumour is below ${percent(limit)} of its size`;
    this.log.add({
      day: hours / 24,
      kind: 'response',
      text: `${words}, ${dayCount(hours - start.hours)} into treatment: ${count(live)} of ${cells(start.cells)} left (${percent(share)}).`,
    });
  }

  save(): ResponseStoryState {
    return { ...this.state };
  }

  /** Into a fresh one. */
  restore({ responses, lowest, nadirHours }: ResponseStoryState): void {
    this.state = { responses, lowest, nadirHours };
  }
}
