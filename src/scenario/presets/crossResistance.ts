/** One pump, four drugs: cells that carry P-glycoprotein meet three of its substrates and one that is none. */
import { type DrugName, drugInCulture, targetFromCatalogue } from '../drugs';
import { preset } from './preset';

/** Held for six days from this treatment day on, at five times the level of half effect. */
const inTurn = (name: DrugName, levelMicromolar: number, startDay: number) =>
  drugInCulture(name, levelMicromolar, {
    schedule: { infusionHours: 144, everyHours: 144, doses: 1, startDay },
  });

export const crossResistance = preset('mdr1-cross-resistance', {
  title: 'One pump, many drugs',
  about:
    'A few hundred cells with ten copies of MDR1 among fifty thousand meet paclitaxel, vincristine and doxorubicin in turn: each kills the others, and none of them, as P-glycoprotein pumps all three. Cisplatin, the fourth, is no substrate of the pump and kills them as it would any cell.',
  stepHours: 1,
  outputEveryHours: 3,
  untilDays: 60,
  tumour: {
    founders: 50_000,
    divisionPerDay: 0.5,
    deathPerDay: 0.1,
    resistantFounders: [{ count: 300, pumpCopies: 10 }],
  },
  targets: [targetFromCatalogue('tubulin'), targetFromCatalogue('topoisomerase II')],
  drugs: [
    inTurn('paclitaxel', 0.0083, 0),
    inTurn('vincristine', 0.01, 6),
    inTurn('doxorubicin', 0.13, 12),
    drugInCulture('cisplatin', 2, { schedule: { startDay: 18 } }),
  ],
  treatment: { begin: 'day', onDay: 1 },
  stop: { daysAfterTreatment: 40 },
});
