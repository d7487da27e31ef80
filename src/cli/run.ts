/** `clonarium run`: one scenario, one or more seeds, on one kernel. */
import { join } from 'node:path';
import type { KernelGroup } from '../kernel/group';
import { createKernels } from '../kernel/kernel';
import { Patient } from '../patient/patient';
import { compartmentCount, hasTissue } from '../scenario/compartments';
import type { Scenario } from '../scenario/schema';
import type { RunNote } from './checkpointFile';
import { drive, writeResults } from './drive';
import { Interruption } from './interruption';
import { parseOptions } from './options';
import { type Plan, readPlan, runOptions } from './plan';
import { Progress } from './progress';
import { describeRun, type RunResult, replicateLine, resumeHint, runReport } from './result';
import { sayRoom, sayStep } from './room';

export async function run(args: string[]): Promise<void> {
  const plan = readPlan(parseOptions(args, runOptions, 1));
  const { variant, maximumBytes, threads } = plan;
  const group = await createKernels(variant, compartmentCount(plan.scenario), {
    maximumBytes,
    threads,
    tissue: hasTissue(plan.scenario),
  });
  sayRoom(plan.scenario, maximumBytes);
  const interruption = new Interruption();
  sayStep(plan.scenario);
  const progress = new Progress();
  try {
    if (plan.replicates > 1 && !plan.json) process.stdout.write(replicateLine(null));
    for (let index = 0; index < plan.replicates && interruption.exitCode === 0; index += 1) {
      const seed = plan.scenario.seed + index;
      await runOnce(plan, { ...structuredClone(plan.scenario), seed }, group, progress, interruption);
    }
  } finally {
    group.close();
    progress.clear();
  }
  if (interruption.exitCode !== 0) process.exitCode = interruption.exitCode;
}

async function runOnce(
  plan: Plan,
  scenario: Scenario,
  group: KernelGroup,
  progress: Progress,
  interruption: Interruption,
): Promise<void> {
  const startedAt = performance.now();
  const patient = new Patient(scenario, group);
  const replicate = scenario.seed - plan.scenario.seed + 1;
  const { title, variant, threads, maximumBytes = null, checkpoint } = plan;
  const label = `seed ${scenario.seed}${plan.replicates > 1 ? ` (${replicate} of ${plan.replicates})` : ''}`;
  const wallSeconds = (performance.now() - startedAt) / 1000;
  const note: RunNote = { title, begun: scenario, wallSeconds, variant, threads, maximumBytes };
  const result = await drive(patient, { label, note, checkpoint, progress, interruption });
  if (plan.out !== undefined) {
    const directory = plan.replicates > 1 ? join(plan.out, `seed-${scenario.seed}`) : plan.out;
    writeResults(directory, patient, note, result);
  }
  process.stdout.write(resultText(plan, patient, result));
}

function resultText(plan: Plan, patient: Patient, result: RunResult): string {
  if (plan.json) return `${JSON.stringify(result)}\n`;
  if (plan.replicates > 1) return replicateLine(result);
  return describeRun(plan.title, runReport(patient, result)) + resumeHint(result, plan.checkpoint);
}
