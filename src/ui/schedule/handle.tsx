/** Something to drag, or to move with the arrow keys; what it sets is tried while it moves and applied when let go. */
import { useRef } from 'preact/hooks';

interface HandleProps {
  label: string;
  /** Place in its rail, 0…1. */
  at: number;
  orientation?: 'horizontal' | 'vertical';
  value: number;
  least: number;
  most: number;
  /** The value in words. */
  text: string;
  /** Value at a place of the rail, 0…1 and beyond; `pixels` is the rail's length. */
  valueAt(place: number, pixels: number): number;
  /** Value after some presses of an arrow key, negative to the left or down. */
  stepped(presses: number): number;
  attempt(value: number): void;
  apply(): void;
}

const PRESSES: Record<string, number> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 7,
  PageDown: -7,
};

export function Handle(props: HandleProps) {
  const { label, orientation = 'horizontal', value, least, most, text, attempt, apply } = props;
  const vertical = orientation === 'vertical';
  /** Where in the handle it was taken, so that it does not jump. */
  const taken = useRef<number | null>(null);
  const within = (wanted: number) => attempt(Math.min(Math.max(wanted, least), most));
  const pointer = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    const rail = event.currentTarget.parentElement?.getBoundingClientRect();
    if (rail === undefined) return { place: 0, pixels: 1 };
    return vertical
      ? { place: (rail.bottom - event.clientY) / rail.height, pixels: rail.height }
      : { place: (event.clientX - rail.left) / rail.width, pixels: rail.width };
  };
  const release = () => {
    if (taken.current === null) return;
    taken.current = null;
    apply();
  };
  const place = `${Math.min(Math.max(props.at, 0), 1) * 100}%`;
  return (
    <div
      class="handle"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={value}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuetext={text}
      title={`${label}: ${text}`}
      style={vertical ? { bottom: place } : { left: place }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        taken.current = pointer(event).place - props.at;
      }}
      onPointerMove={(event) => {
        if (taken.current === null) return;
        const { place: now, pixels } = pointer(event);
        within(props.valueAt(now - taken.current, pixels));
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onKeyDown={(event) => {
        const presses = PRESSES[event.key];
        if (presses === undefined) return;
        event.preventDefault();
        within(props.stepped(presses));
      }}
      onKeyUp={(event) => {
        if (event.key in PRESSES) apply();
      }}
      onBlur={apply}
    />
  );
}
