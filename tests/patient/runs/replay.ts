/** Runs that somebody interferes with at random, and whether what is saved of them gives them again. */
import { expect } from 'vitest';
import { Dice } from '../../../bench/fuzz/dice';
import { summaryCsv } from '../../../src/export/csv';
import { bytesOf } from '../../../src/kernel/read/checkpoint';
import { Patient } from '../../../src/patient/patient';
import { SavedPatient, savePatient } from '../../../src/patient/saved/snapshot';
import { parseScenario, type Scenario, ScenarioError } from '../../../src/scenario/schema';
import { readLink, writeLink } from '../../../src/ui/state/share';
import { hostOf, outcomeOf, small, toEnd } from '../../kit/presetsInSmall';

const below = (dice: Dice, limit: number) => Math.floor(dice.next() * limit);

const PRESETS = ['selection', 'mdr1-pump', 'mdr1-pump-inhibitor', 'imatinib-cml', 'methotrexate-dhfr'];

/** A culture of few cells, often of one founder whose line may die out, with something to interfere with. */
function culture(dice: Dice): { id: string; scenario: Scenario } {
  const id = PRESETS[below(dice, PRESETS.length)]!;
  const founders = below(dice, 3) === 0 ? 1 : 1 + below(dice, 300);
  const changes: Record<string, unknown> = {
    seed: below(dice, 1e6),
    'tumour.founders': founders,
    'tumour.divisionPerDay': 1,
    'tumour.deathPerDay': founders === 1 ? 0.5 : 0.2,
    'tumour.lesions': below(dice, 4) === 0 ? 2 : 1,
    untilDays: 4 + below(dice, 8),
    outputEveryHours: 1 + below(dice, 100),
    'treatment.begin': ['size', 'day', 'never'][below(dice, 3)],
    'treatment.onDay': 2,
    'treatment.atCells': 300,
    'stop.relapseCells': below(dice, 2) === 0 ? 0 : 400,
  };
  return { id, scenario: small(id, changes) };
}

/** Something that acts at once, sensible or not. */
function interfere(patient: Patient, dice: Dice): void {
  const { current } = patient;
  const drug = below(dice, current.drugs.length);
  const path = `drugs[${drug}].schedule`;
  const acts: (() => void)[] = [
    () => patient.doseNow(drug),
    () => patient.doseNow(current.inhibitor === null ? drug : -1),
    () => patient.change(`${path}.doseMg`, 50 * below(dice, 20)),
    () => patient.change(`${path}.levelMicromolar`, below(dice, 5)),
    () => patient.change(`${path}.everyHours`, 12 + below(dice, 48)),
    () => patient.change(`${path}.doses`, below(dice, 6)),
    () => patient.change(`${path}.startDay`, below(dice, 6)),
    () => patient.change('treatment.begin', ['size', 'day', 'never'][below(dice, 3)]),
    () => patient.change('treatment.onDay', below(dice, 8)),
    () => patient.change('treatment.atCells', 50 + below(dice, 500)),
    () => patient.change('stop.relapseCells', below(dice, 600)),
    () => patient.change('untilDays', 1 + below(dice, 14)),
    () => patient.change('untilCells', below(dice, 2) === 0 ? 0 : 1000 + below(dice, 4000)),
  ];
  try {
    (acts[below(dice, acts.length)] as () => void)();
  } catch (error) {
    // What comes too late is refused, and is no part of the run.
    if (!(error instanceof ScenarioError)) throw error;
  }
}

function fileOf(patient: Patient): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (const block of savePatient(patient)) blocks.push(block.slice());
  return Buffer.concat(blocks);
}

const all = (patient: Patient) => ({
  ...outcomeOf(patient),
  marks: patient.marks,
  csv: summaryCsv(patient),
  current: { ...patient.current, parent: null },
});

/**
 * Plays a run with interventions, saving and forking it now and then, and replays what it would save: its scenario,
 * the link to it, and a scenario taken midway up to the hash beside it.
 * @returns how much was done by hand
 */
export async function playAndReplay(seed: number): Promise<number> {
  const dice = new Dice(seed);
  const { id, scenario } = culture(dice);
  let patient = new Patient(scenario, await hostOf(scenario));
  let midway: { text: string; hash: string; hours: number; lines: number } | null = null;
  let spare = '';
  for (let deeds = 1 + below(dice, 6); deeds > 0; deeds--) {
    patient.advance({ steps: 1 + below(dice, 60) });
    for (let together = 1 + below(dice, 3); together > 0; together--) interfere(patient, dice);
    if (below(dice, 3) === 0) {
      const saved = new SavedPatient(bytesOf(fileOf(patient)));
      spare = spare === '' ? 'spare' : '';
      patient = saved.restore(await hostOf(saved.scenario, 'simd', spare));
      if (below(dice, 2) === 0) patient.scenario.parent = { hash: patient.hash(), hours: patient.hours };
    }
    if (below(dice, 3) === 0) {
      const { hours, linesBefore: lines } = patient;
      midway = { text: JSON.stringify(patient.scenario), hash: patient.hash(), hours, lines };
    }
  }
  const expected = all(toEnd(patient));
  const replays = [
    JSON.stringify(patient.scenario),
    JSON.stringify((await readLink(`#${await writeLink(null, patient.scenario)}`))?.scenario),
    JSON.stringify((await readLink(`#${await writeLink(id, patient.scenario)}`))?.scenario),
  ];
  for (const text of replays) expect(text).toBe(replays[0]);
  const again = parseScenario(replays[0]!);
  const replayed = new Patient(again, await hostOf(again, 'scalar'));
  while (!replayed.done) replayed.advance({ steps: 1 + below(dice, 400) });
  expect(all(replayed), `run ${seed}`).toEqual(expected);
  if (midway !== null) {
    const part = parseScenario(midway.text);
    const stopped = new Patient(part, await hostOf(part, 'scalar'));
    while (stopped.linesBefore < midway.lines) stopped.advance({ steps: 1 });
    stopped.advance({ untilHours: midway.hours });
    expect(stopped.hash(), `run ${seed} until ${midway.hours} h`).toBe(midway.hash);
  }
  return patient.scenario.changes.length + patient.scenario.dosesGiven.length;
}
