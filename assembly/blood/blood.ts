/**
 * Blood that a marrow makes: its cells are the progenitors, and three stages lie between them and the circulation
 * (Friberg et al. 2002; maturing.ts). Shares of normal, which is what `capacity` cells keep up. The feedback on division
 * follows the circulation.
 */
import { BEGUN_WITH, BLOOD, CELLS, header, STEP } from '../memory/header';
import { CIRCULATED, HEADER, model } from '../memory/layout';
import { Limit } from '../shared/limits';
import { ModelField } from '../shared/model';
import { circulationHalfway, matured } from './maturing';

export const BLOOD_BYTES: usize = 32;

/** Whether the compartment's cells pass on into blood. */
export function makesBlood(): bool {
  return model(ModelField.transitPerHour) > 0;
}

/** Blood as a marrow of the normal size keeps it. */
export function startBlood(): void {
  for (let stage: usize = 0; stage < BLOOD_BYTES; stage += 8) store<f64>(HEADER + BLOOD + stage, 1);
  traceBlood();
}

/** Circulation in the middle of the step that begins with so many cells. */
export function circulationAhead(cells: f64): f64 {
  return circulationHalfway(
    passedInStep(),
    cells / model(ModelField.capacity),
    load<f64>(HEADER + BLOOD, 0),
    load<f64>(HEADER + BLOOD, 8),
    load<f64>(HEADER + BLOOD, 16),
    load<f64>(HEADER + BLOOD, 24),
  );
}

export function beginBlood(): void {
  store<f64>(HEADER + BEGUN_WITH, <f64>header(CELLS));
}

/** Takes the stages to the end of a step whose cells have been counted. */
export function passBlood(): void {
  if (!makesBlood()) return;
  const capacity = model(ModelField.capacity);
  const from = load<f64>(HEADER + BEGUN_WITH) / capacity;
  const to = <f64>header(CELLS) / capacity;
  const passed = passedInStep();
  const first = load<f64>(HEADER + BLOOD, 0);
  const second = load<f64>(HEADER + BLOOD, 8);
  const third = load<f64>(HEADER + BLOOD, 16);
  const circulation = load<f64>(HEADER + BLOOD, 24);
  store<f64>(HEADER + BLOOD, matured(1, passed, from, to, first, 0, 0, 0), 0);
  store<f64>(HEADER + BLOOD, matured(2, passed, from, to, second, first, 0, 0), 8);
  store<f64>(HEADER + BLOOD, matured(3, passed, from, to, third, second, first, 0), 16);
  store<f64>(HEADER + BLOOD, matured(4, passed, from, to, circulation, third, second, first), 24);
}

/** Notes the circulation after the steps that have been done. */
export function traceBlood(): void {
  if (!makesBlood()) return;
  const place = (<usize>(header(STEP) & (Limit.environmentSteps - 1))) << 3;
  store<f64>(CIRCULATED + place, load<f64>(HEADER + BLOOD, 24));
}

export function circulatedAddress(): usize {
  return CIRCULATED;
}

function passedInStep(): f64 {
  return model(ModelField.transitPerHour) * model(ModelField.stepHours);
}
