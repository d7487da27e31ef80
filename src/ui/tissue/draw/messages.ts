/** What the page and the worker that draws its tissues say to each other. Lengths are device pixels. */
import type { Look } from '../../../kernel/read/ramp';
import type { TissueShape } from '../../../worker/pictures/tissueMessages';

/** A site: x, y, z; z is 0 in a plane. */
export type Site = readonly [number, number, number];

/** What is drawn beside the cells; RGBA, 0…1. */
export interface Inks {
  surface: readonly number[];
  /** Free sites of the lattice. */
  ground: readonly number[];
  rule: readonly number[];
  ink: readonly number[];
  vessel: readonly number[];
}

/** What hands ask of any view of cells. */
export type ByHand =
  | { kind: 'size'; width: number; height: number; ratio: number }
  | { kind: 'pan'; dx: number; dy: number }
  | { kind: 'zoom'; factor: number; x: number; y: number }
  | { kind: 'fit' }
  | { kind: 'pick'; x: number; y: number }
  | { kind: 'picture' };

/** To the view of one tissue. */
export type ToView =
  | ByHand
  /** Where pictures come from, also another worker's after the first has died. */
  | { kind: 'source'; port: MessagePort }
  | { kind: 'looks'; cells: Look; fluid: Look | null; inks: Inks }
  | { kind: 'slice'; axis: 0 | 1 | 2; at: number }
  | { kind: 'volume'; on: boolean }
  | { kind: 'mark'; site: Site | null };

/** To the worker that draws them all, each by the place of its compartment. */
export type ToViews =
  | (ToView & { compartment: number })
  /** @property plain without WebGL2, of which browsers give a page only so many */
  | { kind: 'begin'; compartment: number; canvas: OffscreenCanvas; plain: boolean }
  | { kind: 'end'; compartment: number }
  /** To be answered at once. */
  | { kind: 'ask' };

export type FromView =
  /** Whether it can turn a volume, which only WebGL2 draws. */
  | { kind: 'turns'; volume: boolean }
  /** Device pixels per site, and the smallest and largest that one may zoom to. */
  | { kind: 'camera'; scale: number; least: number; most: number }
  | { kind: 'tissue'; shape: TissueShape | null }
  | { kind: 'picked'; site: Site | null }
  | { kind: 'picture'; blob: Blob }
  /** Pictures drawn so far: counted for those who measure. */
  | { kind: 'drawn'; frames: number; milliseconds: number };

export type FromViews =
  | (FromView & { compartment: number })
  | { kind: 'there' }
  | { kind: 'failure'; sentence: string };
