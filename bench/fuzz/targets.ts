/** What is fuzzed: each target makes an input from dice and says what became of it. */
import { deflateRawSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { pictureOf } from '../../src/cli/files/picture';
import { summaryPieces } from '../../src/export/csv';
import type { KernelGroup } from '../../src/kernel/group';
import { createKernels } from '../../src/kernel/kernel';
import { bytesOf, CheckpointError } from '../../src/kernel/read/checkpoint';
import { Patient } from '../../src/patient/patient';
import { fromText, SavedPatient, savePatient, toText } from '../../src/patient/saved/snapshot';
import { compartmentCount, hasTissue } from '../../src/scenario/compartments';
import { presets } from '../../src/scenario/presets/index';
import {
  completeScenario,
  getPath,
  parameters,
  parseJson,
  parseScenario,
  type Scenario,
  ScenarioError,
  setPath,
} from '../../src/scenario/schema';
import { readLink } from '../../src/ui/state/share';
import { Dice } from './dice';
import { below, joined, mutateBytes, mutateDocument, mutateText } from './mutate';
import { type Opened, opened, sealed } from './resealed';

/** `refused`: in one sentence, as bad input is. */
export type Outcome = 'accepted' | 'refused';

/** What must never happen; the kind is its first words. */
export class Failure extends Error {
  constructor(
    readonly kind: string,
    detail: string,
  ) {
    super(`${kind}: ${detail.slice(0, 300)}`);
  }
}

type Target = (dice: Dice) => Promise<Outcome>;

const LONGEST_SENTENCE = 600;
const MEMORY_BYTES = 128 * 2 ** 20;

/** Runs what may refuse its input; anything but one sentence of the right class is a failure. */
async function judged(
  act: () => unknown,
  isRefusal: (error: unknown) => boolean,
  sentence = /[.?]$/,
): Promise<Outcome> {
  try {
    await act();
    return 'accepted';
  } catch (error) {
    if (error instanceof Failure) throw error;
    const message = error instanceof Error ? error.message : String(error);
    const name = error instanceof Error ? error.constructor.name : typeof error;
    if (!isRefusal(error)) throw new Failure(`raw ${name}`, `${message} ${(error as Error).stack ?? ''}`);
    if (/[\p{Cc}]/u.test(message))
      throw new Failure('control character in a message', JSON.stringify(message));
    if (message.length > LONGEST_SENTENCE) throw new Failure('message too long', message);
    if (!sentence.test(message)) throw new Failure('no sentence', message);
    return 'refused';
  }
}

const isScenarioError = (error: unknown) => error instanceof ScenarioError;

const groups = new Map<string, Promise<KernelGroup>>();

function groupFor(scenario: Scenario): Promise<KernelGroup> {
  const [count, tissue] = [compartmentCount(scenario), hasTissue(scenario)];
  const key = `${count} ${tissue}`;
  const group = groups.get(key) ?? createKernels('simd', count, { maximumBytes: MEMORY_BYTES, tissue });
  groups.set(key, group);
  return group;
}

/** Small enough to be run thousands of times. */
function isSmall({ tumour, compartments, drugs, stepHours }: Scenario): boolean {
  const { tissue } = tumour;
  const sites = tissue === null ? 0 : tissue.sitesX * tissue.sitesY * tissue.sitesZ;
  const everyHours = Math.min(Infinity, ...drugs.map(({ schedule }) => schedule.everyHours));
  return (
    tumour.lesions + compartments.length <= 4 &&
    tumour.founders <= 20_000 &&
    compartments.every(({ founders }) => founders <= 20_000) &&
    sites <= 40_000 &&
    stepHours / everyHours < 1000
  );
}

/** A few steps; nothing that is counted may be negative or no number; a drug may be called so, and its columns then. */
function tryOut(patient: Patient): void {
  patient.advance({ steps: 40, milliseconds: 150 });
  for (const piece of summaryPieces(patient)) {
    const wrong =
      /(?:^|,)(?:(?:NaN|-?Infinity|undefined)(?=,|$)|-\d(?![\d.]*e-(?:1[2-9]|[2-9]\d|\d{3})))/m.exec(piece);
    if (wrong !== null) throw new Failure('wrong number in a row', piece.slice(0, 200));
  }
  const { cells, births, deaths } = patient.group;
  if (!(cells >= 0 && births >= 0 && deaths >= 0))
    throw new Failure('wrong count', `${cells} ${births} ${deaths}`);
}

function smaller(preset: Scenario): Scenario {
  const scenario = structuredClone(preset);
  const sizes: [string, number][] = [
    ['tumour.founders', 300],
    ['treatment.atCells', 2000],
    ['untilDays', 30],
  ];
  if (scenario.tumour.tissue !== null) {
    sizes.push(['tumour.tissue.sitesX', 40], ['tumour.tissue.sitesY', 40]);
    if (scenario.tumour.tissue.sitesZ > 1) sizes.push(['tumour.tissue.sitesZ', 8]);
  }
  for (const [path, value] of sizes) setPath(scenario, path, value);
  for (const other of scenario.compartments) other.founders = Math.min(other.founders, 300);
  return completeScenario(scenario);
}

const bases = presets.map(({ scenario }) => smaller(scenario));

async function runScenario(text: string): Promise<void> {
  const scenario = parseScenario(text);
  if (isSmall(scenario)) tryOut(new Patient(scenario, await groupFor(scenario)));
}

const scenario: Target = async (dice) => {
  const document = structuredClone(dice.pick(bases)) as unknown;
  mutateDocument(document, dice);
  const text = JSON.stringify(document);
  const own = dice.next() < 0.25 ? mutateText(text, dice) : text;
  return judged(() => runScenario(own), isScenarioError);
};

/** What JSON.parse takes is taken, and what it refuses is refused with a place. */
const json: Target = async (dice) => {
  const text = mutateText(JSON.stringify(dice.pick(bases)).slice(0, 1 + below(dice, 4000)), dice);
  let expected: Outcome = 'accepted';
  try {
    JSON.parse(text);
  } catch {
    expected = 'refused';
  }
  const outcome = await judged(() => parseJson(text), isScenarioError);
  if (outcome !== expected) throw new Failure('JSON judged differently', JSON.stringify(text));
  return outcome;
};

const link: Target = async (dice) => {
  const base = dice.pick(bases);
  if (dice.next() < 0.4) {
    const bomb = dice.next() < 0.02;
    const text = bomb ? `${' '.repeat(20_000_000)}{}` : JSON.stringify(base);
    const packed = deflateRawSync(Buffer.from(text));
    const own = dice.next() < 0.3 ? packed : mutateBytes(packed, dice);
    return judged(() => readLink(`#scenario=${Buffer.from(own).toString('base64url')}`), isLinkError, /./);
  }
  const query = new URLSearchParams({ preset: dice.pick(presets).id });
  for (let n = below(dice, 5); n >= 0; n--) {
    const path = dice.pick(parameters).path.replaceAll('[]', () => `[${below(dice, 3)}]`);
    const document = { value: getPath(base, path) ?? 1 };
    mutateDocument(document, dice);
    query.set(dice.next() < 0.1 ? mutateText(path, dice) : path, JSON.stringify(document.value) ?? '');
  }
  const text = `#${query}`;
  return judged(() => readLink(dice.next() < 0.2 ? mutateText(text, dice) : text), isLinkError, /./);
};

/** The page puts what a link says into a sentence of its own. */
const isLinkError = (error: unknown) =>
  error instanceof ScenarioError || (error instanceof Error && error.constructor === Error);

let files: Promise<Opened[]> | null = null;

async function savedFiles(): Promise<Opened[]> {
  const found: Opened[] = [];
  for (const base of bases) {
    const patient = new Patient(base, await groupFor(base));
    patient.advance({ steps: 120, milliseconds: 500 });
    const parts: Uint8Array[] = [];
    for (const block of savePatient(patient)) parts.push(block.slice());
    const own = opened(joined(...parts));
    // What is not damaged must be taken, or refusals would prove nothing.
    new SavedPatient(bytesOf(sealed(own))).restore(await groupFor(base));
    found.push(own);
  }
  return found;
}

const checkpoint: Target = async (dice) => {
  files ??= savedFiles();
  const { note, blocks, modelDigest } = dice.pick(await files);
  const damaged: Opened = { note, blocks: blocks.map((block) => ({ ...block })), modelDigest };
  if (dice.next() < 0.75) {
    const document = JSON.parse(note) as { patient: unknown };
    // The scenario has a target of its own.
    mutateDocument(dice.next() < 0.9 ? document.patient : document, dice);
    damaged.note = JSON.stringify(document);
    if (dice.next() < 0.3) damaged.note = toText(withStrangeNumbers(fromText(note), dice));
  } else if (dice.next() < 0.3) damaged.note = mutateText(note, dice);
  else {
    const block = dice.pick(damaged.blocks);
    block.content = mutateBytes(block.content, dice);
  }
  let file = sealed(damaged);
  if (dice.next() < 0.05) file = joined(mutateBytes(file, dice));
  return judged(
    async () => {
      let at = 0;
      const saved = new SavedPatient((into) => {
        const part = file.subarray(at, at + into.length);
        into.set(part);
        at += part.length;
        return part.length;
      });
      if (!isSmall(saved.scenario)) return;
      tryOut(saved.restore(await groupFor(saved.scenario)));
    },
    (error) => error instanceof CheckpointError || error instanceof ScenarioError,
  );
};

/** Numbers that JSON cannot say, at any place of a patient. */
function withStrangeNumbers(note: unknown, dice: Dice): unknown {
  const { patient } = note as { patient: Record<string, unknown> };
  const walk = (value: unknown): unknown => {
    if (typeof value === 'number' && dice.next() < 0.01) {
      return dice.pick([Number.NaN, Infinity, -Infinity, -1e300, 1e300, -0, value + 1, -value]);
    }
    if (value instanceof Float64Array) return dice.next() < 0.05 ? value.subarray(1).slice() : value;
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item)]));
  };
  return { ...(note as object), patient: walk(patient) };
}

const picture: Target = async (dice) => {
  const [width, height] = [1 + below(dice, 40), 1 + below(dice, 40)];
  const grey = Array.from({ length: width * height }, () => below(dice, 256));
  const plain = dice.next() < 0.5;
  let bytes: Uint8Array;
  if (plain) {
    const kind = dice.pick(['P1', 'P2', 'P4', 'P5']);
    const body = kind === 'P1' ? grey.map((value) => value & 1).join(' ') : grey.join(' ');
    const white = kind === 'P2' || kind === 'P5' ? '255 ' : '';
    const head = new TextEncoder().encode(`${kind} ${width} ${height} ${white}`);
    const binary = kind === 'P4' || kind === 'P5';
    bytes = joined(head, binary ? Uint8Array.from(grey) : new TextEncoder().encode(body));
  } else {
    const png = new PNG({ width, height });
    png.data = Buffer.from(grey.flatMap((value) => [value, value, value, below(dice, 256)]));
    bytes = PNG.sync.write(png);
  }
  const own = mutateBytes(bytes, dice);
  return judged(() => pictureOf(own, 'picture', [1 + below(dice, 60), 1 + below(dice, 60)]), isScenarioError);
};

export const targets: Record<string, Target> = { scenario, link, checkpoint, picture, json };

/** One input: the same for the same target, seed and number. */
export function attempt(target: string, seed: number, index: number): Promise<Outcome> {
  const own = targets[target];
  return own!(new Dice(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)));
}
