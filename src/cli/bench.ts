/** `clonarium bench`: how fast this machine steps cells, in every variant of the kernel and in native code. */
import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allCases } from '../../bench/cases';
import { buildNative, NATIVE_VARIANTS, type NativeProgram } from '../../bench/native';
import {
  addResult,
  beginReport,
  machineLine,
  reportName,
  reportText,
  tableHead,
  tableLine,
} from '../../bench/report';
import { kernelSubject, type Subject } from '../../bench/subject';
import { runSuite } from '../../bench/suite';
import { UsageError } from './failure';
import { type OptionTable, parseOptions } from './options';
import { checkDirectory, writeFiles } from './write';

export const benchOptions: OptionTable = {
  quick: { help: 'up to a million cells, few repeats: ends within 30 s' },
  json: { help: 'print the report as JSON instead of a table' },
  out: { value: 'FILE', help: 'write the report here (default bench/results/DATE-ENGINE-COMMIT.json)' },
};

/** The same place from src/cli and from the bundle in dist/cli. */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const QUICK_MILLISECONDS = 24_000;

export async function bench(args: string[]): Promise<void> {
  const options = parseOptions(args, benchOptions, 0);
  const begun = performance.now();
  const quick = options.flag('quick');
  const json = options.flag('json');
  const out = options.text('out');
  if (out !== undefined) checkFile(out);
  const engine = `node ${process.versions.node}`;
  const report = beginReport(ROOT, engine, quick);
  const print = (text: string) => {
    if (!json) process.stdout.write(`${text}\n`);
  };

  const programs = await nativePrograms(report.notes, quick);
  try {
    const subjects: Subject[] = [
      await kernelSubject(engine, 'simd'),
      await kernelSubject(engine, 'scalar'),
      ...programs.map(({ subject }) => subject),
    ];
    const variants = [...subjects.map(({ variant }) => variant), 'reference'];
    print([machineLine(report), ...report.notes, tableHead(variants)].join('\n'));
    const result = await runSuite({
      cases: allCases(quick ? 1_000_000 : 10_000_000),
      subjects,
      reference: await kernelSubject(engine, 'reference'),
      rounds: quick ? 3 : 11,
      repeatMilliseconds: quick ? 20 : 30,
      deadline: quick ? begun + QUICK_MILLISECONDS : Infinity,
      onCase: (rows) => print(tableLine(variants, rows)),
    });
    const before = report.notes.length;
    addResult(report, result);
    for (const note of report.notes.slice(before)) print(note);
  } finally {
    for (const program of programs) await program.remove();
  }

  const file = out ?? defaultFile(reportName(report));
  if (file !== undefined) {
    writeFiles(dirname(file), { [basename(file)]: reportText(report) });
    print(`\nwritten to ${file}`);
  }
  if (json) process.stdout.write(reportText(report));
}

/** With the full vector width of the machine, and in a full run with the 128 bits that WebAssembly has, too. */
async function nativePrograms(notes: string[], quick: boolean): Promise<NativeProgram[]> {
  const source = join(ROOT, 'bench/native/sweep.c');
  const programs: NativeProgram[] = [];
  for (const variant of quick ? NATIVE_VARIANTS.slice(0, 1) : NATIVE_VARIANTS) {
    const built = await buildNative(source, variant);
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
