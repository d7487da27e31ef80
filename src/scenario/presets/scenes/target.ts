/** What a drug binds in the cell: altered, multiplied or lost. */
import type { Scene } from '../scene';

const group = 'target';

export const target = {
  'imatinib-cml': {
    group,
    see: { palette: 'class', split: true, plots: ['population', 'drug', 'histogram'], drug: 'imatinib' },
    from: 0.1,
    say: {
      caption: 'One leukaemia cell grows to ten million; then imatinib is taken every day.',
      text: [
        'One cancer cell grows to ten million, and imatinib, 400 mg a day, kills nearly all of them.',
        'Cells whose BCR-ABL was altered by chance survive, and the disease comes back from them.',
      ],
    },
    knobs: [
      { path: 'drugs[0].schedule.doseMg', name: 'Tablet of imatinib' },
      { path: 'targets[0].variantProbability', name: 'How often BCR-ABL alters' },
      { path: 'treatment.atCells', name: 'Treatment begins at' },
      { path: 'tumour.divisionPerDay', name: 'Divisions of a cell' },
      { path: 'tumour.deathPerDay', name: 'Deaths of a cell' },
    ],
    tries: [
      { label: 'Treat at 100,000 cells', changes: [{ path: 'treatment.atCells', value: 100_000 }] },
      { label: 'Double the dose', changes: [{ path: 'drugs[0].schedule.doseMg', value: 800 }] },
      { label: 'Without mutation', changes: [{ path: 'targets[0].variantProbability', value: 0 }] },
    ],
    pictureDay: 98,
    notice: {
      text: 'The first day on which a cell has an altered target: is it before treatment?',
      where: 'population',
    },
    level: { minutes: 4, for: 'a first look' },
  },
  'tamoxifen-receptor': {
    group,
    see: { palette: 'class', plots: ['population', 'drug', 'histogram'], drug: 'tamoxifen' },
    from: 0.1,
    say: {
      caption: 'Estrogen drives these cancer cells through its receptor; tamoxifen takes its place.',
      text: [
        'Under tamoxifen, 20 mg a day, cells with the estrogen receptor divide less often than they die, and the tumour shrinks slowly.',
        'Cells that have lost the receptor divide at seven tenths of the normal rate with or without the drug, and under it they outgrow the others.',
      ],
    },
    knobs: [
      { path: 'drugs[0].schedule.doseMg', name: 'Tablet of tamoxifen' },
      { path: 'targets[0].growthWithoutTarget', name: 'Growth without the receptor' },
      { path: 'targets[0].lossProbability', name: 'How often the receptor is lost' },
      { path: 'treatment.atCells', name: 'Treatment begins at' },
    ],
    tries: [
      { label: 'Never lose the receptor', changes: [{ path: 'targets[0].lossProbability', value: 0 }] },
      {
        label: 'Growth without it at a third',
        changes: [{ path: 'targets[0].growthWithoutTarget', value: 0.33 }],
      },
    ],
    pictureDay: 151,
    notice: {
      text: 'Sensitive cells fall, cells without the receptor rise: where the lines cross.',
      where: 'population',
    },
    level: { minutes: 3, for: 'a course' },
  },
  'methotrexate-dhfr': {
    group,
    see: { palette: 'target', of: 'DHFR', plots: ['population', 'drug', 'histogram'], drug: 'methotrexate' },
    from: 0.1,
    say: {
      caption: 'Methotrexate holds one enzyme of a cell; cells with more of its gene have enzyme to spare.',
      text: [
        'Methotrexate holds the enzyme DHFR tightly, and a cancer cell needs a twentieth of its normal free enzyme to grow.',
        'Cells with more copies of the gene make more enzyme than the drug can hold, and carry the relapse.',
      ],
    },
    knobs: [
      { path: 'drugs[0].schedule.levelMicromolar', name: 'Level of methotrexate' },
      { path: 'targets[0].gainProbability', name: 'How often DHFR is first amplified' },
      { path: 'targets[0].furtherGainProbability', name: 'How often it is amplified further' },
      { path: 'targets[0].costPerDoubling', name: 'What each doubling of copies costs' },
      { path: 'treatment.atCells', name: 'Treatment begins at' },
    ],
    tries: [
      {
        label: 'Twice the methotrexate',
        changes: [{ path: 'drugs[0].schedule.levelMicromolar', value: 0.06 }],
      },
      { label: 'Never amplify', changes: [{ path: 'targets[0].gainProbability', value: 0 }] },
    ],
    pictureDay: 80,
    notice: { text: 'Amplified cells before the drug comes: they are there already.', where: 'population' },
    level: { minutes: 4, for: 'a course' },
  },
  'methotrexate-steps': {
    group,
    see: { palette: 'class', plots: ['population', 'drug', 'histogram'], drug: 'methotrexate' },
    say: {
      caption: 'The level of methotrexate doubles every three weeks: one way of resisting follows another.',
      text: [
        'The level of the drug doubles every three weeks, as when resistant cell lines are bred in the laboratory.',
        'Cancer cells that take up less, keep less, or have more of the target or an altered one arise side by side, and who leads changes as the level rises.',
      ],
    },
    knobs: [
      { path: 'rules[0].everyDays', name: 'Days between steps' },
      { path: 'rules[0].factor', name: 'Factor of each step' },
      { path: 'drugs[0].schedule.levelMicromolar', name: 'Level at the beginning' },
      { path: 'targets[0].gainProbability', name: 'How often DHFR is first amplified' },
      { path: 'alterations.carrierLoss', name: 'How often uptake is reduced' },
    ],
    tries: [
      { label: 'Steps every week', changes: [{ path: 'rules[0].everyDays', value: 7 }] },
      { label: 'Without amplification', changes: [{ path: 'targets[0].gainProbability', value: 0 }] },
    ],
    pictureDay: 48,
    notice: { text: 'Which line is on top after each step of the drug.', where: 'population' },
    level: { minutes: 5, for: 'the curious' },
  },
} satisfies Record<string, Scene>;
