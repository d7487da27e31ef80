/** Kinds of cells and of what changes them. The kernel and TypeScript both import it. */

/** Kinds of alteration that a division may bring. */
export enum Alteration {
  founder = 0,
  pumpGain = 1,
  pumpFurtherGain = 2,
  pumpLoss = 3,
  targetGain = 4,
  targetFurtherGain = 5,
  targetCopyLoss = 6,
  targetVariant = 7,
  targetLoss = 8,
  carrierLoss = 9,
  metabolismGain = 10,
  mutator = 11,
  retentionLoss = 12,
  repairGain = 13,
  /** Mutations without any effect, 1…255 of them; their number stands in place of a target. */
  passenger = 14,
}

/** Resistance classes, in the order of every count. */
export enum ResistanceClass {
  sensitive = 0,
  pump = 1,
  amplified = 2,
  altered = 3,
  lost = 4,
  uptake = 5,
  metabolism = 6,
  several = 7,
}

/** What a phenotype stands for. */
export enum Kind {
  tumour = 0,
  /** A cell of normal tissue: counted apart, never altered. */
  normal = 1,
  /** A free site, or what a dead cell left. */
  none = 2,
}

/** Words of a clone record (u32 each). */
export enum CloneField {
  parent = 0,
  birthStep = 1,
  /** kind | target << 8 | phenotype << 16. */
  alteration = 2,
  genotype0 = 3,
  genotype1 = 4,
  genotype2 = 5,
  cells = 6,
  spare = 7,
  stride = 8,
}
