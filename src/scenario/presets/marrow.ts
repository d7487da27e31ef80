/** A dose that rises until the marrow limits it, with part of the marrow given MDR1. */
import { drugFromCatalogue, targetFromCatalogue } from '../drugs';
import { preset } from './preset';

export const marrowGeneTherapy = preset('marrow-gene-therapy', {
  title: 'MDR1 for the marrow',
  about:
    'Weekly paclitaxel is raised by a quarter each week and held once neutrophils fall below 1.5·10⁹/L, three tenths of normal, and a fifth of the marrow carries the pump gene MDR1, under the drug soon most of it. Blood cells then last until the dose kills the tumour cells that have a little of the pump too; with a transduced share of 0 the marrow stops treatment first and the tumour comes back.',
  stepHours: 1,
  outputEveryHours: 6,
  untilDays: 400,
  tumour: { founders: 1, divisionPerDay: 0.3, deathPerDay: 0.15 },
  compartments: [
    {
      name: 'marrow',
      kind: 'marrow',
      founders: 100_000,
      // Leukocytes under paclitaxel (Friberg et al. 2002 J Clin Oncol 20:4713; the normal count as DDMORE model 186 has it).
      meanTransitHours: 124,
      feedbackExponent: 0.239,
      normalGigaPerLitre: 7.21,
      killFactor: 2.5,
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
