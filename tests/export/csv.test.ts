import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { field, summaryCsv } from '../../src/export/csv';
import { createKernels } from '../../src/kernel/kernel';
import { CLASS_NAMES } from '../../src/kernel/model';
import { Patient } from '../../src/patient/patient';
import { compartmentCount, hasTissue } from '../../src/scenario/compartments';
import { completeScenario } from '../../src/scenario/schema';

it.each([
  ['a,b', '"a,b"'],
  ['a b', 'a b'],
  ['say "a"', '"say ""a"""'],
  [' a', '" a"'],
  ['=HYPERLINK(A1)', "'=HYPERLINK(A1)"],
  ['=HYPERLINK("x",A1)', `"'=HYPERLINK(""x"",A1)"`],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['a\nb', '"a\nb"'],
])('%j is written as %s', (text, expected) => {
  expect(field(text)).toBe(expected);
});

/** Rows of a summary as objects; good for names without quotes or with quoted commas. */
async function rowsOf(document: object, steps: number): Promise<Record<string, string>[]> {
  const scenario = completeScenario(document);
  const group = await createKernels('simd', compartmentCount(scenario), { tissue: hasTissue(scenario) });
  try {
    const patient = new Patient(scenario, group);
    patient.advance({ steps });
    const [header, ...lines] = summaryCsv(patient).trimEnd().split('\n');
    const cells = (line: string) =>
      line.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)!.map((cell) => cell.replace(/,$/, ''));
    const names = cells(header!);
    return lines.map((line) => Object.fromEntries(cells(line).map((cell, i) => [names[i], cell])));
  } finally {
    group.close();
  }
}

it('keeps compartments apart whose names differ in a comma', async () => {
  const others = ['a,b', 'a b', '=A1'].map((name) => ({ name, kind: 'metastasis', founders: 5 }));
  const rows = await rowsOf({ untilDays: 1, tumour: { founders: 5 }, compartments: others }, 1);
  const names = [...new Set(rows.map(({ compartment }) => compartment))];
  expect(names).toEqual(['all', 'tumour', '"a,b"', 'a b', "'=A1"]);
});

it('gives no mean over no cells', async () => {
  const drug = { name: 'd', schedule: { levelMicromolar: 1 } };
  const rows = await rowsOf({ untilDays: 1, tumour: { founders: 5 }, drugs: [drug] }, 4);
  expect(rows.length % CLASS_NAMES.length).toBe(0);
  for (const row of rows) {
    expect(row.d_inside_uM === '').toBe(row.cells === '0');
    expect(row.fraction).not.toBe('');
  }
});

it('tells solved oxygen and whole vessels from the first row on', async () => {
  const vessels = { arrangement: 'square', spacingMicrometres: 200 };
  const tissue = { sitesX: 40, sitesY: 40, siteMicrometres: 20, vessels, oxygen: { present: true } };
  const document = { stepHours: 1, outputEveryHours: 1, untilDays: 1, tumour: { founders: 200, tissue } };
  const rows = (await rowsOf(document, 3)).filter((row) => row.class === CLASS_NAMES[0]);
  expect(rows.map(({ hours }) => hours)).toEqual(['0', '1', '2', '3']);
  for (const row of rows) {
    expect(row.open_vessels).toBe('16');
    expect(Number(row.oxygen_mmHg)).toBeGreaterThan(5);
    expect(Number(row.hypoxic)).toBeLessThan(Number(row.cells));
  }
  // The field of the first step is that of the founders.
  expect(rows[0]?.oxygen_mmHg).toBe(rows[1]?.oxygen_mmHg);
});

it('has the columns that docs/running.md tells of, all of them and no other', async () => {
  const docs = readFileSync(new URL('../../docs/running.md', import.meta.url), 'utf8');
  const [, table = ''] = /^Columns of `summary.csv`.*\n\n([\s\S]*?)\n\n/m.exec(docs) ?? [];
  const told = [...table.matchAll(/^\|([^|]+)\|/gm)].flatMap(([, names]) =>
    [...names!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!.replace('DRUG', 'd')),
  );
  const document = {
    stepHours: 1,
    untilDays: 1,
    tumour: { founders: 50, tissue: { sitesX: 40, sitesY: 40, oxygen: { present: true } } },
    drugs: [{ name: 'd', schedule: { levelMicromolar: 1 } }],
    compartments: [{ name: 'marrow', kind: 'marrow', founders: 50 }],
  };
  const [row = {}] = await rowsOf(document, 1);
  expect(Object.keys(row)).toEqual(told);
});
