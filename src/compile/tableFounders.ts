/** Founders from a table of cells: where each stands and what it is, checked field by field. */
import type { FounderModel, Genotype } from '../kernel/model';
import { CLASS_NAMES } from '../kernel/model';
import { className, packGenotype, wildType } from '../kernel/numbers/genotype';
import { alterationSum } from '../scenario/checks/scenario';
import { compartmentCount } from '../scenario/compartments';
import { latticeSize } from '../scenario/lattice';
import type { Scenario, Tissue } from '../scenario/scenario';
import { cellRows, damaged } from '../scenario/tables/cells';
import { CELLS_PATH } from '../scenario/tables/founders';
import { type GenotypeColumn, genotypeColumns } from '../scenario/tables/genotypeColumns';
import { ScenarioError } from '../scenario/words/error';
import { compartmentNames } from '../scenario/words/names';
import { shown } from '../scenario/words/text';
import { founderModels } from './compile';

/** Scenarios are replaced, never changed in place once a run has them. */
const known = new WeakMap<Scenario, (FounderModel[] | null)[]>();

/**
 * By compartment; null where it keeps founders of its own. A table that does not name compartments is of each lesion.
 * Cells of a kind are founders together, kinds in the order of their first rows, normal cells last.
 * @throws ScenarioError that names row and column
 */
export function tableFounders(scenario: Scenario): (FounderModel[] | null)[] {
  let founders = known.get(scenario);
  if (founders === undefined) {
    founders = new CellTable(scenario).read();
    known.set(scenario, founders);
  }
  return founders;
}

/** Cells of one genotype. */
interface Kind {
  genotype: Genotype;
  sites: number[];
  count: number;
}

/** One compartment as it fills. */
interface Filling {
  /** Null where cells have no places. */
  tissue: Tissue | null;
  kinds: Map<string, Kind>;
  /** By site that is taken, the row of its cell. */
  rows: Map<number, string>;
}

class CellTable {
  private readonly fillings: Filling[];
  private readonly genotypeColumns: [column: GenotypeColumn, at: number][] = [];
  /** Which field each column is; absent ones are −1. */
  private readonly at = { x: -1, y: -1, z: -1, type: -1, compartment: -1 };

  constructor(private readonly scenario: Scenario) {
    const { tumour, compartments } = scenario;
    this.fillings = Array.from({ length: compartmentCount(scenario) }, (_, place) => {
      const other = compartments[place - tumour.lesions];
      const tissue = other === undefined || other.inTissue ? tumour.tissue : null;
      return { tissue, kinds: new Map(), rows: new Map() };
    });
  }

  read(): (FounderModel[] | null)[] {
    const rows = cellRows(this.scenario.tumour.cells);
    this.readHeader(rows.next().value ?? []);
    for (const fields of rows) this.add(fields, fields.at(-1) as string);
    const { lesions } = this.scenario.tumour;
    return this.fillings.map((filling, place) => {
      const own = this.at.compartment < 0 && place < lesions ? (this.fillings[0] as Filling) : filling;
      const founders = foundersOf(own);
      if (founders.some(({ genotype }) => !genotype.normal)) return founders;
      if (place >= lesions && founders.length === 0) return null;
      const { name } = compartmentNames(this.scenario)[place] as { name: string };
      throw new ScenarioError(
        `${CELLS_PATH}: no row is a cell of ${shown(name)} (compartment ${place + 1}).`,
      );
    });
  }

  private readHeader(names: readonly string[]): void {
    for (const name of Object.keys(this.at) as (keyof typeof this.at)[]) this.at[name] = names.indexOf(name);
    for (const column of genotypeColumns(this.scenario)) {
      const at = names.indexOf(column.name);
      if (at >= 0) this.genotypeColumns.push([column, at]);
    }
    const { tissue } = this.scenario.tumour;
    if (tissue === null) return;
    for (const name of tissue.sitesZ === 1 ? (['x', 'y'] as const) : (['x', 'y', 'z'] as const)) {
      if (this.at[name] < 0) throw damaged(1, name, 'is missing, and cells of a tissue need places.');
    }
  }

  private add(fields: readonly string[], row: string): void {
    const { compartment } = this.at;
    const place =
      compartment < 0 ? 0 : wholeIn(fields, compartment, row, ['compartment', 1, this.fillings.length]) - 1;
    const filling = this.fillings[place] as Filling;
    const genotype = this.genotypeOf(fields, row, filling);
    const key = packGenotype(genotype).join();
    const kind = filling.kinds.get(key) ?? { genotype, sites: [], count: 0 };
    filling.kinds.set(key, kind);
    kind.count++;
    if (filling.tissue !== null) kind.sites.push(this.siteOf(fields, row, filling, filling.tissue));
  }

  /** The site of a place in µm from the middle of the tissue. */
  private siteOf(fields: readonly string[], row: string, { rows }: Filling, tissue: Tissue): number {
    let site = 0;
    let stride = 1;
    for (const [axis, sites] of latticeSize(tissue).entries()) {
      const name = (['x', 'y', 'z'] as const)[axis as 0 | 1 | 2];
      const micrometres = numberIn(fields, this.at[name], row, name);
      const along = Math.floor(micrometres / tissue.siteMicrometres + sites / 2);
      if (!(along >= 0 && along < sites)) {
        const half = (sites / 2) * tissue.siteMicrometres;
        throw damaged(
          row,
          name,
          `${micrometres} µm is outside the tissue, which reaches from ${-half} to ${half}.`,
        );
      }
      site += along * stride;
      stride *= sites;
    }
    const before = rows.get(site);
    if (before !== undefined) throw damaged(row, 'x', `the place is that of the cell in row ${before}.`);
    rows.set(site, row);
    return site;
  }

  /** By its columns where there are any, else by its class. */
  private genotypeOf(fields: readonly string[], row: string, { tissue }: Filling): Genotype {
    const type = this.at.type < 0 ? null : (fields[this.at.type] as string).trim();
    if (type !== null && type !== 'normal' && !(CLASS_NAMES as readonly string[]).includes(type)) {
      const names = [...CLASS_NAMES, 'normal'].join(', ');
      throw damaged(row, 'type', `${shown(type)} is not one of ${names}.`);
    }
    if (type === 'normal') {
      if (tissue === null) throw damaged(row, 'type', '"normal" cells are of a tissue alone.');
      return { ...wildType(), normal: true };
    }
    if (this.genotypeColumns.length === 0) return this.kindOf(type ?? CLASS_NAMES[0], row);
    const genotype = wildType();
    for (const [{ name, least, most, of }, at] of this.genotypeColumns) {
      const value = wholeIn(fields, at, row, [name, least, most]);
      if (of.key === 'lost') genotype.lost[of.target] = value === 1;
      else if (of.key === 'copies' || of.key === 'alleles') genotype[of.key][of.target] = value;
      else if (of.key === 'mutator') genotype.mutator = value === 1;
      else genotype[of.key] = value;
    }
    if (type !== null && className(genotype) !== type) {
      throw damaged(
        row,
        'type',
        `${shown(type)} is not what the genotype of the row makes, "${className(genotype)}".`,
      );
    }
    const { mutator } = this.scenario;
    if (genotype.mutator && alterationSum(this.scenario) * mutator.factor > 1) {
      throw damaged(
        row,
        'mutator',
        `times ${mutator.factor} (mutator.factor) all alterations together are above 1.`,
      );
    }
    return genotype;
  }

  /** What a class stands for: the wild type, or the first kind of resistant founders that is of it. */
  private kindOf(type: string, row: string): Genotype {
    if (type === CLASS_NAMES[0]) return wildType();
    this.listed ??= founderModels({
      ...this.scenario,
      tumour: {
        ...this.scenario.tumour,
        resistantFounders: this.scenario.tumour.resistantFounders.map((kind) => ({ ...kind, count: 1 })),
      },
    });
    const found = this.listed.find(({ genotype }) => className(genotype) === type);
    if (found !== undefined) return found.genotype;
    const why =
      'says not which alteration: give columns of the genotype, or list the kind in tumour.resistantFounders.';
    throw damaged(row, 'type', `${shown(type)} ${why}`);
  }
  private listed: FounderModel[] | undefined;
}

function foundersOf({ kinds, tissue }: Filling): FounderModel[] {
  const all = [...kinds.values()];
  return [
    ...all.filter(({ genotype }) => !genotype.normal),
    ...all.filter(({ genotype }) => genotype.normal),
  ].map(({ genotype, count, sites }) => ({
    genotype,
    count,
    ...(tissue !== null && { sites: Uint32Array.from(sites) }),
  }));
}

function numberIn(fields: readonly string[], at: number, row: string, name: string): number {
  const text = fields[at] ?? '';
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw damaged(row, name, `${shown(text)} is not a number.`);
  return value;
}

function wholeIn(
  fields: readonly string[],
  at: number,
  row: string,
  [name, least, most]: readonly [string, number, number],
): number {
  const value = numberIn(fields, at, row, name);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw damaged(row, name, `${value} is not a whole number from ${least} to ${most}.`);
}
