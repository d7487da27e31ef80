/** One table per command drives both parsing and help. */
import { parseArgs } from 'node:util';
import { printableLine } from '../scenario/words/text';
import { UsageError } from './failure';

export interface Option {
  /** Placeholder of the value in help; absent: a flag. */
  value?: string;
  repeatable?: boolean;
  short?: string;
  help: string;
}

export type OptionTable = Record<string, Option>;

export interface ParsedOptions {
  positionals: string[];
  flag(name: string): boolean;
  /** Last value given, undefined when absent. */
  text(name: string): string | undefined;
  all(name: string): string[];
}

export function parseOptions(args: string[], table: OptionTable, positionals: number): ParsedOptions {
  const options = Object.fromEntries(
    Object.entries(table).map(([name, option]) => [
      name,
      {
        type: option.value ? ('string' as const) : ('boolean' as const),
        multiple: true,
        ...(option.short ? { short: option.short } : {}),
      },
    ]),
  );
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(firstSentence(error as Error));
  }
  if (parsed.positionals.length > positionals) {
    throw new UsageError(`unexpected argument: ${parsed.positionals[positionals]}`);
  }
  const all = (name: string) => (parsed.values[name] as string[] | undefined) ?? [];
  for (const [name, option] of Object.entries(table)) {
    if (option.value && !option.repeatable && all(name).length > 1) {
      throw new UsageError(`--${name}: given ${all(name).length} times, takes one value`);
    }
  }
  return {
    positionals: parsed.positionals,
    flag: (name) => all(name).length > 0,
    text: (name) => all(name).at(-1),
    all,
  };
}

/** Node explains parse errors in several sentences; the first says what is wrong. */
function firstSentence(error: Error): string {
  const [sentence] = error.message.split(/\. |\n/);
  return sentence!.replace(/\.$/, '');
}

const DAYS_PER: Record<string, number> = { h: 1 / 24, d: 1, w: 7 };
const DECIMAL = String.raw`\d+(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?`;

/** '400d', '36h', '12w' to days. */
export function durationDays(name: string, text: string): number {
  const match = new RegExp(`^(${DECIMAL})([hdw])$`, 'i').exec(text.trim());
  if (!match) throw new UsageError(`--${name}: ${quote(text)} is not a duration such as 36h, 400d or 12w`);
  return Number(match[1]) * DAYS_PER[match[2]!.toLowerCase()]!;
}

const SECONDS_PER: Record<string, number> = { s: 1, m: 60, h: 3600 };

/** '30s', '5m', '1h' of the clock on the wall to seconds. */
export function seconds(name: string, text: string): number {
  const match = new RegExp(`^(${DECIMAL})([smh])$`, 'i').exec(text.trim());
  if (!match) throw new UsageError(`--${name}: ${quote(text)} is not a time such as 30s, 5m or 1h`);
  return Number(match[1]) * SECONDS_PER[match[2]!.toLowerCase()]!;
}

export function wholeNumber(name: string, text: string, min: number, max: number): number {
  const value = new RegExp(`^(?:${DECIMAL})$`, 'i').test(text.trim()) ? Number(text) : Number.NaN;
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new UsageError(`--${name}: ${quote(text)} is not a whole number from ${min} to ${max}`);
  }
  return value;
}

const BYTES: Record<string, number> = {
  B: 1,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
};

/** '64MB', '1.5GiB' to bytes. */
export function byteCount(name: string, text: string): number {
  const match = new RegExp(`^(${DECIMAL})\\s*(B|kB|MB|GB|KiB|MiB|GiB)$`).exec(text.trim());
  if (!match) throw new UsageError(`--${name}: ${quote(text)} is not a size such as 64MB or 2GiB`);
  return Math.floor(Number(match[1]) * BYTES[match[2]!]!);
}

export function oneOf<T extends string>(name: string, text: string, allowed: readonly T[]): T {
  const found = allowed.find((value) => value === text);
  if (!found) throw new UsageError(`--${name}: ${quote(text)} is not one of ${allowed.join(', ')}`);
  return found;
}

/** 'drugs[0].kd=0.01' to path and value: JSON where it reads as JSON, else the text itself. */
export function assignment(name: string, text: string): { path: string; value: unknown } {
  const at = text.indexOf('=');
  if (at < 1) throw new UsageError(`--${name}: ${quote(text)} is not of the form path=value`);
  const path = text.slice(0, at).trim();
  const raw = text.slice(at + 1).trim();
  try {
    return { path, value: JSON.parse(raw) };
  } catch {
    return { path, value: raw };
  }
}

export function quote(text: string): string {
  return printableLine(JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}…` : text));
}

/** Of a path, which is of use only as a whole. */
export function quotePath(path: string): string {
  return printableLine(JSON.stringify(path));
}
