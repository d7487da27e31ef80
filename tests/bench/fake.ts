/** A subject that takes a given time per cell-step and notes when it is asked. */
import type { Case } from '../../bench/cases';
import type { Phases } from '../../bench/phases';
import type { Subject } from '../../bench/subject';
import type { SuitePlan } from '../../bench/suite';

interface Fake {
  nanoseconds: number[];
  threads?: number;
  hash?: string | null;
  phases?: Phases | null;
  log?: string[];
}

export function fake(variant: string, options: Fake): Subject {
  const { nanoseconds, threads = 1, hash = null, phases = null, log = [] } = options;
  let own: Case;
  let runs = 0;
  return {
    engine: 'fake 1',
    variant,
    threads,
    async begin(wanted) {
      own = wanted;
      log.push(`begin ${variant}`);
    },
    async run(steps) {
      const each = nanoseconds[runs++ % nanoseconds.length]!;
      const cellSteps = own.cells * steps;
      log.push(variant);
      return {
        nanoseconds: each * cellSteps,
        cellSteps,
        events: cellSteps / 50,
        cells: own.cells,
        bytes: 12 * own.cells,
        meanAmount: [1],
      };
    },
    hash: async () => hash,
    phases: async (steps) =>
      phases && {
        environment: phases.environment * steps,
        sweep: phases.sweep * steps,
        events: phases.events * steps,
        barrier: phases.barrier * steps,
      },
    async end() {
      log.push(`end ${variant}`);
    },
    close() {},
  };
}

export const smallCase: Case = { cells: 100_000, drugs: 1, phenotypes: 1, response: 'tight' };

export function plan(own: Partial<SuitePlan>): SuitePlan {
  return {
    cases: [smallCase],
    subjects: [],
    reference: null,
    rounds: 3,
    repeatMilliseconds: 1,
    deadline: Infinity,
    onCase: () => {},
    ...own,
  };
}
