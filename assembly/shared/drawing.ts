/** Colours of sites. The kernel and TypeScript both import it. */

/** What decides the colour of a site whose phenotype leaves it open. */
export enum Draw {
  /** Nothing does: phenotypes have all colours. */
  phenotype = 0,
  /** Amount of a drug inside the cell. */
  amount = 1,
  /** Level of a field around it. */
  field = 2,
  /** Its clone, by a hash of the number. */
  clone = 3,
  /** The step in which its clone arose. */
  birth = 4,
  /** Phenotypes have all colours, and clones their shades. */
  shade = 5,
}

/** Words of the brush. */
export enum Brush {
  /** A `Draw`. */
  kind = 0,
  /** The drug or the field. */
  column = 1,
  /** 1: the ramp runs with the bits of a value, which is with its logarithm, octave by octave. */
  logarithmic = 2,
  /** f32: lower end of the ramp, and its colours per unit, of values or of their bits. */
  low = 3,
  perUnit = 4,
  size = 5,
}

/** The colour of a phenotype that leaves it open. */
export const ASK = 1;

/** Of 256, by how much the darkest shade of a colour falls short of it. */
export const DARKEST = 104;
