/** Doses given, as the plots mark them. */
import type { Scenario } from '../../scenario/scenario';
import type { Dosing, GivenDose } from '../treatment/dosing';
import type { Therapy } from '../treatment/therapy';
import type { Mark } from './course';

/** Doses of one agent. */
export interface GivenBy {
  /** Its place among all agents. */
  agent: number;
  dosing: Dosing;
  doses: readonly GivenDose[];
}

/** Takes the doses given since the last look: marks in the order of time, whichever drugs they are of. */
export function takeMarks(therapy: Therapy, scenario: Scenario): { marks: Mark[]; given: GivenBy[] } {
  const given: GivenBy[] = [];
  const taken = [...therapy.drugs, therapy.inhibitor].flatMap((dosing, agent) => {
    if (dosing === null) return [];
    const drug = agent < therapy.drugs.length ? agent : -1;
    const doses = dosing.doses.splice(0);
    given.push({ agent, dosing, doses });
    return doses.map((dose) => ({ dose, drug }));
  });
  taken.sort((a, b) => a.dose.start - b.dose.start);
  const agentOf = (drug: number) => (drug === -1 ? scenario.inhibitor : scenario.drugs[drug]);
  return {
    marks: taken.map(({ dose, drug }) => markOf(dose, drug, agentOf(drug)?.name ?? '', scenario)),
    given,
  };
}

function markOf(dose: GivenDose, drug: number, label: string, { untilDays }: Scenario): Mark {
  const end = Math.min(dose.end, Math.max(dose.start, untilDays * 24));
  return { from: dose.start / 24, to: end / 24, drug, label };
}

/** Doses of an agent that are all marked; of more, those that stand this share of the time since the first apart. */
const MARKED = 4096;

/**
 * Which of very many doses get a mark: a million, every tenth of an hour, leave 27,000. It depends on the marks alone,
 * never on how a run is cut, and a mark that is there stays there.
 */
export class MarkThinner {
  /** [agent] when its first mark begins, and its last. */
  private readonly spans = new Map<number, { first: number; last: number }>();

  /** Whether a mark is to be kept; if so, those that follow are measured from it. */
  keeps({ drug, from }: Mark): boolean {
    const span = this.spans.get(drug);
    if (span === undefined) this.spans.set(drug, { first: from, last: from });
    else {
      if (from > span.first && from - span.last < (from - span.first) / MARKED) return false;
      span.last = from;
    }
    return true;
  }
}
