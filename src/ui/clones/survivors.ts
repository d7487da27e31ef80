/** The tree of leading clones that live, or that others which live came from. */
import type { CloneView } from '../../worker/protocol';

/** Rows at most: the lines with most cells are shown. */
const MOST_ROWS = 14;
interface TreeRow {
  /** Place in {@link CloneView.clones}. */
  place: number;
  depth: number;
}

/** Clones with living cells in their line, an ancestor above what came from it, larger lines first. */
export function survivors({ clones: all }: Pick<CloneView, 'clones'>, most = MOST_ROWS): TreeRow[] {
  const living = [...all.keys()].filter((place) => (all[place]?.clade ?? 0) > 0);
  const largest = new Set(
    living.sort((a, b) => (all[b]?.clade ?? 0) - (all[a]?.clade ?? 0) || a - b).slice(0, most),
  );
  const rows: TreeRow[] = [];
  const enter = (parent: number, depth: number) => {
    for (const place of largest) {
      if (all[place]?.parent !== parent) continue;
      rows.push({ place, depth });
      enter(place, depth + 1);
    }
  };
  enter(-1, 0);
  return rows;
}
