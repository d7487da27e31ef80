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

  /** At every output time: sentences on compartments that have come back. */
  look(hours: number): string[] {
    const { startHours } = this;
    if (startHours === null) return [];
    return this.courses.flatMap((course, index) => {
      const place = this.places[index] as Place;
      const live = place.observation.cells;
      course.lowestCells = Math.min(course.lowestCells, live);
      const responded = course.lowestCells < RESPONSE * course.startCells;
      if (course.back || !place.isTumour || !responded || live < course.startCells) return [];
      course.back = true;
      const name = capital(place.name);
      const after = dayCount(hours - startHours);
      return `${name} is back at its size at the start of treatment, ${cells(live)}, ${after} after it.`;
    });
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
