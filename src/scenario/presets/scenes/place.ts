/** Where a cell lies decides what reaches it. */
import { inhibitorFromCatalogue } from '../../drugs';
import type { Scene } from '../scene';

const group = 'place';

const held = inhibitorFromCatalogue('tariquidar', {
  unboundFraction: 1,
  pharmacokinetics: { route: 'level' },
  schedule: { levelMicromolar: 0.08, infusionHours: 0 },
});

const brainKnobs = [
  { path: 'compartments[0].barriers[0].pumpOverPermeability', name: 'How strongly the barrier pumps out' },
  { path: 'compartments[0].founders', name: 'Cells in the brain at the start' },
  { path: 'treatment.atCells', name: 'Treatment begins at' },
] as const;

export const place = {
  'rim-and-core': {
    group,
    see: { palette: 'activity', plots: ['population'] },
    say: {
      caption: 'A tumour grows into a tissue with vessels, and presses shut those that it crowds.',
      text: [
        'Four hundred cancer cells grow into a tissue with a vessel every 160 µm, and press shut the vessels that they crowd.',
        'Oxygen is left at the rim, where cells divide; behind it they rest, and where it falls below 5 mmHg they die.',
      ],
    },
    knobs: [
      { path: 'tumour.tissue.vessels.spacingMicrometres', name: 'Distance between vessels' },
      { path: 'tumour.tissue.vessels.lossPerDay', name: 'How fast crowded vessels shut' },
      { path: 'tumour.tissue.vessels.oxygenMmHg', name: 'Oxygen in the vessels' },
      { path: 'tumour.divisionPerDay', name: 'Divisions of a cell' },
      { path: 'tumour.tissue.oxygen.necrosisBelowMmHg', name: 'Cells die below' },
    ],
    tries: [
      { label: 'Vessels that stay open', changes: [{ path: 'tumour.tissue.vessels.lossPerDay', value: 0 }] },
      { label: 'Half the oxygen', changes: [{ path: 'tumour.tissue.vessels.oxygenMmHg', value: 30 }] },
    ],
    pictureDay: 28,
    notice: { text: 'The middle: little oxygen, no open vessel, dead cells.', where: 'stage' },
    level: { minutes: 3, for: 'a first look' },
  },
  spheroid: {
    group,
    see: { palette: 'oxygen', plots: ['population'] },
    say: {
      caption: 'A ball of cancer cells in culture, fed from outside: a slice through its middle.',
      text: [
        'This tumour is a ball in a volume of 128 × 128 × 128 places of 15 µm, and oxygen comes from the medium around it.',
        'Oxygen does not reach its middle, so that a shell of dividing cells encloses resting ones, and later a core of dead ones.',
      ],
    },
    knobs: [
      { path: 'tumour.tissue.oxygen.boundaryMmHg', name: 'Oxygen in the medium' },
      { path: 'tumour.tissue.oxygen.uptakePerMinute', name: 'How fast cells use oxygen' },
      { path: 'tumour.divisionPerDay', name: 'Divisions of a cell' },
      { path: 'tumour.tissue.clearancePerDay', name: 'How fast the dead are cleared' },
    ],
    tries: [
      { label: 'Twice the oxygen', changes: [{ path: 'tumour.tissue.oxygen.boundaryMmHg', value: 76 }] },
      {
        label: 'Cells that use half as much',
        changes: [{ path: 'tumour.tissue.oxygen.uptakePerMinute', value: 5 }],
      },
    ],
    pictureDay: 18,
    notice: { text: 'The slice: dark in the middle is little oxygen.', where: 'stage' },
    level: { minutes: 3, for: 'a course' },
  },
  'drug-out-of-reach': {
    group,
    see: {
      palette: 'class',
      overlay: 'doxorubicin',
      plots: ['population', 'drug', 'histogram'],
      drug: 'doxorubicin',
    },
    say: {
      caption: 'The core of this tumour has no vessels: will the drug get there?',
      text: [
        'Doxorubicin, held for sixteen days, comes out of vessels, and the core of this tumour has none.',
        'Cancer cells in the core survive although none of them is resistant, and the tumour comes back from there.',
      ],
    },
    knobs: [
      { path: 'drugs[0].schedule.levelMicromolar', name: 'Level of doxorubicin' },
      { path: 'drugs[0].schedule.infusionHours', name: 'How long it is held' },
      { path: 'tumour.tissue.vessels.absentWithinMicrometres', name: 'Width of the core without vessels' },
      { path: 'tumour.tissue.vessels.perSquareMillimetre', name: 'Vessels in the rest' },
    ],
    tries: [
      {
        label: 'Vessels everywhere',
        changes: [{ path: 'tumour.tissue.vessels.absentWithinMicrometres', value: 0 }],
      },
      { label: 'Four times the level', changes: [{ path: 'drugs[0].schedule.levelMicromolar', value: 2 }] },
    ],
    pictureDay: 24,
    notice: { text: 'The drug between the cells: it stops at the edge of the core.', where: 'stage' },
    level: { minutes: 3, for: 'a first look' },
  },
  'amplification-in-space': {
    group,
    see: {
      palette: 'target',
      of: 'DHFR',
      plots: ['population', 'drug', 'histogram'],
      drug: 'methotrexate',
    },
    say: {
      caption:
        'Methotrexate comes from the edges: a colony of cancer cells meets more of it with every step outwards.',
      text: [
        'Methotrexate from the edges stops this colony where its level is too high for a cell with the normal number of DHFR genes.',
        'Cells with a few more copies go on a little farther, and their descendants with more copies farther still.',
      ],
    },
    knobs: [
      { path: 'drugs[0].schedule.levelMicromolar', name: 'Level at the edges' },
      { path: 'drugs[0].tissue.decayPerHour', name: 'How fast the drug is lost on its way' },
      { path: 'targets[0].gainProbability', name: 'How often DHFR is first amplified' },
      { path: 'targets[0].furtherGainProbability', name: 'How often it is amplified further' },
    ],
    tries: [
      { label: 'Never amplify', changes: [{ path: 'targets[0].gainProbability', value: 0 }] },
      {
        label: 'A quarter of the drug',
        changes: [{ path: 'drugs[0].schedule.levelMicromolar', value: 0.0625 }],
      },
    ],
    pictureDay: 62,
    notice: { text: 'Colours by copies of DHFR: outside lie those with more.', where: 'stage' },
    level: { minutes: 4, for: 'the curious' },
  },
  'brain-sanctuary': {
    group,
    see: { palette: 'class', plots: ['population', 'drug', 'histogram'], drug: 'imatinib' },
    from: 0.1,
    say: {
      caption: 'A leukaemia in the body, and a few of its cells behind the blood–brain barrier.',
      text: [
        'Imatinib clears this cancer from the body, but a pump in the blood–brain barrier keeps the level in the brain at a tenth of that in plasma.',
        'The same cells, none of them resistant, grow on there and are the relapse.',
      ],
    },
    knobs: [{ path: 'drugs[0].schedule.doseMg', name: 'Tablet of imatinib' }, ...brainKnobs],
    tries: [
      { label: 'Block the pump with tariquidar', changes: [{ path: 'inhibitor', value: held }] },
      { label: 'Double the dose', changes: [{ path: 'drugs[0].schedule.doseMg', value: 800 }] },
      {
        label: 'A barrier without a pump',
        changes: [{ path: 'compartments[0].barriers[0].pumpOverPermeability', value: 0 }],
      },
    ],
    pictureDay: 66,
    notice: { text: 'Tumour and brain, each with its own count and course.', where: 'stage' },
    level: { minutes: 3, for: 'a first look' },
  },
  'brain-sanctuary-inhibitor': {
    group,
    see: { palette: 'class', plots: ['population', 'drug', 'histogram'], drug: 'imatinib' },
    from: 0.1,
    say: {
      caption: 'The same leukaemia, with the pump of the blood–brain barrier blocked.',
      text: [
        'The same cancer gets the same imatinib, with tariquidar held at 80 nM, which stops the pump of the blood–brain barrier.',
        'The level in the brain rises to more than half of that in plasma, and the cells there die out too.',
      ],
    },
    knobs: [
      { path: 'inhibitor.schedule.levelMicromolar', name: 'Level of tariquidar' },
      { path: 'drugs[0].schedule.doseMg', name: 'Tablet of imatinib' },
      ...brainKnobs,
    ],
    tries: [
      { label: 'Take tariquidar away', changes: [{ path: 'inhibitor', value: null }] },
      {
        label: 'A tenth of the tariquidar',
        changes: [{ path: 'inhibitor.schedule.levelMicromolar', value: 0.008 }],
      },
    ],
    pictureDay: 64,
    notice: { text: 'The brain: its line falls after that of the tumour.', where: 'stage' },
    level: { minutes: 3, for: 'a first look' },
  },
  'brain-temozolomide': {
    group,
    see: { palette: 'class', plots: ['population', 'drug', 'histogram'], drug: 'temozolomide' },
    from: 0.1,
    say: {
      caption: 'A drug that no pump of the blood–brain barrier holds back.',
      text: [
        'Temozolomide is given on seven days in every fourteen, and 21% of its unbound level in plasma reaches the brain.',
        'Body and brain are both cleared of cancer cells, the brain later than the body.',
      ],
    },
    knobs: [
      { path: 'drugs[0].schedule.doseMg', name: 'Dose of temozolomide' },
      { path: 'rules[0].onDays', name: 'Days with the drug' },
      { path: 'rules[0].offDays', name: 'Days without it' },
      { path: 'compartments[0].barriers[0].bulkOverPermeability', name: 'What the barrier holds back' },
      { path: 'treatment.atCells', name: 'Treatment begins at' },
    ],
    tries: [
      { label: 'Half the dose', changes: [{ path: 'drugs[0].schedule.doseMg', value: 135 }] },
      { label: 'Three weeks without it', changes: [{ path: 'rules[0].offDays', value: 21 }] },
    ],
    pictureDay: 62,
    notice: { text: 'Tumour and brain: both counts come to none.', where: 'stage' },
    level: { minutes: 3, for: 'a course' },
  },
  'brain-and-body': {
    group,
    see: { palette: 'class', plots: ['population', 'drug', 'histogram'], drug: 'imatinib' },
    say: {
      caption: 'The same leukaemia in two tissues: one in the body, one in the brain.',
      text: [
        'One cancer grows in two tissues with the same vessels; those of the brain let in little imatinib and pump most of that out again, to a tenth of the level in plasma.',
        'Both get the same doses: the cells of the body die, those of the brain grow on.',
      ],
    },
    knobs: [{ path: 'drugs[0].schedule.doseMg', name: 'Tablet of imatinib' }, ...brainKnobs],
    tries: [
      { label: 'Double the dose', changes: [{ path: 'drugs[0].schedule.doseMg', value: 800 }] },
      { label: 'Block the pump with tariquidar', changes: [{ path: 'inhibitor', value: held }] },
    ],
    pictureDay: 40,
    notice: { text: 'Tumour and brain side by side: one empties, the other fills.', where: 'stage' },
    level: { minutes: 4, for: 'a course' },
  },
} satisfies Record<string, Scene>;
