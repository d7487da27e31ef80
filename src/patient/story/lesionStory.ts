/** What becomes of each of several compartments: gone for good, or back at the size at which treatment met it. */
import type { Place } from './firstCells';
import { capital, cells, dayCount } from './words';

/** Below this share of its size at the start of treatment a compartment has responded. */
const RESPONSE = 0.5;

interface Course {
  startCells: number;
  lowestCells: number;
  back: boolean;
}

export interface LesionStoryState {
  startHours: number | null;
  courses: Course[];
  gone: number[];
}

export class LesionStory {
  private startHours: number | null = null;
  private courses: Course[] = [];
  private readonly gone = new Set<number>();

  constructor(private readonly places: readonly Place[]) {}

  treatmentBegins(hours: number): void {
    this.startHours = hours;
    this.courses = this.places.map(({ kernel }) => ({
      startCells: kernel.cells,
      lowestCells: kernel.cells,
      back: false,
    }));
  }

  /** A sentence on a compartment without cells, once. */
  goneSentence(place: Place, hours: number): string | null {
    const index = this.places.indexOf(place);
    if (this.gone.has(index)) return null;
    this.gone.add(index);
    const when =
      this.startHours === null ? 'without treatment' : `${dayCount(hours - this.startHours)} into treatment`;
    return `Extinct in ${place.name}: the last cell died ${when}.`;
  }

  /**
   * After every step: sentences on compartments that have come back.
   * @param counts cells of each
   */
  follow(hours: number, counts: ArrayLike<number>): string[] {
    const { startHours } = this;
    const sentences: string[] = [];
    if (startHours === null) return sentences;
    for (const [index, course] of this.courses.entries()) {
      const live = counts[index]!;
      if (live < course.lowestCells) course.lowestCells = live;
      if (course.back || live < course.startCells) continue;
      const place = this.places[index]!;
      if (!place.isTumour || course.lowestCells >= RESPONSE * course.startCells) continue;
      course.back = true;
      const name = capital(place.name);
      const after = dayCount(hours - startHours);
      sentences.push(
        `${name} is back at its size at the start of treatment, ${cells(live)}, ${after} after it.`,
      );
    }
    return sentences;
  }

  save(): LesionStoryState {
    const courses = this.courses.map((course) => ({ ...course }));
    return { startHours: this.startHours, courses, gone: [...this.gone] };
  }

  /** Into a fresh one. */
  restore(state: LesionStoryState): void {
    this.startHours = state.startHours;
    this.courses = state.courses.map((course) => ({ ...course }));
    for (const index of state.gone) this.gone.add(index);
  }
}
