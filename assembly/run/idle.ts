/** Time that passes where no cell lives: the step counter goes on, so that compartments keep one time. */
import { beginBlood, makesBlood, passBlood, traceBlood } from '../blood/blood';
import { header, STEP, setHeader } from '../memory/header';

export function idle(steps: u32): void {
  if (!makesBlood()) {
    setHeader(STEP, header(STEP) + steps);
    return;
  }
  for (let step: u32 = 0; step < steps; ++step) {
    beginBlood();
    passBlood();
    setHeader(STEP, header(STEP) + 1);
    traceBlood();
  }
}
