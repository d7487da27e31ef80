/** Passengers in a patient: the run is the same but for who can be told apart, saved and resumed too, and the files say so. */
import { describe, expect, it } from 'vitest';
import { type ExportName, exportFiles } from '../../src/export/lineage/exports';
import { SEQUENCING } from '../../src/export/lineage/vaf';
import { createKernel } from '../../src/kernel/kernel';
import { PASSENGER_CLONES } from '../../src/kernel/model';
import { bytesOf } from '../../src/kernel/read/checkpoint';
import { neutralRate, spectrumOf } from '../../src/patient/lineage/spectrum';
import { Patient } from '../../src/patient/patient';
import { SavedPatient, savePatient } from '../../src/patient/saved/snapshot';
import { drugInCulture, targetFromCatalogue } from '../../src/scenario/drugs';
import { completeScenario } from '../../src/scenario/schema';
import { cumulative } from '../../src/ui/clones/neutral';
import { cloneViewOf } from '../../src/worker/clones/view';
import { run } from '../kit/compartments';
import { culture } from '../kit/cultures';

const passing = (value: object, perDivision: number) => ({ ...value, passengers: { perDivision } });

/** A few resistant cells among many, a drug, and a relapse. */
const relapsing = {
  stepHours: 2,
  untilDays: 400,
  tumour: {
    founders: 4000,
    divisionPerDay: 0.4,
    deathPerDay: 0.1,
    resistantFounders: [{ count: 20, target: 'BCR-ABL', variant: 'T315I' }],
  },
  targets: [targetFromCatalogue('BCR-ABL')],
  drugs: [drugInCulture('imatinib', 1)],
  treatment: { begin: 'size', atCells: 8000 },
  stop: { relapseCells: 6000 },
};

const tableOf = (patient: Patient, name: ExportName, file: string) => {
  const [, pieces] = exportFiles(patient, [name], SEQUENCING).find(([own]) => own === file)!;
  const [header = '', ...lines] = [...pieces].join('').trimEnd().split('\n');
  const names = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, at) => [names[at], value])));
};

describe('a run with passengers', () => {
  it('tells the same story as without, and has the same rows', async () => {
    const [plain, told] = await Promise.all([0, 0.2].map((rate) => run(passing(relapsing, rate))));
    expect(told!.chronicle).toEqual(plain!.chronicle);
    expect(plain!.chronicle.map(({ text }) => text).join(' ')).toContain(
      'are of one kind of founder (BCR-ABL T315I; ',
    );
    const rowsOf = (patient: Patient) => patient.recorder.outputs.map((row) => ({ ...row, clones: 0 }));
    expect(rowsOf(told!)).toEqual(rowsOf(plain!));
    expect(told!.response).toEqual(plain!.response);
    const clonesIn = ({ compartments }: Patient) => compartments[0]!.kernel.cloneColumns().count;
    expect(clonesIn(told!)).toBeGreaterThan(10 * clonesIn(plain!));
    expect(told!.hash()).not.toBe(plain!.hash());
  });

  it('goes on from a checkpoint as if it had never stopped', async () => {
    const scenario = completeScenario(passing(culture, 1.5));
    const whole = new Patient(scenario, await createKernel('scalar'));
    whole.advance({});
    const cut = new Patient(scenario, await createKernel('simd'));
    cut.advance({ untilHours: 100 });
    const blocks: Uint8Array[] = [];
    for (const block of savePatient(cut)) blocks.push(block.slice());
    const copy = new SavedPatient(bytesOf(Buffer.concat(blocks))).restore(await createKernel('debug'));
    copy.advance({});
    expect(copy.hash()).toBe(whole.hash());
    const columns = ({ compartments }: Patient) => compartments[0]!.kernel.cloneColumns();
    expect(columns(copy)).toEqual(columns(whole));
  });
});

it('says once that there are too many clones for passengers, and only where there are passengers', async () => {
  for (const perDivision of [0, 0.5]) {
    const kernel = await createKernel('simd');
    // As a kernel is that has so many: their records would take 1 GiB.
    const crowded = new Proxy(kernel, {
      get(target, key) {
        if (key === 'alteredSince') return () => ({ ids: [], next: PASSENGER_CLONES });
        const value: unknown = Reflect.get(target, key);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const patient = new Patient(completeScenario(passing(culture, perDivision)), crowded);
    patient.advance({});
    const said = patient.chronicle.filter(({ kind }) => kind === 'limit').map(({ text }) => text);
    expect(said).toHaveLength(perDivision > 0 ? 1 : 0);
    if (perDivision > 0) expect(said[0]).toContain(PASSENGER_CLONES.toLocaleString('en'));
  }
});

describe('files and picture of a run with passengers', async () => {
  const perDivision = 1.5;
  const patient = await run({
    ...passing(culture, perDivision),
    untilDays: 6,
    cloneCountsFrom: 10,
    treatment: { begin: 'never' },
  });
  const { kernel } = patient.compartments[0]!;
  const clones = tableOf(patient, 'clones', 'clones.csv');

  it('say how many mutations each clone began with', () => {
    const columns = kernel.cloneColumns();
    expect(clones.map(({ mutations }) => Number(mutations))).toEqual([...columns.mutations]);
    for (const { alteration, mutations, gene, copies } of clones) {
      if (alteration === 'passenger') expect([Number(mutations) > 0, gene, copies]).toEqual([true, '', '']);
      else expect(mutations).toBe(alteration === 'founder' ? '0' : '1');
    }
    expect(clones.some(({ mutations }) => Number(mutations) > 2)).toBe(true);
  });

  it('hold the spectrum, row by row what a count of carriers finds', () => {
    const rows = tableOf(patient, 'sfs', 'sfs.csv');
    const rate = perDivision / (1 - 0.1 / 0.9);
    expect(neutralRate(patient.scenario)).toBeCloseTo(rate, 12);
    const sum = (least: number, most: number, of = clones) =>
      of.reduce((all, { clade_cells, mutations }) => {
        const own = Number(clade_cells);
        return all + (own >= least && own <= most ? Number(mutations) : 0);
      }, 0);
    const { cells } = kernel;
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows) {
      const own = Number(row.carriers);
      expect(Number(row.mutations)).toBe(sum(own, own));
      const passengers = clones.filter(({ alteration }) => alteration === 'passenger');
      expect(Number(row.passengers)).toBe(sum(own, own, passengers));
      expect(Number(row.subclonal_at_least)).toBe(sum(own, cells - 1));
      expect(Number(row.cell_fraction)).toBeCloseTo(own / cells, 8);
      expect(Number(row.neutral_at_least)).toBeCloseTo(rate * (cells / own - 1), 4);
    }
    const all = rows.reduce((total, { mutations }) => total + Number(mutations), 0);
    expect(all).toBe(sum(1, cells));
    const spectrum = spectrumOf(kernel.cloneColumns(), new Float64Array(kernel.cloneColumns().count));
    expect(spectrum.carriers).toHaveLength(0);
  });

  it('read each passenger of a clone at a site of its own', () => {
    const rows = tableOf(patient, 'vaf', 'vaf.csv');
    const ofClone = new Map(clones.map((row) => [row.identity, row]));
    const sites = new Map<string, Set<string>>();
    for (const { identity, site } of rows) {
      const own = sites.get(identity!) ?? new Set();
      expect(own.has(site!)).toBe(false);
      sites.set(identity!, own.add(site!));
      expect(Number(site)).toBeGreaterThan(0);
      expect(Number(site)).toBeLessThanOrEqual(Number(ofClone.get(identity)?.mutations));
    }
    // The same clone's sites are read each by itself.
    const several = [...sites].filter(([, own]) => own.size > 1).map(([identity]) => identity);
    const differ = several.filter((identity) => {
      const reads = rows.filter((row) => row.identity === identity).map(({ alternate }) => alternate);
      return new Set(reads).size > 1;
    });
    expect(differ.length).toBeGreaterThan(0);
  });

  it('show on the page how many mutations at least a share of cells carries', () => {
    const view = cloneViewOf(patient, 1, -1)!;
    const { shares, found, neutral } = cumulative(view.frequencies, view.neutralRate);
    for (const [at, share] of shares.entries()) {
      const least = share * kernel.cells;
      const wanted = clones.reduce((all, { clade_cells, mutations }) => {
        const own = Number(clade_cells);
        return all + (own > least && own < kernel.cells ? Number(mutations) : 0);
      }, 0);
      expect(found[at]).toBe(wanted);
      expect(neutral[at]).toBeCloseTo(view.neutralRate! * (1 / share - 1), 9);
    }
    expect(shares[0]! * kernel.cells).toBeLessThan(2);
  });
});

it('without passengers there is no rate, nor where a tumour would not grow', () => {
  expect(neutralRate(completeScenario(culture))).toBeNull();
  const shrinking = { ...passing(culture, 1), tumour: { divisionPerDay: 0.3, deathPerDay: 0.3 } };
  expect(neutralRate(completeScenario(shrinking))).toBeNull();
});
