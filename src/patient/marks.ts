/** Doses given, as the plots mark them. */
import type { Scenario } from '../scenario/scenario';
import type { Mark } from '../worker/protocol';
import type { GivenDose } from './dosing';
import type { Therapy } from './therapy';

/** Takes the doses given since the last look; `lastDose` hears of the last of a course. */
export function takeMarks(
  therapy: Therapy,
  scenario: Scenario,
  lastDose: (hours: number, name: string, number: number) => void,
): Mark[] {
  const marks: Mark[] = [];
  [...therapy.drugs, therapy.inhibitor].forEach((dosing, index) => {
    if (dosing === null) return;
    const drug = index < therapy.drugs.length ? index : -1;
    const agent = drug === -1 ? scenario.inhibitor : scenario.drugs[drug];
    for (const dose of dosing.doses.splice(0)) {
      marks.push(markOf(dose, drug, agent?.name ?? '', scenario));
      if (dose.last && agent) lastDose(dose.start, agent.name, agent.schedule.doses);
    }
  });
  return marks;
}

function markOf(dose: GivenDose, drug: number, label: string, { untilDays }: Scenario): Mark {
  const end = Math.min(dose.end, Math.max(dose.start, untilDays * 24));
  return { from: dose.start / 24, to: end / 24, drug, label };
}
