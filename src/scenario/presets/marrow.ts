/** A dose that rises until the marrow limits it, with part of the marrow given MDR1. */
import { drugFromCatalogue, targetFromCatalogue } from '../drugs';
import { preset } from './preset';

export const marrowGeneTherapy = preset('marrow-gene-therapy', {
  title: 'MDR1 for the marrow',
  about:
    'Weekly paclitaxel is raised by a quarter each week and held once white cells fall below three tenths of normal. A fifth of the marrow carries the pump gene MDR1, and under the drug soon most of it: white cells then last until the dose, far beyond what the rest of a body bears, kills even the tumour cells that have a little of the pump; with a transduced share of 0 the marrow holds treatment up first and the tumour comes back (how fast the marrow makes white cells, and how it answers to their loss, is measured; its sensitivity is assumed, somewhat above that of the patients measured).',
  marks: {
    'compartments[0].meanTransitHours': {
      kind: 'cited',
      source: 'friberg2002',
      where: 'paclitaxel, leukocytes: mean transit time',
    },
    'compartments[0].feedbackExponent': {
      kind: 'cited',
      source: 'friberg2002',
      where: 'paclitaxel, leukocytes: γ',
    },
    'compartments[0].normalGigaPerLitre': {
      kind: 'cited',
      source: 'nlmixr2Wbc',
      where: 'initial estimate of Circ₀ in its code, 7.21',
    },
    'compartments[0].killFactor': {
      kind: 'assumed',
      why: 'one dose of 175 mg/m² in 3 h takes white cells to a quarter of normal, the slope published for leukocytes to four tenths',
    },
  },
  stepHours: 0.5,
  outputEveryHours: 6,
  untilDays: 400,
  tumour: { founders: 1, divisionPerDay: 0.3, deathPerDay: 0.15 },
  compartments: [
    {
      name: 'marrow',
      kind: 'marrow',
      founders: 100_000,
      meanTransitHours: 124,
      feedbackExponent: 0.239,
      normalGigaPerLitre: 7.21,
      killFactor: 0.4,
      transducedShare: 0.2,
      transducedCopies: 10,
    },
  ],
  pump: { perCopy: 1 },
  alterations: { pumpGain: 1e-4 },
  targets: [targetFromCatalogue('tubulin')],
  drugs: [drugFromCatalogue('paclitaxel', { schedule: { doseMg: 72, infusionHours: 1, everyHours: 168 } })],
  rules: [
    { kind: 'toxicity', drug: 'paclitaxel', holdBelow: 0.3, resumeAbove: 0.6, factor: 0.7 },
    { kind: 'escalate', drug: 'paclitaxel', everyDays: 7, factor: 1.25, limitFactor: 16 },
  ],
  treatment: { begin: 'size', atCells: 1_000_000 },
  stop: { relapseCells: 4_000_000 },
});
