/** The numbers under a plot. */

export function csv(header: string[], columns: ArrayLike<number>[]): string {
  const rows = columns[0]?.length ?? 0;
  const lines = [header.join(',')];
  for (let row = 0; row < rows; row++)
    lines.push(columns.map((column) => String(column[row] ?? 0)).join(','));
  return `${lines.join('\n')}\n`;
}
