/** `clonarium run`: one scenario, one or more seeds, on one kernel. */
import { join } from 'node:path';
import { summaryCsv } from '../export/csv';
import { createKernel } from '../kernel/kernel';
import type { CompartmentKernel } from '../kernel/model';
import { Patient } from '../patient/patient';
import type { Scenario } from '../scenario/schema';
import { Interruption } from './interruption';
import { parseOptions } from './options';
import { type Plan, readPlan, runOptions } from './plan';
import { Progress } from './progress';
import { describeRun, type RunResult, replicateLine, runReport, runResult } from './result';
import { writeFiles } from './write';

const CHUNK_MILLISECONDS = 50;

export async function run(args: string[]): Promise<void> {
  const plan = readPlan(parseOptions(args, runOptions, 1));
  const { variant, maximumBytes, threads } = plan;
  const kernel = await createKernel(variant, { maximumBytes, threads });
  const interruption = new Interruption();
  const progress = new Progress();
  try {
    if (plan.replicates > 1 && !plan.json) process.stdout.write(replicateLine(null));
    for (let index = 0; index < plan.replicates && interruption.exitCode === 0; index += 1) {
      const seed = plan.scenario.seed + index;
      await runOnce(plan, { ...structuredClone(plan.scenario), seed }, kernel, progress, interruption);
    }
  } finally {
    kernel.close();
    progress.clear();
  }
  if (interruption.exitCode !== 0) process.exitCode = interruption.exitCode;
}

async function runOnce(
  plan: Plan,
  scenario: Scenario,
  kernel: CompartmentKernel,
  progress: Progress,
  interruption: Interruption,
): Promise<void> {
  // The patient may be changed while it runs; the file keeps what it was started with.
  const scenarioJson = `${JSON.stringify(scenario, null, 2)}\n`;
  const startedAt = performance.now();
  const patient = new Patient(scenario, kernel);
  const replicate = scenario.seed - plan.scenario.seed + 1;
  const label = `seed ${scenario.seed}${plan.replicates > 1 ? ` (${replicate} of ${plan.replicates})` : ''}`;
  progress.begin();
  while (!patient.done && interruption.exitCode === 0) {
    patient.advance({ milliseconds: CHUNK_MILLISECONDS });
    progress.update(patient, label);
    await interruption.chance();
  }
  const result = runResult(patient, (performance.now() - startedAt) / 1000);
  progress.clear();
  if (plan.out !== undefined) {
    writeFiles(plan.replicates > 1 ? join(plan.out, `seed-${scenario.seed}`) : plan.out, {
      'summary.csv': summaryCsv(patient),
      'scenario.json': scenarioJson,
      'result.json': `${JSON.stringify(runReport(patient, result), null, 2)}\n`,
    });
  }
  process.stdout.write(resultText(plan, patient, result));
}

function resultText(plan: Plan, patient: Patient, result: RunResult): string {
  if (plan.json) return `${JSON.stringify(result)}\n`;
  if (plan.replicates > 1) return replicateLine(result);
  return describeRun(plan.title, runReport(patient, result));
}
