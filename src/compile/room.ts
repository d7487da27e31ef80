/** How many cells of a scenario a machine holds, and whether it asks for more. */
import { bytesPerCell } from '../scenario/checks/scenario';
import { compartmentCount } from '../scenario/compartments';
import { fieldBytes, siteCount } from '../scenario/lattice';
import type { Scenario } from '../scenario/scenario';
import { foundersOf } from '../scenario/tables/founders';

/** Beside its cells a full compartment holds directories, clones and tiles in the making: 12.5 bytes for every 12. */
const OVERHEAD = 12.5 / 12;

export interface Memory {
  /** Most that one compartment may take. */
  compartmentBytes: number;
  /** What is free for all of them together; null where nobody knows. */
  machineBytes: number | null;
}

export interface Room {
  /** Cells that one compartment holds. */
  each: number;
  /** Cells that all hold together. */
  together: number;
  bytesPerCell: number;
}

/** In a tissue every place that cells have reached takes as much as a cell, and its fields take theirs at once. */
export function roomFor(scenario: Scenario, { compartmentBytes, machineBytes }: Memory): Room {
  const { tissue } = scenario.tumour;
  const count = compartmentCount(scenario);
  const perCell = OVERHEAD * bytesPerCell(scenario);
  const fields = tissue === null ? 0 : fieldBytes(tissue, scenario.drugs.length);
  const sites = tissue === null ? Infinity : siteCount(tissue);
  const cellsIn = (bytes: number) => Math.max(0, bytes) / perCell;
  const each = Math.min(sites, cellsIn(compartmentBytes - fields));
  const together = Math.min(each * count, cellsIn((machineBytes ?? Infinity) - fields * count));
  return {
    each: Math.floor(Math.min(each, together)),
    together: Math.floor(together),
    bytesPerCell: perCell,
  };
}

/** The largest number of cells that a scenario names as one it may come to, and where it does; null for none. */
export function demandOf(scenario: Scenario): { path: string; cells: number } | null {
  const { tumour, treatment, stop, untilCells, compartments } = scenario;
  const { lesions } = tumour;
  const others = compartments.reduce((sum, each) => sum + each.founders, 0);
  const { path, cells } = foundersOf(scenario);
  const named = [
    { path, cells: cells * lesions + others },
    { path: 'treatment.atCells', cells: treatment.begin === 'size' ? treatment.atCells : 0 },
    { path: 'stop.relapseCells', cells: treatment.begin === 'never' ? 0 : stop.relapseCells },
    { path: 'untilCells', cells: untilCells },
  ];
  const largest = named.reduce((most, each) => (each.cells > most.cells ? each : most));
  return largest.cells > 0 ? largest : null;
}

/** The demand that the room does not meet, in one sentence; null when it does. `count` writes a number of cells. */
export function shortage(scenario: Scenario, room: Room, count: (cells: number) => string): string | null {
  const demand = demandOf(scenario);
  if (demand === null || demand.cells <= room.together) return null;
  return (
    `${demand.path}: ${count(demand.cells)} cells are more than the ${count(room.together)} that memory holds here; ` +
    'the run will end when it is full, with everything kept.'
  );
}
