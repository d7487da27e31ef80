/** What the page and the worker that draws its dishes say to each other. Lengths are device pixels. */
import type { Look } from '../../kernel/read/ramp';
import type { ByHand, Inks } from '../tissue/draw/messages';

export type ToDishes =
  /** @property plain without WebGL2, of which browsers give a page only so many */
  | { kind: 'begin'; dish: number; canvas: OffscreenCanvas; plain: boolean }
  | { kind: 'end'; dish: number }
  /** Where pictures come from, also another worker's after the first has died. */
  | { kind: 'source'; port: MessagePort }
  | { kind: 'looks'; cells: Look; inks: Inks }
  | (ByHand & { dish: number });

export type FromDishView =
  /** Device pixels per site, and the smallest and largest that one may zoom to. */
  | { kind: 'camera'; dish: number; scale: number; least: number; most: number }
  /** Sites from the middle. */
  | { kind: 'picked'; dish: number; at: readonly [number, number] }
  /** Pictures drawn so far: counted for those who measure. */
  | { kind: 'drawn'; dish: number; frames: number; cells: number }
  | { kind: 'picture'; dish: number; blob: Blob }
  | { kind: 'failure'; sentence: string };
