/** The antagonist of the estrogen receptor, and the inhibitors of P-glycoprotein. */
import { assumed, betweenCells, cited, derived, type KnownDrug, type KnownInhibitor, passive } from './known';

/** Tamoxifen acts through endoxifen: mass, binding and plasma are endoxifen's, the dose is of tamoxifen. */
export const tamoxifen: KnownDrug = {
  name: 'tamoxifen',
  action: 'Its product endoxifen keeps estrogen from the receptor that tells the cell to divide.',
  formula: 'C25H27NO2',
  molarMass: 373.5,
  mode: 'antagonist',
  harm: 'cytostatic',
  phases: 'G1',
  target: 'estrogen receptor',
  response: 'receptor',
  linearEfflux: 'none of note',
  cell: {
    passivePerHour: passive,
    linearEffluxPerHour: assumed(0),
    pumpStrength: assumed(0, 'hardly carried'),
    pumpKmMicromolar: assumed(1, 'unused at strength 0'),
    kdMicromolar: assumed(0.00075, 'endoxifen 0.5–1 nM'),
    ligandMicromolar: assumed(0.0004),
    ligandKdMicromolar: assumed(0.0002),
    ligandIndependence: assumed(0.05),
    killPerDay: assumed(0),
    cycleFraction: assumed(1),
  },
  plasma: {
    route: 'oral',
    compartments: 1,
    kinetics: {
      absorptionPerHour: assumed(0.5),
      clearanceLitresPerHour: assumed(
        64,
        'endoxifen at a mean of 35 nM, as if the whole dose became endoxifen',
      ),
      centralLitres: assumed(13_300, 'half-life 6 d'),
    },
    schedule: { doseMg: assumed(20), everyHours: assumed(24) },
    unboundFraction: assumed(0.5, 'as potent as in medium with little serum'),
  },
  barrier: { unboundRatio: assumed(0.5), foldWithoutPump: assumed(1) },
  tissue: betweenCells(373.5, { quiescentKill: 0.33, vesselPermeability: 3 }),
};

export const tariquidar: KnownInhibitor = {
  name: 'tariquidar',
  action: 'Stops P-glycoprotein without being carried itself, for two days after one dose.',
  formula: 'C38H38N4O6',
  molarMass: 646.7,
  competitive: cited(false, 'foxBates2007', 'abstract: non-competitive'),
  cell: { kiMicromolar: assumed(0.005, 'affinity of about 5 nM; the number was not seen in a source') },
  plasma: {
    route: 'infusion',
    compartments: 1,
    kinetics: {
      clearanceLitresPerHour: derived(13.3, ['tariquidar2000'], 'half-life of about 24 h in 460 L'),
      centralLitres: assumed(460),
    },
    schedule: { doseMg: assumed(150), infusionHours: assumed(0.5), everyHours: assumed(168) },
    unboundFraction: assumed(0.1, '50 nM at the peak, 14 nM two days later; effective at 25–80 nM'),
  },
};

export const verapamil: KnownInhibitor = {
  name: 'verapamil',
  action: 'Is carried by P-glycoprotein in place of the drug; the heart bears too little of it to matter.',
  formula: 'C27H38N2O4',
  molarMass: 454.6,
  competitive: assumed(true),
  cell: { kiMicromolar: assumed(2, 'reported 1–5 µM') },
  plasma: {
    route: 'oral',
    compartments: 1,
    kinetics: {
      absorptionPerHour: assumed(1),
      clearanceLitresPerHour: assumed(100),
      centralLitres: assumed(870, 'half-life 6 h'),
    },
    schedule: { doseMg: assumed(240), everyHours: assumed(8) },
    unboundFraction: assumed(1, 'upper bound; total level below 1 µM'),
  },
};
