/** One founder to ten million cells, imatinib by mouth, relapse from BCR-ABL variants. */
import { bcrAblResponse, bcrAblVariants, SERUM_SHIFT } from '../bcrAbl';
import { preset } from './preset';

/**
 * Widmer et al. 2006 (oral, one compartment); clearance and volume times 0.6 give the plasma levels of Peng et al.
 * 2005, 2.6 mg/L at the peak and 1.2 at the trough.
 */
const WIDMER_TO_PENG = 0.6;

export const imatinibCml = preset('imatinib-cml', {
  title: 'Imatinib and BCR-ABL variants',
  about:
    'One leukaemia cell grows to ten million, imatinib 400 mg a day clears nearly all of them, and variants of BCR-ABL that arose by chance, most before the first tablet, bring the disease back. Plasma kinetics, dose–response curves and frequencies of the variants are published; the speed of growth, like that of blast crisis, and a tenfold mutation rate, so that ten million cells stand for more, are assumed.',
  stepHours: 3,
  outputEveryHours: 12,
  untilDays: 400,
  tumour: { founders: 1, divisionPerDay: 0.4, deathPerDay: 0.2 },
  targets: [
    {
      name: 'BCR-ABL',
      abundanceMicromolar: 0.08,
      variantProbability: 5e-7,
      variants: bcrAblVariants(),
    },
  ],
  drugs: [
    {
      name: 'imatinib',
      molarMass: 493.6,
      unboundFraction: 1 / SERUM_SHIFT.imatinib,
      pumpStrength: 0.3,
      pumpKmMicromolar: 2,
      target: 'BCR-ABL',
      ...bcrAblResponse('imatinib'),
      pharmacokinetics: {
        route: 'oral',
        compartments: 1,
        absorptionPerHour: 0.61,
        clearanceLitresPerHour: 14.3 * WIDMER_TO_PENG,
        centralLitres: 347 * WIDMER_TO_PENG,
      },
      schedule: { doseMg: 400, everyHours: 24 },
    },
  ],
  treatment: { begin: 'size', atCells: 10_000_000 },
  stop: { relapseCells: 10_000_000 },
});
