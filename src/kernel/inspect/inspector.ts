/** Looks into one cell of a compartment, and follows it and all that descend from it. Nothing it does enters the state. */
import { Flag } from '../../../assembly/memory/cell';
import { Limit } from '../../../assembly/shared/limits';
import { Environment } from '../../../assembly/shared/step';
import type { KernelInMemory } from '../compartmentKernel';
import type { ClassName, Genotype, KernelModel } from '../model';
import { expressionLevels } from '../numbers/expression';
import { className, unpackGenotype } from '../numbers/genotype';
import type { CloneRecord } from '../observation';
import { DishMap } from '../read/dishPlaces';
import { amountColumns, metaboliteColumn } from '../reference/cell';
import { crowding } from '../reference/crowding';
import { exchange, surroundingsOf } from '../reference/exchange';
import { type Phenotype, phenotypeOf, pumpExpression } from '../reference/phenotype';
import { effectOf, ratesInStep } from '../reference/rates';
import { ResponseCurves } from '../reference/response';
import { Breath, killMet, tissueRates } from '../reference/tissue/fate';
import { Lattice, type Position } from '../reference/tissue/lattice';
import { CellMemory, type Followed, type Place, type RawCell } from './cells';
import { type Chances, chancesWithin } from './chances';
import { type Contents, contentsOf } from './contents';
import { fieldAt } from './field';

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
  /** P of docs/model.md (4) times the cell's own factor. */
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
  /** null in a compartment without places. */
  surroundings: Surroundings | null;
}

/** Where a cell of a tissue is and what it finds there. */
export interface Surroundings {
  at: Position;
  /** mmHg; null where the tissue has no oxygen field. */
  oxygen: number | null;
  /** Share of its division that oxygen allows, 0…1. */
  oxygenShare: number;
  necrosisPerHour: number;
  /** Whether it finds room for a daughter. */
  room: boolean;
  normal: boolean;
}

interface Ancestor extends CloneRecord {
  /** Days since the run began. */
  birthDay: number;
}

export class Inspector {
  private readonly memory: CellMemory;
  private readonly curves = new ResponseCurves();
  private readonly levels: Float32Array;
  private readonly lattice: Lattice | null;

  constructor(
    private readonly kernel: KernelInMemory,
    private readonly model: KernelModel,
  ) {
    this.memory = new CellMemory(kernel.room, amountColumns(model), model.tissue !== undefined);
    this.lattice = model.tissue ? new Lattice(model.tissue) : null;
    this.levels = Float32Array.from(expressionLevels(model.expressionCv));
  }

  /** A living tumour cell of a class, or of all, each with the same chance; null where there is none. */
  choose(wanted: ClassName | null, random: () => number): Place | null {
    const takes = (phenotype: number) => {
      const genotype = this.genotype(phenotype);
      return genotype.normal !== true && (wanted === null || className(genotype) === wanted);
    };
    return this.memory.random(takes, random);
  }

  /** From now on this cell and its descendants are followed, and no other. */
  follow(place: Place): void {
    this.unfollow();
    this.memory.watch(place);
  }

  /**
   * From now on the cells of a clone and of all that came from it are followed, and no other.
   * @returns whether one lives
   */
  followClone(clone: number, random: () => number): boolean {
    const parents = this.kernel.cloneParents(0);
    const wanted = new Uint8Array(parents.length);
    for (let id = clone; id < parents.length; id++) {
      if (id === clone || wanted[parents[id]!] === 1) wanted[id] = 1;
    }
    this.unfollow();
    const isTumour = (phenotype: number) => this.genotype(phenotype).normal !== true;
    const place = this.memory.followClones(wanted, isTumour, random);
    if (place !== null) this.memory.watch(place);
    return place !== null;
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
   * @param environment of the step that begins now, as {@link KernelInMemory.advance} takes it
   * @returns null where no cell lives
   */
  look(place: Place, environment: Float32Array): CellState | null {
    const raw = this.memory.read(place);
    if (raw === null) return null;
    const { model } = this;
    const genotype = this.genotype(raw.phenotype);
    const phenotype = phenotypeOf(model, genotype);
    const expression = model.expressionCv === 0 ? 1 : this.levels[raw.expression];
    const { cells, room } = this.kernel;
    const makesBlood = (model.feedback?.transitPerHour ?? 0) > 0;
    const circulation = makesBlood ? room.exports.circulationAhead(cells) : null;
    const crowd = Math.fround(crowding(model, cells, circulation));
    const surroundings = this.surroundings(place, genotype);
    const activity = surroundings?.room === false ? 0 : (surroundings?.oxygenShare ?? 1);
    const seen = model.drugs.map((_, d) => {
      const outside = this.outside(d, environment, surroundings);
      return this.drug(d, raw, phenotype, expression!, outside, environment, activity, crowd);
    });
    const inside = seen.map(({ argument }) => argument);
    const { tissue } = model;
    const step =
      tissue === undefined
        ? ratesInStep(model, this.curves, phenotype, inside, crowd)
        : tissueRates(
            { ...model, tissue },
            this.curves,
            phenotype,
            { inside, crowd, necrosis: (surroundings?.necrosisPerHour ?? 0) * model.stepHours },
            activity,
          );
    const perHour = (inStep: number) => Math.min(MOST_PER_STEP, Math.max(0, inStep)) / model.stepHours;
    const divisionPerHour = perHour(step.division);
    const deathPerHour = perHour(step.death);
    return {
      place,
      genotype,
      className: className(genotype),
      phenotype: raw.phenotype,
      clone: raw.clone,
      expression: expression!,
      expressionRank: raw.expression,
      pump: pumpExpression(model, genotype) * expression!,
      pumpActivity: environment[Environment.pumpActivity]!,
      carrier: model.carrierLevels[genotype.carrierLoss]!,
      drugs: seen.map(({ inside }) => inside),
      ownDivisionPerHour: phenotype.division / model.stepHours,
      ownDeathPerHour: phenotype.death / model.stepHours,
      crowding: crowd,
      divisionPerHour,
      deathPerHour,
      chances: chancesWithin(CHANCE_HOURS, divisionPerHour, deathPerHour),
      surroundings,
    };
  }

  /** Where the cell at a site of the tissue, or of the dish, lies; null where there is none. */
  placeAt(at: Position): Place | null {
    if (this.lattice === null) return this.placeInDish(at);
    if (!this.lattice.isWithin(at)) return null;
    const number = this.lattice.numberOf(at);
    const place = { tile: Math.floor(number / Limit.tileCells), site: number % Limit.tileCells };
    return this.memory.read(place) === null ? null : place;
  }

  private placeInDish([x, y]: Position): Place | null {
    const place = DishMap.of(this.kernel).find(x, y, this.kernel.room.exports.tiles());
    return place === null || this.memory.read(place) === null ? null : place;
  }

  /** x, y, z of a place; null where cells have none. */
  siteOf({ tile, site }: Place): Position | null {
    return this.lattice === null ? null : this.lattice.positionOf(tile * Limit.tileCells + site);
  }

  private surroundings(place: Place, genotype: Genotype): Surroundings | null {
    const at = this.siteOf(place);
    const { tissue, stepHours } = this.model;
    const { whole } = this.kernel.room;
    if (at === null || tissue === undefined || whole === null) return null;
    const oxygen = fieldAt(this.kernel.room, tissue, Limit.drugs, at);
    const breath = new Breath(this.model, tissue);
    return {
      at,
      oxygen,
      oxygenShare: oxygen === null ? 1 : breath.share(oxygen),
      necrosisPerHour: oxygen === null ? 0 : breath.necrosis(oxygen) / stepHours,
      room: whole.hasRoom(place.tile, place.site) !== 0,
      normal: genotype.normal === true,
    };
  }

  /** Level of a drug around the cell, µM: of its field where it has one. */
  private outside(d: number, environment: Float32Array, surroundings: Surroundings | null): number {
    const { tissue } = this.model;
    const field =
      tissue?.drugFields[d] === undefined || surroundings === null
        ? null
        : fieldAt(this.kernel.room, tissue, d, surroundings.at);
    return field ?? environment[d]!;
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
      cells: cells[index]!,
      birthDay: (record.birthStep * this.model.stepHours) / 24,
    }));
  }

  private genotype(phenotype: number): Genotype {
    return unpackGenotype(...this.memory.genotypeWords(phenotype));
  }

  private drug(
    d: number,
    raw: RawCell,
    phenotype: Phenotype,
    expression: number,
    outside: number,
    environment: Float32Array,
    activity: number,
    crowd: number,
  ): { inside: DrugInside; argument: number } {
    const { model } = this;
    const { genotype } = phenotype;
    const drug = model.drugs[d]!;
    const rates = phenotype.drugs[d]!;
    const amount = raw.amounts[d]!;
    const retained = drug.retained ? raw.amounts[metaboliteColumn(model, d)] : 0;
    const step = surroundingsOf(drug, outside, environment);
    const { argument } = exchange(drug, rates, amount, expression, step, retained);
    const effect = effectOf(model, this.curves, d, rates, argument);
    const around = {
      outside,
      activity: environment[Environment.pumpActivity]!,
      kmFactor: environment[Environment.kmFactor]!,
    };
    const contents = contentsOf(
      model,
      drug,
      genotype,
      rates,
      { amount, retained: retained!, expression },
      around,
    );
    const [wild, own] = [drug.alleles[0], drug.alleles[rates.allele]];
    return {
      argument,
      inside: {
        ...contents,
        effect,
        killPerHour:
          drug.killPerHour *
          (drug.killFollowsGrowth ? crowd : 1) *
          effect *
          (model.tissue ? killMet({ tissue: model.tissue }, phenotype, d, activity) : 1),
        divisionLeft: Math.max(0, 1 - drug.stasis * effect),
        halfEffectFold: wild && own ? own.halfEffect / wild.halfEffect : 1,
        mended: drug.retained?.acts === 'damages' ? rates.mended : 0,
      },
    };
  }
}
