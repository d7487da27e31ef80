/** Inhibitors of BCR-ABL. Their published dose–response curves replace binding (MODEL §4). */
import { SERUM_SHIFT } from '../bcrAbl';
import { assumed, betweenCells, cited, type KnownDrug, passive } from './known';

/**
 * Widmer et al. 2006 (oral, one compartment); clearance and volume times 0.6 give the plasma levels of Peng et al.
 * 2005, 2.6 mg/L at the peak and 1.2 at the trough.
 */
const WIDMER_TO_PENG = 0.6;
const widmer = 'Widmer et al. 2006 Br J Clin Pharmacol 62:97; Peng et al. 2005 Clin Pharmacokinet 44:879';
const serumShift = 'serum shift published with Leighow et al. 2020 Cell Rep 30:3951';
const giles = 'Giles et al. 2013 Eur J Clin Pharmacol 69:813';
const rousselot = 'Rousselot et al. 2010 (100 mg: peak 100 µg/L, half-life 4 h)';
const iclusig = 'Iclusig prescribing information (45 mg: AUC 1253 µg·h/L, V/F 1223 L)';

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

/** Rate and volume of one compartment that peaks at `peakMgPerLitre` after one dose absorbed at a given rate. */
function oneCompartment(doseMg: number, peakMgPerLitre: number, halfLifeHours: number, absorption: number) {
  const elimination = Math.LN2 / halfLifeHours;
  const peakHours = Math.log(absorption / elimination) / (absorption - elimination);
  const litres = (doseMg * Math.exp(-elimination * peakHours)) / peakMgPerLitre;
  return { litres, litresPerHour: elimination * litres };
}
const dasatinibPlasma = oneCompartment(100, 0.1, 4, 2);

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
      absorptionPerHour: cited(0.61, widmer),
      clearanceLitresPerHour: cited(14.3 * WIDMER_TO_PENG, widmer),
      centralLitres: cited(347 * WIDMER_TO_PENG, widmer),
    },
    schedule: { doseMg: cited(400, widmer), everyHours: cited(24, widmer) },
    unboundFraction: cited(1 / SERUM_SHIFT.imatinib, serumShift),
  },
  barrier: {
    unboundRatio: assumed(0.11, 'spinal fluid 1–2% of plasma'),
    foldWithoutPump: assumed(5, 'mice without the pump 3–7'),
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
    compartments: 1,
    kinetics: {
      absorptionPerHour: assumed(2, 'peak after 1.3 h'),
      clearanceLitresPerHour: cited(dasatinibPlasma.litresPerHour, rousselot),
      centralLitres: cited(dasatinibPlasma.litres, rousselot),
    },
    schedule: { doseMg: cited(100, rousselot), everyHours: cited(24, rousselot) },
    unboundFraction: cited(1 / SERUM_SHIFT.dasatinib, serumShift),
  },
  barrier: { unboundRatio: assumed(0.1), foldWithoutPump: assumed(3) },
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
      clearanceLitresPerHour: cited(12.8, giles),
      centralLitres: cited(56, giles),
      exchange2LitresPerHour: cited(103, giles),
      peripheral2Litres: cited(247, giles),
    },
    schedule: {
      doseMg: cited(400, giles),
      infusionHours: cited(3, giles, 'absorbed at a constant rate'),
      everyHours: cited(12, giles),
    },
    unboundFraction: cited(1 / SERUM_SHIFT.nilotinib, serumShift),
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
      clearanceLitresPerHour: cited(45 / 1.253, iclusig),
      centralLitres: cited(1223, iclusig),
    },
    schedule: { doseMg: cited(45, iclusig), everyHours: cited(24, iclusig) },
    unboundFraction: assumed(0.4, 'serum shift as of dasatinib'),
  },
  barrier: { unboundRatio: assumed(0.2), foldWithoutPump: assumed(1) },
  tissue: betweenCells(532.6, { quiescentKill: 0.33, vesselPermeability: 3 }),
};
