/** What a patient's record holds: rows of output, marks of doses, and the last observation, all as of a step. */
import type { Observation } from '../../kernel/observation';
import type { Scenario } from '../../scenario/scenario';
import type { Compartment } from '../compartment';
import type { Lineages } from '../lineage/lineages';
import type { Therapy } from '../treatment/therapy';
import type { Mark } from './course';
import { type GivenBy, MarkThinner, takeMarks } from './marks';
import { merged } from './merge';
import { Recorder, recordShape } from './recorder';
import { mergedRows, tissueRow } from './tissueRow';

/** When a row is recorded, and the levels that cells see then, µM. */
interface Moment {
  steps: number;
  hours: number;
  plasma: number[];
  inhibitor: number;
}

export class Records {
  /** Of the tumour in all its compartments. */
  readonly recorder: Recorder;
  readonly marks: Mark[] = [];
  /** The last observation made, of the tumour as a whole. */
  observation!: Observation;
  private readonly thinner = new MarkThinner();
  /** Clones over time for who looks on: no part of the run, and not saved. */
  private watched: Lineages | null = null;
  /** Step that {@link observation} is of. */
  private observedStep = -1;

  /** @param observe the cells of each compartment as they are now */
  constructor(
    private readonly compartments: readonly Compartment[],
    private readonly observe: () => Observation[],
    /** Clones over time; null where the scenario asks for none. */
    readonly lineages: Lineages | null = null,
  ) {
    const [first] = compartments as [Compartment];
    this.recorder = this.several ? new Recorder(recordShape(first.plan.model)) : first.recorder;
  }

  /** Clones over time: from day 0 on where the scenario asks for them, else since somebody looks on; null: neither. */
  get counted(): Lineages | null {
    return this.lineages ?? this.watched;
  }

  /** Counts clones with each row from the next on, for who looks on. */
  watch(lineages: Lineages): void {
    this.watched = lineages;
  }

  private get several(): boolean {
    return this.compartments.length > 1;
  }

  /** The tumour as a whole, from what each compartment gives. */
  together(parts: readonly Observation[]): Observation {
    return merged(parts.filter((_, index) => this.compartments[index]?.isTumour));
  }

  /** Observes every compartment at a step; returns the tumour as a whole. */
  look(steps: number): Observation {
    const parts = this.observe();
    this.compartments.forEach((compartment, index) => {
      compartment.observation = parts[index]!;
    });
    this.observedStep = steps;
    this.observation = this.together(parts);
    return this.observation;
  }

  /** Makes {@link observation} one of this step. */
  refresh(steps: number): Observation {
    return this.observedStep === steps ? this.observation : this.look(steps);
  }

  /** Cells were taken away since the step was observed. */
  outdate(): void {
    this.observedStep = -1;
  }

  /** @param always a row that is never thinned out */
  record({ steps, hours, plasma, inhibitor }: Moment, always: boolean): void {
    const seen = this.refresh(steps);
    const tissues = this.compartments.map(({ recorder, observation, tissueRow, blood }) => {
      recorder.add(hours, observation, plasma, inhibitor, always, tissueRow, blood?.share);
      return tissueRow;
    });
    if (this.several) this.recorder.add(hours, seen, plasma, inhibitor, always, mergedRows(tissues));
    this.counted?.record(steps, hours, always);
  }

  /**
   * Oxygen is even within seconds, so a step first solves it for the cells that it finds (docs/model.md (50)): after the first
   * step the field is that of the founders, which the row of hour 0 was recorded without.
   */
  completeFirstRow(): void {
    const parts = this.observe();
    const tissues = this.compartments.map(({ recorder, plan, kernel }, index) =>
      recorder.completeFirst(tissueRow(plan.model, kernel, parts[index]!)),
    );
    if (this.several) this.recorder.completeFirst(mergedRows(tissues));
  }

  /** Marks the doses given since the last look, and returns them. */
  markDoses(therapy: Therapy, scenario: Scenario): GivenBy[] {
    const { marks, given } = takeMarks(therapy, scenario);
    this.mark(marks);
    return given;
  }

  mark(marks: readonly Mark[]): void {
    for (const mark of marks) if (this.thinner.keeps(mark)) this.marks.push(mark);
  }
}
