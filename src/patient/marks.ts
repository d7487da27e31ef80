/** Doses given, as the plots mark them. */
import type { Scenario } from '../scenario/scenario';
import type { Mark } from '../worker/protocol';
import type { GivenDose } from './dosing';
import type { Therapy } from './therapy';

/** The last dose of a course. */
export interface LastDose {
  hours: number;
  name: string;
  /** Doses of the course. */
  number: number;
}

/** Takes the doses given since the last look, in the order of time, whichever drugs they are of. */
export function takeMarks(therapy: Therapy, scenario: Scenario): { marks: Mark[]; lastDoses: LastDose[] } {
  const taken = [...therapy.drugs, therapy.inhibitor].flatMap((dosing, index) => {
    const drug = index < therapy.drugs.length ? index : -1;
    return (dosing?.doses.splice(0) ?? []).map((dose) => ({ dose, drug }));
  });
  taken.sort((a, b) => a.dose.start - b.dose.start);
  const agentOf = (drug: number) => (drug === -1 ? scenario.inhibitor : scenario.drugs[drug]);
  return {
    marks: taken.map(({ dose, drug }) => markOf(dose, drug, agentOf(drug)?.name ?? '', scenario)),
    lastDoses: taken.flatMap(({ dose, drug }) => {
      const agent = agentOf(drug);
      return dose.last && agent
        ? [{ hours: dose.start, name: agent.name, number: agent.schedule.doses }]
        : [];
    }),
  };
}

function markOf(dose: GivenDose, drug: number, label: string, { untilDays }: Scenario): Mark {
  const end = Math.min(dose.end, Math.max(dose.start, untilDays * 24));
  return { from: dose.start / 24, to: end / 24, drug, label };
}
