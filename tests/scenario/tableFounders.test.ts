/** Founders from a table of cells: what an export wrote comes back, and what is damaged is named by row and column. */
import { describe, expect, it } from 'vitest';
import { compartmentPlans } from '../../src/compile/compartments';
import { tableFounders } from '../../src/compile/tableFounders';
import { exportFiles } from '../../src/export/lineage/exports';
import { SEQUENCING } from '../../src/export/lineage/vaf';
import { createGroup } from '../../src/kernel/group';
import { createKernel } from '../../src/kernel/kernel';
import { Patient } from '../../src/patient/patient';
import { completeScenario, parameterAt } from '../../src/scenario/schema';
import { cellsText } from '../../src/scenario/tables/cells';
import { rowsOf } from '../../src/scenario/tables/csv';
import { foundersOf } from '../../src/scenario/tables/founders';
import { marrow } from '../kit/compartments';
import { culture } from '../kit/cultures';

const mutating = {
  ...culture,
  untilDays: 6,
  treatment: { begin: 'never' },
  mutator: { factor: 2 },
  tumour: { founders: 60, divisionPerDay: 0.9, deathPerDay: 0.1 },
  alterations: {
    ...{ pumpGain: 0.05, pumpFurtherGain: 0.1, carrierLoss: 0.03, metabolismGain: 0.03 },
    ...{ retentionLoss: 0.02, repairGain: 0.02, mutator: 0.01 },
  },
};
const tissue = { sitesX: 48, sitesY: 40, siteMicrometres: 15, normal: { share: 0.2 } };
const volume = { ...tissue, sitesZ: 12, founding: 'scattered' };
const CASES: [string, object][] = [
  ['a plane', { ...mutating, tumour: { ...mutating.tumour, tissue } }],
  ['a volume', { ...mutating, tumour: { ...mutating.tumour, tissue: volume } }],
  ['one culture', mutating],
  [
    'two lesions and marrow',
    { ...mutating, tumour: { ...mutating.tumour, lesions: 2 }, compartments: [{ ...marrow, founders: 300 }] },
  ],
];

async function begun(document: object): Promise<Patient> {
  const scenario = completeScenario(document);
  const isTissue = scenario.tumour.tissue !== null;
  return new Patient(
    scenario,
    await createGroup('simd', compartmentPlans(scenario).length, { tissue: isTissue }),
  );
}

function cellsOf(patient: Patient): string {
  const [[, pieces]] = exportFiles(patient, ['cells'], SEQUENCING) as [[string, Iterable<string>]];
  return [...pieces].join('');
}

/** What founders are of it, in the order of text: memory may hold them in another. */
const populations = (csv: string) => cellsText(csv).trimEnd().split('\n').sort();

describe('a table that an export wrote', () => {
  it.each(CASES)('founds the same populations again: %s', async (_, document) => {
    const first = await begun(document);
    while (!first.done) first.advance({ steps: 100 });
    const csv = cellsOf(first);
    const cells = cellsText(csv);
    const { tumour } = document as { tumour: object };
    const again = await begun({ ...document, tumour: { ...tumour, cells } });
    expect(again.cells).toBe(first.cells);
    expect(
      new Set(first.compartments.flatMap(({ kernel }) => [...kernel.genotypes().keys()])).size,
    ).toBeGreaterThan(5);
    expect(populations(cellsOf(again))).toEqual(populations(csv));
    for (const [place, { kernel }] of again.compartments.entries()) {
      const before = first.compartments[place]?.kernel.observe().cellsByClass;
      expect(kernel.observe().cellsByClass).toEqual(before);
    }
    expect(foundersOf(again.scenario).cells).toBe(csv.trimEnd().split('\n').length - 1);
    again.advance({ steps: 5 });
    expect(again.steps).toBe(5);
  });
});

const small = {
  sitesX: 8,
  sitesY: 6,
  siteMicrometres: 10,
  normal: { share: 0.5 },
  oxygen: { present: false },
};
const inTissue = (cells: string, more: object = {}) =>
  completeScenario({ ...culture, ...more, tumour: { tissue: small, cells } });
const mixed = (cells: string, tumour: object = {}) =>
  completeScenario({ ...culture, tumour: { ...tumour, cells } });

describe('a table of cells', () => {
  it('needs no more than places; its normal cells are all there are', () => {
    const [founders] = tableFounders(inTissue('x,y\n-35,-25\n35,25\n'));
    expect(founders).toEqual([expect.objectContaining({ count: 2, sites: Uint32Array.from([0, 47]) })]);
    const typed = tableFounders(inTissue('type,y,x,volume\nnormal,-25,-35,7\nsensitive,-25,-25,8\n'))[0];
    expect(typed?.map(({ genotype, sites }) => [genotype.normal ?? false, ...(sites ?? [])])).toEqual([
      [false, 1],
      [true, 0],
    ]);
  });

  it('tells by a class which of the listed resistant founders a cell is, whose own number is of no use', () => {
    const kinds = [{ count: 1000, pumpCopies: 3 }];
    const scenario = mixed('type\nsensitive\npump\npump\n', { resistantFounders: kinds });
    const [founders] = tableFounders(scenario);
    expect(founders?.map(({ count, genotype }) => [count, genotype.pumpCopies])).toEqual([
      [1, 0],
      [2, 3],
    ]);
    expect(() => tableFounders(mixed('type\npump\n'))).toThrow(
      'tumour.cells: row 2, column "type": "pump" says not which alteration: give columns of the genotype, or list the kind in tumour.resistantFounders.',
    );
  });

  it('is of each lesion where it does not name compartments, with line ends of any system', async () => {
    const patient = await begun({
      ...culture,
      tumour: { lesions: 2, cells: '\uFEFFtype,custom:MDR1_copies\r\n"sensitive",0\r\npump,4' },
    });
    expect(patient.compartments.map(({ cells }) => cells)).toEqual([2, 2]);
  });

  it('gives every kernel the same founders', async () => {
    const cells =
      'x,y,type,custom:MDR1_copies\n-35,-25,pump,2\n5,5,sensitive,0\n-5,5,normal,0\n5,-5,pump,2\n';
    const scenario = inTissue(cells);
    const hashes = await Promise.all(
      (['reference', 'simd', 'scalar'] as const).map(async (variant) => {
        const patient = new Patient(scenario, await createKernel(variant, { tissue: true }));
        patient.advance({ steps: 40 });
        return patient.hash();
      }),
    );
    expect(new Set(hashes).size).toBe(1);
  });

  it.each([
    ['x,y\n1,2,3\n', 'row 2 has 3 fields, and the header 2 columns.'],
    ['x,y\n1,2\n\n3\n', 'row 4 has 1 fields, and the header 2 columns.'],
    ['x,type\n1,sensitive\n', 'row 1, column "y": is missing, and cells of a tissue need places.'],
    ['x,y,custom:x\n1,2,3\n', 'row 1, column "x": is there twice.'],
    ['x,y\n1,2\n5,a b\n', 'row 3, column "y": "a b" is not a number.'],
    ['x,y\n1,\n', 'row 2, column "y": "" is not a number.'],
    ['x,y\n1,2\n41,2\n', 'row 3, column "x": 41 µm is outside the tissue, which reaches from -40 to 40.'],
    ['x,y\n1,2\n1,12\n3,4\n', 'row 4, column "x": the place is that of the cell in row 2.'],
    ['x,y,type\n1,2,cancer\n', 'row 2, column "type": "cancer" is not one of sensitive, pump, amplified,'],
    ['x,y,type\n1,2,"pump\n3,4,pump\n', 'row 2, column "type": "pump\\n3,4,pump'],
    [
      'x,y,custom:MDR1_copies\n1,2,1.5\n',
      'row 2, column "MDR1_copies": 1.5 is not a whole number from 0 to 255.',
    ],
    ['x,y,carrier_loss\n1,2,3\n', 'row 2, column "carrier_loss": 3 is not a whole number from 0 to 2.'],
    ['x,y,DHFR_variant\n1,2,99\n', 'row 2, column "DHFR_variant": 99 is not a whole number from 0 to'],
    [
      'x,y,type,carrier_loss\n1,2,pump,2\n',
      'row 2, column "type": "pump" is not what the genotype of the row makes, "uptake".',
    ],
    ['x,y,compartment\n1,2,2\n', 'row 2, column "compartment": 2 is not a whole number from 1 to 1.'],
    ['x,y,type\n1,2,normal\n', 'no row is a cell of "tumour" (compartment 1).'],
  ])('that is damaged is refused in a sentence: %j', (cells, sentence) => {
    const scenario = inTissue(cells);
    expect(() => tableFounders(scenario)).toThrow(`tumour.cells: ${sentence}`);
  });

  it('has a cell, and takes no more text than a scenario holds', () => {
    expect(() => mixed('x,y\n')).toThrow('tumour.cells: 0 cells cannot grow; at least 1 is needed.');
    expect(() => tableFounders(mixed('type\nnormal\n'))).toThrow('"normal" cells are of a tissue alone.');
    const [, longest = 0] = parameterAt('tumour.cells')?.length ?? [];
    expect(() => mixed('y\n'.repeat(longest))).toThrow(
      /^tumour\.cells: .* characters, more than the 8000000/,
    );
    const mutators = { ...culture, alterations: { pumpGain: 0.5 }, mutator: { factor: 100 } };
    const scenario = completeScenario({ ...mutators, tumour: { cells: 'mutator\n1\n' } });
    expect(() => tableFounders(scenario)).toThrow('row 2, column "mutator": times 100 (mutator.factor)');
  });

  it('is kept without the columns that founders are not read from', () => {
    const csv =
      'x,y,z,type,volume,custom:expression,custom:MDR1_copies,custom:imatinib_inside_uM\n1,2,3,"a,b",5,6,7,8\n';
    const kept = cellsText(csv);
    expect([...rowsOf([kept])]).toEqual([
      ['x', 'y', 'z', 'type', 'MDR1_copies'],
      ['1', '2', '3', 'a,b', '7'],
    ]);
    expect(cellsText(kept)).toBe(kept);
    expect(cellsText('')).toBe('');
    expect(() => cellsText('x,y\n1\n')).toThrow(
      'tumour.cells: row 2 has 1 fields, and the header 2 columns.',
    );
  });
});
