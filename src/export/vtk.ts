/**
 * A tissue as VTK's XML files, which ParaView opens: cells.vtp (points with data) and fields.vti (an image of voxels), both
 * as text, in µm about the middle of the tissue; time in days. docs/running.md lists the arrays.
 */

import { version } from '../../package.json';
import { isInMemory } from '../kernel/compartmentKernel';
import type { CellColumns } from '../kernel/inspect/columns';
import { CLASS_NAMES, OXYGEN_FIELD } from '../kernel/model';
import { className } from '../kernel/numbers/genotype';
import type { Compartment } from '../patient/compartment';
import type { Patient } from '../patient/patient';
import { columnNames } from '../scenario/tables/csv';
import { genotypeColumns } from '../scenario/tables/genotypeColumns';
import { number } from './csv';
import { cellsOf, levelOf } from './lineage/cells';
import { identityOf } from './lineage/identity';

/** Numbers on a line. */
const PER_LINE = 1024;

type Type = 'Int32' | 'Int64' | 'Float32' | 'Float64';
type Values = (index: number) => string | number;

/** Compartments whose cells have places, with theirs in the patient. */
function tissuesOf({ compartments }: Patient): [place: number, compartment: Compartment][] {
  return [...compartments.entries()].filter(([, { plan }]) => plan.model.tissue !== undefined);
}

function* dataArray(type: Type, attributes: string, count: number, value: Values): Generator<string, void> {
  yield `<DataArray type="${type}" ${attributes} format="ascii">\n`;
  for (let first = 0; first < count; first += PER_LINE) {
    const line: (string | number)[] = [];
    for (let index = first; index < Math.min(first + PER_LINE, count); index++) line.push(value(index));
    yield `${line.join(' ')}\n`;
  }
  yield '</DataArray>\n';
}

/** @param kind of the data set, and of the element that holds it */
function* vtkFile(patient: Patient, kind: string, content: Iterable<string>): Generator<string, void> {
  const { hours, scenario } = patient;
  yield `<?xml version="1.0"?>\n<!-- Clonarium ${version}, seed ${scenario.seed}, run hash ${patient.hash()} -->\n`;
  yield `<VTKFile type="${kind}" version="1.0" byte_order="LittleEndian" header_type="UInt64">\n`;
  yield* content;
  yield '<FieldData>\n';
  yield* dataArray('Float64', 'Name="TimeValue" NumberOfTuples="1"', 1, () => number(hours / 24));
  yield `</FieldData>\n</${kind}>\n</VTKFile>\n`;
}

/** Every cell of every tissue as a vertex. */
export function* cellVtkPieces(patient: Patient): Generator<string, void> {
  const parts = tissuesOf(patient).map(([place, compartment]) => new Part(patient, place, compartment));
  yield* vtkFile(patient, 'PolyData', polyData(patient, parts));
}

function* polyData({ scenario }: Patient, parts: readonly Part[]): Generator<string, void> {
  const count = parts.reduce((sum, { cells }) => sum + cells.count, 0);
  yield `<PolyData>\n<Piece NumberOfPoints="${count}" NumberOfVerts="${count}" NumberOfLines="0" NumberOfStrips="0" NumberOfPolys="0">\n`;
  const ofCells = (pick: (part: Part) => Values): Values => {
    const picked = parts.map((part) => ({ count: part.cells.count, value: pick(part) }));
    return (index) => {
      let own = index;
      for (const { count: cells, value } of picked) {
        if (own < cells) return value(own);
        own -= cells;
      }
      return 0;
    };
  };
  yield '<Points>\n';
  yield* dataArray(
    'Float32',
    'Name="Points" NumberOfComponents="3"',
    count,
    ofCells((part) => part.point),
  );
  yield '</Points>\n<Verts>\n';
  yield* dataArray('Int64', 'Name="connectivity"', count, (index) => index);
  yield* dataArray('Int64', 'Name="offsets"', count, (index) => index + 1);
  yield '</Verts>\n<PointData Scalars="class">\n';
  const array = (name: string, type: Type, pick: (part: Part) => Values) =>
    dataArray(type, `Name="${name}"`, count, ofCells(pick));
  yield* array('class', 'Int32', (part) => part.classOf);
  yield* array(
    'compartment',
    'Int32',
    ({ place }) =>
      () =>
        place + 1,
  );
  yield* array('identity', 'Int64', (part) => part.identity);
  yield* array(
    'expression',
    'Int32',
    ({ cells }) =>
      (cell) =>
        cells.expression[cell] as number,
  );
  for (const [column, { name }] of genotypeColumns(scenario).entries()) {
    yield* array(name, 'Int32', (part) => (cell) => part.levels(cell)[column] as number);
  }
  const drugs = columnNames(scenario.drugs.map(({ name }) => name));
  for (const [drug, name] of drugs.entries()) {
    yield* array(
      `${name}_inside_uM`,
      'Float32',
      ({ cells }) =>
        (cell) =>
          number((cells.amounts[drug] as Float32Array)[cell] as number),
    );
  }
  yield '</PointData>\n</Piece>\n';
}

/** Cells of one tissue. */
class Part {
  readonly cells: CellColumns;
  private readonly size: readonly number[];
  private readonly classes: Map<number, number>;
  private readonly genotypes: Map<number, number[]>;

  constructor(
    private readonly patient: Patient,
    readonly place: number,
    compartment: Compartment,
  ) {
    const columns = genotypeColumns(patient.scenario);
    this.cells = cellsOf(compartment);
    this.size = compartment.plan.model.tissue?.size ?? [];
    const { genotypes } = this.cells;
    this.classes = new Map(
      [...genotypes].map(([id, genotype]) => [
        id,
        genotype.normal ? CLASS_NAMES.length : CLASS_NAMES.indexOf(className(genotype)),
      ]),
    );
    this.genotypes = new Map(
      [...genotypes].map(([id, genotype]) => [id, columns.map(({ of }) => levelOf(genotype, of))]),
    );
  }

  readonly point: Values = (cell) => {
    const spacing = this.patient.scenario.tumour.tissue?.siteMicrometres ?? 1;
    return [0, 1, 2]
      .map((axis) => (this.cells.places?.[3 * cell + axis] ?? 0) + 0.5 - (this.size[axis] ?? 1) / 2)
      .map((sites) => number(sites * spacing))
      .join(' ');
  };

  readonly classOf: Values = (cell) => this.classes.get(this.cells.phenotype[cell] as number) as number;

  /** 0 of normal tissue, which is of no clone. */
  readonly identity: Values = (cell) =>
    this.classOf(cell) === CLASS_NAMES.length
      ? 0
      : identityOf(this.patient, this.place, this.cells.clone[cell] as number);

  levels(cell: number): number[] {
    return this.genotypes.get(this.cells.phenotype[cell] as number) as number[];
  }
}

/** Levels between the cells, by voxel; all tissues of a patient have the same ones. */
export function* fieldVtkPieces(patient: Patient): Generator<string, void> {
  yield* vtkFile(patient, 'ImageData', imageData(patient));
}

function* imageData(patient: Patient): Generator<string, void> {
  const { scenario } = patient;
  const tissues = tissuesOf(patient);
  const { tissue } = scenario.tumour;
  const model = tissues[0]?.[1].plan.model.tissue;
  if (tissue === null || model === undefined) return;
  const [across, down, deep = 1] = model.size;
  const site = tissue.siteMicrometres;
  const voxel = site * model.coarsening;
  const voxels = [across, down].map((sites) => Math.ceil(sites / model.coarsening));
  const layers = deep === 1 ? 1 : Math.ceil(deep / model.coarsening);
  const extent = [...voxels, layers].map((along) => `0 ${along}`).join(' ');
  const origin = [across, down, deep].map((sites) => number((-sites / 2) * site)).join(' ');
  const spacing = [voxel, voxel, deep === 1 ? site : voxel].map(number).join(' ');
  yield `<ImageData WholeExtent="${extent}" Origin="${origin}" Spacing="${spacing}">\n<Piece Extent="${extent}">\n<CellData>\n`;
  const compartments = columnNames(tissues.map(([, { name }]) => name));
  const drugs = columnNames(scenario.drugs.map(({ name }) => name));
  const fields: [field: number, name: string][] = [
    ...drugs.map((name, drug): [number, string] => [drug, `${name}_between_cells_uM`]),
    ...(model.oxygen === null ? [] : [[OXYGEN_FIELD, 'oxygen_mmHg'] as [number, string]]),
  ];
  for (const [index, [, { kernel }]] of tissues.entries()) {
    if (!isInMemory(kernel)) continue;
    const prefix = tissues.length > 1 ? `${compartments[index]}_` : '';
    for (const [field, name] of fields) {
      const { values } = kernel.fieldValues(field);
      yield* dataArray('Float32', `Name="${prefix}${name}"`, values.length, (at) =>
        number(values[at] as number),
      );
    }
  }
  yield '</CellData>\n</Piece>\n';
}
