/** What a patient consists of from day 0 of its line on: made together, saved together. */
import { compartmentPlans } from '../compile/compartments';
import type { KernelGroup } from '../kernel/group';
import type { Scenario } from '../scenario/scenario';
import { Clock } from './clock';
import { Compartment } from './compartment';
import { COUNTED_FROM, lineagesFrom } from './lineage/counting';
import type { Lines } from './lines';
import { Judgement } from './outcome/judgement';
import { Records } from './record/records';
import type { PatientState } from './saved/snapshot';
import { Strides } from './step/strides';
import { Chronicle } from './story/chronicle';
import { ByHand } from './treatment/byHand';
import { Conduct } from './treatment/conduct';
import { Therapy } from './treatment/therapy';

export interface Parts {
  /** The scenario with every change until now. */
  current: Scenario;
  compartments: readonly Compartment[];
  clock: Clock;
  byHand: ByHand;
  therapy: Therapy;
  conduct: Conduct;
  judgement: Judgement;
  records: Records;
  strides: Strides;
  story: Chronicle;
}

/**
 * As day 0 finds them, whose compartments hold no cells yet; of a run that was saved, its scenario as it was then.
 * @param before of the line that died out before
 */
export function partsOf(
  scenario: Scenario,
  group: KernelGroup,
  lines: Lines,
  saved?: PatientState,
  before?: Parts,
): Parts {
  const asBegun = { ...scenario, changes: [], dosesGiven: [] };
  const current = structuredClone(saved?.current ?? asBegun);
  const compartments = compartmentPlans(current, lines.diedOut).map(
    (plan, index) => new Compartment(plan, group.kernels[index]!),
  );
  const clock = new Clock(current, compartments.length > 1);
  const therapy = new Therapy(current);
  const { cloneCountsFrom } = current;
  const lineages = cloneCountsFrom > 0 ? lineagesFrom(cloneCountsFrom, current, compartments) : null;
  const records = new Records(compartments, () => group.observe(), lineages);
  if (before !== undefined && before.records.counted !== before.records.lineages) {
    records.watch(lineagesFrom(COUNTED_FROM, current, compartments));
  }
  return {
    ...{ current, compartments, clock, therapy, records },
    byHand: new ByHand(scenario, (hours) => clock.stepAt(hours), lines.before, saved?.doneByHand),
    conduct: new Conduct(current, therapy, compartments),
    judgement: new Judgement(current),
    strides: new Strides(group, compartments, therapy, scenario.stepHours),
    story: new Chronicle(current, compartments, lines.before),
  };
}

/**
 * Counts clones over time from this step on for who looks on, also in lines that are founded later; where the scenario
 * asks for that it is done already. Leaves no trace in the state of the cells, nor in what is saved.
 */
export function watchClones({ current, compartments, records }: Parts, steps: number): void {
  if (records.counted !== null) return;
  const watched = lineagesFrom(COUNTED_FROM, current, compartments);
  watched.record(steps, steps * current.stepHours, false);
  records.watch(watched);
}

type PartsState = Omit<PatientState, 'steps' | 'dosed' | 'stoppedBy' | 'ended' | 'lines'>;

/** Everything but the cells, which the kernels keep; see saved/snapshot.ts. */
export function saveParts(parts: Parts): PartsState {
  const { current, compartments, byHand, judgement, therapy, story, records, conduct } = parts;
  return {
    current,
    doneByHand: byHand.done,
    judgement: judgement.save(),
    therapy: therapy.save(),
    story: story.save(),
    record: compartments.length > 1 ? records.recorder.save() : null,
    compartments: compartments.map((compartment) => compartment.save()),
    marks: records.marks.slice(),
    rules: current.rules.length > 0 ? conduct.save() : null,
    ...(records.lineages === null ? {} : { lineages: records.lineages.save() }),
  };
}

/** Into parts made for what was saved. */
export function restoreParts(parts: Parts, saved: PartsState): void {
  parts.judgement.restore(saved.judgement);
  parts.therapy.restore(saved.therapy);
  parts.story.restore(saved.story);
  if (saved.record !== null) parts.records.recorder.restore(saved.record);
  parts.compartments.forEach((compartment, index) => {
    compartment.restore(saved.compartments[index]!);
  });
  parts.records.mark(saved.marks);
  if (saved.rules !== null) parts.conduct.restore(saved.rules);
  if (saved.lineages !== undefined) parts.records.lineages?.restore(saved.lineages);
}
