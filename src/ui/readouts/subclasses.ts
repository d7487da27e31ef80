/** What the parts of a resistance class are called and how they are drawn: shades and dashes of its colour. */
import { PUMP_GENE, type Subclass, subclassesOf } from '../../kernel/subclasses';
import type { Scenario } from '../../scenario/schema';
import { Store } from '../state/store';
import { hexOf, hueOf, oklch } from '../tissue/draw/colour';
import { type CountMark, classMarks, DASHES } from './classes';

/** Whether classes are told apart into their parts: in plots, table, and where cells are coloured by class. */
export const split = new Store(false);

export interface SubclassMark extends CountMark {
  /** The class that it is a part of. */
  of: string;
}

type Targets = Scenario['targets'];

export const variantCounts = (targets: Targets) => targets.map(({ variants }) => variants.length);

/** Of hue and lightness: multiples of them fill a square evenly however far they go (Roberts 2018, R2). */
const HUE = 0.754878;
const LEVEL = 0.56984;
/** Degrees: further off begin the hues of other classes. */
const MOST_TURN = 42;

/** Nearly as much colour as screens show at any of these hues: greys are sensitive cells. */
const CHROMA = 0.13;
/** Lightness of variants, which have no order: what stands off either ground. */
const VARIANTS = { light: [0.41, 0.65], dark: [0.6, 0.87] } as const;
/** The same of copies, which have one: from few to many. */
const COPIES = { light: [0.7, 0.36], dark: [0.58, 0.88] } as const;

const known = new WeakMap<Targets, readonly SubclassMark[]>();

/** In the order of every count; for the same targets the same list. */
export function subclassMarks(targets: Targets): readonly SubclassMark[] {
  const marks = known.get(targets) ?? markAll(targets);
  known.set(targets, marks);
  return marks;
}

function markAll(targets: Targets): SubclassMark[] {
  const all = subclassesOf(variantCounts(targets));
  return all.map((part) => {
    const alike = all.filter(({ className, gene }) => className === part.className && gene === part.gene);
    const index = alike.indexOf(part);
    const parent = classMarks.find(({ name }) => name === part.className) ?? classMarks[0];
    const { light = '#000000', dark = '#ffffff' } = parent ?? {};
    const share = index / Math.max(1, alike.length - 1);
    const turn = part.allele === null ? 0 : MOST_TURN * (2 * ((index * HUE) % 1) - 1);
    const lightness = (theme: 'light' | 'dark') => {
      const [few, many] = COPIES[theme];
      const [least, most] = VARIANTS[theme];
      return part.allele === null
        ? few + (many - few) * share
        : least + (most - least) * ((index * LEVEL) % 1);
    };
    return {
      name: `${part.className} ${part.gene} ${part.allele ?? part.from}`,
      of: part.className,
      label: labelOf(part, targets),
      help: `Cells of the class “${parent?.label}” ${kindOf(part, targets)}.`,
      light: shaded(light, lightness('light'), turn),
      dark: shaded(dark, lightness('dark'), turn),
      dash: DASHES[index % DASHES.length] ?? [],
      width: 1.5,
    };
  });
}

const geneName = (gene: number, targets: Targets) =>
  gene === PUMP_GENE ? 'MDR1' : (targets[gene]?.name ?? 'target');

const copiesText = ({ from, to }: Subclass) =>
  from === to ? String(from) : to === 255 ? `${from} or more` : `${from}–${to}`;

function labelOf(part: Subclass, targets: Targets): string {
  const { gene, allele } = part;
  if (allele === null) return `${geneName(gene, targets)} × ${copiesText(part)}`;
  const name = targets[gene]?.variants[allele - 1]?.name ?? `variant ${allele}`;
  return targets.length > 1 ? `${geneName(gene, targets)} ${name}` : name;
}

function kindOf(part: Subclass, targets: Targets): string {
  if (part.allele !== null) return `whose alteration is ${labelOf(part, targets)}`;
  const more = part.gene === PUMP_GENE ? 'extra copies' : 'copies';
  return `with ${copiesText(part)} ${more} of ${geneName(part.gene, targets)}`;
}

/** @param turn of the hue of the class's own colour, degrees */
const shaded = (colour: string, lightness: number, turn: number) =>
  hexOf(oklch(lightness, CHROMA, hueOf(colour) + turn / 360));
