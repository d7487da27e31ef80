import { describe, expect, test } from 'vitest';
import { compartmentPlans } from '../../src/compile/compartments';
import type { FounderModel, KernelModel } from '../../src/kernel/model';
import { drugInCulture, targetFromCatalogue } from '../../src/scenario/drugs';
import { completeScenario, parseScenario, setPath } from '../../src/scenario/schema';

const small = { sitesX: 40, sitesY: 30 };
const modelOf = (document: object): KernelModel =>
  (compartmentPlans(completeScenario(document))[0] as { model: KernelModel }).model;
const tissueOf = (document: object) => {
  const { tissue } = modelOf(document);
  if (tissue === undefined) throw new Error('There is no tissue.');
  return tissue;
};
const sitesOf = ({ sites }: FounderModel) => [...(sites ?? [])];

describe('a tissue', () => {
  test('is not there unless it is asked for', () => {
    expect(parseScenario('{}').tumour.tissue).toBeNull();
    expect(modelOf({}).tissue).toBeUndefined();
    expect(modelOf({}).founders[0]?.sites).toBeUndefined();
  });

  test('comes into being with the first of its values, and goes again', () => {
    const scenario = parseScenario('{}');
    setPath(scenario, 'tumour.tissue.oxygen.boundaryMmHg', '20');
    expect(scenario.tumour.tissue?.oxygen.boundaryMmHg).toBe(20);
    expect(scenario.tumour.tissue?.sitesX).toBe(512);
    setPath(scenario, 'tumour.tissue', 'null');
    expect(scenario.tumour.tissue).toBeNull();
  });

  test('has a third edge when it is a volume', () => {
    expect(tissueOf({ tumour: { tissue: small } }).size).toEqual([40, 30]);
    expect(tissueOf({ tumour: { tissue: { ...small, sitesZ: 20 } } }).size).toEqual([40, 30, 20]);
  });

  test('gets its numbers in hours', () => {
    const { oxygen, clearancePerHour, normal } = tissueOf({
      tumour: { tissue: { ...small, clearancePerDay: 2.4, normal: { divisionPerDay: 0.48 } } },
    });
    expect(clearancePerHour).toBeCloseTo(0.1, 12);
    expect(normal.divisionPerHour).toBeCloseTo(0.02, 12);
    // √(D/uptake) = 100 µm, as PhysiCell's defaults have it.
    expect(Math.sqrt((oxygen?.diffusion ?? 0) / (oxygen?.consumptionPerHour ?? 1))).toBeCloseTo(100, 9);
    expect(oxygen?.decayPerHour).toBeCloseTo(6, 12);
    expect(oxygen?.necrosisPerHour).toBeCloseTo(1 / 6, 12);
  });

  test('lets doxorubicin from the catalogue reach 65 µm into it, half of it 45', () => {
    const [field] = tissueOf({
      tumour: { tissue: small },
      targets: [targetFromCatalogue('topoisomerase II')],
      drugs: [drugInCulture('doxorubicin', 1)],
    }).drugFields;
    const reach = Math.sqrt((field?.diffusion ?? 0) / (field?.consumptionPerHour ?? 1));
    expect(reach).toBeGreaterThan(63);
    expect(reach * Math.LN2).toBeGreaterThan(40);
    expect(reach * Math.LN2).toBeLessThan(50);
    expect(field?.boundary).toBe('bath');
  });
});

describe('founders', () => {
  const founded = (tissue: object, founders: number, resistant = 0, seed = 1) =>
    modelOf({
      seed,
      tumour: {
        founders,
        resistantFounders: resistant > 0 ? [{ count: resistant, pumpCopies: 1 }] : [],
        tissue: { ...small, ...tissue },
      },
    }).founders;

  test('a single one stands at the centre', () => {
    expect(founded({ sitesX: 41, sitesY: 31 }, 1).map(sitesOf)).toEqual([[20 + 41 * 15]]);
  });

  test('a ball is filled from its middle outwards', () => {
    const [cells] = founded({ sitesX: 41, sitesY: 31, sitesZ: 21 }, 33) as [FounderModel];
    const squared = sitesOf(cells).map(
      (site) =>
        ((site % 41) - 20) ** 2 +
        ((Math.floor(site / 41) % 31) - 15) ** 2 +
        (Math.floor(site / 1271) - 10) ** 2,
    );
    // 1 + 6 + 12 + 8 + 6 places within two sites.
    expect(Math.max(...squared)).toBe(4);
    expect(new Set(sitesOf(cells)).size).toBe(33);
  });

  test('kinds are mixed at random, the same for the same seed', () => {
    const [sensitive, resistant] = founded({}, 200, 100).map(sitesOf) as [number[], number[]];
    expect(new Set([...sensitive, ...resistant]).size).toBe(300);
    const meanRow = (sites: number[]) =>
      sites.reduce((sum, site) => sum + Math.floor(site / 40), 0) / sites.length;
    // Rows of a disc of 300 places have a standard deviation of 4.9: 4 standard errors of the difference.
    expect(Math.abs(meanRow(sensitive) - meanRow(resistant))).toBeLessThan(
      4 * 4.9 * Math.sqrt(1 / 200 + 1 / 100),
    );
    expect(founded({}, 200, 100).map(sitesOf)).toEqual([sensitive, resistant]);
    expect(founded({}, 200, 100, 2).map(sitesOf)).not.toEqual([sensitive, resistant]);
  });

  test('scattered, every place is as likely as any other', () => {
    const hits = new Float64Array(100);
    for (let seed = 0; seed < 400; seed++) {
      const [cells] = founded({ sitesX: 10, sitesY: 10, founding: 'scattered' }, 25, 0, seed) as [
        FounderModel,
      ];
      expect(new Set(sitesOf(cells)).size).toBe(25);
      for (const site of sitesOf(cells)) hits[site]!++;
    }
    const chi = hits.reduce((sum, count) => sum + (count - 100) ** 2 / 75, 0);
    // χ² with 99 degrees of freedom, 99.99%.
    expect(chi).toBeLessThan(160);
  });

  test('everywhere, numbers are proportions', () => {
    const cells = founded({ founding: 'everywhere' }, 3, 1);
    expect(cells.map(({ count }) => count)).toEqual([900, 300]);
    expect(new Set(cells.flatMap(sitesOf)).size).toBe(1200);
  });

  test('normal cells take a share of the places left', () => {
    const [tumour, normal] = founded({ normal: { share: 0.5 } }, 100) as [FounderModel, FounderModel];
    expect(normal.genotype.normal).toBe(true);
    expect(normal.count).toBe(normal.sites?.length);
    expect(Math.abs(normal.count - 550)).toBeLessThan(4 * Math.sqrt(1100 / 4));
    expect(new Set([...sitesOf(tumour), ...sitesOf(normal)]).size).toBe(100 + normal.count);
  });
});

describe('a brain beside the tumour', () => {
  const barriers = [{ drug: 'd', pumpOverPermeability: 7, bulkOverPermeability: 1 }];
  const document = {
    drugs: [{ name: 'd' }],
    tumour: { tissue: { ...small, vessels: { arrangement: 'square', spacingMicrometres: 100 } } },
    compartments: [{ name: 'brain', kind: 'brain', inTissue: true, barriers }],
  };

  test('is the same tissue behind vessels that let less in and pump it out', () => {
    const [body, brain] = compartmentPlans(completeScenario(document)).map(({ model }) => model.tissue);
    expect(brain?.vessels).toEqual(body?.vessels);
    expect(body?.vessels).toHaveLength(48);
    expect(body?.drugFields[0]).toMatchObject({ wallPump: 1, permeability: 3 * 3600, boundary: 'bath' });
    const wall = brain?.drugFields[0];
    expect(wall).toMatchObject({ wallPump: 8, wallBulk: 1, boundary: 'closed' });
    expect(wall?.permeability).toBeCloseTo(108, 9);
  });

  test('stays well mixed unless it is asked to be one', () => {
    const compartments = [{ name: 'brain', kind: 'brain', barriers }];
    const [, brain] = compartmentPlans(completeScenario({ ...document, compartments }));
    expect(brain?.model.tissue).toBeUndefined();
    expect(brain?.model.founders[0]?.sites).toBeUndefined();
  });
});

describe('what cannot be', () => {
  const drugs = [{ name: 'd', tissue: { boundary: 'closed' } }];
  test.each<[tissue: object, more: { [key: string]: object }, message: RegExp]>([
    [{ sitesX: 5000 }, {}, /^tumour\.tissue\.sitesX: 5000 is above 4096, the most allowed\.$/],
    [{ sitesX: 600, sitesZ: 8 }, {}, /^tumour\.tissue\.sitesX: 600 is more than 512, the most along an edge/],
    [{ sitesX: 512, sitesZ: 512 }, {}, /^tumour\.tissue\.coarsening: 1 makes fields of 3\.8 GiB, too much/],
    [{ sitesZ: 2 }, {}, /^tumour\.tissue\.sitesZ: 2 is neither 1, a plane, nor at least 4\.$/],
    [{ sites: 10 }, {}, /^tumour\.tissue\.sites: unknown key, with the value 10; did you mean/],
    [{ oxygen: { boundary: 'closed' } }, {}, /^tumour\.tissue\.oxygen\.boundary: "closed" lets no oxygen in/],
    [
      { oxygen: { fullAboveMmHg: 3 } },
      {},
      /^tumour\.tissue\.oxygen\.fullAboveMmHg: 3 mmHg is below quiescentBelow/,
    ],
    [
      { oxygen: { necrosisFullBelowMmHg: 9 } },
      {},
      /necrosisFullBelowMmHg: 9 mmHg is above necrosisBelowMmHg \(5\)/,
    ],
    [{}, { drugs }, /^drugs\[0\]\.tissue\.boundary: "closed" lets no drug in where there are no vessels/],
    [{}, { tumour: { crowding: 'logistic' } }, /^tumour\.crowding: "logistic" is for cells without places/],
    [small, { tumour: { founders: 2000 } }, /^tumour\.founders: 2000 cells are more than the 1200 sites/],
    [
      {},
      { compartments: [{ kind: 'marrow', inTissue: true }] },
      /^compartments\[0\]\.inTissue: true is not for marrow/,
    ],
  ])('%j %j', (tissue, more, message) => {
    expect(() => completeScenario({ ...more, tumour: { ...more.tumour, tissue } })).toThrow(message);
  });

  test('a tissue beside a tumour that has none', () => {
    expect(() => completeScenario({ compartments: [{ kind: 'brain', inTissue: true }] })).toThrow(
      /^compartments\[0\]\.inTissue: true needs a tissue of the tumour/,
    );
  });
});
