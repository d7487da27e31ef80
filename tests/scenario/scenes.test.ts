/** Scenes: each names what is there, tries what may be tried, and says no number that is not its scenario's. */
import { describe, expect, it, test } from 'vitest';
import { presets } from '../../src/scenario/presets/index';
import { PLOT_NAMES, SCENE_GROUPS } from '../../src/scenario/presets/scene';
import { completeScenario, getPath, type Scenario } from '../../src/scenario/schema';
import { fieldsOf } from '../../src/ui/controls/expand';
import { matters } from '../../src/ui/controls/relevance';
import { put } from '../../src/ui/state/put';
import { scenarioOf } from './claims';
import { ownSceneClaims, sceneClaims } from './sceneClaims';

/** Figures, and words that stand for them. */
const NUMBERS =
  /\d|\b(two|three|four|five|six|seven|eight|nine|ten|sixteen|fifty|hundred|thousand|million|tenths?|fifth|fourth|third|halved?|half|quarter|twentieth|twice|doubles?|weekly)\b/i;

/** What begins a label, and by how much it then changes a value. */
const FACTORS: readonly [RegExp, number][] = [
  [/^(twice|double)\b/i, 2],
  [/^ten times\b/i, 10],
  [/^four times\b/i, 4],
  [/^half the\b|\bhalf as much/i, 0.5],
  [/^a quarter of\b/i, 0.25],
  [/^a tenth of\b/i, 0.1],
  [/^a hundredth of\b/i, 0.01],
];

function tried(scenario: Scenario, changes: readonly { path: string; value: unknown }[]): Scenario {
  const copy = structuredClone(scenario);
  for (const { path, value } of changes) put(copy, path, value);
  return completeScenario(copy);
}

test('groups follow each other in teaching order', () => {
  const groups = presets.map(({ scene }) => scene.group);
  const order = Object.keys(SCENE_GROUPS);
  expect([...new Set(groups)]).toEqual(order);
  expect(groups).toEqual(order.flatMap((group) => groups.filter((each) => each === group)));
});

test('every phrase that is looked at stands in a text', () => {
  for (const { id, phrase } of ownSceneClaims) {
    const { caption, text } = presets.find((preset) => preset.id === id)!.scene.say;
    expect([caption, ...text].join(' '), id).toContain(phrase);
  }
});

describe.each(presets.map((preset) => [preset.id, preset] as const))('%s', (id, { scenario, scene }) => {
  const { caption, text } = scene.say;

  it('says two sentences and a caption, and speaks of cancer', () => {
    for (const sentence of [caption, ...text]) {
      expect(sentence).toMatch(/^[A-Z].*[.?]$/);
      expect(sentence.match(/[.?](\s|$)/g), sentence).toHaveLength(1);
    }
    expect(caption.split(' ').length).toBeLessThanOrEqual(22);
    for (const sentence of text) expect(sentence.split(' ').length).toBeLessThanOrEqual(40);
    expect([caption, ...text].join(' ')).toMatch(/cancer|tumour|leukaemia/i);
  });

  it('leaves no number unlooked at', () => {
    for (const sentence of [caption, ...text]) {
      const rest = sceneClaims(id).reduce((left, { phrase }) => left.replaceAll(phrase, ''), sentence);
      // A variant's name holds digits.
      expect(rest.replaceAll(/T315I|MDR1|BCR-ABL|P-glycoprotein/g, '')).not.toMatch(NUMBERS);
    }
  });

  it.each(
    sceneClaims(id)
      .filter(({ phrase }) => [caption, ...text].join(' ').includes(phrase))
      .map((claim) => [claim.phrase, claim] as const),
  )('%s', (_, { numbers }) => {
    const [says, means] = numbers(scenarioOf(id));
    expect(says).toEqual(means);
  });

  it('turns at most five values, each one that its panel of all parameters has', () => {
    expect(scene.knobs.length).toBeGreaterThan(1);
    expect(scene.knobs.length).toBeLessThanOrEqual(5);
    const there = new Set(
      fieldsOf(scenario)
        .filter((field) => matters(field))
        .map(({ path }) => path),
    );
    for (const { path, name } of scene.knobs) {
      expect(there, path).toContain(path);
      expect(name).not.toMatch(/\[|\]|\w\.\w|µM|\bmg\b/);
    }
    expect(new Set(scene.knobs.map(({ name }) => name)).size).toBe(scene.knobs.length);
  });

  it.each(scene.tries.map((each) => [each.label, each.changes] as const))('tries: %s', (label, changes) => {
    const then = tried(scenario, changes);
    expect(then).not.toEqual(scenario);
    for (const { path } of changes) expect(getPath(then, path), path).not.toEqual(getPath(scenario, path));
    const [figure] = label.match(/\d[\d,]*/) ?? [];
    if (figure !== undefined) {
      expect(changes.map(({ value }) => value)).toContain(Number(figure.replaceAll(',', '')));
    }
    const [, factor] = FACTORS.find(([words]) => words.test(label)) ?? [];
    const [first] = changes;
    if (factor !== undefined && first !== undefined) {
      expect(Number(first.value) / Number(getPath(scenario, first.path))).toBeCloseTo(factor, 9);
    }
  });

  it('has one to three tries', () => {
    expect(scene.tries.length).toBeGreaterThan(0);
    expect(scene.tries.length).toBeLessThanOrEqual(3);
  });

  it('shows what there is', () => {
    const { see, notice } = scene;
    const drugs = scenario.drugs.map(({ name }) => name);
    const targets = scenario.targets.map(({ name }) => name);
    const { tissue } = scenario.tumour;
    if (see.of !== undefined) expect(see.palette === 'target' ? targets : drugs).toContain(see.of);
    if (see.drug !== undefined) expect(drugs).toContain(see.drug);
    if (see.overlay !== undefined) {
      expect(tissue).not.toBeNull();
      expect([...drugs, ...(tissue?.oxygen.present ? ['oxygen'] : [])]).toContain(see.overlay);
    }
    expect(see.plots).toContain('population');
    expect(new Set(see.plots).size).toBe(see.plots.length);
    if (drugs.length === 0)
      expect(see.plots.some((name) => name === 'drug' || name === 'histogram')).toBe(false);
    expect(see.plots.includes('blood')).toBe(scenario.compartments.some(({ kind }) => kind === 'marrow'));
    expect(PLOT_NAMES.includes(notice.where as never) ? see.plots : ['stage']).toContain(notice.where);
    expect(notice.text).toMatch(/[.?]$/);
  });
});
