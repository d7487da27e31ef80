/** How many stand side by side. */

/**
 * Columns of equal places for so many, in rows one under another, that make the places' shorter sides longest; of as good
 * ones the fewest, so that few stand below one another only where the room is higher than wide.
 * @param width and height of the room, in any unit
 */
export function columnsFor(count: number, width: number, height: number): number {
  let best = 1;
  let longest = 0;
  for (let columns = 1; columns <= count; columns++) {
    const side = Math.min(width / columns, height / Math.ceil(count / columns));
    // Rounding is no gain.
    if (side > longest * 1.001) [best, longest] = [columns, side];
  }
  return best;
}
