/** `clonarium run`: one scenario, one or more seeds, on one kernel. */

import { createKernels } from '../kernel/kernel';
import { Patient } from '../patient/patient';
import type { RunNote } from '../patient/saved/runNote';
import { compartmentCount, hasTissue } from '../scenario/compartments';
import { ScenarioError } from '../scenario/schema';
import { drive } from './drive';
import { UsageError } from './failure';
import { ResultFolder } from './files/results';
import { Interruption } from './interruption';
import { parseOptions } from './options';
import { type Plan, readPlan, runOptions } from './plan';
import { print } from './print';
import { Progress } from './progress';
import { describeRun, type RunResult, replicateLine, resumeHint, runReport } from './result';
import { sayRoom, sayStep } from './room';

export async function run(args: string[]): Promise<void> {
  const plan = readPlan(parseOptions(args, runOptions, 1));
  const { variant, maximumBytes, threads, scenario, force } = plan;
  const several = plan.replicates > 1;
  const out =
    plan.out === undefined
      ? null
      : ResultFolder.prepare(plan.out, scenario, { several, force, exports: plan.exports });
  const group = await createKernels(variant, compartmentCount(scenario), {
    maximumBytes,
    threads,
    tissue: hasTissue(scenario),
  });
  sayRoom(scenario, maximumBytes);
  const progress = new Progress();
  // Until here a signal ends the program at once.
  let interruption: Interruption | null = null;
  try {
    for (let index = 0; index < plan.replicates && !interruption?.came; index += 1) {
      const own = { ...structuredClone(scenario), seed: scenario.seed + index };
      const startedAt = performance.now();
      const patient = new Patient(own, group);
      const wallSeconds = (performance.now() - startedAt) / 1000;
      interruption ??= new Interruption();
      if (index === 0) sayStep(scenario);
      if (index === 0 && several && !plan.json) print(replicateLine(null));
      await runOnce(plan, patient, wallSeconds, { out, progress, interruption });
    }
  } catch (error) {
    if (error instanceof ScenarioError || error instanceof UsageError) out?.abandon();
    throw error;
  } finally {
    plan.checkpoint?.close();
    group.close();
    progress.clear();
  }
  interruption?.exit();
}

interface Means {
  out: ResultFolder | null;
  progress: Progress;
  interruption: Interruption;
}

async function runOnce(
  plan: Plan,
  patient: Patient,
  wallSeconds: number,
  { out, progress, interruption }: Means,
): Promise<void> {
  const { scenario } = patient;
  const replicate = scenario.seed - plan.scenario.seed + 1;
  const { title, variant, threads, maximumBytes = null, checkpoint } = plan;
  const label = `seed ${scenario.seed}${plan.replicates > 1 ? ` (${replicate} of ${plan.replicates})` : ''}`;
  const note: RunNote = { title, wallSeconds, variant, threads, maximumBytes };
  const result = await drive(patient, { label, note, checkpoint, progress, interruption });
  await out?.write(patient, result, () => interruption.chance());
  print(resultText(plan, patient, result));
}

function resultText(plan: Plan, patient: Patient, result: RunResult): string {
  if (plan.json) return `${JSON.stringify(result)}\n`;
  if (plan.replicates > 1) return replicateLine(result);
  return describeRun(plan.title, runReport(patient, result)) + resumeHint(result, plan.checkpoint);
}
