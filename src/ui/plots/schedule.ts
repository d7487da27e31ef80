/** Spreads drawing over animation frames, so that several plots never add up to one long task. */
const waiting = new Set<() => void>();
const BUDGET_MILLISECONDS = 4;
let asked = false;

function drawSome(): void {
  asked = false;
  const started = performance.now();
  for (const draw of waiting) {
    waiting.delete(draw);
    draw();
    if (performance.now() - started > BUDGET_MILLISECONDS) break;
  }
  if (waiting.size > 0) ask();
}

function ask(): void {
  if (asked) return;
  asked = true;
  requestAnimationFrame(drawSome);
}

/** Runs `draw` in a coming animation frame; asking twice before that draws once. */
export function drawSoon(draw: () => void): void {
  waiting.add(draw);
  ask();
}

export function forget(draw: () => void): void {
  waiting.delete(draw);
}
