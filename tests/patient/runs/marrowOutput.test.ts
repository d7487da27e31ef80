import { test } from 'vitest';
import { marrowGeneTherapy } from '../../../src/scenario/presets/marrow';
import type { Scenario } from '../../../src/scenario/schema';
import { expectSameWhateverRecorded } from './marrowOutput';

const { scenario: preset } = marrowGeneTherapy;

/** Held and raised by its rules within two months, in small: more sensitive than the preset, so that it is held in time. */
const small: Scenario = {
  ...preset,
  untilDays: 60,
  tumour: { ...preset.tumour, founders: 10_000 },
  compartments: preset.compartments.map((marrow) => ({
    ...marrow,
    founders: 10_000,
    transducedShare: 0,
    killFactor: 0.7,
  })),
  treatment: { ...preset.treatment, begin: 'day', onDay: 0 },
};

test('a marrow that holds its drug ends with one hash and one story whatever outputEveryHours', async () => {
  await expectSameWhateverRecorded(small);
}, 300_000);
