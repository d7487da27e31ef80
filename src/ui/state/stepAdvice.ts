/** Whether the step of what the controls show is too long: asked of the worker once changes have paused. */
import type { Scenario } from '../../scenario/schema';
import { session } from './chosen';
import { adviseStep } from './running';
import { Store } from './store';

interface StepAdvice {
  sentence: string | null;
  /** Put away until another sentence comes. */
  closed: boolean;
}

const PAUSE_MILLISECONDS = 500;

export const stepAdvice = new Store<StepAdvice>({ sentence: null, closed: false });

/** Begins to follow the scenario. */
export function followStep(): void {
  let asked: Scenario | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async () => {
    const { scenario } = session.value;
    asked = scenario;
    // A worker that has just died is replaced by one that will be asked again.
    const sentence = await adviseStep(scenario).catch(() => null);
    if (session.value.scenario !== scenario || sentence === stepAdvice.value.sentence) return;
    stepAdvice.set({ sentence, closed: false });
  };
  const look = () => {
    if (session.value.scenario === asked) return;
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), PAUSE_MILLISECONDS);
  };
  session.watch(look);
  look();
}
