/**
 * What the text of a checkpoint says of a patient, field by field. A type that grows a field does not compile until the
 * field is described here. Ranges are those that a run can reach, so that no loop over hours or doses lasts for ever.
 */
import { type CompartmentPlan, compartmentPlans } from '../../compile/compartments';
import { parameterAt } from '../../scenario/parameters';
import type { Agent, Scenario } from '../../scenario/scenario';
import { completeScenario } from '../../scenario/schema';
import type { CompartmentState } from '../compartment';
import { lineagesShape } from '../lineage/lineageShape';
import type { MarrowState } from '../marrow';
import type { JudgementState } from '../outcome/judgement';
import type { ResponseState } from '../outcome/response';
import type { Mark } from '../record/course';
import {
  BLOOD_COLUMN,
  type RecorderState,
  recordWidth,
  recordShape as shapeOfRecord,
} from '../record/recorder';
import type { ChronicleState } from '../story/chronicle';
import type { ChronicleEntry } from '../story/entry';
import type { FirstCellsState, Seen } from '../story/firstCells';
import type { LesionStoryState } from '../story/lesionStory';
import type { DosingState } from '../treatment/dosing';
import { PlasmaLevel, type PlasmaState } from '../treatment/pharmacokinetics';
import type { RulesMemory } from '../treatment/rules';
import type { TherapyState } from '../treatment/therapy';
import {
  column,
  count,
  each,
  fitting,
  flag,
  list,
  nothing,
  nullable,
  number,
  object,
  oneOf,
  optional,
  pair,
  type Shape,
  table,
  text,
} from './described';
import type { PatientState } from './snapshot';

/** A hundred thousand years, beyond any run. */
const MOST_HOURS = 1e9;
const hour = number({ least: 0, most: MOST_HOURS });
const day = number({ least: 0, most: MOST_HOURS / 24 });
const cellCount = count(2 ** 53 - 1);
/** Micromolar, micromoles or micromoles an hour; single precision must hold what follows from them. */
const MOST_AMOUNT = 1e15;
const LEAST_TRACE = 1e-12;
const amount = number({ least: -MOST_AMOUNT, most: MOST_AMOUNT });
const sentence = text(20_000);
const category = oneOf('complete', 'partial', 'stable', 'progression');

/** @throws DescribedError in one sentence */
export function checkPatientState(state: unknown, scenario: Scenario): void {
  patientShape(scenario).check(state, 'patient');
}

function patientShape(scenario: Scenario): Shape<PatientState> {
  const plans = compartmentPlans(scenario);
  const several = plans.length > 1;
  const first = plans[0]!;
  const names = [...scenario.drugs, ...(scenario.inhibitor ? [scenario.inhibitor] : [])].length;
  return object<PatientState>({
    steps: count(4e9),
    dosed: flag,
    stoppedBy: nullable(oneOf('time', 'cells', 'extinct', 'memory')),
    ended: nullable(sentence),
    current: fitting(completed, (current) => {
      const place = restartedAt(scenario, current, '');
      return place === null ? null : `${place} cannot change while a run goes on`;
    }),
    lines: list(count(1e6), { length: plans.length }),
    doneByHand: count(1e6),
    judgement: object<JudgementState>({
      startHours: nullable(hour),
      startCells: cellCount,
      fallen: flag,
      response: nullable(responseShape),
    }),
    therapy: object<TherapyState>({
      drugs: each(scenario.drugs.map(dosingShape)),
      inhibitor: scenario.inhibitor === null ? nothing : dosingShape(scenario.inhibitor),
    }),
    story: storyShape(plans, names),
    record: several ? recordShape(first) : nothing,
    compartments: each(plans.map((plan) => compartmentShape(plan))),
    marks: list(markShape(scenario), { most: 2_000_000 }),
    rules: scenario.rules.length > 0 ? rulesShape(scenario.rules.length, names) : nothing,
    lineages: lineagesShape(scenario, plans.length),
  });
}

/** Completed and checked as any scenario before it is used. */
const completed: Shape<Scenario> = { check: (value) => void completeScenario(value) };

/** Lists of what was done to a run while it went on. */
const OF_THE_RUN = new Set(['changes', 'dosesGiven', 'parent']);

/** Where two scenarios differ in what a running patient cannot take; null where they do not. */
function restartedAt(begun: unknown, current: unknown, path: string): string | null {
  if (typeof begun !== 'object' || begun === null || typeof current !== 'object' || current === null) {
    return Object.is(begun, current) || parameterAt(path)?.acts === 'now' ? null : path;
  }
  const [own, other] = [begun, current] as Record<string, unknown>[] as [
    Record<string, unknown>,
    Record<string, unknown>,
  ];
  if (Object.keys(own).length !== Object.keys(other).length) return path;
  for (const key of Object.keys(own)) {
    if (path === '' && OF_THE_RUN.has(key)) continue;
    const below = Array.isArray(begun) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    const found = restartedAt(own[key], other[key], below);
    if (found !== null) return found;
  }
  return null;
}

function dosingShape(agent: Agent): Shape<DosingState> {
  const modes = new PlasmaLevel(agent.pharmacokinetics).save().amplitudes.length;
  const moment = (...or: number[]) => number({ least: 0, most: MOST_HOURS, or });
  return object<DosingState>({
    plasma: object<PlasmaState>({
      // Of the modes together; rounding may leave a trace below nothing.
      amplitudes: fitting(list(amount, { length: modes }), (amplitudes) =>
        amplitudes.reduce((sum, each) => sum + each, 0) < -LEAST_TRACE ? 'is less than no drug' : null,
      ),
      gutMicromoles: number({ least: 0, most: MOST_AMOUNT }),
      inputMicromolesPerHour: number({ least: 0, most: MOST_AMOUNT }),
    }),
    infusions: list(
      object({ untilHours: hour, micromolesPerHour: number({ least: 0, most: MOST_AMOUNT }) }),
      {
        most: 10_000,
      },
    ),
    raises: list(
      object({ fromHours: hour, untilHours: hour, micromolar: number({ least: 0, most: 1e30 }) }),
      { most: 1e6 },
    ),
    heldUntilHours: moment(-Infinity, Infinity),
    beganHours: moment(Infinity),
    anchorHours: moment(Infinity),
    sinceAnchor: count(1e9),
    lastHours: moment(-Infinity),
    given: count(1e9),
    nextHours: moment(Infinity),
    // Doses are marked as soon as they are given.
    doses: count(0),
    paused: flag,
    doseFactor: number({ least: 0, most: 1e9 }),
  });
}

function storyShape(plans: readonly CompartmentPlan[], agents: number): Shape<ChronicleState> {
  const seen = object<Seen>({ hours: hour, cells: cellCount });
  return object<ChronicleState>({
    entries: list(entryShape, { most: 1e7 }),
    told: list(text(1000), { most: 1e6 }),
    changes: list(pair(text(1000), object({ hours: hour, text: sentence })), { most: 1e5 }),
    firstCells: object<FirstCellsState>({
      told: list(text(1000), { most: 1e6 }),
      nextClone: list(count(), { length: plans.length }),
    }),
    lesions: object<LesionStoryState>({
      startHours: nullable(hour),
      courses: list(object({ startCells: cellCount, lowestCells: cellCount, back: flag }), {
        most: plans.length,
      }),
      gone: list(count(plans.length - 1), { most: plans.length }),
    }),
    agents: list(object({ beganHours: nullable(hour), ended: flag }), { length: agents }),
    start: nullable(seen),
    responses: count(100),
    lowest: nullable(seen),
    nadirHours: nullable(hour),
    tookOver: flag,
    relapsed: flag,
  });
}

const entryShape = object<ChronicleEntry>({
  day,
  kind: oneOf(
    'alteration',
    'treatment',
    'response',
    'nadir',
    'takeover',
    'relapse',
    'extinct',
    'limit',
    'note',
  ),
  text: sentence,
  drug: optional(text(1000)),
  event: optional(oneOf('begins', 'ends', 'last dose', 'held', 'given again', 'dose', 'extra', 'changed')),
  path: optional(text(1000)),
  factor: optional(number({ least: 0, most: 1e30 })),
});

function compartmentShape(plan: CompartmentPlan): Shape<CompartmentState> {
  return object<CompartmentState>({
    record: recordShape(plan),
    emptySinceStep: nullable(count(4e9)),
    full: flag,
    blood: plan.kind === 'marrow' ? bloodShape : nothing,
  });
}

const bloodShape = object<MarrowState>({ told: count(100) });

function recordShape({ model }: CompartmentPlan): Shape<RecorderState> {
  const width = recordWidth(shapeOfRecord(model));
  const fields = object<RecorderState>({
    rows: count(1e6),
    values: column,
    kept: list(count(1e6), { most: 1e6 }),
  });
  return fitting(fields, ({ rows, values, kept }) => {
    if (values.length !== rows * width)
      return `values has ${values.length} numbers, not ${rows} rows of ${width}`;
    const wrong = values.findIndex(
      (value, at) => !(Math.abs(value) <= 1e300 || (Number.isNaN(value) && at % width === BLOOD_COLUMN)),
    );
    if (wrong >= 0) return `values has ${values[wrong]} in row ${Math.floor(wrong / width)}`;
    for (let row = 1; row < rows; row++) {
      if (!(values[row * width]! > values[(row - 1) * width]!)) {
        return `values has row ${row} not after the one before it`;
      }
    }
    return kept.some((row) => row >= rows) ? `kept names a row that is none of ${rows}` : null;
  });
}

function markShape({ drugs }: Scenario): Shape<Mark> {
  const drug = number({ least: -1, most: drugs.length - 1, whole: true });
  return object<Mark>({ from: day, to: day, drug, label: text(1000) });
}

function rulesShape(rules: number, agents: number): Shape<RulesMemory> {
  const names = list(text(1000), { most: agents });
  return object<RulesMemory>({
    holding: list(flag, { length: rules }),
    due: list(count(), { length: rules }),
    ended: names,
    begun: names,
    factors: table(number({ least: 0, most: 1e9 }), agents),
    lowestBurden: number({ least: 0, most: 2 ** 53, or: [Infinity] }),
  });
}

const responseShape = object<ResponseState>({
  startHours: hour,
  startBurden: cellCount,
  lowestBurden: cellCount,
  category,
  best: category,
  progressedHours: nullable(hour),
  curedHours: nullable(hour),
});
