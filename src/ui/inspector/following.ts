/** The cell in hand as the worker last told of it, asked for again as the run goes on, at most four times a second. */
import type { ClassName } from '../../kernel/model';
import type { CellPick, CellView } from '../../worker/protocol';
import { run } from '../state/run';
import { inspect } from '../state/running';
import { Store } from '../state/store';
import { inspected, watchedCell } from './open';

const ASK_EVERY_MILLISECONDS = 250;
/** Points of the curve of descendants. */
const MOST_POINTS = 240;

export interface Following {
  view: CellView | null;
  /** The cell's last state, also after its death. */
  last: CellView | null;
  /** Living cells of the line, [day, cells], thinned as it grows. */
  line: [number, number][];
  /** There was no such cell. */
  none: boolean;
}

const nothing: Following = { view: null, last: null, line: [], none: false };
export const following = new Store<Following>(nothing);

let asking = false;
/** Picked while another answer was still awaited. */
let waiting: CellPick | null = null;
let seen: unknown = null;

async function ask(pick: CellPick | null): Promise<void> {
  if (asking) {
    waiting = pick ?? waiting;
    return;
  }
  asking = true;
  seen = run.value;
  try {
    take(pick, await inspect(pick));
  } catch {
    // A worker that is gone tells so itself.
  } finally {
    asking = false;
  }
  if (waiting === null) return;
  const next = waiting;
  waiting = null;
  await ask(next);
}

function take(pick: CellPick | null, view: CellView | null): void {
  if (view === null) {
    if (pick === 'descendant') return;
    following.set({ ...nothing, none: pick !== null });
    watchedCell.set(null);
    return;
  }
  const at = view.cell?.surroundings?.at ?? null;
  watchedCell.set(at && { compartment: view.compartment, at });
  const before = pick === null || pick === 'descendant' ? following.value : nothing;
  const last = view.cell === null ? before.last : view;
  following.set({ view, last, line: lengthened(before.line, [view.days, view.followed]), none: false });
}

function lengthened(line: [number, number][], point: [number, number]): [number, number][] {
  const [day] = line.at(-1) ?? [-1];
  const longer = day === point[0] ? [...line.slice(0, -1), point] : [...line, point];
  return longer.length > MOST_POINTS ? longer.filter((_, index) => index % 2 === 0) : longer;
}

/** Another cell as the last one was asked for, or one that descends from it. */
export function pickAgain(pick: CellPick | null = inspected.value): void {
  if (pick !== null) void ask(pick);
}

/** How many follow: the inspector, or who marks a clone. */
let followers = 0;

/** Begins to follow what {@link inspected} asks for; the function returned ends it. */
export function follow(): () => void {
  followers++;
  const unwatch = inspected.watch((pick) => pickAgain(pick));
  pickAgain();
  const timer = setInterval(() => {
    const { view, none } = following.value;
    const { status } = run.value;
    if (status === null) return;
    if (view !== null && view.run !== status.run) {
      // A site or a line of an earlier run means nothing in this one.
      const pick = inspected.value;
      void ask(isOfClass(pick) ? pick : ANY);
      return;
    }
    // A site without a cell is not asked for again: whoever comes there later was not meant.
    if (none && run.value !== seen && isOfClass(inspected.value)) pickAgain();
    else if (view !== null && (run.value !== seen || view.lineageSteps !== view.steps)) void ask(null);
  }, ASK_EVERY_MILLISECONDS);
  return () => {
    clearInterval(timer);
    unwatch();
    followers--;
    if (followers > 0) return;
    void inspect('none').catch(() => {});
    following.set(nothing);
    watchedCell.set(null);
  };
}

/** Whether a random cell of some class was asked for. */
export function isOfClass(
  pick: CellPick | null,
): pick is { compartment: number; className: ClassName | null } {
  return typeof pick === 'object' && pick !== null && 'className' in pick;
}

const ANY: CellPick = { compartment: -1, className: null };
