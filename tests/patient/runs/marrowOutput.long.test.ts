/** @module-tag long */
import { test } from 'vitest';
import { marrowGeneTherapy } from '../../../src/scenario/presets/marrow';
import { expectSameWhateverRecorded } from './marrowOutput';

test('marrow-gene-therapy --seed 1 --until 160d ends with one hash and one story whatever outputEveryHours', async () => {
  await expectSameWhateverRecorded({ ...marrowGeneTherapy.scenario, seed: 1, untilDays: 160 });
});
