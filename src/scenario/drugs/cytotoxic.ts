/** Poisons of tubulin and topoisomerase, antifolate, platinum and alkylator. */
import { assumed, BODY_SQUARE_METRES, betweenCells, cited, derived, type KnownDrug, passive } from './known';

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
    kdMicromolar: cited(0.0000043, 'piper1982', 'K_i of methotrexate on DHFR of L1210 cells, 4.3 pM'),
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
      clearanceLitresPerHour: cited(6.2, 'zhang2015', 'final model, at cycle 0; 5.97 at cycle 2'),
      centralLitres: cited(19.6, 'zhang2015', 'final model'),
      exchange2LitresPerHour: cited(0.0172, 'zhang2015', 'final model'),
      peripheral2Litres: cited(0.515, 'zhang2015', 'final model'),
    },
    schedule: {
      doseMg: assumed(10_000 * BODY_SQUARE_METRES, '10 g/m²'),
      infusionHours: assumed(5, 'given over 4–6 h'),
      everyHours: assumed(2 * WEEK_HOURS),
    },
    unboundFraction: assumed(0.5),
  },
  barrier: {
    unboundRatio: derived(
      0.11,
      ['blakeley2009'],
      'area in brain fluid over area in plasma 0.032–0.094 where tumour took up no contrast, geometric mean 0.055, over the unbound half of plasma',
    ),
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
    pumpKmMicromolar: derived(
      1.5,
      ['daunorubicin1994'],
      'that of daunorubicin, 1.5 ± 0.1 µM; its Hill exponent of 2 is left out',
    ),
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
      clearanceLitresPerHour: cited(62.4, 'perezBlanco2016', 'population model'),
      centralLitres: cited(17.7, 'perezBlanco2016', 'population model'),
      exchange2LitresPerHour: cited(50.7, 'perezBlanco2016', 'population model'),
      peripheral2Litres: cited(1830, 'perezBlanco2016', 'population model'),
      exchange3LitresPerHour: cited(28.4, 'perezBlanco2016', 'population model'),
      peripheral3Litres: cited(71, 'perezBlanco2016', 'population model'),
    },
    schedule: {
      doseMg: assumed(50 * BODY_SQUARE_METRES, '50 mg/m²'),
      infusionHours: assumed(0.5),
      everyHours: assumed(3 * WEEK_HOURS),
    },
    unboundFraction: assumed(0.25),
  },
  barrier: {
    unboundRatio: assumed(0.02, 'nearly none reaches the brain'),
    foldWithoutPump: assumed(4, 'mice without the pump'),
  },
  tissue: {
    diffusionMicrometres2PerSecond: assumed(160, 'reported 75–340 µm²/s'),
    vesselPermeabilityMicrometresPerSecond: assumed(3),
    consumptionPerHour: assumed(136, 'reaches 65 µm, half of it 45 µm, into dense tissue'),
    quiescentKill: assumed(0.2),
  },
};

const PACLITAXEL_FIT =
  'two compartments fitted to a peak of 3650 µg/L after 175 mg/m² in 3 h and a half-life of 20.2 h, with 20 L in the central one';

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
    pumpKmMicromolar: cited(0.014, 'jang2001', 'abstract: K_d of paclitaxel 14 nM'),
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
      clearanceLitresPerHour: derived(
        12.2 * BODY_SQUARE_METRES,
        ['taxolLabel'],
        '12.2 L/h/m² after 175 mg/m² in 3 h',
      ),
      centralLitres: assumed(20),
      exchange2LitresPerHour: derived(6.93, ['taxolLabel'], PACLITAXEL_FIT),
      peripheral2Litres: derived(152, ['taxolLabel'], PACLITAXEL_FIT),
    },
    schedule: {
      doseMg: cited(175 * BODY_SQUARE_METRES, 'taxolLabel', '175 mg/m², of a body of 1.8 m²'),
      infusionHours: cited(3, 'taxolLabel', 'dosage'),
      everyHours: cited(3 * WEEK_HOURS, 'taxolLabel', 'dosage'),
    },
    unboundFraction: derived(
      0.05,
      ['taxolLabel'],
      '89–98% bound to serum proteins, about the geometric mean of what is left',
    ),
  },
  barrier: {
    unboundRatio: assumed(0.02),
    foldWithoutPump: assumed(2.3, 'brain level of mice without P-glycoprotein, 1.8–3 times higher'),
  },
  tissue: betweenCells(853.9, { quiescentKill: 0, vesselPermeability: 3 }),
};

const VINCRISTINE_FIT =
  'the rates between three compartments with half-lives of 1.9 min, 19.2 min and 22.6 h and 167.6 L at steady state';

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
    pumpKmMicromolar: derived(
      2,
      ['horio1988'],
      'that of vinblastine in vesicles of resistant KB cells, about 2 µM',
    ),
    kdMicromolar: assumed(0.2),
    halfEffectMicromolar: assumed(0.2, 'half effect at 2 nM free'),
    hill: assumed(2),
    killPerDay: assumed(2),
    cycleFraction: assumed(0.5),
    stasis: assumed(0),
  },
  plasma: {
    route: 'bolus',
    compartments: 3,
    kinetics: {
      clearanceLitresPerHour: cited(8.51, 'vincristine1981', 'abstract: 141.9 mL/min per 1.73 m²'),
      centralLitres: cited(4.1, 'vincristine1981', 'abstract, per 1.73 m²'),
      exchange2LitresPerHour: derived(39.7, ['vincristine1981'], VINCRISTINE_FIT),
      peripheral2Litres: derived(4.24, ['vincristine1981'], VINCRISTINE_FIT),
      exchange3LitresPerHour: derived(11.9, ['vincristine1981'], VINCRISTINE_FIT),
      peripheral3Litres: derived(159.3, ['vincristine1981'], VINCRISTINE_FIT),
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
    compartments: 2,
    kinetics: {
      clearanceLitresPerHour: cited(35.5, 'urien2004', 'free platinum, at 1.62 m²'),
      centralLitres: cited(23.4, 'urien2004', 'free platinum, at 1.62 m²'),
      exchange2LitresPerHour: cited(8.64, 'urien2004', 'free platinum, at 1.62 m²'),
      peripheral2Litres: cited(12, 'urien2004', 'free platinum, at 1.62 m²'),
    },
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
      absorptionPerHour: cited(5.8, 'ostermann2004', 'abstract'),
      clearanceLitresPerHour: cited(10, 'ostermann2004', 'abstract'),
      centralLitres: cited(30.3, 'ostermann2004', 'abstract'),
    },
    schedule: {
      doseMg: assumed(200 * BODY_SQUARE_METRES, '200 mg/m² on five days of 28'),
      everyHours: assumed(24),
      doses: assumed(5),
    },
    unboundFraction: assumed(0.85),
  },
  barrier: {
    unboundRatio: derived(
      0.209,
      ['portnow2009'],
      'area in the fluid beside tumours over area in plasma 0.178, over the unbound 0.85 of plasma if that was total',
    ),
    foldWithoutPump: assumed(1),
  },
  tissue: betweenCells(194.2, { quiescentKill: 0.3, vesselPermeability: 10 }),
};
