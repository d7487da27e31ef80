/** What `clonarium run` is asked to do: all of it read and checked before anything is computed or written. */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { checkTable } from '../compile/places';
import type { Variant } from '../kernel/compartmentKernel';
import { MAX_THREADS } from '../kernel/workers/threads';
import { presets } from '../scenario/presets/index';
import { completeScenario, type Scenario, scenarioDocument, setPath } from '../scenario/schema';
import { checkExports, countClones, type ExportPlan, exportOptions, readExports } from './exports';
import { UsageError } from './failure';
import { namesTable, tableText, withCells } from './files/cells';
import { CheckpointFile, checkpointOptions } from './files/checkpointFile';
import { namesPicture, PICTURE_PATH, pictureText, withPicture } from './files/picture';
import { checkDirectory, forceOption } from './files/results';
import {
  assignment,
  byteCount,
  durationDays,
  type OptionTable,
  oneOf,
  type ParsedOptions,
  quote,
  wholeNumber,
} from './options';

const VARIANTS: readonly Variant[] = ['simd', 'scalar', 'debug', 'reference'];
const MAX_REPLICATES = 1_000_000;
const SMALLEST_MEMORY = 4 * 2 ** 20;

export const kernelOptions: OptionTable = {
  variant: { value: 'NAME', help: `kernel: ${VARIANTS.join(', ')} (default simd); all give the same hash` },
  threads: {
    value: 'N',
    help: `threads that share the cells, at most ${MAX_THREADS} (default 1); any number gives the same hash`,
  },
  memory: {
    value: 'SIZE',
    help: 'most memory the cells of one compartment may take: 64MB, 2GiB (default 4GiB)',
  },
};

export const runOptions: OptionTable = {
  seed: { value: 'N', help: 'random seed; with the scenario it fixes every bit of the run' },
  until: { value: 'TIME', help: 'end after this simulated time: 36h, 400d, 12w' },
  'until-cells': { value: 'N', help: 'end when this many cells live, e.g. 1e5' },
  set: { value: 'PATH=VALUE', repeatable: true, help: 'change one value of the scenario (repeatable)' },
  replicates: { value: 'N', help: 'run the seeds N, N+1, … one after the other' },
  ...kernelOptions,
  ...checkpointOptions,
  out: { value: 'DIR', help: 'write summary.csv, scenario.json, result.json (replicates: DIR/seed-N/)' },
  ...exportOptions,
  ...forceOption,
  json: { help: 'print one JSON object per replicate, one a line' },
};

interface KernelPlan {
  variant: Variant;
  threads: number;
  maximumBytes: number | undefined;
}

export interface Plan extends KernelPlan {
  title: string;
  scenario: Scenario;
  replicates: number;
  checkpoint: CheckpointFile | null;
  out: string | undefined;
  exports: ExportPlan;
  force: boolean;
  json: boolean;
}

/** The scenario with what the options set in it. */
function withOptions(scenario: Scenario, options: ParsedOptions, exports: ExportPlan): Scenario {
  const text = (name: string) => options.text(name);
  const seed = text('seed');
  if (seed !== undefined) setPath(scenario, 'seed', wholeNumber('seed', seed, 0, 2 ** 32 - 1));
  const until = text('until');
  if (until !== undefined) setPath(scenario, 'untilDays', durationDays('until', until));
  const untilCells = text('until-cells');
  if (untilCells !== undefined) {
    setPath(scenario, 'untilCells', wholeNumber('until-cells', untilCells, 1, 2 ** 32 - 1));
  }
  const pictures: string[] = [];
  for (const given of options.all('set')) {
    const { path, value } = assignment('set', given);
    if (namesPicture(path, value)) pictures.push(value);
    else if (namesTable(path, value)) setPath(scenario, path, tableText(value, '.'));
    else setPath(scenario, path, value);
  }
  // Once its size is set.
  for (const name of pictures) {
    const { sitesX = 1, sitesY = 1 } = scenario.tumour.tissue ?? {};
    setPath(scenario, PICTURE_PATH, pictureText(name, '.', [sitesX, sitesY]));
  }
  countClones(scenario, exports);
  // Values set one by one may be right alone and wrong together.
  const complete = completeScenario(scenario);
  checkTable(complete);
  return complete;
}

export function readPlan(options: ParsedOptions): Plan {
  const source = options.positionals[0];
  if (source === undefined) {
    throw new UsageError(
      `scenario: give a preset (${presets.map(({ id }) => id).join(', ')}) or a JSON file`,
    );
  }
  const { title, scenario: read } = readSource(source);
  const exports = readExports(options);
  const scenario = withOptions(read, options, exports);
  const replicates = wholeNumber('replicates', options.text('replicates') ?? '1', 1, MAX_REPLICATES);
  if (scenario.seed + replicates - 1 > 2 ** 32 - 1) {
    throw new UsageError(`--replicates: ${replicates} seeds from ${scenario.seed} on pass the last one`);
  }
  const kernel = kernelOf(options, { variant: 'simd', threads: 1, maximumBytes: null });
  checkExports(exports, scenario, kernel.variant);
  const checkpoint = CheckpointFile.of(options);
  if (checkpoint !== null && replicates > 1) {
    throw new UsageError(
      `--checkpoint: ${quote(checkpoint.file)} holds one run, not ${replicates} replicates`,
    );
  }
  if (checkpoint !== null && kernel.variant === 'reference') {
    throw new UsageError(
      `--checkpoint: ${quote(checkpoint.file)}: the reference kernel keeps no checkpoints`,
    );
  }
  const out = options.text('out');
  if (out !== undefined) checkDirectory('out', out);
  return {
    title,
    scenario,
    replicates,
    ...kernel,
    checkpoint,
    out,
    exports,
    force: options.flag('force'),
    json: options.flag('json'),
  };
}

/** The kernel that is asked for; what is not said is as it was `before`. */
export function kernelOf(
  options: ParsedOptions,
  before: { variant: Variant; threads: number; maximumBytes: number | null },
): KernelPlan {
  const threads = options.text('threads');
  const memory = options.text('memory');
  const maximumBytes =
    memory === undefined ? (before.maximumBytes ?? undefined) : byteCount('memory', memory);
  if (maximumBytes !== undefined && (maximumBytes < SMALLEST_MEMORY || maximumBytes > 2 ** 32)) {
    throw new UsageError(`--memory: ${quote(memory ?? '')} is not between 4MiB and 4GiB`);
  }
  return {
    variant: oneOf('variant', options.text('variant') ?? before.variant, VARIANTS),
    threads: threads === undefined ? before.threads : wholeNumber('threads', threads, 1, MAX_THREADS),
    maximumBytes,
  };
}

function readSource(source: string): { title: string; scenario: Scenario } {
  const preset = presets.find(({ id }) => id === source);
  if (preset) return { title: preset.title, scenario: structuredClone(preset.scenario) };
  let text: string;
  try {
    text = readFileSync(source === '-' ? 0 : source, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') throw new UsageError(`scenario: ${quote(source)} cannot be read (${code})`);
    const known = presets.map(({ id }) => id).join(', ');
    throw new UsageError(`scenario: ${quote(source)} is neither a preset (${known}) nor a file`);
  }
  const directory = source === '-' ? '.' : dirname(source);
  const document = withCells(scenarioDocument(text), directory);
  const scenario = completeScenario(withPicture(document, directory));
  return { title: source === '-' ? 'standard input' : source, scenario };
}
