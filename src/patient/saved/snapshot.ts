/**
 * A whole run as one stream of bytes: the patient as text in front, the cells of its compartments behind it. A run that is restored ends
 * with the hash, the summary and the chronicle of one that was never interrupted.
 */

import { compartmentPlans } from '../../compile/compartments';
import type { CompartmentKernel } from '../../kernel/compartmentKernel';
import { KernelGroup } from '../../kernel/group';
import {
  type ByteSource,
  Checkpoint,
  CheckpointError,
  type Modelled,
  saveKernels,
} from '../../kernel/read/checkpoint';
import type { Scenario } from '../../scenario/scenario';
import { completeScenario, ScenarioError } from '../../scenario/schema';
import { shown } from '../../scenario/words/text';
import type { CompartmentState } from '../compartment';
import type { LineagesState } from '../lineage/lineages';
import type { JudgementState } from '../outcome/judgement';
import { Patient, type StoppedBy } from '../patient';
import type { Mark } from '../record/course';
import type { RecorderState } from '../record/recorder';
import type { ChronicleState } from '../story/chronicle';
import type { RulesMemory } from '../treatment/rules';
import type { TherapyState } from '../treatment/therapy';
import { DescribedError, type Shape } from './described';
import { checkPatientState } from './noteShape';

/** What a patient knows beside the cells. */
export interface PatientState {
  steps: number;
  dosed: boolean;
  stoppedBy: StoppedBy | null;
  ended: string | null;
  /** The scenario with every change until now. */
  current: Scenario;
  /** Per compartment, lines that died out before the one that lives. */
  lines: number[];
  /** How much of what the scenario says was done by hand has been done. */
  doneByHand: number;
  judgement: JudgementState;
  therapy: TherapyState;
  story: ChronicleState;
  /** Of all compartments together; null where there is but one. */
  record: RecorderState | null;
  compartments: CompartmentState[];
  marks: Mark[];
  /** Null while there are no rules. */
  rules: RulesMemory | null;
  /** Absent where the scenario asks for no counts of clones. */
  lineages?: LineagesState | undefined;
}

interface Note<Extra> {
  scenario: Scenario;
  patient: PatientState;
  extra: Extra;
}

/**
 * The run as blocks of at most 1 MiB, each a view that holds until the next is asked for; the patient must not
 * advance before the last has been.
 * @param extra whatever the caller wants back; numbers, texts, lists and plain objects
 */
export function savePatient(patient: Patient, extra: unknown = null): Generator<Uint8Array, void> {
  const { scenario } = patient;
  return saveKernels(modelled(scenario, patient.group), toText({ scenario, patient: patient.save(), extra }));
}

/** A saved run whose text has been read; its cells have not. */
export class SavedPatient<Extra> {
  readonly scenario: Scenario;
  readonly extra: Extra;
  private readonly checkpoint: Checkpoint;
  private readonly state: PatientState;

  /**
   * @param extraShape of what the caller of {@link savePatient} added
   * @throws CheckpointError in one sentence
   */
  constructor(source: ByteSource, extraShape?: Shape<Extra>) {
    this.checkpoint = new Checkpoint(source);
    const { scenario, patient, extra } = noteOf<Extra>(this.checkpoint.note, extraShape);
    this.scenario = scenario;
    this.state = patient;
    this.extra = extra;
  }

  /**
   * The patient, living on kernels that no other may be using, one for each compartment.
   * @throws CheckpointError in one sentence
   */
  restore(host: CompartmentKernel | KernelGroup): Patient {
    const group = host instanceof KernelGroup ? host : KernelGroup.of(host);
    this.checkpoint.restore(modelled(this.scenario, group));
    const { steps, compartments } = this.state;
    group.kernels.forEach((kernel, index) => {
      // One that memory stopped stands still while the others go on.
      const isBehind = compartments[index]?.full && kernel.steps < steps;
      if (kernel.steps !== steps && !isBehind)
        throw new CheckpointError('The checkpoint contradicts itself.');
    });
    return new Patient(this.scenario, group, this.state);
  }
}

function modelled(scenario: Scenario, { kernels }: KernelGroup): Modelled[] {
  const plans = compartmentPlans(scenario);
  if (kernels.length !== plans.length) {
    throw new RangeError(`host: ${kernels.length} kernels for ${plans.length} compartments.`);
  }
  return kernels.map((kernel, index) => ({ kernel, model: plans[index]!.model }));
}

function noteOf<Extra>(text: string, extraShape?: Shape<Extra>): Note<Extra> {
  try {
    const note = fromText(text);
    if (typeof note !== 'object' || note === null) throw new DescribedError(`${shown(note)} is no run.`);
    const { scenario: saved, patient, extra } = note as Note<Extra>;
    const scenario = completeScenario(saved);
    checkPatientState(patient, scenario);
    extraShape?.check(extra, 'extra');
    // Only what was checked goes on.
    return { scenario, patient: { ...patient, current: completeScenario(patient.current) }, extra };
  } catch (error) {
    const isKnown = error instanceof ScenarioError || error instanceof DescribedError;
    const why = isKnown ? error.message : 'its text cannot be read.';
    throw new CheckpointError(`The checkpoint holds no run that this program knows: ${why}`);
  }
}

/** Numbers that JSON has no word for; all others survive it bit by bit. */
const UNSPEAKABLE: Record<string, number> = { inf: Infinity, '-inf': -Infinity, nan: NaN, '-0': -0 };

function nameOf(value: number): string | undefined {
  return Object.keys(UNSPEAKABLE).find((name) => Object.is(UNSPEAKABLE[name], value));
}

/** Plain data and Float64Arrays as JSON. */
export function toText(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => {
    if (item instanceof Float64Array) return { $f64: base64(item) };
    const name = typeof item === 'number' ? nameOf(item) : undefined;
    return name === undefined ? item : { $number: name };
  });
}

export function fromText(text: string): unknown {
  return JSON.parse(text, (_, item: unknown) => {
    if (typeof item !== 'object' || item === null) return item;
    if ('$f64' in item) return fromBase64(String(item.$f64));
    return '$number' in item ? UNSPEAKABLE[String(item.$number)] : item;
  });
}

/** Characters are built in parts: an engine takes only so many arguments at once. */
const PART = 8190;

function base64(values: Float64Array): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  let text = '';
  for (let at = 0; at < bytes.length; at += PART) {
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + PART)));
  }
  return text;
}

function fromBase64(text: string): Float64Array {
  const characters = atob(text);
  const bytes = Uint8Array.from(characters, (character) => character.charCodeAt(0));
  return new Float64Array(bytes.buffer);
}
