/** Pointers, wheel and keys on the view: drag, pinch, zoom, click. Positions are CSS pixels from the upper left corner. */

export interface Gestures {
  pan(dx: number, dy: number): void;
  zoom(factor: number, x: number, y: number): void;
  fit(): void;
  pick(x: number, y: number): void;
}

/** A pointer that moves less between press and release has clicked. */
const CLICK_PIXELS = 5;
const KEY_PIXELS = 40;
export const ZOOM_STEP = 1.5;
/** Per pixel that a wheel scrolls; a line of a wheel that counts lines is about 16. */
const WHEEL_RATE = 0.002;
const LINE_PIXELS = 16;

/** Where each finger or button is down, and what its moves ask for. */
class Pointers {
  private readonly down = new Map<number, Place>();
  private moved = 0;

  constructor(
    private readonly element: HTMLElement,
    private readonly to: Gestures,
  ) {}

  press(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.element.setPointerCapture(event.pointerId);
    if (this.down.size === 0) this.moved = 0;
    this.down.set(event.pointerId, placeOf(event, this.element));
    // A second finger is never a click.
    if (this.down.size > 1) this.moved = CLICK_PIXELS;
  }

  move(event: PointerEvent): void {
    const before = this.down.get(event.pointerId);
    if (before === undefined) return;
    const now = placeOf(event, this.element);
    const [dx, dy] = [now.x - before.x, now.y - before.y];
    const others = [...this.down].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
    this.down.set(event.pointerId, now);
    this.moved += Math.abs(dx) + Math.abs(dy);
    const [other] = others;
    if (other === undefined) {
      if (this.moved >= CLICK_PIXELS) this.to.pan(dx, dy);
      return;
    }
    this.to.pan(dx / 2, dy / 2);
    const spread = Math.hypot(before.x - other.x, before.y - other.y);
    const spreadNow = Math.hypot(now.x - other.x, now.y - other.y);
    if (spread > 0) this.to.zoom(spreadNow / spread, (now.x + other.x) / 2, (now.y + other.y) / 2);
  }

  lift(event: PointerEvent): void {
    if (!this.down.delete(event.pointerId) || this.down.size > 0) return;
    if (event.type === 'pointerup' && this.moved < CLICK_PIXELS) {
      const { x, y } = placeOf(event, this.element);
      this.to.pick(x, y);
    }
  }
}

interface Place {
  x: number;
  y: number;
}

function placeOf(event: MouseEvent, element: HTMLElement): Place {
  const { left, top } = element.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}

function scroll(event: WheelEvent, element: HTMLElement, to: Gestures): void {
  event.preventDefault();
  const { x, y } = placeOf(event, element);
  const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PIXELS : 1);
  // Pinching on a touch pad comes as a wheel with Ctrl, in small numbers.
  to.zoom(Math.exp(-pixels * WHEEL_RATE * (event.ctrlKey ? 5 : 1)), x, y);
}

function press(event: KeyboardEvent, element: HTMLElement, to: Gestures): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const middle = [element.clientWidth / 2, element.clientHeight / 2] as const;
  const acts: Record<string, () => void> = {
    ArrowLeft: () => to.pan(KEY_PIXELS, 0),
    ArrowRight: () => to.pan(-KEY_PIXELS, 0),
    ArrowUp: () => to.pan(0, KEY_PIXELS),
    ArrowDown: () => to.pan(0, -KEY_PIXELS),
    '+': () => to.zoom(ZOOM_STEP, ...middle),
    '=': () => to.zoom(ZOOM_STEP, ...middle),
    '-': () => to.zoom(1 / ZOOM_STEP, ...middle),
    '0': () => to.fit(),
    Enter: () => to.pick(...middle),
  };
  const act = acts[event.key];
  if (act === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

/** @returns what ends it */
export function listenToGestures(element: HTMLElement, to: Gestures): () => void {
  const pointers = new Pointers(element, to);
  const end = new AbortController();
  const { signal } = end;
  element.addEventListener('pointerdown', (event) => pointers.press(event), { signal });
  element.addEventListener('pointermove', (event) => pointers.move(event), { signal });
  element.addEventListener('pointerup', (event) => pointers.lift(event), { signal });
  element.addEventListener('pointercancel', (event) => pointers.lift(event), { signal });
  element.addEventListener('wheel', (event) => scroll(event, element, to), { signal, passive: false });
  element.addEventListener('keydown', (event) => press(event, element, to), { signal });
  return () => end.abort();
}
