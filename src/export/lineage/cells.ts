/**
 * cells.csv: every living cell, in the columns of PhysiCell's own (x, y, z in µm about the middle of the tissue, type:
 * here the class). What PhysiCell has no name for is a custom datum. Cells without places have none.
 */

import { isInMemory } from '../../kernel/compartmentKernel';
import { type CellColumns, readColumns } from '../../kernel/inspect/columns';
import type { Genotype } from '../../kernel/model';
import { className } from '../../kernel/numbers/genotype';
import type { Compartment } from '../../patient/compartment';
import type { Patient } from '../../patient/patient';
import { columnNames } from '../../scenario/tables/csv';
import { type GenotypeColumn, genotypeColumns } from '../../scenario/tables/genotypeColumns';
import { number } from '../csv';
import { identityOf } from './identity';

const BATCH = 1024;

export function* cellPieces(patient: Patient): Generator<string, void> {
  const drugs = columnNames(patient.scenario.drugs.map(({ name }) => name));
  const ofGenotype = genotypeColumns(patient.scenario);
  const custom = [
    ...['compartment', 'identity', 'expression', ...ofGenotype.map(({ name }) => name)],
    ...drugs.map((drug) => `${drug}_inside_uM`),
  ];
  yield `${['x', 'y', 'z', 'type', ...custom.map((name) => `custom:${name}`)].join(',')}\n`;
  for (const [place, compartment] of patient.compartments.entries()) {
    const cells = cellsOf(compartment);
    const types = new Map(
      [...cells.genotypes].map(([id, genotype]) => [id, genotype.normal ? 'normal' : className(genotype)]),
    );
    const genotypes = new Map(
      [...cells.genotypes].map(([id, genotype]) => [id, ofGenotype.map(({ of }) => levelOf(genotype, of))]),
    );
    const where = placesIn(patient, compartment, cells);
    for (let first = 0; first < cells.count; first += BATCH) {
      let lines = '';
      for (let cell = first; cell < Math.min(first + BATCH, cells.count); cell++) {
        const phenotype = cells.phenotype[cell] as number;
        const type = types.get(phenotype);
        // A cell of normal tissue is of no clone.
        const identity = type === 'normal' ? '' : identityOf(patient, place, cells.clone[cell] as number);
        const inside = cells.amounts.map((amounts) => number(amounts[cell] as number));
        const own = [place + 1, identity, cells.expression[cell], genotypes.get(phenotype), ...inside];
        lines += `${where?.(cell).map(number).join(',') ?? ',,'},${type},${own.join(',')}\n`;
      }
      yield lines;
    }
  }
}

/** A part of a genotype as its column holds it. */
export function levelOf(genotype: Genotype, of: GenotypeColumn['of']): number {
  return Number('target' in of ? genotype[of.key][of.target] : genotype[of.key]);
}

/** @throws RangeError of a kernel whose cells are not in WebAssembly's memory */
export function cellsOf({ name, kernel, plan: { model } }: Compartment): CellColumns {
  if (!isInMemory(kernel)) {
    throw new RangeError(`${name}: the ${kernel.variant} kernel lists no cells.`);
  }
  const retained = model.drugs.filter((drug) => drug.retained !== undefined).length;
  return readColumns(kernel.room, model.tissue, model.drugs.length, model.drugs.length + retained);
}

/** x, y and z of each cell, µm from the middle of the tissue; null where cells have no places. */
export function placesIn(
  { scenario }: Patient,
  { plan: { model } }: Compartment,
  { places }: CellColumns,
): ((cell: number) => [x: number, y: number, z: number]) | null {
  if (places === null || model.tissue === undefined) return null;
  const spacing = scenario.tumour.tissue?.siteMicrometres ?? 1;
  const [width, height, depth = 1] = model.tissue.size;
  const at = (site: number, sites: number) => (site + 0.5 - sites / 2) * spacing;
  return (cell) => [
    at(places[3 * cell]!, width),
    at(places[3 * cell + 1]!, height),
    at(places[3 * cell + 2]!, depth),
  ];
}
