/** Whether a worker of the page is still there. */

const ASK_EVERY_MILLISECONDS = 3000;

/**
 * Asks a worker now and then. Counted in questions, not seconds: a computer that slept has not asked.
 * @param ask hands a question over; `hear` is called when it is answered
 * @param most questions in a row that may stay unanswered
 * @param onSilent told once when more have
 * @returns ends the asking
 */
export function watchOver(
  ask: (hear: () => void) => void,
  most: () => number,
  onSilent: () => void,
): () => void {
  let unanswered = 0;
  const hear = () => {
    unanswered = 0;
  };
  const timer = setInterval(() => {
    if (unanswered < most()) {
      unanswered++;
      ask(hear);
      return;
    }
    clearInterval(timer);
    onSilent();
  }, ASK_EVERY_MILLISECONDS);
  return () => clearInterval(timer);
}
