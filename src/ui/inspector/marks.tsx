/** A target is a disc with a pocket: open where it is free, filled by a molecule where it is bound. */
export function TargetMark({ bound }: { bound: boolean }) {
  return (
    <g class="target" data-bound={bound || undefined}>
      <path d="M0 0 L4.4 -4.4 A6.2 6.2 0 1 0 6.2 0.6 Z" transform="rotate(-22)" />
      {bound && <circle cx="3.4" cy="-3" r="2.7" />}
    </g>
  );
}
