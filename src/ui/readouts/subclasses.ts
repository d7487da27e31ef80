/** What the parts of a resistance class are called and how they are drawn: shades and dashes of its colour. */
import { PUMP_GENE, type Subclass, subclassesOf } from '../../kernel/subclasses';
import type { Scenario } from '../../scenario/schema';
import { Store } from '../state/store';
import { type CountMark, classMarks } from './classes';

/** Whether classes are told apart into their parts: in plots, table, and where cells are coloured by class. */
export const split = new Store(false);

export interface SubclassMark extends CountMark {
  /** The class that it is a part of. */
  of: string;
}

type Targets = Scenario['targets'];

export const variantCounts = (targets: Targets) => targets.map(({ variants }) => variants.length);

/** Copies of each shade: further ones are told apart by their dashes. */
const DASHES = [[], [6, 3], [2, 2], [8, 3, 2, 3], [1, 3], [12, 4]];
/** Sequences that fill 0…1 evenly however far they go: of shades, and of hues beside them (Roberts 2018, R1 and R2). */
const GOLDEN = 0.618034;
const PLASTIC = 0.754878;
/** Degrees: further off begin the hues of other classes. */
const MOST_TURN = 24;

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
    // Copies run from light to dark; variants have no order, and neighbours differ.
    const place = part.allele === null ? index / Math.max(1, alike.length - 1) : (0.5 + index * GOLDEN) % 1;
    const turn = part.allele === null ? 0 : MOST_TURN * (2 * ((index * PLASTIC) % 1) - 1);
    return {
      name: `${part.className} ${part.gene} ${part.allele ?? part.from}`,
      of: part.className,
      label: labelOf(part, targets),
      help: `Cells of the class “${parent?.label}” ${kindOf(part, targets)}.`,
      light: shade(turned(parent?.light ?? '#000000', turn), place, 0.42, 0.6),
      dark: shade(turned(parent?.dark ?? '#ffffff', turn), 1 - place, 0.6, 0.42),
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

/** From so much lighter, at 0, to so much darker, at 1. */
function shade(colour: string, place: number, lighter: number, darker: number): string {
  const value = Number.parseInt(colour.slice(1), 16);
  const amount = place < 0.5 ? lighter * (1 - 2 * place) : darker * (2 * place - 1);
  const towards = place < 0.5 ? 255 : 0;
  const part = (shift: number) => {
    const own = (value >> shift) & 255;
    return Math.round(own + (towards - own) * amount);
  };
  return `#${((part(16) << 16) | (part(8) << 8) | part(0)).toString(16).padStart(6, '0')}`;
}

/** The colour with its hue turned by so many degrees about the axis of greys (Rodrigues), clipped. */
function turned(colour: string, degrees: number): string {
  const value = Number.parseInt(colour.slice(1), 16);
  const rgb = [16, 8, 0].map((shift) => (value >> shift) & 255);
  const cosine = Math.cos((degrees * Math.PI) / 180);
  const grey = (rgb.reduce((sum, channel) => sum + channel, 0) / 3) * (1 - cosine);
  const across = Math.sin((degrees * Math.PI) / 180) / Math.sqrt(3);
  const channels = rgb.map((own, at) => {
    const [next = 0, before = 0] = [rgb[(at + 1) % 3], rgb[(at + 2) % 3]];
    return Math.min(255, Math.max(0, Math.round(own * cosine + grey + across * (before - next))));
  });
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
