/** Doses given, as the plots mark them. */
import type { Scenario } from '../scenario/scenario';
import type { Mark } from '../worker/protocol';
import type { Dosing, GivenDose } from './dosing';
import type { Therapy } from './therapy';

/** Takes the doses given since the last look; `hear` is told of those of each agent, by its place among all. */
export function takeMarks(
  therapy: Therapy,
  scenario: Scenario,
  hear: (agent: number, dosing: Dosing, doses: readonly GivenDose[]) => void,
): Mark[] {
  const marks: Mark[] = [];
  [...therapy.drugs, therapy.inhibitor].forEach((dosing, index) => {
    if (dosing === null) return;
    const drug = index < therapy.drugs.length ? index : -1;
    const agent = drug === -1 ? scenario.inhibitor : scenario.drugs[drug];
    const doses = dosing.doses.splice(0);
    for (const dose of doses) marks.push(markOf(dose, drug, agent?.name ?? '', scenario));
    hear(index, dosing, doses);
  });
  return marks;
}

function markOf(dose: GivenDose, drug: number, label: string, { untilDays }: Scenario): Mark {
  const end = Math.min(dose.end, Math.max(dose.start, untilDays * 24));
  return { from: dose.start / 24, to: end / 24, drug, label };
}
