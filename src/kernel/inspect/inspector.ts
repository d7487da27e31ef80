/** Looks into one cell of a compartment, and follows it and all that descend from it. Nothing it does enters the state. */
import { Flag } from '../../../assembly/cell';
import { Environment } from '../../../assembly/shared';
import { expressionLevels } from '../expression';
import { className, unpackGenotype } from '../genotype';
import type { ClassName, CloneRecord, Genotype, KernelModel } from '../model';
import { amountColumns, metaboliteColumn } from '../reference/cell';
import { crowding } from '../reference/crowding';
import { exchange, surroundingsOf } from '../reference/exchange';
import { type DrugRates, phenotypeOf, pumpExpression } from '../reference/phenotype';
import { effectOf, ratesInStep } from '../reference/rates';
import { ResponseCurves } from '../reference/response';
import type { WasmKernel } from '../wasmKernel';
import { CellMemory, type Followed, type Place, type RawCell } from './cells';
import { type Chances, chancesWithin } from './chances';
import { type Contents, contentsOf } from './contents';

/** A day, over which chances are told. */
const CHANCE_HOURS = 24;
/** Rates times step beyond which the kernel counts no further. */
const MOST_PER_STEP = 8;

export interface DrugInside extends Contents {
  /** On this cell in the step that begins now: 0…1, a hazard above 1 too. */
  effect: number;
  /** Death that it brings, /h, and share of division that it leaves. */
  killPerHour: number;
  divisionLeft: number;
  /** Half effect of this cell's allele over that of the wild type; 1 where the response is not by concentration. */
  halfEffectFold: number;
  /** Damage that this cell mends, µM; 0 where there is none. */
  mended: number;
}

export interface CellState {
  place: Place;
  genotype: Genotype;
  className: ClassName;
  phenotype: number;
  clone: number;
  /** Factor of this cell on pump and target, 1 = mean, and its rank among 256. */
  expression: number;
  expressionRank: number;
  /** P of MODEL §2 times the cell's own factor. */
  pump: number;
  /** 1/(1 + I/K_i): what an inhibitor leaves of it. */
  pumpActivity: number;
  /** Strength of the carrier, 1 = wild type. */
  carrier: number;
  drugs: DrugInside[];
  /** /h, without drug, room or oxygen. */
  ownDivisionPerHour: number;
  ownDeathPerHour: number;
  /** Factor on division that all cells share, by their number. */
  crowding: number;
  /** /h, in the step that begins now. */
  divisionPerHour: number;
  deathPerHour: number;
  /** Within a day, rates held. */
  chances: Chances;
}

export interface Ancestor extends CloneRecord {
  /** Days since the run began. */
  birthDay: number;
}

export class Inspector {
  private readonly memory: CellMemory;
  private readonly curves = new ResponseCurves();
  private readonly levels: Float32Array;

  constructor(
    private readonly kernel: WasmKernel,
    private readonly model: KernelModel,
  ) {
    this.memory = new CellMemory(kernel.room, amountColumns(model), model.tissue !== undefined);
    this.levels = Float32Array.from(expressionLevels(model.expressionCv));
  }

  /** A living cell of a class, or of all, each with the same chance; null where there is none. */
  choose(wanted: ClassName | null, random: () => number): Place | null {
    const takes = (phenotype: number) => wanted === null || className(this.genotype(phenotype)) === wanted;
    return this.memory.random(takes, random);
  }

  /** From now on this cell and its descendants are followed, and no other. */
  follow(place: Place): void {
    this.unfollow();
    this.memory.watch(place);
  }

  /** Looks at this one of the cells followed from now on. */
  watch(place: Place): void {
    this.memory.watch(place);
  }

  unfollow(): void {
    this.memory.clear(Flag.watched | Flag.followed);
  }

  followed(most: number): Followed {
    return this.memory.marked(most);
  }

  /**
   * @param environment of the step that begins now, as {@link WasmKernel.advance} takes it
   * @returns null where no cell lives
   */
  look(place: Place, environment: Float32Array): CellState | null {
    const raw = this.memory.read(place);
    if (raw === null) return null;
    const { model } = this;
    const genotype = this.genotype(raw.phenotype);
    const phenotype = phenotypeOf(model, genotype);
    const expression = model.expressionCv === 0 ? 1 : (this.levels[raw.expression] as number);
    const crowd = Math.fround(crowding(model, this.kernel.cells));
    const seen = model.drugs.map((_, d) =>
      this.drug(d, raw, genotype, phenotype.drugs[d] as DrugRates, expression, environment),
    );
    const step = ratesInStep(
      model,
      this.curves,
      phenotype,
      seen.map(({ argument }) => argument),
      crowd,
    );
    const perHour = (inStep: number) => Math.min(MOST_PER_STEP, inStep) / model.stepHours;
    const divisionPerHour = perHour(step.division);
    const deathPerHour = perHour(step.death);
    return {
      place,
      genotype,
      className: className(genotype),
      phenotype: raw.phenotype,
      clone: raw.clone,
      expression,
      expressionRank: raw.expression,
      pump: pumpExpression(model, genotype) * expression,
      pumpActivity: environment[Environment.pumpActivity] as number,
      carrier: model.carrierLevels[genotype.carrierLoss] as number,
      drugs: seen.map(({ inside }) => inside),
      ownDivisionPerHour: phenotype.division / model.stepHours,
      ownDeathPerHour: phenotype.death / model.stepHours,
      crowding: crowd,
      divisionPerHour,
      deathPerHour,
      chances: chancesWithin(CHANCE_HOURS, divisionPerHour, deathPerHour),
    };
  }

  /** A clone and those that it came from, the founder's last; live counts cost a pass over all cells. */
  lineage(clone: number): Ancestor[] {
    const chain: CloneRecord[] = [];
    for (let id = clone; id >= 0; ) {
      const [record] = this.kernel.clonesSince(id, 1);
      if (record === undefined) break;
      chain.push(record);
      id = record.parent;
    }
    const cells = this.memory.countClones(chain.map(({ id }) => id));
    return chain.map((record, index) => ({
      ...record,
      cells: cells[index] as number,
      birthDay: (record.birthStep * this.model.stepHours) / 24,
    }));
  }

  private genotype(phenotype: number): Genotype {
    return unpackGenotype(...this.memory.genotypeWords(phenotype));
  }

  private drug(
    d: number,
    raw: RawCell,
    genotype: Genotype,
    rates: DrugRates,
    expression: number,
    environment: Float32Array,
  ): { inside: DrugInside; argument: number } {
    const { model } = this;
    const drug = model.drugs[d] as KernelModel['drugs'][number];
    const outside = environment[d] as number;
    const amount = raw.amounts[d] as number;
    const retained = drug.retained ? (raw.amounts[metaboliteColumn(model, d)] as number) : 0;
    const step = surroundingsOf(drug, outside, environment);
    const { argument } = exchange(drug, rates, amount, expression, step, retained);
    const effect = effectOf(model, this.curves, d, rates, argument);
    const around = {
      outside,
      activity: environment[Environment.pumpActivity] as number,
      kmFactor: environment[Environment.kmFactor] as number,
    };
    const contents = contentsOf(model, drug, genotype, rates, { amount, retained, expression }, around);
    const [wild, own] = [drug.alleles[0], drug.alleles[rates.allele]];
    return {
      argument,
      inside: {
        ...contents,
        effect,
        killPerHour: drug.killPerHour * effect,
        divisionLeft: 1 - drug.stasis * effect,
        halfEffectFold: wild && own ? own.halfEffect / wild.halfEffect : 1,
        mended: drug.retained?.acts === 'damages' ? rates.mended : 0,
      },
    };
  }
}
