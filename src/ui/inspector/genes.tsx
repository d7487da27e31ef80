/** The genes that matter here, as copies on a chromosome and, where they lie outside it, as double minutes. */
import type { CellState } from '../../kernel/inspect/inspector';
import type { Scenario } from '../../scenario/scenario';
import { NUCLEUS } from './room';

export interface Gene {
  name: string;
  /** On a chromosome; the rest are double minutes. */
  chromosomal: number;
  minutes: number;
  lost: boolean;
  /** Name of the variant; null: the wild type. */
  variant: string | null;
  /** Any copy is more than the founder had. */
  gained: boolean;
}

/** MDR1 wherever a pump could matter, and every target. */
export function genesOf({ genotype }: CellState, scenario: Scenario): Gene[] {
  const { pump, alterations, drugs } = scenario;
  const outside = (copies: number, doubleMinutes: boolean) => (doubleMinutes ? Math.max(0, copies) : 0);
  const pumps = outside(genotype.pumpCopies, pump.doubleMinutes);
  const shows =
    genotype.pumpCopies > 0 || alterations.pumpGain > 0 || drugs.some(({ pumpStrength }) => pumpStrength > 0);
  const mdr1: Gene = {
    name: 'MDR1',
    chromosomal: genotype.pumpCopies - pumps,
    minutes: pumps,
    lost: false,
    variant: null,
    gained: genotype.pumpCopies > 0,
  };
  return [
    ...(shows ? [mdr1] : []),
    ...scenario.targets.map((target, t): Gene => {
      const copies = genotype.copies[t]!;
      const extra = outside(copies - 1, target.doubleMinutes);
      const allele = genotype.alleles[t]!;
      return {
        name: target.name,
        chromosomal: copies - extra,
        minutes: extra,
        lost: genotype.lost[t]!,
        variant: allele === 0 ? null : (target.variants[allele - 1]?.name ?? 'variant'),
        gained: copies > 1,
      };
    }),
  ];
}

/** Copies in words: "3 copies, 12 on double minutes". */
export function copiesOf({ chromosomal, minutes, lost, variant, name }: Gene): string {
  if (lost) return 'lost';
  const all = chromosomal + minutes;
  // The pump's copies are counted from a silent gene on.
  if (name === 'MDR1' && all === 0) return 'silent';
  const parts = [`${all} ${all === 1 ? 'copy' : 'copies'}`];
  if (minutes > 0) parts.push(`${minutes} on double minutes`);
  if (variant !== null) parts.push(variant);
  return parts.join(', ');
}

const MOST_BANDS = 8;
const MOST_RINGS = 4;
const MOST_NAME = 11;
const ROW = 17;
const BAR = { x: 158, width: 46 };

export function Genes({ cell, scenario }: { cell: CellState; scenario: Scenario }) {
  const genes = genesOf(cell, scenario).slice(0, 5);
  const top = NUCLEUS.y - ((genes.length - 1) * ROW) / 2;
  return (
    <g class="genes">
      {genes.map((gene, row) => (
        <Row key={gene.name} gene={gene} y={top + row * ROW} />
      ))}
    </g>
  );
}

function Row({ gene, y }: { gene: Gene; y: number }) {
  const { name, chromosomal, minutes, lost, variant } = gene;
  const bands = lost ? 0 : Math.min(chromosomal, MOST_BANDS);
  const rings = lost ? 0 : Math.min(minutes, MOST_RINGS);
  const all = chromosomal + minutes;
  const step = BAR.width / (bands + 1);
  return (
    <g data-gene={name}>
      <title>{`${name}: ${copiesOf(gene)}`}</title>
      <text class="small" x={BAR.x - 5} y={y + 3.5} text-anchor="end">
        {name.length > MOST_NAME ? `${name.slice(0, MOST_NAME - 1)}…` : name}
      </text>
      <rect
        class="chromosome"
        x={BAR.x}
        y={y - 4}
        width={BAR.width}
        height="8"
        rx="4"
        data-lost={lost || undefined}
      />
      {Array.from({ length: bands }, (_, i) => (
        <rect
          key={i}
          class="band"
          data-variant={variant !== null || undefined}
          x={BAR.x + step * (i + 1) - 2}
          y={y - 4}
          width="4"
          height="8"
        />
      ))}
      {Array.from({ length: rings }, (_, i) => (
        <circle key={i} class="minute" cx={BAR.x + BAR.width + 9 + i * 8.5} cy={y} r="3" />
      ))}
      <text class="small" x={BAR.x + BAR.width + (rings > 0 ? 7 + rings * 8.5 : 5)} y={y + 3.5}>
        {lost ? 'lost' : name === 'MDR1' && all === 0 ? 'silent' : `×${all}`}
      </text>
    </g>
  );
}
