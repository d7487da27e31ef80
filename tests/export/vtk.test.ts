/** cells.vtp and fields.vti hold what the tissue does: each cell once in its place, and the fields voxel by voxel. */
import { expect, it } from 'vitest';
import { exportFiles } from '../../src/export/lineage/exports';
import { SEQUENCING } from '../../src/export/lineage/vaf';
import { createGroup } from '../../src/kernel/group';
import { CLASS_NAMES, OXYGEN_FIELD } from '../../src/kernel/model';
import type { WasmKernel } from '../../src/kernel/wasmKernel';
import { Patient } from '../../src/patient/patient';
import { completeScenario } from '../../src/scenario/schema';
import { rowsOf } from '../../src/scenario/tables/csv';
import { culture } from '../kit/cultures';

const tissue = { sitesX: 25, sitesY: 18, siteMicrometres: 12, normal: { share: 0.1 } };

async function tissueRun(more: object, lesions = 1): Promise<Patient> {
  const scenario = completeScenario({
    ...culture,
    untilDays: 2,
    treatment: { begin: 'day', onDay: 0 },
    alterations: { pumpGain: 0.1 },
    tumour: { founders: 40, lesions, divisionPerDay: 0.9, tissue: { ...tissue, ...more } },
  });
  const patient = new Patient(scenario, await createGroup('simd', lesions, { tissue: true }));
  while (!patient.done) patient.advance({ steps: 100 });
  return patient;
}

function textOf(patient: Patient, file: string): string {
  const files = new Map(exportFiles(patient, ['vtk', 'cells'], SEQUENCING));
  return [...(files.get(file) ?? [])].join('');
}

/** Numbers of an array, by its name. */
function numbersOf(text: string, name: string): number[] {
  const [, content = ''] = text.match(new RegExp(`Name="${name}"[^>]*>\n([^<]*)</DataArray>`)) ?? [];
  return content.trim() === '' ? [] : content.trim().split(/\s+/).map(Number);
}

it.each([
  ['a plane', { coarsening: 2 }, 1],
  ['a volume', { sitesZ: 9, coarsening: 2 }, 1],
  ['two lesions', {}, 2],
])('%s', async (_, more, lesions) => {
  const patient = await tissueRun(more, lesions);
  const cells = textOf(patient, 'cells.vtp');
  const [header = [], ...rows] = rowsOf([textOf(patient, 'cells.csv')]);
  const column = (name: string) => rows.map((row) => row[header.indexOf(name)] as string);
  expect(cells).toContain(`NumberOfPoints="${rows.length}" NumberOfVerts="${rows.length}"`);
  expect(cells).toContain(patient.hash());
  const points = numbersOf(cells, 'Points');
  for (const [axis, name] of ['x', 'y', 'z'].entries())
    expect(points.filter((_, at) => at % 3 === axis)).toEqual(column(name).map(Number));
  const classes = [...CLASS_NAMES, 'normal'];
  expect(numbersOf(cells, 'class').map((number) => classes[number])).toEqual(column('type'));
  expect(numbersOf(cells, 'offsets').at(-1)).toBe(rows.length);
  for (const name of ['compartment', 'identity', 'expression', 'MDR1_copies', 'methotrexate_inside_uM'])
    expect(numbersOf(cells, name), name).toEqual(column(`custom:${name}`).map(Number));
  expect(numbersOf(cells, 'TimeValue')).toEqual([2]);

  const fields = textOf(patient, 'fields.vti');
  for (const [index, { kernel, name: own }] of patient.compartments.entries()) {
    const prefix = lesions > 1 ? `${own.replace(' ', '_')}_` : '';
    for (const [field, name] of [
      [0, 'methotrexate_between_cells_uM'],
      [OXYGEN_FIELD, 'oxygen_mmHg'],
    ] as const) {
      const { size, values } = (kernel as WasmKernel).fieldValues(field);
      expect(fields).toContain(`WholeExtent="${size.map((along) => `0 ${along}`).join(' ')}"`);
      const written = numbersOf(fields, `${prefix}${name}`);
      expect(written, `${index} ${name}`).toHaveLength(values.length);
      expect(Float32Array.from(written)).toEqual(values);
      expect(Math.max(...written)).toBeGreaterThan(0);
    }
  }
});

it('without places there is none', async () => {
  const scenario = completeScenario(culture);
  const patient = new Patient(scenario, await createGroup('simd', 1, {}));
  expect(exportFiles(patient, ['vtk'], SEQUENCING)).toEqual([]);
});
