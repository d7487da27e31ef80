/** What an inspector tells of one cell, against memory, closed forms and simulation. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Alteration } from '../../assembly/shared/genome';
import { chancesWithin } from '../../src/kernel/inspect/chances';
import { type CellState, Inspector } from '../../src/kernel/inspect/inspector';
import { CLASS_NAMES, type DrugModel, type KernelModel, Response } from '../../src/kernel/model';
import { wildType } from '../../src/kernel/numbers/genotype';
import { vessel } from '../../src/verify/exchange';
import { type OpenKernel, openKernel, readCells, tiles } from '../kit/cells';
import { randomEnvironment, randomModel } from '../kit/randomised';
import {
  eventsInLine,
  expectRelative,
  expectWithinFour,
  founders,
  growTo,
  plainDrug,
  plainModel,
  plainTarget,
  surroundings,
} from '../kit/statistics';

let open: OpenKernel;
beforeAll(async () => {
  open = await openKernel('simd');
});

/** Every place that holds a cell, in the order of `readCells`. */
const places = () =>
  tiles(open.instance).flatMap(({ count }, tile) =>
    Array.from({ length: count }, (_, site) => ({ tile, site })),
  );

/** The only kind of cell there is, after some steps in the same surroundings. */
function lookAfter(model: KernelModel, steps: number, around: Parameters<typeof surroundings>[1]): CellState {
  open.kernel.start(model, 1);
  for (let left = steps; left > 0; left -= 256) {
    open.kernel.advance(surroundings(Math.min(left, 256), around), Infinity);
  }
  return new Inspector(open.kernel, model).look({ tile: 0, site: 0 }, surroundings(1, around)) as CellState;
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

describe('what is inside', () => {
  it.each([3, 6, 9, 14])('randomised scenario %i: every cell as memory holds it', (seed) => {
    const model = randomModel(seed);
    open.kernel.start(model, seed);
    open.kernel.advance(randomEnvironment(seed, 120), 5000);
    const inspector = new Inspector(open.kernel, model);
    const environment = randomEnvironment(seed, 121).subarray(120 * 8);
    const cells = readCells(open.instance, model.drugs.length);
    const all = places();
    expect(all.length).toBe(open.kernel.cells);
    all.forEach((place, i) => {
      const state = inspector.look(place, environment) as CellState;
      expect(state.phenotype).toBe(cells.phenotype[i]);
      expect(state.clone).toBe(cells.lineage[i]);
      expect(state.expressionRank).toBe(cells.expression[i]);
      state.drugs.forEach(({ drug, target, metabolite, kd }, d) => {
        expect(drug.total).toBe(cells.amounts[d]?.[i]);
        expect(drug.free + drug.bound).toBeCloseTo(drug.total, 9);
        if (target === null) {
          expect(drug.bound).toBe(0);
          return;
        }
        // Law of mass action: what is bound, K B = F C, of drug and binding metabolite together.
        const binds = model.drugs[d]?.retained?.acts === 'binds';
        const free = drug.free + (binds ? (metabolite?.free ?? 0) : 0);
        const bound = drug.bound + (binds ? (metabolite?.bound ?? 0) : 0);
        expect(target.free + target.bound).toBeCloseTo(target.total, 12);
        expect(Math.abs(target.bound - bound)).toBeLessThan(1e-9 + 1e-7 * target.total);
        expect(Math.abs(kd * target.bound - target.free * free)).toBeLessThan(
          1e-9 + 1e-7 * kd * target.total,
        );
      });
    });
    expect(inspector.look({ tile: 0, site: tiles(open.instance)[0]!.count }, environment)).toBeNull();
    expect(inspector.look({ tile: 9999, site: 0 }, environment)).toBeNull();
  });

  const drugs: [string, Partial<DrugModel>][] = [
    ['pumped and bound', { pumpVmax: 5, pumpKm: 0.7, entryBlock: 1, target: 0, kd: 0.05 }],
    [
      'carried, linear efflux, metabolism',
      { passivePerHour: 0.2, carrierVmax: 3, carrierKm: 2, linearEffluxPerHour: 0.8, metabolismPerHour: 0.3 },
    ],
    ['pumped only', { passivePerHour: 3, pumpVmax: 8, pumpKm: 0.2 }],
  ];

  it.each(drugs)('%s: at steady state what comes in goes out', (_, changes) => {
    const model = vessel(plainDrug(changes), {
      targets: [plainTarget({ abundance: 2 })],
      blockMax: 0.9,
      blockHalf: 3,
      genotype: { pumpCopies: 2 },
      pumpPerCopy: 1,
    });
    const { fluxes, drug } = lookAfter(model, 2000, { outside: [1.5] }).drugs[0]!;
    const { passiveIn, carrierIn, passiveOut, pumpOut, linearOut, metabolised } = fluxes;
    expect(drug.free).toBeGreaterThan(0.01);
    expectRelative(passiveOut + pumpOut + linearOut + metabolised, passiveIn + carrierIn, 1e-4, 'balance');
    if (changes.entryBlock === 1) expectRelative(fluxes.turnedAway / passiveIn, 0.45 / 0.55, 1e-6, 'blocked');
  });

  it.each(drugs)('%s: the fluxes are the slope of the amount', (_, changes) => {
    const model = vessel(plainDrug({ ...changes }), {
      targets: [plainTarget({ abundance: 2 })],
      stepHours: 2e-4,
    });
    const around = { outside: [1.5] };
    const before = lookAfter(model, 500, around).drugs[0]!;
    const after = lookAfter(model, 501, around).drugs[0]!;
    const net = ({ fluxes }: CellState['drugs'][number]) =>
      fluxes.passiveIn +
      fluxes.carrierIn -
      fluxes.passiveOut -
      fluxes.pumpOut -
      fluxes.linearOut -
      fluxes.metabolised;
    const slope = (after.drug.total - before.drug.total) / 2e-4;
    expectRelative(slope, (net(before) + net(after)) / 2, 5e-3, 'slope');
  });

  it('a metabolite that binds shares the target, and damage is told with what is mended', () => {
    const retained = { acts: 'binds', formPerHour: 0.2, lossPerHour: 0.02 } as const;
    const binding = vessel(
      plainDrug({ target: 0, kd: 0.01, retained, response: Response.inhibitor, neededTarget: 0.1 }),
      { targets: [plainTarget({ abundance: 1 })] },
    );
    const cell = lookAfter(binding, 300, { outside: [0.5] }).drugs[0]!;
    expect(cell.metabolite?.bound).toBeGreaterThan(0.1);
    expectRelative(
      (cell.metabolite?.bound ?? 0) + cell.drug.bound,
      cell.target?.bound as number,
      1e-9,
      'bound',
    );
    const damaging = vessel(
      plainDrug({ retained: { ...retained, acts: 'damages', repairable: 0.3 }, killPerHour: 1e-6 }),
      { genotype: { repair: 1 } },
    );
    const hurt = lookAfter(damaging, 300, { outside: [0.5] }).drugs[0]!;
    expectRelative(hurt.mended, 0.3, 1e-6, 'mended');
    const excess = (hurt.metabolite?.total as number) - 0.3;
    expectRelative(hurt.effect, excess / (1 + excess), 1e-3, 'effect of what is not mended');
  });
});

describe('what will become of it', () => {
  it('the three chances are those of the next event; the line’s are the exact birth–death law', () => {
    const chances = chancesWithin(24, 0.02, 0.01);
    const event = 1 - Math.exp(-0.03 * 24);
    expectRelative(chances.diesFirst, event / 3, 1e-12, 'dies');
    expectRelative(chances.dividesFirst, (2 * event) / 3, 1e-12, 'divides');
    expectRelative(chances.neither, Math.exp(-0.72), 1e-12, 'neither');
    const growth = Math.exp(0.24);
    expectRelative(chances.extinct, (0.01 * (growth - 1)) / (0.02 * growth - 0.01), 1e-12, 'extinct');
    // Critical, pure death, nothing at all, and rates whose exponential has no number.
    expectRelative(chancesWithin(24, 0.01, 0.01).extinct, 0.24 / 1.24, 1e-12, 'critical');
    expectRelative(chancesWithin(24, 0, 0.1).extinct, 1 - Math.exp(-2.4), 1e-12, 'pure death');
    expect(chancesWithin(24, 0, 0)).toEqual({
      diesFirst: 0,
      dividesFirst: 0,
      neither: 1,
      extinct: 0,
      expected: 1,
    });
    expect(chancesWithin(24, 100, 1).extinct).toBe(0.01);
  });

  it('as 10,000 copies of the cell fare in a day of a hundred steps', () => {
    const model = plainModel({
      stepHours: 0.24,
      divisionPerHour: 0.05,
      deathPerHour: 0.004,
      drugs: [plainDrug({ passivePerHour: 40, killPerHour: 0.08, stasis: 0.5, pumpVmax: 10, pumpKm: 0.4 })],
      pumpBasal: 1,
      founders: [],
    });
    const around = { outside: [1] };
    const copies = 10_000;
    const filled = lookInSteadyState(model, around);
    const { chances } = filled;
    const inspector = new Inspector(open.kernel, model);
    open.kernel.start(model, 3);
    for (let i = 0; i < copies; i++) open.kernel.found({ count: 1, genotype: wildType() });
    for (const { address, count } of tiles(open.instance)) {
      const inside = filled.drugs[0]?.drug.total;
      new Float32Array(open.instance.memory.buffer, address + 8192, count).fill(inside!);
    }
    expect(inspector.look({ tile: 0, site: 0 }, surroundings(1, around))?.chances).toEqual(chances);
    const state = new Array<'dies' | 'divides' | 'neither'>(copies).fill('neither');
    for (let step = 0; step < 100; step++) {
      open.kernel.advance(surroundings(1, around), Infinity);
      const alive = new Map(open.kernel.largestClones(copies).map(({ id, cells }) => [id, cells]));
      state.forEach((was, id) => {
        if (was !== 'neither') return;
        const cells = alive.get(id) ?? 0;
        if (cells !== 1) state[id] = cells === 0 ? 'dies' : 'divides';
      });
    }
    const compare = (seen: number, chance: number, what: string) =>
      expectWithinFour((seen - copies * chance) / Math.sqrt(copies * chance * (1 - chance)), what);
    const of = (fateOf: string) => state.filter((each) => each === fateOf).length;
    compare(of('neither'), chances.neither, 'neither');
    compare(of('dies'), chances.diesFirst, 'dies');
    compare(of('divides'), chances.dividesFirst, 'divides');
    const lines = open.kernel.largestClones(copies);
    compare(copies - lines.length, chances.extinct, 'no descendant left');
  });

  it.each([2, 5, 7, 11, 16])('randomised scenario %i: deaths of a step, summed over all cells', (seed) => {
    const model = randomModel(seed);
    const environment = randomEnvironment(seed, 260);
    open.kernel.start(model, seed);
    let [seen, mean, variance] = [0, 0, 0];
    for (let step = 0; step < 260; step++) {
      const row = environment.subarray(step * 8, step * 8 + 8);
      const before = open.kernel.deaths;
      if (step % 4 === 3 && open.kernel.cells < 20_000) {
        const inspector = new Inspector(open.kernel, model);
        const known = new Map<string, { mean: number; variance: number }>();
        const deaths = places().map((place) => {
          const { divisionPerHour, deathPerHour } = inspector.look(place, row) as CellState;
          const rates = [divisionPerHour * model.stepHours, deathPerHour * model.stepHours] as const;
          const key = rates.map((rate) => rate.toFixed(6)).join();
          const own = known.get(key) ?? eventsInLine(...rates).deaths;
          known.set(key, own);
          return own;
        });
        mean += sumOf(deaths.map((own) => own.mean));
        variance += sumOf(deaths.map((own) => own.variance));
        open.kernel.advance(row, Infinity);
        seen += open.kernel.deaths - before;
      } else open.kernel.advance(row, Infinity);
    }
    expect(mean).toBeGreaterThan(100);
    expectWithinFour((seen - mean) / Math.sqrt(variance), 'deaths');
  });
});

/** A cell in which drug has come to rest. */
function lookInSteadyState(model: KernelModel, around: { outside: number[] }): CellState {
  const still = { ...model, divisionPerHour: 0, deathPerHour: 0, founders: founders(1) };
  const resting = lookAfter(
    { ...still, drugs: model.drugs.map((drug) => ({ ...drug, killPerHour: 0 })) },
    500,
    around,
  );
  const inside = resting.drugs[0]?.drug.total;
  open.kernel.start({ ...model, founders: founders(1) }, 1);
  const [tile] = tiles(open.instance);
  new Float32Array(open.instance.memory.buffer, tile!.address + 8192, 1).fill(inside!);
  return new Inspector(open.kernel, model).look({ tile: 0, site: 0 }, surroundings(1, around)) as CellState;
}

describe('lineage', () => {
  it('leads from the cell’s clone to the founder, with birth days and live counts', () => {
    const model = plainModel({
      divisionPerHour: 0.08,
      pumpPerCopy: 1,
      alterations: [
        { kind: Alteration.pumpGain, target: 0, probability: 0.02 },
        { kind: Alteration.pumpFurtherGain, target: 0, probability: 0.05 },
      ],
      founders: founders(5),
    });
    open.kernel.start(model, 4);
    growTo(open.kernel, 3000);
    const inspector = new Inspector(open.kernel, model);
    const living = new Map(open.kernel.largestClones(10_000).map(({ id, cells }) => [id, cells]));
    let longest = 0;
    for (const place of places()) {
      const cell = inspector.look(place, surroundings(1)) as CellState;
      if (cell.clone % 7 !== 0) continue;
      const lineage = inspector.lineage(cell.clone);
      expect(lineage[0]?.id).toBe(cell.clone);
      expect(lineage[0]?.genotype).toEqual(cell.genotype);
      expect(lineage.at(-1)?.parent).toBe(-1);
      expect(lineage.at(-1)?.alteration).toBe(Alteration.founder);
      lineage.forEach((clone, i) => {
        expect(clone.cells).toBe(living.get(clone.id) ?? 0);
        expect(clone.birthDay).toBe(clone.birthStep / 24);
        if (i > 0) expect(lineage[i - 1]?.parent).toBe(clone.id);
        if (i > 0) expect(clone.birthStep).toBeLessThanOrEqual(lineage[i - 1]!.birthStep);
      });
      longest = Math.max(longest, lineage.length);
    }
    expect(longest).toBeGreaterThan(2);
  });
});

describe('choosing', () => {
  it('every cell of a class has the same chance', () => {
    const model = plainModel({
      founders: [
        { count: 3000, genotype: wildType() },
        { count: 6, genotype: { ...wildType(), pumpCopies: 3 } },
      ],
    });
    open.kernel.start(model, 1);
    const inspector = new Inspector(open.kernel, model);
    for (let i = 0; i < 6; i++) {
      const place = inspector.choose('pump', () => (i + 0.5) / 6);
      expect(place).toEqual({ tile: 2, site: 3000 - 2048 + i });
    }
    expect(inspector.choose('sensitive', () => 0.9999999)).toEqual({ tile: 2, site: 3000 - 2048 - 1 });
    expect(inspector.choose(null, () => 0.5)).toEqual({ tile: 1, site: 1503 - 1024 });
    for (const name of CLASS_NAMES.slice(2)) expect(inspector.choose(name, Math.random)).toBeNull();
  });
});
