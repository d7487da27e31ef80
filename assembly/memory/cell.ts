/** Columns of a tile and bits of a cell's flags: what the kernel and those who look into single cells share. */

/** Where the columns of a tile begin, bytes; the map is in layout.ts. */
export enum Column {
  phenotype = 0,
  lineage = 2048,
  expression = 6144,
  flags = 7168,
  amount = 8192,
  /** Of one column of amounts. */
  amountBytes = 4096,
}

/** Bits of a cell's flags. Those of an onlooker are no part of the state: neither hash nor checkpoint see them. */
export enum Flag {
  /** Dies in the step's events. */
  dies = 1,
  /** … and leaves something to be cleared. */
  necrotic = 2,
  /** Divides in the step's events, if it finds room. */
  divides = 4,
  /** … and may have a second event in the step. */
  again = 8,
  /** Has its genotype by a draft, whose address stands in place of its clone until the step's end. */
  drafted = 16,
  /** Events still to be carried out. */
  pending = 5,
  /** Of the onlooker: the one cell that is looked into, which at a division is the mother. */
  watched = 64,
  /** Of the onlooker: that cell and all that descend from it. */
  followed = 128,
  /** Those that are part of the state. */
  state = 63,
  /** Those that a daughter has from its mother. */
  inherited = 191,
}
