import { circulationHalfway, matured } from '../../../assembly/blood/maturing';
import { Limit } from '../../../assembly/shared/limits';
import type { KernelModel } from '../model';
import type { Digest } from '../numbers/digest';

/** Blood that a marrow makes; see assembly/blood/blood.ts. Shares of normal. */
export class Blood {
  private stages: [number, number, number, number] = [1, 1, 1, 1];
  /** After each step, from step 0 on. */
  private readonly course = [1];

  constructor(private readonly model: KernelModel) {}

  /** Of a model whose cells make none: null. */
  static of(model: KernelModel): Blood | null {
    return (model.feedback?.transitPerHour ?? 0) > 0 ? new Blood(model) : null;
  }

  private get passed(): number {
    return (this.model.feedback?.transitPerHour ?? 0) * this.model.stepHours;
  }

  /** Circulation in the middle of the step that begins with so many cells. */
  ahead(cells: number): number {
    return circulationHalfway(this.passed, cells / this.model.capacity, ...this.stages);
  }

  pass(cellsBefore: number, cellsAfter: number): void {
    const { passed, stages } = this;
    const from = cellsBefore / this.model.capacity;
    const to = cellsAfter / this.model.capacity;
    const [first, second, third, circulation] = stages;
    this.stages = [
      matured(1, passed, from, to, first, 0, 0, 0),
      matured(2, passed, from, to, second, first, 0, 0),
      matured(3, passed, from, to, third, second, first, 0),
      matured(4, passed, from, to, circulation, third, second, first),
    ];
    this.course.push(this.stages[3]);
  }

  since(step: number): Float64Array {
    return Float64Array.from(this.course.slice(step).slice(-Limit.environmentSteps));
  }

  digest(digest: Digest): void {
    for (const bits of new BigUint64Array(Float64Array.from(this.stages).buffer)) digest.add(bits);
  }
}
