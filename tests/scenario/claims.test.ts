/** Every number in the text of a preset is that of its scenario. */
import { describe, expect, test } from 'vitest';
import { presets } from '../../src/scenario/presets/index';
import { claims, scenarioOf } from './claims';

describe.each(presets.map((preset) => [preset.id, preset] as const))('%s', (id, { about }) => {
  const own = claims.filter((claim) => claim.id === id);

  test('has claims that are looked at', () => {
    expect(own.length).toBeGreaterThan(0);
  });

  test.each(own.map((claim) => [claim.phrase, claim] as const))('%s', (phrase, { numbers }) => {
    expect(about).toContain(phrase);
    const [says, means] = numbers(scenarioOf(id));
    expect(says).toEqual(means);
  });
});

test('words for how often a drug is given are those of a schedule', () => {
  for (const { about, scenario } of presets) {
    const hours = scenario.drugs.map(({ schedule }) => schedule.everyHours);
    if (/\bweekly\b/i.test(about)) expect(hours).toContain(168);
    if (/\ba day\b|\bdaily\b/i.test(about)) expect(hours).toContain(24);
  }
});

test('a side given in the text is that of the tissue', () => {
  for (const { about, scenario } of presets) {
    const sides = about
      .match(/(\d+) × (\d+) × (\d+) places/)
      ?.slice(1)
      .map(Number);
    if (sides === undefined) continue;
    const { sitesX, sitesY, sitesZ } = scenario.tumour.tissue!;
    expect([sitesX, sitesY, sitesZ]).toEqual(sides);
  }
});
