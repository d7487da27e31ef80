/** Runs a scenario from its beginning or from a state of it, away from the page and from the patient that it shows. */
import { fetchPlacing, fetchPlacingOfAny } from '../../compile/places';
import { createGroup, type KernelGroup } from '../../kernel/group';
import { fetchCounting } from '../../patient/lineage/counting';
import { outcomeOf } from '../../patient/outcome/outcome';
import { Patient } from '../../patient/patient';
import { sourceOf } from '../../patient/saved/bytes';
import { fork } from '../../patient/saved/fork';
import { SavedPatient } from '../../patient/saved/snapshot';
import { compartmentCount, hasTissue } from '../../scenario/compartments';
import { parseScenario, type Scenario } from '../../scenario/schema';
import { plain } from '../plain';
import type { CellCourse, CompareNews, CompareOrder, Parting } from './messages';
import { ArmPictures } from './pictures';
import { stateOf } from './state';

const TELL_MILLISECONDS = 250;

const tell = (news: CompareNews, transfer: Transferable[] = []) => postMessage(news, { transfer });

/** Of the order before: seeds of one scenario run on the same kernels, one after the other. */
let group: KernelGroup | null = null;

addEventListener('message', ({ data }: MessageEvent<CompareOrder>) => {
  carryOut(data).catch((error: unknown) => tell({ kind: 'failure', sentence: plain(error) }));
});

async function carryOut(order: CompareOrder): Promise<void> {
  if (order.kind === 'seed') await runSeed(order.scenario, order.seed);
  else if (order.kind === 'trunk') await runTrunk(order.from, order.parting);
  else await runArm(order);
}

/** One thread: the cores have a run each. */
async function groupFor(scenario: Scenario): Promise<KernelGroup> {
  const tissue = hasTissue(scenario);
  await fetchPlacing(scenario);
  if (scenario.cloneCountsFrom > 0) await fetchCounting();
  group ??= await createGroup('fastest', compartmentCount(scenario), { threads: 1, tissue });
  return group;
}

async function begun(scenario: Scenario): Promise<Patient> {
  return new Patient(scenario, await groupFor(scenario));
}

async function restored(state: Blob): Promise<Patient> {
  await fetchPlacingOfAny();
  const saved = new SavedPatient(sourceOf(new Uint8Array(await state.arrayBuffer())));
  return saved.restore(await groupFor(saved.scenario));
}

async function runSeed(text: string, seed: number): Promise<void> {
  const patient = await begun({ ...parseScenario(text), seed });
  while (!patient.done) {
    patient.advance({ milliseconds: TELL_MILLISECONDS });
    tellProgress(patient);
  }
  tell({ kind: 'outcome', outcome: outcomeOf(patient) });
}

async function runTrunk(from: string | Blob, parting: Parting): Promise<void> {
  const patient = await (typeof from === 'string' ? begun(parseScenario(from)) : restored(from));
  let toldAt = performance.now();
  while (parting === 'treatment' && !patient.done && patient.treatmentStartHours === null) {
    // No longer than to the next time at which treatment may begin.
    patient.advance({ milliseconds: 0 });
    if (performance.now() - toldAt < TELL_MILLISECONDS) continue;
    toldAt = performance.now();
    tellProgress(patient);
  }
  if (patient.done) throw new Error(`The run ended before its arms could part. ${patient.ended}`);
  const { hours, cells } = patient;
  const course = courseOf(patient);
  tell({ kind: 'trunk', trunk: { state: stateOf(patient), hash: patient.hash(), hours, cells, course } });
}

async function runArm({ state, changes, looks }: CompareOrder & { kind: 'arm' }): Promise<void> {
  const patient = await restored(state);
  tell({ kind: 'begun', hash: patient.hash() });
  if (changes.length > 0) fork(patient, changes);
  const drawn = new ArmPictures(patient.compartments, looks);
  tellPictures(patient, drawn);
  while (!patient.done) {
    patient.advance({ milliseconds: TELL_MILLISECONDS });
    tellProgress(patient);
    tell({ kind: 'course', course: courseOf(patient) });
    tellPictures(patient, drawn);
  }
  tell({ kind: 'outcome', outcome: outcomeOf(patient) });
}

function tellPictures({ hours }: Patient, drawn: ArmPictures): void {
  const pictures = drawn.draw();
  tell(
    { kind: 'pictures', hours, pictures },
    pictures.flatMap(({ pixels }) => pixels.map(({ buffer }) => buffer)),
  );
}

const tellProgress = ({ hours, cells }: Patient) => tell({ kind: 'progress', hours, cells });

/** Of the tumour in all its compartments. */
function courseOf({ recorder }: Patient): CellCourse {
  const { time, cells } = recorder.course;
  return { days: time.slice(0, recorder.rows), cells: cells.slice(0, recorder.rows) };
}
