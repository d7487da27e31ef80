/** `clonarium resume` and `clonarium fork`: a saved run goes on, as it was or under another treatment. */
import { resolve } from 'node:path';
import type { KernelGroup } from '../kernel/group';
import { createKernels, KernelMemoryError } from '../kernel/kernel';
import { CheckpointError } from '../kernel/read/checkpoint';
import type { Patient } from '../patient/patient';
import { type ForkChange, fork as forkRun } from '../patient/saved/fork';
import type { RunNote } from '../patient/saved/runNote';
import { compartmentCount, hasTissue } from '../scenario/compartments';
import { drive } from './drive';
import { checkExports, exportOptions, readExports } from './exports';
import { UsageError } from './failure';
import { CheckpointFile, checkpointOptions, withCheckpoint } from './files/checkpointFile';
import { checkDirectory, forceOption, ResultFolder } from './files/results';
import { Interruption } from './interruption';
import {
  assignment,
  durationDays,
  type OptionTable,
  type ParsedOptions,
  parseOptions,
  wholeNumber,
} from './options';
import { kernelOf, kernelOptions } from './plan';
import { print } from './print';
import { Progress } from './progress';
import { describeRun, resumeHint, runReport } from './result';
import { sayStep } from './room';

const outputOptions: OptionTable = {
  out: { value: 'DIR', help: 'write summary.csv, scenario.json, result.json' },
  ...exportOptions,
  ...forceOption,
  json: { help: 'print one JSON object' },
};

export const resumeOptions: OptionTable = { ...outputOptions, ...checkpointOptions, ...kernelOptions };

export const forkOptions: OptionTable = {
  set: {
    value: 'PATH=VALUE',
    repeatable: true,
    help: 'change one value of the treatment or of the end of the run (repeatable)',
  },
  until: { value: 'TIME', help: 'end after this simulated time: 36h, 400d, 12w' },
  'until-cells': { value: 'N', help: 'end when this many cells live, e.g. 1e5' },
  ...resumeOptions,
};

export async function resume(args: string[]): Promise<void> {
  await goOn(parseOptions(args, resumeOptions, 1), []);
}

export async function fork(args: string[]): Promise<void> {
  const options = parseOptions(args, forkOptions, 1);
  const changes = options.all('set').map((given) => assignment('set', given));
  const until = options.text('until');
  if (until !== undefined) changes.push({ path: 'untilDays', value: durationDays('until', until) });
  const untilCells = options.text('until-cells');
  if (untilCells !== undefined) {
    changes.push({ path: 'untilCells', value: wholeNumber('until-cells', untilCells, 1, 2 ** 32 - 1) });
  }
  if (changes.length === 0)
    throw new UsageError('--set: give what is to differ, e.g. drugs[0].schedule.doseMg=0');
  await goOn(options, changes);
}

async function goOn(options: ParsedOptions, changes: readonly ForkChange[]): Promise<void> {
  const name = options.positionals[0];
  if (name === undefined) throw new UsageError('checkpoint: give the file that --checkpoint has written');
  const out = options.text('out');
  if (out !== undefined) checkDirectory('out', out);
  const exports = readExports(options);
  const checkpoint = CheckpointFile.of(options);
  if (checkpoint !== null && changes.length > 0 && resolve(checkpoint.file) === resolve(name)) {
    throw new UsageError(`--checkpoint: ${checkpoint.file} is what this run forks from; give another file`);
  }

  // The text in front says which kernel to make; the cells are read once it is there.
  const { saved, scenario, count, tissue } = withCheckpoint(name, ({ extra, scenario }) => ({
    saved: extra,
    scenario,
    count: compartmentCount(scenario),
    tissue: hasTissue(scenario),
  }));
  const kernelPlan = kernelOf(options, saved);
  if (kernelPlan.variant === 'reference') {
    throw new UsageError('--variant: the reference kernel keeps no checkpoints');
  }
  checkExports(exports, scenario, kernelPlan.variant);
  const group = await createKernels(kernelPlan.variant, count, { ...kernelPlan, tissue });
  const progress = new Progress();
  let folder: ResultFolder | null = null;
  try {
    const patient = restored(name, group);
    if (changes.length > 0) forkRun(patient, changes);
    const force = options.flag('force');
    if (out !== undefined)
      folder = ResultFolder.prepare(out, patient.scenario, { several: false, force, exports });
    // Until here a signal ends the program at once.
    const interruption = new Interruption();
    sayStep(patient.scenario);
    const note: RunNote = { ...saved, ...kernelPlan, maximumBytes: kernelPlan.maximumBytes ?? null };
    const label = `seed ${patient.scenario.seed}`;
    const result = await drive(patient, { label, note, checkpoint, progress, interruption });
    await folder?.write(patient, result, () => interruption.chance());
    print(
      options.flag('json')
        ? `${JSON.stringify(result)}\n`
        : describeRun(saved.title, runReport(patient, result)) + resumeHint(result, checkpoint),
    );
    interruption.exit();
  } catch (error) {
    if (error instanceof UsageError) folder?.abandon();
    throw error;
  } finally {
    checkpoint?.close();
    group.close();
    progress.clear();
  }
}

function restored(name: string, group: KernelGroup): Patient {
  return withCheckpoint(name, (run) => {
    try {
      return run.restore(group);
    } catch (error) {
      throw error instanceof KernelMemoryError ? new CheckpointError(error.message) : error;
    }
  });
}
