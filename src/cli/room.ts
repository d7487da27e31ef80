/** Says before a run how many cells of it this machine holds, and whether its step is too long. */
import { freemem } from 'node:os';
import { type Room, roomFor, shortage } from '../compile/room';
import { stepWarning } from '../patient/step/stepAdvice';
import { compartmentCount } from '../scenario/compartments';
import type { Scenario } from '../scenario/schema';
import { short } from './numbers';
import { complain } from './print';

const KERNEL_BYTES = 2 ** 32;

/** Memory that a new process could take, also where a container allows less than the machine has. */
function freeBytes(): number {
  const { constrainedMemory } = process;
  const allowed = constrainedMemory?.() ?? 0;
  const free = freemem();
  // Without a limit the system reports 0 or a number beyond any machine.
  return allowed > 0 && allowed < free ? allowed : free;
}

/**
 * One line for a person at a terminal; a warning, in any case, when the scenario names more cells than fit.
 * @param maximumBytes what --memory allows each compartment
 */
export function sayRoom(scenario: Scenario, maximumBytes: number | undefined): void {
  const free = freeBytes();
  const compartmentBytes = maximumBytes ?? KERNEL_BYTES;
  const room = roomFor(scenario, { compartmentBytes, machineBytes: free });
  const lack = shortage(scenario, room, short);
  if (lack !== null) complain(lack);
  else if (process.stderr.isTTY) process.stderr.write(`${roomLine(scenario, room, free)}\n`);
}

/** A warning in any case; null where the step is short enough. */
export function sayStep(scenario: Scenario): void {
  const warning = stepWarning(scenario);
  if (warning !== null) process.stderr.write(`clonarium: ${warning}\n`);
}

function roomLine(scenario: Scenario, room: Room, freeMemoryBytes: number): string {
  const count = compartmentCount(scenario);
  const each = count === 1 ? '' : `, at most ${short(room.each)} in each of ${count} compartments`;
  const free = `${(freeMemoryBytes / 2 ** 30).toFixed(1)} GiB free`;
  return `Room for ${short(room.together)} cells${each} (${room.bytesPerCell.toFixed(1)} bytes each, ${free}).`;
}
