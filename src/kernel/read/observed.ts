/** What the kernel's last pass over all cells has counted beyond classes: their parts, and the sites of a tissue. */
import { TissueCount } from '../../../assembly/shared/tissue';
import type { KernelInstance } from '../instantiate';
import type { TissueObservation } from '../observation';
import { countTable, type Variants } from '../subclasses';
import { f64View, u32View } from './views';

/** Cells by part of a class, in the order of `subclassesOf`. */
export function readSubclasses({ exports, memory }: KernelInstance, variants: Variants): Float64Array {
  const used = exports.phenotypesUsed() >>> 0;
  const counts = u32View(memory, exports.observedPhenotypesAddress(), used);
  return countTable(variants, u32View(memory, exports.phenotypeGenotypeAddress(0), 4 * used), counts);
}

export function readTissueCounts({ memory, whole }: KernelInstance): TissueObservation {
  const counts = f64View(memory, whole?.observedTissueAddress() ?? 0, TissueCount.count);
  const count = (which: TissueCount) => counts[which]!;
  return {
    normal: count(TissueCount.normal),
    hypoxic: count(TissueCount.hypoxic),
    crowded: count(TissueCount.crowded),
    debris: count(TissueCount.debris),
    openVessels: count(TissueCount.openVessels),
  };
}
