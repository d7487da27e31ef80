/** Time that passes where no cell lives: the step counter goes on, so that compartments keep one time. */
import { header, STEP, setHeader } from './layout';

export function idle(steps: u32): void {
  setHeader(STEP, header(STEP) + steps);
}
