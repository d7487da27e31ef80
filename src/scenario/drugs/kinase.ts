/** Inhibitors of BCR-ABL. Their published dose–response curves replace binding (docs/model.md (22)). */
import { SERUM_SHIFT } from '../bcrAbl';
import { assumed, betweenCells, cited, derived, type KnownDrug, passive } from './known';

const GILES = 'as quoted from Giles et al. 2013 Eur J Clin Pharmacol 69:813; not seen there';

const common = {
  mode: 'inhibitor',
  harm: 'cytotoxic',
  phases: 'any',
  target: 'BCR-ABL',
  response: 'hazard',
  linearEfflux: 'BCRP; included in the published dose–response',
} as const;

const effect = {
  passivePerHour: passive,
  cycleFraction: assumed(1, 'the assay counts the whole cycle'),
  stasis: assumed(0, 'the assay does not part death from arrest'),
};

const DASATINIB_FIT =
  'two compartments and absorption fitted to a peak of 104.5 µg/L at 0.5 h and a half-life of 3.6 h after 100 mg';

export const imatinib: KnownDrug = {
  ...common,
  name: 'imatinib',
  action: 'Blocks the kinase BCR-ABL that the leukaemia cell lives by, and less so its altered forms.',
  formula: 'C29H31N7O',
  molarMass: 493.6,
  panel: 'imatinib',
  cell: { ...effect, pumpStrength: assumed(0.3), pumpKmMicromolar: assumed(2, 'reported 1–5 µM') },
  plasma: {
    route: 'oral',
    compartments: 1,
    kinetics: {
      absorptionPerHour: cited(0.61, 'widmer2006', 'population model'),
      clearanceLitresPerHour: cited(10, 'schmidli2005', 'apparent clearance at day 29; 14 L/h at first'),
      centralLitres: cited(252, 'schmidli2005', 'apparent volume'),
    },
    schedule: {
      doseMg: cited(400, 'schmidli2005', 'daily dose'),
      everyHours: cited(24, 'schmidli2005', 'daily dose'),
    },
    unboundFraction: derived(
      1 / SERUM_SHIFT.imatinib,
      ['leighowCode'],
      'the reciprocal of the serum shift, 7.6, from a poster named there',
    ),
  },
  barrier: {
    unboundRatio: derived(
      0.1,
      ['imatinibCsf2004', 'leighowCode'],
      'level in cerebrospinal fluid 1.3% of that in plasma, over the share of plasma that acts, 1/7.6',
    ),
    foldWithoutPump: cited(5.5, 'imatinibBrain2007', 'brain level without P-glycoprotein; 4.5 elsewhere'),
  },
  tissue: betweenCells(493.6, { quiescentKill: 0.33, vesselPermeability: 3 }),
};

export const dasatinib: KnownDrug = {
  ...common,
  name: 'dasatinib',
  action: 'Blocks BCR-ABL at nanomolar levels for part of the day, all known forms but T315I.',
  formula: 'C22H26ClN7O2S',
  molarMass: 488,
  panel: 'dasatinib',
  cell: { ...effect, pumpStrength: assumed(0.5), pumpKmMicromolar: assumed(2) },
  plasma: {
    route: 'oral',
    compartments: 2,
    kinetics: {
      absorptionPerHour: derived(4, ['christopher2008'], DASATINIB_FIT),
      clearanceLitresPerHour: derived(318.6, ['christopher2008'], '100 mg over an area of 313.9 µg·h/L'),
      centralLitres: derived(610, ['christopher2008'], DASATINIB_FIT),
      exchange2LitresPerHour: derived(291, ['christopher2008'], DASATINIB_FIT),
      peripheral2Litres: derived(617, ['christopher2008'], DASATINIB_FIT),
    },
    schedule: {
      doseMg: cited(100, 'christopher2008', 'single dose'),
      everyHours: assumed(24, 'the usual interval'),
    },
    unboundFraction: derived(
      1 / SERUM_SHIFT.dasatinib,
      ['leighowCode'],
      'the reciprocal of the serum shift, 2.45, from a poster named there',
    ),
  },
  barrier: {
    unboundRatio: assumed(0.1),
    foldWithoutPump: assumed(4, 'brain level of mice without P-glycoprotein'),
  },
  tissue: betweenCells(488, { quiescentKill: 0.33, vesselPermeability: 3 }),
};

export const nilotinib: KnownDrug = {
  ...common,
  name: 'nilotinib',
  action: 'Blocks BCR-ABL as imatinib does, more tightly, and not T315I, Y253H or E255V.',
  formula: 'C28H22F3N7O',
  molarMass: 529.5,
  panel: 'nilotinib',
  cell: { ...effect, pumpStrength: assumed(0.2), pumpKmMicromolar: assumed(2) },
  plasma: {
    // Absorption of zero order is an infusion by mouth.
    route: 'infusion',
    compartments: 2,
    kinetics: {
      clearanceLitresPerHour: assumed(12.8, GILES),
      centralLitres: assumed(56, GILES),
      exchange2LitresPerHour: assumed(103, GILES),
      peripheral2Litres: assumed(247, GILES),
    },
    schedule: {
      doseMg: assumed(400, 'the usual dose'),
      infusionHours: assumed(3, 'absorbed at a constant rate'),
      everyHours: assumed(12, 'the usual interval'),
    },
    unboundFraction: assumed(
      1 / SERUM_SHIFT.nilotinib,
      'serum shift 2754/131, uncredited in the code of Leighow et al. 2020',
    ),
  },
  barrier: { unboundRatio: assumed(0.1), foldWithoutPump: assumed(3) },
  tissue: betweenCells(529.5, { quiescentKill: 0.33, vesselPermeability: 3 }),
};

export const ponatinib: KnownDrug = {
  ...common,
  name: 'ponatinib',
  action: 'Blocks all measured forms of BCR-ABL, T315I included.',
  formula: 'C29H27F3N6O',
  molarMass: 532.6,
  panel: 'ponatinib',
  cell: { ...effect, pumpStrength: assumed(0), pumpKmMicromolar: assumed(1, 'unused at strength 0') },
  plasma: {
    route: 'oral',
    compartments: 1,
    kinetics: {
      absorptionPerHour: assumed(0.5, 'peak after about 5 h'),
      clearanceLitresPerHour: derived(35.9, ['iclusigLabel'], '45 mg over an area of 1253 µg·h/L'),
      centralLitres: cited(1223, 'iclusigLabel', 'apparent volume of distribution'),
    },
    schedule: {
      doseMg: cited(45, 'iclusigLabel', 'dosage'),
      everyHours: cited(24, 'iclusigLabel', 'dosage'),
    },
    unboundFraction: assumed(0.4, 'serum shift as of dasatinib'),
  },
  barrier: { unboundRatio: assumed(0.2), foldWithoutPump: assumed(1) },
  tissue: betweenCells(532.6, { quiescentKill: 0.33, vesselPermeability: 3 }),
};
