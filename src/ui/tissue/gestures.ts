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

/** @returns what ends it */
export function listenToGestures(element: HTMLElement, to: Gestures): () => void {
  const pointers = new Map<number, { x: number; y: number }>();
  let moved = 0;
  const place = (event: MouseEvent) => {
    const { left, top } = element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };

  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    if (pointers.size === 0) moved = 0;
    pointers.set(event.pointerId, place(event));
    // A second finger is never a click.
    if (pointers.size > 1) moved = CLICK_PIXELS;
  };

  const move = (event: PointerEvent) => {
    const before = pointers.get(event.pointerId);
    if (before === undefined) return;
    const now = place(event);
    const [dx, dy] = [now.x - before.x, now.y - before.y];
    const others = [...pointers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
    pointers.set(event.pointerId, now);
    moved += Math.abs(dx) + Math.abs(dy);
    const [other] = others;
    if (other === undefined) {
      if (moved >= CLICK_PIXELS) to.pan(dx, dy);
      return;
    }
    to.pan(dx / 2, dy / 2);
    const spread = Math.hypot(before.x - other.x, before.y - other.y);
    const spreadNow = Math.hypot(now.x - other.x, now.y - other.y);
    if (spread > 0) to.zoom(spreadNow / spread, (now.x + other.x) / 2, (now.y + other.y) / 2);
  };

  const up = (event: PointerEvent) => {
    if (!pointers.delete(event.pointerId) || pointers.size > 0) return;
    if (event.type === 'pointerup' && moved < CLICK_PIXELS) {
      const { x, y } = place(event);
      to.pick(x, y);
    }
  };

  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const { x, y } = place(event);
    const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PIXELS : 1);
    // Pinching on a touch pad comes as a wheel with Ctrl, in small numbers.
    to.zoom(Math.exp(-pixels * WHEEL_RATE * (event.ctrlKey ? 5 : 1)), x, y);
  };

  const key = (event: KeyboardEvent) => {
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
  };

  element.addEventListener('pointerdown', down);
  element.addEventListener('pointermove', move);
  element.addEventListener('pointerup', up);
  element.addEventListener('pointercancel', up);
  element.addEventListener('wheel', wheel, { passive: false });
  element.addEventListener('keydown', key);
  return () => {
    element.removeEventListener('pointerdown', down);
    element.removeEventListener('pointermove', move);
    element.removeEventListener('pointerup', up);
    element.removeEventListener('pointercancel', up);
    element.removeEventListener('wheel', wheel);
    element.removeEventListener('keydown', key);
  };
}
