/** `clonarium bench`: how fast this machine steps cells, in every variant of the kernel and in native code. */
import { existsSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { casesOf, REQUIRED_CASES, threadCounts } from '../../bench/cases';
import { checkpointCases, measureCheckpoint } from '../../bench/checkpoints';
import { beginReport } from '../../bench/machine';
import { buildNative, NATIVE_VARIANTS, type NativeProgram } from '../../bench/native';
import { addCheckpoint, addResult, type Report, reportName, reportText } from '../../bench/report';
import { kernelSubject, kernelSubjects } from '../../bench/subject';
import { runSuite } from '../../bench/suite';
import { checkpointLine, label, machineLine, phaseTable, tableHead, tableLine } from '../../bench/table';
import { MAX_THREADS } from '../kernel/workers/threads';
import { benchTissue } from './benchTissue';
import { UsageError } from './failure';
import { checkDirectory } from './files/results';
import { writeFiles } from './files/write';
import { type OptionTable, parseOptions, wholeNumber } from './options';

export const benchOptions: OptionTable = {
  quick: { help: 'up to a million cells, fewer cases and repeats: ends within 30 s' },
  huge: { help: 'a hundred million cells as well: 8 GiB, some minutes more' },
  judged: { help: 'only the cases of ten million cells that speed is judged by: some three minutes' },
  tissue: { help: 'cells with places and the fields between them, instead of the rest: some two minutes' },
  threads: { value: 'N', help: 'most threads to measure (default: one per core)' },
  json: { help: 'print the report as JSON instead of a table' },
  out: { value: 'FILE', help: 'write the report here (default bench/results/DATE-ENGINE-COMMIT.json)' },
};

/** The same place from src/cli and from the bundle in dist/cli. */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const QUICK_MILLISECONDS = 22_000;

export async function bench(args: string[]): Promise<void> {
  const options = parseOptions(args, benchOptions, 0);
  const begun = performance.now();
  const quick = options.flag('quick');
  const huge = options.flag('huge');
  const judged = options.flag('judged');
  if (quick && judged) throw new UsageError('--judged: a quick run has no ten million cells');
  if (quick && huge) throw new UsageError('--huge: a quick run has no hundred million cells');
  const json = options.flag('json');
  const out = options.text('out');
  const most = options.text('threads');
  const threadLimit = most === undefined ? null : wholeNumber('threads', most, 1, MAX_THREADS);
  if (options.flag('tissue')) {
    await benchTissue(threadLimit ?? Math.min(availableParallelism(), MAX_THREADS), quick, json);
    return;
  }
  if (out !== undefined) checkFile(out);
  const engine = `node ${process.versions.node}`;
  let report = beginReport(ROOT, engine, quick);
  const print = (text: string) => {
    if (!json) process.stdout.write(`${text}\n`);
  };

  const threads = threadCounts(threadLimit ?? report.machine.cores);
  const largest = quick ? 1_000_000 : huge ? 100_000_000 : 10_000_000;
  const programs = await nativePrograms(report.notes, quick, threads);
  try {
    const subjects = [
      ...(await kernelSubjects(engine, threads)),
      ...programs.flatMap((program) => program.subjects),
    ];
    const labels = [...subjects.map(label), 'reference'];
    print([machineLine(report), ...report.notes, tableHead(labels)].join('\n'));
    const result = await runSuite({
      cases: judged ? REQUIRED_CASES : casesOf(quick ? 'quick' : 'full', largest),
      subjects,
      reference: await kernelSubject(engine, 'reference'),
      rounds: quick ? 3 : 11,
      repeatMilliseconds: quick ? 20 : 30,
      deadline: quick ? begun + QUICK_MILLISECONDS : Infinity,
      onCase: (rows) => print(tableLine(labels, rows)),
    });
    for (const subject of subjects) subject.close();
    const before = report.notes.length;
    report = addResult(report, result);
    for (const note of report.notes.slice(before)) print(note);
    const largestDone = Math.max(...report.rows.map(({ cells }) => cells));
    print(['', ...phaseTable(report.rows.filter(({ cells }) => cells === largestDone))].join('\n'));
    for (const own of checkpointCases(largest)) {
      const row = await measureCheckpoint(engine, own, quick ? 2 : 5);
      report = addCheckpoint(report, row);
      print(checkpointLine(row));
    }
  } finally {
    for (const program of programs) await program.remove();
  }

  await hand(report, json, out ?? defaultFile(reportName(report)), print);
}

/** Where it is wanted: in a file, as text, or both. */
async function hand(
  report: Report,
  json: boolean,
  file: string | undefined,
  print: (text: string) => void,
): Promise<void> {
  if (file !== undefined) {
    await writeFiles(dirname(file), { [basename(file)]: reportText(report) });
    print(`\nwritten to ${file}`);
  }
  if (json) process.stdout.write(reportText(report));
}

/** With the full vector width of the machine, and in a full run with the 128 bits that WebAssembly has, too. */
async function nativePrograms(notes: string[], quick: boolean, threads: number[]): Promise<NativeProgram[]> {
  const source = join(ROOT, 'bench/native/sweep.c');
  const programs: NativeProgram[] = [];
  for (const variant of quick ? NATIVE_VARIANTS.slice(0, 1) : NATIVE_VARIANTS) {
    const built = await buildNative(source, variant, threads);
    if (typeof built === 'string') {
      notes.push(built);
      break;
    }
    programs.push(built);
  }
  return programs;
}

/** Results belong to the project; a program installed elsewhere only prints. */
function defaultFile(name: string): string | undefined {
  return existsSync(join(ROOT, 'bench')) ? join(ROOT, 'bench/results', name) : undefined;
}

function checkFile(out: string): void {
  if (out === '') throw new UsageError('--out: "" is not a file');
  checkDirectory('out', dirname(out));
  if (statSync(out, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`--out: ${out} is a directory`);
  }
}
