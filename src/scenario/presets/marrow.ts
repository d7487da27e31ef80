/** Doses that the marrow allows, and what MDR1 given to a part of it changes. */
import { drugFromCatalogue, targetFromCatalogue } from '../drugs';
import { preset } from './preset';

/** Of Friberg et al. 2002: rate of transit for a mean of 88.7 h. */
const TRANSIT_PER_DAY = 1.08;

export const marrowGeneTherapy = preset('marrow-gene-therapy', {
  title: 'MDR1 for the marrow',
  about:
    'Paclitaxel rises step by step and is held whenever the marrow falls below two fifths of normal; one in ten of its cells was given MDR1 before, whose pump keeps the drug out, and these carry on. Set the transduced share to 0, and the same rule holds the drug so often that the tumour is still there after three hundred days.',
  stepHours: 1,
  outputEveryHours: 12,
  untilDays: 300,
  tumour: { founders: 200_000, divisionPerDay: 0.25, deathPerDay: 0.1 },
  compartments: [
    {
      name: 'marrow',
      kind: 'marrow',
      founders: 20_000,
      divisionPerDay: TRANSIT_PER_DAY,
      deathPerDay: TRANSIT_PER_DAY,
      killFactor: 0.7,
      transducedShare: 0.1,
      transducedCopies: 10,
    },
  ],
  targets: [targetFromCatalogue('tubulin')],
  drugs: [drugFromCatalogue('paclitaxel', { schedule: { doseMg: 72, infusionHours: 1, everyHours: 168 } })],
  rules: [
    { kind: 'escalate', drug: 'paclitaxel', factor: 1.5, everyDays: 14, limitFactor: 6 },
    { kind: 'toxicity', drug: 'paclitaxel', holdBelow: 0.4, resumeAbove: 0.8, factor: 1 },
  ],
  treatment: { begin: 'day', onDay: 5 },
  stop: { relapseCells: 4_000_000 },
});
