/** What a run at scale came to. */
export interface Outcome {
  where: string;
  threads: number;
  /** Cells when treatment began, at most, and at the end. */
  cellsAtStart: number;
  cells: number;
  growthSeconds: number;
  treatedSeconds: number;
  cellSteps: number | null;
  bytesPerCell: number;
  hash: string;
  notes: string[];
}

export function outcomeLine(own: Outcome): string {
  const seconds = own.growthSeconds + own.treatedSeconds;
  return [
    `${own.where}, ${own.threads} thread${own.threads > 1 ? 's' : ''}:`,
    `${seconds.toFixed(1)} s (growth ${own.growthSeconds.toFixed(1)} s, treatment ${own.treatedSeconds.toFixed(1)} s),`,
    `${own.cellsAtStart.toExponential(2)} cells treated, ${own.cells.toExponential(2)} at the end,`,
    ...(own.cellSteps ? [`${((seconds * 1e9) / own.cellSteps).toFixed(2)} ns per cell-step,`] : []),
    `${own.bytesPerCell.toFixed(2)} bytes per cell, hash ${own.hash}`,
    ...own.notes.map((note) => `\n  ${note}`),
  ].join(' ');
}
