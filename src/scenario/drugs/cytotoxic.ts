/** Poisons of tubulin and topoisomerase, antifolate, platinum and alkylator. */
import { assumed, BODY_SQUARE_METRES, betweenCells, cited, type KnownDrug, passive } from './known';

const zhang = 'Zhang et al. 2015 (PMC4837805), high-dose methotrexate in osteosarcoma';
const perezBlanco = 'Pérez-Blanco et al. 2016 Br J Clin Pharmacol 82:1517';
const jang = 'Jang et al. 2001 J Pharmacol Exp Ther 298:1236';
const ostermann = 'Ostermann et al. 2004 Clin Cancer Res 10:3728';
const portnow = 'Portnow et al. 2009 Clin Cancer Res 15:7092';
const WEEK_HOURS = 168;

export const methotrexate: KnownDrug = {
  name: 'methotrexate',
  action: 'Holds dihydrofolate reductase so tightly that a cell without a spare enzyme cannot make DNA.',
  formula: 'C20H22N8O5',
  molarMass: 454.4,
  mode: 'inhibitor',
  harm: 'both',
  phases: 'S',
  target: 'DHFR',
  response: 'inhibitor',
  linearEfflux: 'MRP1 and BCRP',
  cell: {
    passivePerHour: assumed(0.05, 'charged: hardly passes the membrane by itself'),
    linearEffluxPerHour: assumed(12),
    carrierVmaxMicromolarPerHour: assumed(1.5),
    carrierKmMicromolar: assumed(4, 'reduced folate carrier, reported 3–5 µM'),
    pumpStrength: assumed(0, 'not carried'),
    pumpKmMicromolar: assumed(1, 'unused at strength 0'),
    kdMicromolar: assumed(0.00001, 'about 10 pM'),
    neededFraction: assumed(0.05),
    killPerDay: assumed(1),
    cycleFraction: assumed(0.4),
    stasis: assumed(0.8),
  },
  retained: {
    acts: 'binds',
    formPerHour: assumed(0.2, 'polyglutamates, by folylpolyglutamate synthetase (FPGS)'),
    lossPerHour: assumed(0.02, 'by the hydrolase, half-life 35 h'),
  },
  plasma: {
    route: 'infusion',
    compartments: 2,
    kinetics: {
      clearanceLitresPerHour: cited(6.2, zhang),
      centralLitres: cited(19.6, zhang),
      exchange2LitresPerHour: cited(0.0172, zhang),
      peripheral2Litres: cited(0.515, zhang),
    },
    schedule: {
      doseMg: cited(10_000 * BODY_SQUARE_METRES, zhang, '10 g/m²'),
      infusionHours: assumed(5, 'given over 4–6 h'),
      everyHours: assumed(2 * WEEK_HOURS),
    },
    unboundFraction: assumed(0.5),
  },
  barrier: {
    unboundRatio: assumed(0.04, 'spinal fluid 1–3% of plasma'),
    foldWithoutPump: assumed(1, 'not carried by P-glycoprotein'),
  },
  tissue: betweenCells(454.4, { quiescentKill: 0, vesselPermeability: 0.3 }),
};

export const doxorubicin: KnownDrug = {
  name: 'doxorubicin',
  action: 'Traps topoisomerase II on broken DNA; the more enzyme, the more breaks.',
  formula: 'C27H29NO11',
  molarMass: 543.5,
  mode: 'poison',
  harm: 'cytotoxic',
  phases: 'S and G2',
  target: 'topoisomerase II',
  response: 'poison',
  linearEfflux: 'MRP1',
  cell: {
    passivePerHour: passive,
    linearEffluxPerHour: assumed(1),
    pumpStrength: assumed(3, 'from fold-resistance of lines'),
    pumpKmMicromolar: assumed(1, 'reported 0.5–2 µM'),
    kdMicromolar: assumed(0.1),
    halfEffectMicromolar: assumed(0.1, 'half effect at 25 nM free'),
    hill: assumed(2),
    killPerDay: assumed(2),
    cycleFraction: assumed(0.6, 'S and G2, and part of the rest'),
    stasis: assumed(0),
  },
  plasma: {
    route: 'infusion',
    compartments: 3,
    kinetics: {
      clearanceLitresPerHour: cited(62.4, perezBlanco),
      centralLitres: cited(17.7, perezBlanco),
      exchange2LitresPerHour: cited(50.7, perezBlanco),
      peripheral2Litres: cited(1830, perezBlanco),
      exchange3LitresPerHour: cited(28.4, perezBlanco),
      peripheral3Litres: cited(71, perezBlanco),
    },
    schedule: {
      doseMg: cited(50 * BODY_SQUARE_METRES, perezBlanco, '50 mg/m²'),
      infusionHours: cited(0.5, perezBlanco),
      everyHours: cited(3 * WEEK_HOURS, perezBlanco),
    },
    unboundFraction: assumed(0.25),
  },
  barrier: {
    unboundRatio: assumed(0.02, 'nearly none reaches the brain'),
    foldWithoutPump: assumed(4, 'mice without the pump 3–5'),
  },
  tissue: {
    diffusionMicrometres2PerSecond: assumed(160, 'reported 75–340 µm²/s'),
    vesselPermeabilityMicrometresPerSecond: assumed(3),
    consumptionPerHour: assumed(136, 'reaches 65 µm, half of it 45 µm, into dense tissue'),
    quiescentKill: assumed(0.2),
  },
};

export const paclitaxel: KnownDrug = {
  name: 'paclitaxel',
  action: 'Holds microtubules stiff, so that a cell cannot part its chromosomes.',
  formula: 'C47H51NO14',
  molarMass: 853.9,
  mode: 'poison',
  harm: 'cytotoxic',
  phases: 'M',
  target: 'tubulin',
  response: 'poison',
  linearEfflux: 'none of note',
  cell: {
    passivePerHour: passive,
    linearEffluxPerHour: assumed(0),
    pumpStrength: assumed(4, 'from fold-resistance of lines'),
    pumpKmMicromolar: cited(0.014, jang),
    kdMicromolar: assumed(0.015, 'reported 10–20 nM'),
    halfEffectMicromolar: assumed(2, 'half effect at 2 nM free'),
    hill: assumed(2),
    killPerDay: assumed(2),
    cycleFraction: assumed(0.5),
    stasis: assumed(0),
  },
  plasma: {
    route: 'infusion',
    compartments: 2,
    kinetics: {
      clearanceLitresPerHour: assumed(21, 'peak of 3 µM after 175 mg/m² in 3 h; reported 4–5 µM'),
      centralLitres: assumed(30),
      exchange2LitresPerHour: assumed(20),
      peripheral2Litres: assumed(300),
    },
    schedule: {
      doseMg: assumed(175 * BODY_SQUARE_METRES, '175 mg/m²'),
      infusionHours: assumed(3),
      everyHours: assumed(3 * WEEK_HOURS),
    },
    unboundFraction: assumed(0.05),
  },
  barrier: { unboundRatio: assumed(0.02), foldWithoutPump: assumed(8, 'mice without the pump 6–11') },
  tissue: betweenCells(853.9, { quiescentKill: 0, vesselPermeability: 3 }),
};

export const vincristine: KnownDrug = {
  name: 'vincristine',
  action: 'Keeps tubulin from forming the spindle, so that a cell stays in mitosis and dies.',
  formula: 'C46H56N4O10',
  molarMass: 825,
  mode: 'poison',
  harm: 'cytotoxic',
  phases: 'M',
  target: 'tubulin',
  response: 'poison',
  linearEfflux: 'MRP1',
  cell: {
    passivePerHour: passive,
    linearEffluxPerHour: assumed(1),
    pumpStrength: assumed(3, 'from fold-resistance of lines'),
    pumpKmMicromolar: assumed(2, 'reported 1–5 µM'),
    kdMicromolar: assumed(0.2),
    halfEffectMicromolar: assumed(0.2, 'half effect at 2 nM free'),
    hill: assumed(2),
    killPerDay: assumed(2),
    cycleFraction: assumed(0.5),
    stasis: assumed(0),
  },
  plasma: {
    route: 'bolus',
    compartments: 2,
    kinetics: {
      clearanceLitresPerHour: assumed(12),
      centralLitres: assumed(8, 'peak of 0.1–0.4 µM'),
      exchange2LitresPerHour: assumed(25),
      peripheral2Litres: assumed(970, 'terminal half-life 85 h'),
    },
    schedule: { doseMg: assumed(2, '1.4 mg/m², at most 2 mg'), everyHours: assumed(WEEK_HOURS) },
    unboundFraction: assumed(0.25),
  },
  barrier: {
    unboundRatio: assumed(0.01, 'nearly none reaches the brain'),
    foldWithoutPump: assumed(20, 'vinblastine in mice without the pump'),
  },
  tissue: betweenCells(825, { quiescentKill: 0, vesselPermeability: 3 }),
};

export const cisplatin: KnownDrug = {
  name: 'cisplatin',
  action: 'Ties strands of DNA together; glutathione catches it before it gets there.',
  formula: 'Cl2H6N2Pt',
  molarMass: 300,
  mode: 'damage',
  harm: 'cytotoxic',
  phases: 'any',
  target: '',
  response: 'hill',
  linearEfflux: 'none of note',
  cell: {
    passivePerHour: assumed(0.5, 'slow entry, over hours'),
    linearEffluxPerHour: assumed(0),
    metabolismPerHour: assumed(0.05, 'bound by glutathione'),
    pumpStrength: assumed(0, 'not carried'),
    pumpKmMicromolar: assumed(1, 'unused at strength 0'),
    halfEffectMicromolar: assumed(1, 'of adducts; 0.4 µM held outside makes as many'),
    hill: assumed(2),
    killPerDay: assumed(2),
    cycleFraction: assumed(1),
    stasis: assumed(0),
  },
  retained: {
    acts: 'damages',
    formPerHour: assumed(0.1, 'adducts per free drug'),
    lossPerHour: assumed(0.03, 'excised within a day'),
    repairableMicromolar: assumed(2, 'raised excision'),
  },
  plasma: {
    route: 'infusion',
    compartments: 1,
    // Free platinum: half-life 0.5 h, 10 µM at the end of the infusion.
    kinetics: { clearanceLitresPerHour: assumed(33.8), centralLitres: assumed(24.4) },
    schedule: {
      doseMg: assumed(75 * BODY_SQUARE_METRES, '75 mg/m²'),
      infusionHours: assumed(1),
      everyHours: assumed(3 * WEEK_HOURS),
    },
    unboundFraction: assumed(1, 'the kinetics are those of free platinum'),
  },
  barrier: { unboundRatio: assumed(0.05), foldWithoutPump: assumed(1) },
  tissue: betweenCells(300, { quiescentKill: 0.3, vesselPermeability: 3 }),
};

export const temozolomide: KnownDrug = {
  name: 'temozolomide',
  action:
    'Turns by itself into an alkylator of DNA, in the brain as elsewhere; MGMT takes the methyl groups off again.',
  formula: 'C6H6N6O2',
  molarMass: 194.2,
  mode: 'damage',
  harm: 'cytotoxic',
  phases: 'any',
  target: '',
  response: 'hill',
  linearEfflux: 'no pump: it falls apart in water, half-life 1.8 h',
  cell: {
    passivePerHour: passive,
    linearEffluxPerHour: assumed(Math.LN2 / 1.8, 'hydrolysis, half-life 1.8 h'),
    pumpStrength: assumed(0, 'not carried'),
    pumpKmMicromolar: assumed(1, 'unused at strength 0'),
    halfEffectMicromolar: assumed(
      5,
      'of adducts: what 20 µM that fall apart in medium leave in lines without the repair enzyme',
    ),
    hill: assumed(1.5),
    killPerDay: assumed(1),
    cycleFraction: assumed(1),
    stasis: assumed(0),
  },
  retained: {
    acts: 'damages',
    formPerHour: assumed(0.1, 'O6-methylguanine per free drug'),
    lossPerHour: assumed(0.02, 'diluted by division'),
    repairableMicromolar: assumed(45, 'MGMT: ten times the level'),
  },
  plasma: {
    route: 'oral',
    compartments: 1,
    kinetics: {
      absorptionPerHour: cited(5.8, ostermann),
      clearanceLitresPerHour: cited(10, ostermann),
      centralLitres: cited(30.3, ostermann),
    },
    schedule: {
      doseMg: assumed(200 * BODY_SQUARE_METRES, '200 mg/m² on five days of 28'),
      everyHours: assumed(24),
      doses: assumed(5),
    },
    unboundFraction: assumed(0.85),
  },
  barrier: {
    unboundRatio: cited(0.178, portnow, 'area in the brain over area in plasma'),
    foldWithoutPump: assumed(1),
  },
  tissue: betweenCells(194.2, { quiescentKill: 0.3, vesselPermeability: 10 }),
};
