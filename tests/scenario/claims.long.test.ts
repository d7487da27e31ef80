/**
 * What the texts of presets say will happen, looked for in a run of each; limits leave room for other seeds.
 *
 * @module-tag long
 */
import { describe, expect, test } from 'vitest';
import { createGroup } from '../../src/kernel/group';
import { CLASS_NAMES, type ClassName } from '../../src/kernel/model';
import { Patient } from '../../src/patient/patient';
import { compartmentCount } from '../../src/scenario/compartments';
import { completeScenario, type Scenario, setPath } from '../../src/scenario/schema';
import { scenarioOf } from './claims';

type Changes = Record<string, unknown>;

async function ran(id: string, changes: Changes = {}): Promise<Patient> {
  const scenario: Scenario = structuredClone(scenarioOf(id));
  for (const [path, value] of Object.entries(changes)) setPath(scenario, path, value);
  const complete = completeScenario(scenario);
  const group = await createGroup('simd', compartmentCount(complete), { tissue: true });
  const patient = new Patient(complete, group);
  while (!patient.done) patient.advance({});
  return patient;
}

const startOf = (patient: Patient) => patient.treatmentStartHours!;
const days = ({ hours }: Patient) => hours / 24;
/** Cells of a class at each output. */
const courseOf = (patient: Patient, name: ClassName) =>
  patient.recorder.outputs.map(({ hours, cellsByClass, cells }) => ({
    hours,
    cells: cellsByClass[CLASS_NAMES.indexOf(name)],
    share: cellsByClass[CLASS_NAMES.indexOf(name)]! / Math.max(1, cells),
  }));
const endShare = (patient: Patient, name: ClassName) => courseOf(patient, name).at(-1).share;
const at = (patient: Patient, day: number) =>
  patient.recorder.outputs.find(({ hours }) => hours >= startOf(patient) + day * 24)!;

/** Presets in which one claim is not seen in every run have several seeds, most of which must show it. */
describe('a run shows what the text says', () => {
  test('selection: cells that were resistant before, and no alteration', async () => {
    const patient = await ran('selection');
    expect(patient.group.alterations).toBe(0);
    expect(endShare(patient, 'altered')).toBeGreaterThan(0.95);
  });

  test('mutator: most variants stem from mutators, and without the factor few are left', async () => {
    const variants = async (factor: number) => {
      let [all, ofMutators] = [0, 0];
      for (let seed = 1; seed <= 10; seed++) {
        const patient = await ran('mutator', { seed, 'mutator.factor': factor });
        const clones = patient.tumours[0]!.kernel.largestClones(4096);
        const altered = clones.filter(({ className }) => className === 'altered');
        all += altered.length;
        ofMutators += altered.filter(({ genotype }) => genotype.mutator).length;
      }
      return { all, ofMutators };
    };
    const [high, one] = [await variants(100), await variants(1)];
    // One per division in a million makes clones of either kind a Poisson number. From 100 cells with b = 1, d = 0.05
    // and 20 mutators with b = 0.9, d = 0.05, divisions until there are a million are as b/(b − d) e^{(b − d)t}.
    const days = Math.log(1e6 / 100) / 0.95;
    const divisions = (100 / 0.95) * Math.exp(0.95 * days);
    const byMutators = ((20 * 0.9) / 0.85) * Math.exp(0.85 * days);
    const ratio = (divisions + 100 * byMutators) / (divisions + byMutators);
    const shareOf = (odds: number) => odds / (1 + odds);
    const total = high.all + one.all;
    /** Standard deviations of a binomial number from its mean. */
    const away = (count: number, of: number, share: number) =>
      (count - of * share) / Math.sqrt(of * share * (1 - share));
    expect(Math.abs(away(high.all, total, shareOf(ratio)))).toBeLessThan(4);
    expect(
      Math.abs(away(high.ofMutators, high.all, (100 * byMutators) / (divisions + 100 * byMutators))),
    ).toBeLessThan(4);
    // Most, and few: as many of either kind are out of the question.
    expect(away(high.ofMutators, high.all, 0.5)).toBeGreaterThan(4);
    expect(away(high.all, total, 0.5)).toBeGreaterThan(4);
    expect(high.all).toBeGreaterThan(4 * one.all);
  });

  test('two drugs together cure; with MDR1 they fail; in turn a few have lost both', async () => {
    const together = await ran('two-drugs');
    expect(together.stoppedBy).toBe('extinct');
    const pump = await ran('two-drugs', { 'alterations.pumpGain': 1e-5 });
    expect(pump.stoppedBy).toBe('cells');
    const turn = await ran('two-drugs-in-turn');
    const second = at(turn, 28);
    const sensitive = second.cellsByClass[0]!;
    expect(second.cells - sensitive).toBeGreaterThan(sensitive);
    expect(endShare(turn, 'several')).toBeGreaterThan(0.9);
  });

  test('the pump: its cells take over; the inhibitor delays or prevents it', async () => {
    const plain = await ran('mdr1-pump');
    expect(endShare(plain, 'pump')).toBeGreaterThan(0.5);
    const inhibited = await ran('mdr1-pump-inhibitor');
    expect(inhibited.stoppedBy === 'extinct' || days(inhibited) > 1.5 * days(plain)).toBe(true);
  });

  test('one pump: each of three drugs kills the others, cisplatin all', async () => {
    const patient = await ran('mdr1-cross-resistance');
    expect(endShare(patient, 'pump')).toBe(0);
    const pump = courseOf(patient, 'pump');
    const whenCisplatin = pump.find(({ hours }) => hours >= startOf(patient) + 18 * 24)!.cells;
    const atStart = pump.find(({ hours }) => hours >= startOf(patient))!.cells;
    expect(whenCisplatin).toBeGreaterThan(10 * atStart!);
    for (const day of [6, 12]) {
      const before = at(patient, day - 0.1).cellsByClass[0];
      expect(before).toBeLessThan(0.3 * at(patient, day - 6).cellsByClass[0]!);
    }
  });

  test('marrow: with a share given MDR1 the tumour is cured, without it comes back', async () => {
    const given = await ran('marrow-gene-therapy');
    expect(given.stoppedBy).toBe('extinct');
    const bare = await ran('marrow-gene-therapy', { 'compartments[0].transducedShare': 0 });
    expect(bare.stoppedBy).toBe('cells');
  });

  test('brain: cleared from the body, it grows on behind the barrier; opened, it dies there too', async () => {
    const shut = await ran('brain-sanctuary');
    const [body, brain] = shut.compartments.map(({ cells }) => cells);
    expect(body).toBe(0);
    expect(brain).toBeGreaterThan(0.9 * shut.cells);
    expect(endShare(shut, 'sensitive')).toBe(1);
    expect((await ran('brain-sanctuary-inhibitor')).stoppedBy).toBe('extinct');
    const later: number[] = [];
    for (const seed of [1, 2, 3, 4]) {
      const reached = await ran('brain-temozolomide', { seed });
      expect(reached.stoppedBy).toBe('extinct');
      const [bodyGone, brainGone] = reached.compartments.map(({ emptySinceHours }) => emptySinceHours / 24);
      later.push(brainGone! - bodyGone!);
    }
    // The last few cells die when chance will have it: 35 to 66 days in eight runs, 55 on average.
    expect(Math.min(...later)).toBeGreaterThan(28);
    expect(Math.max(...later)).toBeLessThan(80);
  });

  test('double minutes: most are lost again in a hundred days without the drug', async () => {
    const patient = await ran('double-minutes');
    const amplified = courseOf(patient, 'amplified');
    const shareOn = (day: number) =>
      amplified.find(({ hours }) => hours >= startOf(patient) + day * 24)!.share;
    expect(shareOn(50)).toBeGreaterThan(0.9);
    expect(amplified.at(-1).share).toBeLessThan(0.5);
  });

  test('amplification of DHFR carries the relapse', async () => {
    expect(endShare(await ran('methotrexate-dhfr'), 'amplified')).toBeGreaterThan(0.5);
  });

  test('imatinib clears nearly all; variants, most of them from before, bring it back', async () => {
    const patient = await ran('imatinib-cml');
    const lowest = Math.min(
      ...patient.recorder.outputs.filter(({ hours }) => hours > startOf(patient)).map(({ cells }) => cells),
    );
    expect(lowest).toBeLessThan(0.01 * 10_000_000);
    expect(endShare(patient, 'altered')).toBeGreaterThan(0.9);
    const altered = patient.tumours[0]!.kernel.largestClones(4096).filter(
      ({ className }) => className === 'altered',
    );
    const before = altered.filter(
      ({ birthStep }) => birthStep * patient.scenario.stepHours < startOf(patient),
    );
    const cells = (clones: typeof altered) => clones.reduce((sum, clone) => sum + clone.cells, 0);
    expect(cells(before)).toBeGreaterThan(0.5 * cells(altered));
  });

  test('tamoxifen: cells without the receptor are the relapse, and without it are outgrown', async () => {
    const patient = await ran('tamoxifen-receptor');
    expect(endShare(patient, 'lost')).toBeGreaterThan(0.9);
    const lost = courseOf(patient, 'lost');
    expect(lost.find(({ hours }) => hours >= startOf(patient))!.share).toBeLessThan(0.01);
  });

  test('rim and core: the radius grows steadily, and not the number of cells', async () => {
    const patient = await ran('rim-and-core');
    const radius = (day: number) =>
      Math.sqrt(patient.recorder.outputs.find(({ hours }) => hours >= day * 24)!.cells);
    const [first, second, third] = [radius(10), radius(16), radius(22)];
    expect((third - second) / (second - first)).toBeGreaterThan(0.6);
    expect((third - second) / (second - first)).toBeLessThan(1.4);
  });

  test('out of reach: the tumour comes back from cells that do not resist', async () => {
    const patient = await ran('drug-out-of-reach');
    expect(patient.stoppedBy).toBe('cells');
    expect(endShare(patient, 'sensitive')).toBe(1);
  });

  test('brain and body: those of the body die, those of the brain grow on', async () => {
    const patient = await ran('brain-and-body');
    const [body, brain] = patient.compartments.map(({ recorder }) => recorder.outputs.at(-1).cells);
    const treated = patient.compartments.map(
      ({ recorder }) => recorder.outputs.find(({ hours }) => hours >= startOf(patient))!.cells,
    );
    expect(body).toBeLessThan(0.05 * treated[0]!);
    expect(brain).toBeGreaterThan(treated[1]!);
  });

  test('adaptive therapy: progression comes later, by about half', async () => {
    const ratios: number[] = [];
    for (const seed of [1, 2, 3]) {
      const [steady, adaptive] = [
        await ran('competitive-release', { seed }),
        await ran('competitive-release-adaptive', { seed }),
      ];
      const treated = (patient: Patient) => patient.hours - startOf(patient);
      ratios.push(treated(adaptive) / treated(steady));
    }
    const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
    expect(mean).toBeGreaterThan(1.25);
    expect(mean).toBeLessThan(1.8);
  });

  test('spheroid: resting cells are enclosed, and from some 0.6 mm across dead ones', async () => {
    const patient = await ran('spheroid');
    const across = (cells: number) => 2 * Math.cbrt((3 * cells) / (4 * Math.PI)) * 0.015;
    const rows = patient.recorder.outputs.map(({ cells, tissue }) => ({ cells, ...tissue! }));
    const dead = rows.find(({ debris, cells }) => debris > 0.002 * cells)!;
    expect(across(dead.cells + dead.debris)).toBeGreaterThan(0.4);
    expect(across(dead.cells + dead.debris)).toBeLessThan(0.8);
  });
});
