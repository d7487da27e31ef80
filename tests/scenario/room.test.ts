import { describe, expect, test } from 'vitest';
import { demandOf, roomFor, shortage } from '../../src/compile/room';
import { completeScenario } from '../../src/scenario/schema';

const GIB = 2 ** 30;
const drug = (name: string) => ({ name, schedule: { levelMicromolar: 1 } });
const plain = (cells: number) => String(cells);

describe('room for cells', () => {
  test.each([
    [1, 12.5],
    [4, 25],
  ])('with %i drugs a cell takes %d bytes, directories included', (count, bytes) => {
    const drugs = ['a', 'b', 'c', 'd'].slice(0, count).map(drug);
    const room = roomFor(completeScenario({ drugs }), { compartmentBytes: 4 * GIB, machineBytes: null });
    expect(room.bytesPerCell).toBeCloseTo(bytes, 10);
    expect(room.together).toBe(Math.floor((4 * GIB) / room.bytesPerCell));
    expect(room.each).toBe(room.together);
  });

  test('lesions have each their own, until the machine is full', () => {
    const three = completeScenario({ tumour: { lesions: 3 } });
    const ample = roomFor(three, { compartmentBytes: GIB, machineBytes: 64 * GIB });
    expect(ample.together).toBeCloseTo(3 * ample.each, -1);
    const scarce = roomFor(three, { compartmentBytes: GIB, machineBytes: 2 * GIB });
    expect(scarce.each).toBe(ample.each);
    expect(scarce.together).toBe(Math.floor((2 * GIB) / scarce.bytesPerCell));
    expect(roomFor(three, { compartmentBytes: GIB, machineBytes: GIB / 2 }).each).toBeLessThan(ample.each);
  });
});

describe('room in a tissue', () => {
  const tissue = { sitesX: 1000, sitesY: 1000 };
  const memory = { compartmentBytes: 2 ** 30, machineBytes: null };

  test('ends with its places', () => {
    expect(roomFor(completeScenario({ tumour: { tissue } }), memory).each).toBe(1_000_000);
  });

  test('is what its fields leave', () => {
    const bare = roomFor(
      completeScenario({ tumour: { tissue: { ...tissue, oxygen: { present: false } } } }),
      {
        ...memory,
        compartmentBytes: 10_000_000,
      },
    );
    expect(bare.each).toBe(800_000);
    // 12 numbers of four bytes and a third at each of the million voxels with one drug and oxygen.
    const full = completeScenario({ drugs: [drug('a')], tumour: { tissue } });
    expect(roomFor(full, { ...memory, compartmentBytes: 60_000_000 }).each).toBe(853_333);
    expect(roomFor(full, { ...memory, compartmentBytes: 30_000_000 }).each).toBe(0);
  });
});

describe('what a scenario asks for', () => {
  const treated = { begin: 'size', atCells: 2_000_000 };

  test('is the largest number it names', () => {
    expect(demandOf(completeScenario({ treatment: treated }))).toEqual({
      path: 'treatment.atCells',
      cells: 2_000_000,
    });
    const relapsing = { treatment: treated, stop: { relapseCells: 5_000_000 } };
    expect(demandOf(completeScenario(relapsing))?.path).toBe('stop.relapseCells');
    expect(demandOf(completeScenario({ tumour: { lesions: 4, founders: 1000 } }))).toEqual({
      path: 'tumour.founders',
      cells: 4000,
    });
  });

  test('leaves out what does not count', () => {
    const scenario = completeScenario({
      treatment: { begin: 'never', atCells: 9_000_000 },
      stop: { relapseCells: 9_000_000 },
    });
    expect(demandOf(scenario)?.path).toBe('tumour.founders');
  });

  test('is told at once when there is no room for it', () => {
    const scenario = completeScenario({ treatment: treated });
    const room = (bytes: number) => roomFor(scenario, { compartmentBytes: bytes, machineBytes: null });
    expect(shortage(scenario, room(GIB), plain)).toBeNull();
    expect(shortage(scenario, room(2 ** 24), plain)).toMatch(
      /^treatment\.atCells: 2000000 cells are more than the 1342177 that memory holds here; the run will end/,
    );
  });
});
