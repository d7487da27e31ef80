/** The stroke of a line as it looks in the plots: colour and dash. */

import type { Line } from '../plots/line';
import { useStore } from '../state/store';
import { dark } from './theme';

export function Swatch({ line }: { line: Line }) {
  useStore(dark, (value) => value);
  return (
    <svg class="swatch" width="24" height="8" aria-hidden="true">
      {line.area !== undefined && (
        <rect x="0" y="4" width="24" height="6" fill={line.colour()} opacity={line.area + 0.15} />
      )}
      <line
        x1="0"
        x2="24"
        y1="4"
        y2="4"
        stroke={line.colour()}
        stroke-width={line.width + 0.5}
        stroke-dasharray={line.dash.join(' ') || undefined}
      />
    </svg>
  );
}
