/** Checks the science away from the page and from the patient: one order, then news until its end. */

import type { CompartmentKernel } from '../kernel/compartmentKernel';
import { createFastest } from '../kernel/compiled';
import { measureMatrix } from '../verify/mechanisms';
import { measureScenario } from '../verify/scenarioMatrix';
import { verify } from '../verify/verify';
import { plain } from './plain';
import type { VerifyNews, VerifyOrder } from './verifyMessages';

const tell = (news: VerifyNews) => postMessage(news);

addEventListener('message', ({ data }: MessageEvent<VerifyOrder>) => {
  carryOut(data).then(
    () => tell({ kind: 'end' }),
    (error: unknown) => tell({ kind: 'failure', sentence: plain(error) }),
  );
});

async function carryOut(order: VerifyOrder): Promise<void> {
  const kernel: CompartmentKernel = await createFastest();
  if (order.kind === 'checks') {
    for await (const result of verify(kernel, order.seed)) tell({ kind: 'result', result });
    return;
  }
  const shifts = order.scenario === null ? measureMatrix(kernel) : measureScenario(kernel, order.scenario);
  for (const shift of shifts) tell({ kind: 'shift', shift });
}
