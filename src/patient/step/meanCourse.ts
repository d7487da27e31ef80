/**
 * How many cells of the wild type there are on average, step by step, by the law of the kernel's step for one cell in
 * a well-mixed compartment: what a step length does to levels, exchange, kill and crowding, without a kernel.
 */

import type { CompartmentPlan } from '../../compile/compartments';
import { ENVIRONMENT_STRIDE, type KernelModel } from '../../kernel/model';
import { wildType } from '../../kernel/numbers/genotype';
import { Blood } from '../../kernel/reference/blood';
import { crowding } from '../../kernel/reference/crowding';
import { exchange, surroundingsOf } from '../../kernel/reference/exchange';
import { phenotypeOf } from '../../kernel/reference/phenotype';
import { ratesInStep } from '../../kernel/reference/rates';
import { ResponseCurves } from '../../kernel/reference/response';
import type { Scenario } from '../../scenario/scenario';
import { behindBarrier } from '../treatment/exposure';
import { Therapy } from '../treatment/therapy';

/** Rates times step are held below this in the kernel. */
const RATE_LIMIT = 8;

interface CourseOptions {
  /** Natural logarithm of the cells to begin with. */
  logCells: number;
  /** Steps between two values. */
  every: number;
  /** Values at most. */
  values: number;
  /** Whether treatment begins with the first step, or never. */
  treated: boolean;
}

/** ln of the mean number of cells after every so many steps; ends early once less than one cell is to be expected. */
export function meanCourse(scenario: Scenario, plan: CompartmentPlan, options: CourseOptions): number[] {
  const { model } = plan;
  const cell = new MeanCell(model);
  const blood = Blood.of(model);
  const therapy = new Therapy(scenario);
  if (options.treated) therapy.begin(0);
  const plasma = new Float32Array(ENVIRONMENT_STRIDE);
  const seen = new Float32Array(ENVIRONMENT_STRIDE);
  const logs: number[] = [];
  let logCells = options.logCells;
  for (let step = 0; logs.length < options.values && logCells >= 0; ) {
    if (options.treated) {
      therapy.fill(plasma, 0, step * model.stepHours, (step + 1) * model.stepHours);
      behindBarrier(plasma, seen, plan);
    }
    const cells = Math.exp(logCells);
    const crowd = Math.fround(crowding(model, cells, blood?.ahead(cells) ?? null));
    logCells += cell.grow(options.treated ? seen : null, crowd);
    blood?.pass(cells, Math.exp(logCells));
    step++;
    if (step % options.every === 0) logs.push(logCells);
  }
  return logs;
}

/** A wild-type cell of mean expression. */
class MeanCell {
  private readonly curves = new ResponseCurves();
  private readonly phenotype;
  private readonly amounts: number[];
  private readonly metabolites: number[];

  constructor(private readonly model: KernelModel) {
    this.phenotype = phenotypeOf(model, wildType());
    this.amounts = model.drugs.map(() => 0);
    this.metabolites = model.drugs.map(() => 0);
  }

  /** Lets a step pass; returns the expected growth of its line, (b − d)Δt. */
  grow(environment: Float32Array | null, crowd: number): number {
    const inside = this.model.drugs.map((drug, d) => {
      const outside = environment?.[d] ?? 0;
      const before = this.amounts[d]!;
      if (environment === null || (outside === 0 && before === 0 && this.metabolites[d] === 0)) return 0;
      const rates = this.phenotype.drugs[d]!;
      const around = surroundingsOf(drug, outside, environment);
      const after = exchange(drug, rates, before, 1, around, this.metabolites[d]);
      this.amounts[d] = after.total;
      if (drug.retained) this.metabolites[d] = after.metabolite;
      return after.argument;
    });
    const { division, death } = ratesInStep(this.model, this.curves, this.phenotype, inside, crowd);
    return Math.min(division, RATE_LIMIT) - Math.min(death, RATE_LIMIT);
  }
}
