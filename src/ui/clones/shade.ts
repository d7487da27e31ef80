/** Colour of a clone: that of its class, darker by clone, as the dish draws it (assembly/view/paint.ts, `shaded`). */
import { DARKEST } from '../../../assembly/shared/drawing';
import type { ClassName } from '../../kernel/model';
import { classMarks } from '../readouts/classes';
import { classColour } from '../shell/theme';

/** Fibonacci hashing, 0…255; the first clone has 0. */
const scattered = (clone: number) => Math.imul(clone, 0x9e3779b1) >>> 24;

/** `#rrggbb` of the class, darkened for this clone. */
export function shaded(colour: string, clone: number): string {
  const share = 256 - ((scattered(clone) * DARKEST) >> 8);
  const value = Number.parseInt(colour.slice(1), 16);
  const part = (shift: number) => (((value >> shift) & 255) * share) >> 8;
  return `#${((part(16) << 16) | (part(8) << 8) | part(0)).toString(16).padStart(6, '0')}`;
}

export function cloneColour({ id, className }: { id: number; className: ClassName }): string {
  const mark = classMarks.find(({ name }) => name === className);
  return mark === undefined ? '#888888' : shaded(classColour(mark), id);
}
