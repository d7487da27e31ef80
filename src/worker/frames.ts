/** Cuts frames out of a patient: what the page has not seen yet, in arrays of its own that can be transferred. */
import { CLASS_COUNT, HISTOGRAM_BINS, type Observation } from '../kernel/model';
import { merged } from '../patient/merge';
import type { Patient } from '../patient/patient';
import type { Course, Frame, RunStatus } from './protocol';

/** Cells that can be counted within a few milliseconds. */
const CHEAP_TO_OBSERVE = 1_000_000;
const BINS_BY_DRUG = CLASS_COUNT * HISTOGRAM_BINS;

function cut(course: Course, from: number, to: number): Course {
  const part = (column: Float64Array) => column.slice(from, to);
  return {
    time: part(course.time),
    cells: part(course.cells),
    cellsByClass: course.cellsByClass.map(part),
    plasma: course.plasma.map(part),
    inhibitor: part(course.inhibitor),
    inside: course.inside.map((columns) => columns.map(part)),
  };
}

export class FrameCutter {
  private sentRows = 0;
  private sentThinnings = 0;
  private sentMarks = 0;
  private sentEntries = 0;

  constructor(private readonly patient: Patient) {}

  cut(status: RunStatus, hash: string | null): Frame {
    const { recorder, marks, chronicle } = this.patient;
    const observation = this.look(hash !== null);
    // Thinning halves the rows and so renumbers them: the page then needs the whole course again.
    const courseFrom = recorder.thinned === this.sentThinnings ? this.sentRows : 0;
    const frame: Frame = {
      status,
      courseFrom,
      course: cut(recorder.course, courseFrom, recorder.rows),
      marks: marks.slice(this.sentMarks),
      chronicle: chronicle.slice(this.sentEntries),
      histogram: this.patient.scenario.drugs.map((_, drug) =>
        observation.histogramByClass.slice(drug * BINS_BY_DRUG, (drug + 1) * BINS_BY_DRUG),
      ),
      cellsByClass: observation.cellsByClass.slice(),
      hash,
    };
    this.sentRows = recorder.rows;
    this.sentThinnings = recorder.thinned;
    this.sentMarks = marks.length;
    this.sentEntries = chronicle.length;
    return frame;
  }

  /** Fresh counts while that is cheap or nothing moves; else those of the last output time. */
  private look(standing: boolean): Observation {
    return standing || this.patient.cells < CHEAP_TO_OBSERVE
      ? merged(this.patient.observe())
      : this.patient.observation;
  }
}

/** Every buffer of a frame, for the transfer list. */
export function buffersOf(frame: Frame): ArrayBufferLike[] {
  const { course } = frame;
  return [
    course.time,
    course.cells,
    course.inhibitor,
    frame.cellsByClass,
    ...course.cellsByClass,
    ...course.plasma,
    ...course.inside.flat(),
    ...frame.histogram,
  ].map((column) => column.buffer);
}
