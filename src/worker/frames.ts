/** Cuts frames out of a patient: what the page has not seen yet, in arrays of its own that can be transferred. */
import { CLASS_COUNT, HISTOGRAM_BINS } from '../kernel/model';
import type { Observation } from '../kernel/observation';
import type { Patient } from '../patient/patient';
import { type Course, columnsOf, mapCourse } from '../patient/record/course';
import {
  type ChronicleEntry,
  type CompartmentView,
  type Frame,
  MOST_PLACES,
  type RunStatus,
} from './protocol';

/** Cells that can be counted within a few milliseconds. */
const CHEAP_TO_OBSERVE = 1_000_000;
const BINS_BY_DRUG = CLASS_COUNT * HISTOGRAM_BINS;

/** The first entry that is not as it was; later knowledge may have moved or changed any of them. */
function firstNew(sent: readonly ChronicleEntry[], now: readonly ChronicleEntry[]): number {
  if (sent === now) return now.length;
  let same = 0;
  while (same < sent.length && same < now.length && isSame(sent[same], now[same])) same++;
  return same;
}

function isSame(one: ChronicleEntry | undefined, other: ChronicleEntry | undefined): boolean {
  return one?.text === other?.text && one?.day === other?.day && one?.kind === other?.kind;
}

/** Looks at all compartments together. */
export const ALL = -1;

export class FrameCutter {
  /** The compartment that frames show, or {@link ALL}. */
  shown = ALL;
  private sentRows = 0;
  private sentRevision = 0;
  private sentMarks = 0;
  private sentEntries: readonly ChronicleEntry[] = [];

  constructor(private readonly patient: Patient) {}

  /** Of the same patient, none of whose rows have been sent. */
  anew(): FrameCutter {
    const cutter = new FrameCutter(this.patient);
    cutter.look(this.shown);
    return cutter;
  }

  /** Frames show this compartment from now on; one that is none of them is all together. */
  look(compartment: number): void {
    this.shown = this.patient.compartments[compartment] === undefined ? ALL : compartment;
    this.sentRows = 0;
  }

  cut(status: RunStatus, hash: string | null): Frame {
    const { marks, narrative, compartments } = this.patient;
    const entriesFrom = firstNew(this.sentEntries, narrative);
    const { recorder } = compartments[this.shown] ?? this.patient;
    const parts = this.observations(hash !== null);
    const observation = parts[this.shown] ?? this.patient.together(parts);
    // Once rows that it has are others, the page needs the whole course again.
    const from = recorder.revision === this.sentRevision ? this.sentRows : 0;
    const frame: Frame = {
      status,
      shown: this.shown,
      compartments: parts.length === 1 ? [] : parts.map((part, index) => this.view(index, part, from)),
      courseFrom: from,
      course: mapCourse(recorder.course, (column) => column.slice(from, recorder.rows)),
      marks: marks.slice(this.sentMarks),
      chronicleFrom: entriesFrom,
      chronicle: narrative.slice(entriesFrom),
      histogram: this.patient.scenario.drugs.map((_, drug) =>
        observation.histogramByClass.slice(drug * BINS_BY_DRUG, (drug + 1) * BINS_BY_DRUG),
      ),
      cellsByClass: observation.cellsByClass.slice(),
      cellsBySubclass: observation.cellsBySubclass.slice(),
      hash,
    };
    this.sentRows = recorder.rows;
    this.sentRevision = recorder.revision;
    this.sentMarks = marks.length;
    this.sentEntries = narrative;
    return frame;
  }

  /** All compartments keep the same rows. */
  private view(index: number, seen: Observation, from: number): CompartmentView {
    const { recorder, blood, shareOfNormal } = this.patient.compartments[index]!;
    return {
      cells: recorder.course.cells.slice(from, recorder.rows),
      cellsByClass: seen.cellsByClass.slice(),
      inside:
        this.patient.compartments.length > MOST_PLACES ? [] : meansOf(recorder.course, from, recorder.rows),
      marrow: blood && {
        progenitors: shareOfNormal,
        blood: blood.share,
        course: recorder.blood.slice(from, recorder.rows),
        normalGigaPerLitre: blood.normalGigaPerLitre,
      },
    };
  }

  /** Fresh counts while that is cheap or nothing moves; else those of the last output time. */
  private observations(standing: boolean): Observation[] {
    return standing || this.patient.group.cells < CHEAP_TO_OBSERVE
      ? this.patient.observe()
      : this.patient.compartments.map(({ observation }) => observation);
  }
}

/** By drug, of rows from `from` to before `to`: mean amount inside all cells, µM; 0 where there are none. */
function meansOf({ inside, cells, cellsByClass }: Course, from: number, to: number): Float64Array[] {
  return inside.map((byClass) =>
    Float64Array.from({ length: to - from }, (_, index) => {
      const row = from + index;
      const all = cells[row] ?? 0;
      const sum = byClass.reduce(
        (sum, { [row]: mean = 0 }, at) => sum + mean * (cellsByClass[at]?.[row] ?? 0),
        0,
      );
      return all > 0 ? sum / all : 0;
    }),
  );
}

/** Every buffer of a frame, for the transfer list. */
export function buffersOf(frame: Frame): ArrayBufferLike[] {
  return [
    ...columnsOf(frame.course),
    frame.cellsByClass,
    frame.cellsBySubclass,
    ...frame.histogram,
    ...frame.compartments.flatMap(({ cells, cellsByClass, inside, marrow }) => [
      cells,
      cellsByClass,
      ...inside,
      ...(marrow === null ? [] : [marrow.course]),
    ]),
  ].map((column) => column.buffer);
}
