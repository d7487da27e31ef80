/** JSON as people write it: read as JSON, and where it is none, the line and column at which it stops being any. */
import { ScenarioError } from './error';
import { printableLine } from './text';

/** A scenario is five deep; an engine's stack ends somewhere beyond a few thousand. */
const DEEPEST = 64;
const SHOWN = 12;

/**
 * The value of a JSON text, with or without a byte-order mark in front.
 * @throws ScenarioError in one sentence
 */
export function parseJson(text: string): unknown {
  const plain = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  checkDepth(plain);
  try {
    return JSON.parse(plain);
  } catch {
    throw new ScenarioError(`scenario: the text is not JSON: ${faultOf(plain)}.`);
  }
}

/** Brackets outside texts, counted before anything follows them down. */
function checkDepth(text: string): void {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = endOfText(text, at);
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > DEEPEST) {
        throw new ScenarioError(
          `scenario: lists and objects lie more than ${DEEPEST} deep in each other, at ${placeOf(text, at)}.`,
        );
      }
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
}

/** Of the closing quote of a text that opens at `at`. */
function endOfText(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && text.charCodeAt(end) !== 0x22) end += text.charCodeAt(end) === 0x5c ? 2 : 1;
  return end;
}

function placeOf(text: string, at: number): string {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  return `line ${line}, column ${at - before.lastIndexOf('\n')}`;
}

/** What is wrong with a text that is no JSON. Engines say it differently, and some do not say where. */
function faultOf(text: string): string {
  const trimmed = text.trimEnd();
  if (trimmed.trimStart() === '') return 'it is empty ("")';
  const { at, wanted } = new Scanner(text).fault();
  if (at >= trimmed.length) {
    const end = printableLine(JSON.stringify(trimmed.slice(-20)));
    return `it ends early, after ${end} (${placeOf(text, trimmed.length)})`;
  }
  const found = printableLine(JSON.stringify(text.slice(at, at + SHOWN)));
  return `unexpected ${found} on ${placeOf(text, at)}, where ${wanted} should stand${hintAt(text, at)}`;
}

const HINTS: readonly [RegExp, string][] = [
  [/^(?:\/\/|\/\*|#)/, 'JSON has no comments'],
  [/^(?:[+-]?NaN|[+-]?Infinity)/, 'JSON has no such number'],
  [/^\.\d/, 'a number begins with a digit, as in 0.8'],
  [/^\+/, 'a number has no plus in front'],
  [/^'/, 'texts stand in double quotes'],
];

function hintAt(text: string, at: number): string {
  const rest = text.slice(at, at + SHOWN);
  const hint = HINTS.find(([pattern]) => pattern.test(rest))?.[1];
  if (hint !== undefined) return ` (${hint})`;
  const before = text.slice(0, at).trimEnd();
  return /^[\]}]/.test(rest) && before.endsWith(',') ? ' (a comma stands before it)' : '';
}

/** Where a text stops being JSON, and what should stand there. */
class Fault extends Error {
  constructor(
    readonly at: number,
    readonly wanted: string,
  ) {
    super(wanted);
  }
}

/** Follows the grammar of RFC 8259 as far as it holds. */
class Scanner {
  private at = 0;

  constructor(private readonly text: string) {}

  fault(): Fault {
    try {
      this.value();
      this.space();
      if (this.at < this.text.length) this.fail('the end of the text');
    } catch (fault) {
      if (fault instanceof Fault) return fault;
      throw fault;
    }
    return new Fault(this.text.length, '');
  }

  private fail(wanted: string, at = this.at): never {
    throw new Fault(at, wanted);
  }

  private space(): void {
    while (' \t\n\r'.includes(this.text[this.at] ?? 'x')) this.at++;
  }

  private value(): void {
    this.space();
    const first = this.text[this.at];
    if (first === '{') this.list('}', () => this.entry());
    else if (first === '[') this.list(']', () => this.value());
    else if (first === '"') this.quoted('a value');
    else this.word();
  }

  private list(end: string, item: () => void): void {
    this.at++;
    this.space();
    if (this.text[this.at] === end) {
      this.at++;
      return;
    }
    for (;;) {
      item();
      this.space();
      const next = this.text[this.at];
      if (next !== ',' && next !== end) this.fail(`"," or "${end}"`);
      this.at++;
      if (next === end) return;
    }
  }

  private entry(): void {
    this.space();
    this.quoted('a key in double quotes');
    this.space();
    if (this.text[this.at] !== ':') this.fail('":"');
    this.at++;
    this.value();
  }

  private quoted(wanted: string): void {
    if (this.text[this.at] !== '"') this.fail(wanted);
    const end = endOfText(this.text, this.at);
    for (let at = this.at + 1; at < Math.min(end, this.text.length); at++) {
      if (this.text.charCodeAt(at) < 0x20) this.fail('a closing quote', at);
      if (this.text[at] !== '\\') continue;
      const known = /^(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(this.text.slice(at + 1, at + 6));
      if (known === null) this.fail('an escape such as \\n or \\u00b5', at);
      at += known[0].length;
    }
    if (end >= this.text.length) this.fail('a closing quote', this.text.length);
    this.at = end + 1;
  }

  private word(): void {
    const rest = this.text.slice(this.at, this.at + 2048);
    const word = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/.exec(rest);
    if (word === null) this.fail('a value');
    this.at += word[0].length;
  }
}
