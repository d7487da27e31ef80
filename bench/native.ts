/** Compiles bench/native/sweep.c, feeds it a case and drives it step by step over its standard streams. */
import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { curveExponent } from '../src/kernel/encode/model';
import { type DrugModel, type KernelModel, Response } from '../src/kernel/model';
import { expressionLevels } from '../src/kernel/numbers/expression';
import { isBound, type Phenotype, phenotypeOf } from '../src/kernel/reference/phenotype';
import { type Case, genotypesOf, modelOf, OUTSIDE_MICROMOLAR } from './cases';
import type { Subject, Timing } from './subject';

const run = promisify(execFile);
const f = Math.fround;

const FLAGS = ['-O3', '-march=native', '-ffast-math', '-pthread'];

/** `native` uses the widest vectors of the machine; `native128` the width that WebAssembly has, to tell it apart. */
type NativeVariant = 'native' | 'native128';
export const NATIVE_VARIANTS: NativeVariant[] = process.arch === 'x64' ? ['native', 'native128'] : ['native'];
const NARROW = '-mprefer-vector-width=128';

/** In this order; figures name which it was. */
const COMPILERS = ['clang', 'gcc'];

async function firstThere(
  compilers: readonly string[],
): Promise<{ compiler: string; version: string } | null> {
  for (const compiler of compilers) {
    const told = await run(compiler, ['--version']).catch(() => null);
    if (told !== null) return { compiler, version: told.stdout.split('\n')[0]!.trim() };
  }
  return null;
}

export interface NativeProgram {
  /** One for each number of threads. */
  subjects: Subject[];
  /** Removes the compiled program. */
  remove(): Promise<void>;
}

/**
 * The native program as subjects, or a sentence that says why there is none. CLONARIUM_CC names another compiler.
 * @param source path of sweep.c
 */
export async function buildNative(
  source: string,
  variant: NativeVariant,
  threads: number[] = [1],
): Promise<NativeProgram | string> {
  if (!existsSync(source)) return `native: skipped, ${source} is not here`;
  const wanted = process.env.CLONARIUM_CC ? [process.env.CLONARIUM_CC] : COMPILERS;
  const found = await firstThere(wanted);
  if (found === null)
    return `native: skipped, no ${wanted.join(' or ')} on this machine (CLONARIUM_CC names another)`;
  const { compiler, version } = found;
  const directory = await mkdtemp(join(tmpdir(), 'clonarium-native-'));
  const program = join(directory, 'sweep');
  const remove = () => rm(directory, { recursive: true, force: true });
  try {
    await run(compiler, [
      ...FLAGS,
      ...(variant === 'native128' ? [NARROW] : []),
      '-o',
      program,
      source,
      '-lm',
    ]);
  } catch (error) {
    await remove();
    const [line] = (error as Error).message.split('\n').filter((text) => /error/.test(text));
    return `native: skipped, ${compiler} did not compile it: ${line ?? (error as Error).message}`;
  }
  const number = /\d+(\.\d+)+/.exec(version)?.[0] ?? '';
  const engine = `${compiler.split('/').at(-1)} ${number}`.trim();
  return { subjects: threads.map((count) => nativeSubject(program, variant, engine, count)), remove };
}

function nativeSubject(program: string, variant: NativeVariant, engine: string, threads: number): Subject {
  let child: ChildProcessWithoutNullStreams | null = null;
  let answers: AsyncIterator<string>;
  return {
    engine,
    variant,
    threads,
    async begin(own, seed) {
      child = spawn(program, [String(threads)]);
      answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      child.stdin.write(caseText(own, seed));
      await ask(0);
    },
    run: ask,
    // Its numbers agree with the kernel's in the mean only.
    hash: async () => null,
    phases: async () => null,
    end: async () => leave(),
    close: leave,
  };

  function leave(): void {
    child?.stdin.end();
    child = null;
  }

  async function ask(steps: number): Promise<Timing> {
    child?.stdin.write(`${steps}\n`);
    const { value, done } = await answers.next();
    if (done) throw new Error('The native program ended without an answer.');
    return JSON.parse(value);
  }
}

/** A case as sweep.c reads it: the same rates, to the bit, as the kernel derives from the genotypes. */
function caseText(own: Case, seed: number): string {
  const model = modelOf(own);
  const alleles = model.drugs[0]?.alleles.length ?? 0;
  const phenotypes = genotypesOf(own).map((genotype) => phenotypeOf(model, genotype));
  const lines = [
    [own.cells, own.drugs, own.phenotypes, alleles, seed, model.capacity, model.expressionInheritance],
    Array.from(expressionLevels(model.expressionCv), f),
    ...model.drugs.map((drug) => drugNumbers(drug, model)),
    ...phenotypes.map((phenotype) => phenotypeNumbers(phenotype, model)),
  ];
  return `${lines.map((line) => line.join(' ')).join('\n')}\n`;
}

function drugNumbers(drug: DrugModel, model: KernelModel): number[] {
  return [
    drug.pumpVmax > 0 ? 1 : 0,
    isBound(drug) ? 1 : 0,
    drug.response,
    curveExponent(drug) * 32,
    f(OUTSIDE_MICROMOLAR),
    f(drug.pumpKm),
    f(drug.killPerHour * model.stepHours),
    f(drug.stasis),
    f(1 / drug.neededTarget),
    ...drug.alleles.flatMap(({ halfEffect, hill }) => [halfEffect, hill]),
  ];
}

function phenotypeNumbers(phenotype: Phenotype, model: KernelModel): number[] {
  const rates = phenotype.drugs.flatMap((own, d) => [
    own.decay,
    own.entry,
    own.blocked,
    own.pumping,
    own.target,
    own.kd,
    own.need,
    model.drugs[d]!.response === Response.inhibitor ? 0 : own.allele,
  ]);
  return [phenotype.division, phenotype.death, ...rates];
}
