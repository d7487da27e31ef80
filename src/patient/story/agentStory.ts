/** When each agent begins and ends, at its own time: what is given, not what a schedule intends. */
import type { Agent, Scenario } from '../../scenario/scenario';
import type { Dosing, GivenDose } from '../treatment/dosing';
import type { ChronicleEntry } from './entry';
import { capital, dayCount } from './words';

interface Course {
  beganHours: number | null;
  ended: boolean;
}

export type AgentStoryState = Course[];

export type Told = Pick<ChronicleEntry, 'text' | 'drug' | 'event'> & { hours: number };

export class AgentStory {
  private readonly courses: Course[];

  constructor(private readonly scenario: Scenario) {
    this.courses = this.agents.map(() => ({ beganHours: null, ended: false }));
  }

  /** Every drug, and the inhibitor behind them. */
  private get agents(): (Agent & { name: string })[] {
    const { drugs, inhibitor } = this.scenario;
    return inhibitor === null ? drugs : [...drugs, inhibitor];
  }

  named(name: string): (Agent & { name: string }) | undefined {
    return this.agents.find((agent) => agent.name === name);
  }

  /** Told with the beginning of treatment, or by the rule that begins it. */
  begunBy(name: string, hours: number): void {
    const course = this.courses[this.agents.findIndex((agent) => agent.name === name)];
    if (course === undefined) return;
    course.beganHours ??= hours;
    course.ended = false;
  }

  /** @param startHours of treatment */
  look(
    index: number,
    dosing: Dosing,
    doses: readonly GivenDose[],
    now: number,
    startHours: number | null,
  ): Told[] {
    const agent = this.agents[index];
    const course = this.courses[index];
    if (agent === undefined || course === undefined) return [];
    const { name: drug } = agent;
    const told: Told[] = [];
    for (const { start: hours, extra } of doses) {
      if (extra) continue;
      if (course.beganHours === null) {
        course.beganHours = hours;
        const since = startHours === null ? '' : `, ${dayCount(hours - startHours)} into treatment`;
        const text = `${capital(drug)} begins${since}: ${courseWords(agent)}.`;
        told.push({ hours, drug, event: 'begins', text });
      } else if (course.ended) {
        course.ended = false;
        told.push({ hours, drug, event: 'given again', text: `${capital(drug)} is given again.` });
      }
    }
    const end = dosing.endsHours;
    if (course.beganHours !== null && !course.ended && end <= now) {
      course.ended = true;
      const text = endWords(agent, dosing.scheduledDoses, end - course.beganHours);
      told.push({ hours: end, drug, event: lasts(agent) ? 'ends' : 'last dose', text });
    }
    return told;
  }

  save(): AgentStoryState {
    return this.courses.map((course) => ({ ...course }));
  }

  /** Into a fresh one. */
  restore(state: AgentStoryState): void {
    state.forEach((course, index) => {
      this.courses[index] = { ...course };
    });
  }
}

/** Whether a dose takes time. */
const lasts = ({ pharmacokinetics: { route } }: Agent) => route === 'level' || route === 'infusion';

const digits = (value: number) => String(Number(value.toPrecision(3)));

/** Periods that follow one another without a gap are one level, held. */
function isUnbroken({ pharmacokinetics, schedule }: Agent): boolean {
  const { infusionHours, everyHours, doses } = schedule;
  return (
    pharmacokinetics.route === 'level' && (infusionHours === 0 || infusionHours >= everyHours || doses === 1)
  );
}

/** "held at 2 µM", "6 doses of 100 mg, one in 7 days". */
function courseWords(agent: Agent): string {
  const { doseMg, levelMicromolar, infusionHours, everyHours, doses } = agent.schedule;
  const isLevel = agent.pharmacokinetics.route === 'level';
  if (isUnbroken(agent)) {
    const period = infusionHours > 0 && doses === 1 ? infusionHours : everyHours;
    const length = doses > 0 ? ` for ${dayCount(doses * period)}` : '';
    return `held at ${digits(levelMicromolar)} µM${length}`;
  }
  const amount = isLevel
    ? `${digits(levelMicromolar)} µM for ${dayCount(infusionHours)}`
    : `${digits(doseMg)} mg`;
  if (doses === 1) return `one dose of ${amount}`;
  return `${doses > 0 ? `${doses} doses of ${amount}` : amount}, every ${dayCount(everyHours)}`;
}

function endWords(agent: Agent & { name: string }, doses: number, hours: number): string {
  if (isUnbroken(agent)) return `${capital(agent.name)} is withdrawn after ${dayCount(hours)}.`;
  const which = doses === 1 ? 'The only dose' : `The last of ${doses} doses`;
  return `${which} of ${agent.name}${lasts(agent) ? ' ends' : ''}.`;
}
