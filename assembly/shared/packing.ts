/** Parts of a state on its way to a checkpoint and back. The kernel and TypeScript both import it. */

/** Parts of a packed compartment, in the order in which they are unpacked. */
export enum Part {
  head = 0,
  freePhenotypes = 1,
  genotypes = 2,
  clones = 3,
  tile = 4,
  vessels = 5,
  fields = 6,
  /** How many parts there are. */
  count = 7,
}

/** What became of a chunk. */
export enum Unpacked {
  well = 0,
  malformed = 1,
  /** Memory cannot hold it. */
  full = 2,
}
