/** How various a population is: docs/model.md (90), (91) and (92), from exact counts of all its cells. */
import { exactLn } from '../../../assembly/numerics/maths';
import type { Genotype } from '../../kernel/model';
import type { GenotypeCount } from '../../kernel/observation';
import type { Scenario } from '../../scenario/scenario';

export interface CloneDiversity {
  cells: number;
  /** Clones of which a cell lives. */
  clones: number;
  /** −Σ p ln p over clones, nats. */
  shannon: number;
  /** 1 − Σ p² over clones: the chance that two cells, drawn with replacement, are of different clones. */
  simpson: number;
}

/** Clones smaller than this are added up by size: a logarithm for each of a million takes as long as a step. */
const SMALL = 4096;

/** @param parts live cells of every clone, population by population: a clone is of one of them alone */
export function cloneDiversity(parts: readonly Uint32Array[]): CloneDiversity {
  const ofSize = new Float64Array(SMALL);
  let cells = 0;
  let clones = 0;
  let logs = 0;
  let squares = 0;
  const add = (own: number, times: number) => {
    clones += times;
    cells += times * own;
    squares += times * own * own;
    if (own > 1) logs += times * own * exactLn(own);
  };
  for (const counts of parts) {
    for (let id = 0; id < counts.length; id++) {
      const own = counts[id] as number;
      if (own < SMALL) ofSize[own] = (ofSize[own] as number) + 1;
      else add(own, 1);
    }
  }
  for (let own = 1; own < SMALL; own++) if (ofSize[own] !== 0) add(own, ofSize[own] as number);
  if (cells === 0) return { cells, clones, shannon: 0, simpson: 0 };
  const shannon = Math.max(0, exactLn(cells) - logs / cells);
  return { cells, clones, shannon, simpson: 1 - squares / cells / cells };
}

/** What a cell may have in more than one state, in the order of {@link statesOf}. */
export function lociOf({ targets }: Scenario): string[] {
  return [
    'MDR1',
    ...targets.map(({ name }) => name),
    'carrier',
    'metabolism',
    'retention',
    'repair',
    'mutator',
  ];
}

/** Hours, then the four of {@link CloneDiversity}. */
const SINGLE_VALUES = 5;

/** Values of a row over time: single ones, then one per locus. */
export const diversityWidth = (scenario: Scenario) => SINGLE_VALUES + lociOf(scenario).length;

/** The state of a genotype at each locus: copies, of a target also its allele and whether it is lost, or levels. */
function statesOf(genotype: Genotype, targets: number): number[] {
  const { pumpCopies, copies, alleles, lost, carrierLoss, metabolism, retentionLoss, repair, mutator } =
    genotype;
  const ofTargets = Array.from({ length: targets }, (_, target) =>
    lost[target] ? -1 : 256 * (copies[target] ?? 1) + (alleles[target] ?? 0),
  );
  return [pumpCopies, ...ofTargets, carrierLoss, metabolism, retentionLoss, repair, mutator ? 1 : 0];
}

/**
 * 1 − Σ p² over the states of each locus, p shares of cells (Nei 1973): all cells are counted, so no sample is
 * corrected for. 0 where no cell lives.
 */
export function heterozygosity(counts: readonly GenotypeCount[], targets: number): number[] {
  const found: Map<number, number>[] = [];
  let all = 0;
  for (const { genotype, cells } of counts) {
    if (genotype.normal) continue;
    all += cells;
    statesOf(genotype, targets).forEach((state, locus) => {
      found[locus] ??= new Map();
      found[locus].set(state, (found[locus].get(state) ?? 0) + cells);
    });
  }
  return Array.from({ length: targets + 6 }, (_, locus) => {
    // Sorted, so that the sum does not depend on which genotype came first.
    const cells = [...(found[locus]?.values() ?? [])].sort((a, b) => b - a);
    return all === 0 ? 0 : 1 - cells.reduce((sum, own) => sum + (own / all) ** 2, 0);
  });
}
