/** Clones over time: counts that add up, whatever is tracked, thinned, saved or taken up again. */
import { describe, expect, it } from 'vitest';
import { Dice } from '../../bench/fuzz/dice';
import { createGroup } from '../../src/kernel/group';
import { wildType } from '../../src/kernel/numbers/genotype';
import { bytesOf } from '../../src/kernel/read/checkpoint';
import { CloneCourse, MOST_TRACKED } from '../../src/patient/lineage/cloneCourse';
import { cloneDiversity, heterozygosity, lociOf } from '../../src/patient/lineage/diversity';
import { lineagesShape } from '../../src/patient/lineage/lineageShape';
import type { Lineages, LineagesState } from '../../src/patient/lineage/lineages';
import { Patient } from '../../src/patient/patient';
import { fromText, SavedPatient, savePatient, toText } from '../../src/patient/saved/snapshot';
import { compartmentCount } from '../../src/scenario/compartments';
import { completeScenario } from '../../src/scenario/schema';
import { marrow, run } from '../kit/compartments';
import { culture } from '../kit/cultures';

const mutating = {
  ...culture,
  untilDays: 12,
  stepHours: 1,
  outputEveryHours: 12,
  cloneCountsFrom: 20,
  alterations: { pumpGain: 0.01, pumpLoss: 0.01, metabolismGain: 0.003 },
};
const twoLesions = { ...mutating, tumour: { ...mutating.tumour, lesions: 2 }, compartments: [marrow] };

const lineagesOf = ({ parts }: Patient) => parts.records.lineages as Lineages;
const sum = (values: Iterable<number>) => [...values].reduce((all, each) => all + each, 0);

/** A family of clones made up as it goes: kernel and course see the same. */
class Made {
  parents: number[] = [-1, -1];
  cells: number[] = [50, 0];
  cloneCells = () => Uint32Array.from(this.cells);
  cloneParents = (first: number) => Int32Array.from(this.parents.slice(first));

  live(dice: Dice): void {
    for (let born = Math.floor(20 * dice.next()); born > 0; born--) {
      this.parents.push(Math.floor(this.parents.length * dice.next()));
      this.cells.push(1);
    }
    this.cells = this.cells.map((own) => (dice.next() < 0.2 ? 0 : Math.floor(own * 3 * dice.next())));
  }

  /** Cells of a clone with all that came from it, by recursion. */
  clade = (id: number): number =>
    (this.cells[id] as number) +
    sum([...this.parents.keys()].filter((each) => this.parents[each] === id).map(this.clade));
}

const limits = { from: 12, mostEntries: 1e6, mostNoted: 1e6 };

describe('a course of made-up clones', () => {
  it('counts each clone within the nearest ancestor that is tracked', () => {
    const dice = new Dice(3);
    const made = new Made();
    const course = new CloneCourse(made, limits);
    const tracked = new Set<number>();
    for (let step = 1; step <= 25; step++) {
      made.live(dice);
      course.record(step, step, false);
      for (const id of made.parents.keys()) {
        if (made.parents[id] === -1 || made.clade(id) >= limits.from) tracked.add(id);
      }
      expect(new Set(course.tracked)).toEqual(tracked);
      const home = (id: number): number => (tracked.has(id) ? id : home(made.parents[id] as number));
      const wanted = new Map<number, number>();
      made.cells.forEach((own, id) => {
        if (own > 0) wanted.set(home(id), (wanted.get(home(id)) ?? 0) + own);
      });
      const { slots, cells } = course.rows.at(-1)!;
      const got = [...slots].map((slot, i): [number, number] => [
        course.tracked[slot] as number,
        cells[i] as number,
      ]);
      expect(new Map(got)).toEqual(wanted);
    }
    expect(tracked.size).toBeGreaterThan(20);
    expect(tracked.size).toBeLessThan(made.parents.length / 2);
    // Never a clone before the one that it came from.
    for (const [slot, id] of course.tracked.entries()) {
      const parent = made.parents[id] as number;
      expect(parent === -1 || course.tracked.indexOf(parent) < slot).toBe(true);
    }
  });

  it('notes peaks, and the first output that found a clone gone', () => {
    const made = new Made();
    const course = new CloneCourse(made, limits);
    made.parents = [-1, 0, 0];
    const counts = [
      [5, 2, 1],
      [9, 4, 0],
      [3, 0, 0],
    ];
    counts.forEach((cells, index) => {
      made.cells = cells;
      course.record(10 * (index + 1), index, false);
    });
    expect([0, 1, 2].map((id) => course.peak(id))).toEqual([9, 4, 1]);
    expect([0, 1, 2].map((id) => course.goneStep(id))).toEqual([null, 30, 20]);
    const bounded = new CloneCourse(made, { ...limits, mostNoted: 2 });
    bounded.record(10, 0, false);
    expect([bounded.peak(1), bounded.peak(2), bounded.goneStep(2)]).toEqual([0, null, null]);
  });

  it('tracks at most so many, and keeps at most so many counts; they add up all the same', () => {
    const made = new Made();
    made.parents = [-1, ...Array<number>(MOST_TRACKED + 500).fill(0)];
    made.cells = made.parents.map(() => 20);
    const course = new CloneCourse(made, { ...limits, mostEntries: 10 * MOST_TRACKED });
    for (let step = 0; step < 100; step++) course.record(step, step, step === 33);
    expect(course.tracked).toHaveLength(MOST_TRACKED);
    expect(sum(course.rows.map(({ cells }) => cells.length))).toBeLessThanOrEqual(10 * MOST_TRACKED);
    expect(course.stride).toBe(16);
    expect(course.rows.map(({ hours }) => hours)).toEqual([0, 16, 32, 33, 48, 64, 80, 96]);
    for (const { cells } of course.rows) expect(sum(cells)).toBe(sum(made.cells));
  });
});

describe('a patient whose clones are counted', () => {
  it('has the hash of one whose clones are not, and counts that add up to the summary', async () => {
    const patient = await run(twoLesions);
    const plain = await run({ ...twoLesions, cloneCountsFrom: 0 });
    expect(plain.parts.records.lineages).toBeNull();
    expect(patient.hash()).toBe(plain.hash());
    const { courses, diversity } = lineagesOf(patient);
    expect(courses).toHaveLength(3);
    patient.compartments.forEach(({ recorder }, index) => {
      const { rows, tracked } = courses[index]!;
      expect(rows.map(({ hours, cells }) => [hours, sum(cells)])).toEqual(
        recorder.outputs.map(({ hours, cells }) => [hours, cells]),
      );
      if (index < 2) expect(tracked.length).toBeGreaterThan(4);
      expect(diversity[index]?.map(({ cells }) => cells)).toEqual(recorder.outputs.map(({ cells }) => cells));
    });
    expect(diversity[3]?.map(({ cells }) => cells)).toEqual(
      patient.recorder.outputs.map(({ cells }) => cells),
    );
  });

  it('ends with the same record when it is saved and restored, at any time', async () => {
    const whole = await run(twoLesions);
    const expected = lineagesOf(whole).save();
    const scenario = completeScenario(twoLesions);
    const { length } = whole.compartments;
    const patient = new Patient(scenario, await createGroup('simd', length));
    const files: Uint8Array[] = [];
    for (let part = 0; part < 6; part++) {
      files.push(Buffer.concat(Array.from(savePatient(patient), (block) => block.slice())));
      patient.advance({ steps: 45 });
    }
    for (const file of files) {
      const saved = new SavedPatient(bytesOf(file));
      const again = saved.restore(await createGroup('scalar', compartmentCount(saved.scenario)));
      while (!again.done) again.advance({ steps: 100 });
      expect(lineagesOf(again).save()).toEqual(expected);
      again.group.close();
    }
  });

  it('of a damaged record is refused in a sentence', async () => {
    const patient = await run(mutating);
    const shape = lineagesShape(patient.scenario, 1);
    const good = () => fromText(toText(lineagesOf(patient).save())) as LineagesState;
    shape.check(good(), 'lineages');
    const damages: [(state: LineagesState) => void, RegExp][] = [
      [({ courses }) => courses[0]!.lengths.fill(3), /courses\[0\]: entries has/],
      [({ courses }) => courses[0]!.tracked.fill(1), /some of them twice/],
      [({ courses }) => courses[0]!.tracked.fill(-1), /a clone that there cannot be/],
      [({ courses }) => new Uint32Array(courses[0]!.entries.buffer).fill(9999), /not tracked/],
      [({ courses }) => courses.pop(), /lineages\.courses/],
      [({ diversity }) => diversity[0]!.fill(Number.NaN), /row 0 has NaN/],
      [(state) => Object.assign(state, { diversity: [new Float64Array(4)] }), /are no rows of/],
    ];
    for (const [damage, sentence] of damages) {
      const state = good();
      damage(state);
      expect(() => shape.check(state, 'lineages')).toThrow(sentence);
    }
    for (const strange of [
      [0, 1e6],
      [3, 0],
    ]) {
      const state = good();
      Object.assign(state.courses[0]!, { tracked: Float64Array.from(strange) });
      const course = new CloneCourse(patient.compartments[0]!.kernel, limits);
      expect(() => course.restore(state.courses[0]!)).toThrow('The checkpoint contradicts itself.');
    }
    expect(() => shape.check(undefined, 'lineages')).toThrow(/lineages/);
    const off = lineagesShape(completeScenario(culture), 1);
    off.check(undefined, 'lineages');
    expect(() => off.check(good(), 'lineages')).toThrow(/lineages/);
  });
});

describe('diversity', () => {
  it('of equal clones is ln k and 1 − 1/k, of one nothing', () => {
    const equal = cloneDiversity([new Uint32Array(40).fill(25), new Uint32Array(10).fill(25)]);
    expect(equal).toMatchObject({ cells: 1250, clones: 50 });
    expect(equal.shannon).toBeCloseTo(Math.log(50), 12);
    expect(equal.simpson).toBeCloseTo(1 - 1 / 50, 12);
    expect(cloneDiversity([Uint32Array.of(0, 7, 0)])).toEqual({
      cells: 7,
      clones: 1,
      shannon: 0,
      simpson: 0,
    });
    expect(cloneDiversity([])).toEqual({ cells: 0, clones: 0, shannon: 0, simpson: 0 });
  });

  it('of a run is what its cells say, one by one', async () => {
    const patient = await run({ ...mutating, untilDays: 14 });
    const row = lineagesOf(patient).diversity[0]!.at(-1)!;
    const [{ kernel }] = patient.compartments as [Patient['compartments'][number]];
    const shares = [...kernel.cloneCells()].filter((own) => own > 0).map((own) => own / kernel.cells);
    expect(row.clones).toBe(shares.length);
    expect(row.clones).toBeGreaterThan(20);
    expect(row.shannon).toBeCloseTo(sum(shares.map((p) => -p * Math.log(p))), 10);
    expect(row.simpson).toBeCloseTo(1 - sum(shares.map((p) => p * p)), 10);
    const loci = lociOf(patient.scenario);
    expect(loci).toEqual(['MDR1', 'DHFR', 'carrier', 'metabolism', 'retention', 'repair', 'mutator']);
    const pumps = new Map<number, number>();
    for (const { genotype, cells } of kernel.genotypes()) {
      pumps.set(genotype.pumpCopies, (pumps.get(genotype.pumpCopies) ?? 0) + cells);
    }
    const wanted = 1 - sum([...pumps.values()].map((own) => (own / kernel.cells) ** 2));
    expect(row.heterozygosity[0]).toBeCloseTo(wanted, 12);
    expect(wanted).toBeGreaterThan(0.01);
    expect(row.heterozygosity[6]).toBe(0);
  });

  it('of two states at p and 1 − p is 2 p (1 − p)', () => {
    const genotype = wildType();
    const counts = [
      { genotype, cells: 30 },
      { genotype: { ...genotype, mutator: !genotype.mutator }, cells: 70 },
      { genotype: { ...genotype, normal: true, pumpCopies: 9 }, cells: 1000 },
    ];
    const found = heterozygosity(counts, 1);
    expect(found[6]).toBeCloseTo(2 * 0.3 * 0.7, 12);
    expect(found.slice(0, 6)).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
