/** Phenotype rows and genotypes, offsets from their address. */

/**
 * A phenotype row, f32: [bΔt, dΔt, share of every kill, –], then per drug [ρ, θk_p, θk_pε, θV₁P] [θf, E, K, curve or need]
 * [metabolite formed per µM of free drug, damage mended, –, –].
 */
export const ROW_DRUG: usize = 16;
export const ROW_DRUG_BYTES: usize = 48;

/** A genotype: see genome.ts. Behind its three words: class, mutator, double minutes, a `Kind`, a byte each. */
export const GENOTYPE_BYTES: usize = 16;
export const GENOTYPE_CLASS: usize = 12;
export const GENOTYPE_MUTATOR: usize = 13;
export const GENOTYPE_MINUTES: usize = 14;
export const GENOTYPE_KIND: usize = 15;
