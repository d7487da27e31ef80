/** Clones of a patient over time: counts of those that grow up, and how various all of them are together. */
import type { Scenario } from '../../scenario/scenario';
import type { Compartment } from '../compartment';
import { CloneCourse, type CloneCourseState } from './cloneCourse';
import { type CloneDiversity, cloneDiversity, diversityWidth, heterozygosity } from './diversity';

/** Of all compartments together: 8 bytes each in memory, 11 in a checkpoint. */
const MOST_ENTRIES = 2 ** 21;
/** Clones whose peak and end are noted; of all compartments together. */
const MOST_NOTED = 2 ** 22;

export interface DiversityRow extends CloneDiversity {
  hours: number;
  /** By locus, in the order of `lociOf`. */
  heterozygosity: number[];
}

export interface LineagesState {
  courses: CloneCourseState[];
  /** Of each compartment, then where there are several of the tumour in all of them: rows of `diversityWidth`. */
  diversity: Float64Array[];
}

export class Lineages {
  /** Of each compartment. */
  readonly courses: readonly CloneCourse[];
  /** Of each compartment, then where there are several of the tumour in all of them. */
  readonly diversity: DiversityRow[][];

  /** @param scenario with `cloneCountsFrom` above 0 */
  constructor(
    readonly scenario: Scenario,
    private readonly compartments: readonly Compartment[],
  ) {
    const { length } = compartments;
    const limits = {
      from: scenario.cloneCountsFrom,
      mostEntries: Math.floor(MOST_ENTRIES / length),
      mostNoted: Math.floor(MOST_NOTED / length),
    };
    this.courses = compartments.map(({ kernel }) => new CloneCourse(kernel, limits));
    this.diversity = Array.from({ length: length > 1 ? length + 1 : 1 }, () => []);
  }

  record(steps: number, hours: number, always: boolean): void {
    const cells = this.courses.map((course) => course.record(steps, hours, always));
    const genotypes = this.compartments.map(({ kernel }) => kernel.genotypes());
    const targets = this.scenario.targets.length;
    const isTumour = (_: unknown, index: number) => this.compartments[index]?.isTumour === true;
    this.diversity.forEach((rows, index) => {
      const isAll = index === cells.length;
      const own = isAll ? cells.filter(isTumour) : cells.slice(index, index + 1);
      const kinds = isAll ? genotypes.filter(isTumour) : genotypes.slice(index, index + 1);
      rows.push({ hours, ...cloneDiversity(own), heterozygosity: heterozygosity(kinds.flat(), targets) });
    });
  }

  save(): LineagesState {
    const valuesOf = ({ hours, cells, clones, shannon, simpson, heterozygosity: loci }: DiversityRow) => [
      ...[hours, cells, clones, shannon, simpson],
      ...loci,
    ];
    return {
      courses: this.courses.map((course) => course.save()),
      diversity: this.diversity.map((rows) => Float64Array.from(rows.flatMap(valuesOf))),
    };
  }

  /** Into fresh ones, whose kernels are in the state in which they were saved. */
  restore(state: LineagesState): void {
    this.courses.forEach((course, index) => {
      course.restore(state.courses[index] as CloneCourseState);
    });
    const width = diversityWidth(this.scenario);
    state.diversity.forEach((values, index) => {
      for (let at = 0; at < values.length; at += width) {
        const [hours = 0, cells = 0, clones = 0, shannon = 0, simpson = 0, ...loci] = values.subarray(
          at,
          at + width,
        );
        this.diversity[index]?.push({ hours, cells, clones, shannon, simpson, heterozygosity: loci });
      }
    });
  }
}
