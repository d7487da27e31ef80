/** What there is at most, of everything. The kernel and TypeScript both import it. */

export enum Limit {
  drugs = 4,
  targets = 4,
  alleles = 32,
  alterations = 32,
  /** Of the 65,536 that fit a cell's 16 bits some stay free for cells that no phenotype is known for yet, one a thread. */
  phenotypes = 65520,
  /** Sites of a tile. */
  tileCells = 1024,
  /** Clones whose records lie one after the other. */
  cloneChunk = 2048,
  /** Steps whose environment fits the buffer. */
  environmentSteps = 256,
  classes = 8,
  histogramBins = 64,
  expressionLevels = 256,
  /** Fields of a tissue: drugs, then oxygen. */
  fields = 5,
  /** Nodes of a response curve, 32 per octave. */
  curveNodes = 1024,
  /** Octaves of a response curve below the smallest half effect. */
  curveOctavesBelow = 12,
  /** Points of a response that is a table. */
  points = 64,
  /**
   * Cells that may live at once, beyond the one, of those that descend from one cell in one step; until one of them dies
   * no more are born. With b Δt = 1 and no death 10⁻¹³ of cells come to that, with 2 a cell in 10⁴, with 4 a third.
   */
  daughtersPerStep = 63,
  /** Colours of a ramp that values and clones are drawn in. */
  rampColours = 256,
  /** Pixels that one call draws at most: a row of tiles of the widest lattice. */
  stripPixels = 131072,
  /** Sites from the middle of a tile of a dish to its outermost place, at most. */
  dishReach = 48,
}
