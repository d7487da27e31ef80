/**
 * What the worker that draws the tissue view and the worker of the patient say to each other, over a port of their
 * own. A wish is answered once, by pictures, as soon as there is something to show that the last ones did not.
 */
import type { Look, Part } from '../../kernel/read/ramp';

/** What a picture is for; the patient's worker only hands it back. */
export type Layer = 'cells' | 'fluid' | 'overview' | 'volume';

export interface Wanted {
  layer: Layer;
  look: Look;
  part: Part;
}

export interface Wish {
  wanted: Wanted[];
  /** Something else is wished for than last time, so that the answer must not wait for the next step. */
  anew: boolean;
  /** Buffers of earlier pictures, to be filled again. */
  spare: ArrayBuffer[];
}

export interface Picture {
  layer: Layer;
  part: Part;
  /** RGBA of as many pixels as the part has, premultiplied; longer buffers have more behind. */
  pixels: ArrayBuffer;
}

export interface Pictures {
  kind: 'pictures';
  /** Differs for every tissue. */
  tissue: number;
  pictures: Picture[];
  /** Share of each vessel that is open, 0…1; null where they all stay so. */
  openVessels: Float32Array | null;
  /** null where no cell of this tissue is followed, or what is wished for is no slice. */
  followed: FollowedMarks | null;
}

/** Cells of the line that somebody follows, on a part of a slice. */
export interface FollowedMarks {
  axis: 0 | 1 | 2;
  w: number;
  /** u and v in sites, one after the other; of several in one pixel the first. */
  places: Uint16Array;
}

/** What those who look at a tissue must know of it. */
/** The highest level of oxygen there is, and those that decide what cells do; mmHg. */
export interface OxygenNeeds {
  most: number;
  quiescentBelow: number;
  fullAbove: number;
  necrosisBelow: number;
}

export interface TissueShape {
  /** Sites along x, y and in a volume z. */
  size: readonly number[];
  siteMicrometres: number;
  /** Whether each drug has a field of its own between the cells. */
  drugFields: boolean;
  vessels: number;
  /** Whether cells that crowd a vessel close it. */
  vesselsClose: boolean;
  /** Whether there can be cells of normal tissue, and dead ones that stay. */
  normal: boolean;
  debris: boolean;
  /** The highest level of oxygen that vessels or the boundary give, and what cells need; mmHg. */
  oxygen: OxygenNeeds | null;
}

/** Another tissue is shown from here on; wishes made before are forgotten. */
export interface Tissue {
  kind: 'tissue';
  tissue: number;
  /** null: what is shown now has no space. */
  shape: TissueShape | null;
  /** x, y, z of every vessel, in sites. */
  vessels: Float32Array;
}

export type FromPatient = Pictures | Tissue;
