/** Cells differ before any drug comes, and the drug chooses among them. */
import type { Scene } from '../scene';

const group = 'heterogeneity';

export const heterogeneity = {
  selection: {
    group,
    see: { palette: 'class', split: true, plots: ['population', 'drug', 'histogram'], drug: 'imatinib' },
    say: {
      caption: 'A tumour grows in a dish: nearly all its cancer cells die of imatinib, a few do not.',
      text: [
        'The tumour begins with 50,000 sensitive cancer cells and 90 with one of three altered forms of BCR-ABL, the protein that imatinib blocks.',
        'Nothing mutates here: the drug kills nearly all sensitive cells and one of the three forms, slows another, and hardly holds the third, T315I, whose cells grow until the tumour is back.',
      ],
    },
    knobs: [
      { path: 'drugs[0].schedule.levelMicromolar', name: 'Level of imatinib' },
      { path: 'treatment.atCells', name: 'Treatment begins at' },
      { path: 'tumour.resistantFounders[0].count', name: 'Cells with T315I at the start' },
      { path: 'tumour.resistantFounders[1].count', name: 'Cells with E255K at the start' },
      { path: 'tumour.resistantFounders[2].count', name: 'Cells with M351T at the start' },
    ],
    tries: [
      {
        label: 'Start without resistant cells',
        changes: [0, 1, 2].map((row) => ({ path: `tumour.resistantFounders[${row}].count`, value: 0 })),
      },
      { label: 'Ten times the drug', changes: [{ path: 'drugs[0].schedule.levelMicromolar', value: 20 }] },
      { label: 'Treat at 100,000 cells', changes: [{ path: 'treatment.atCells', value: 100_000 }] },
    ],
    pictureDay: 5.5,
    notice: {
      text: 'The lines of the resistant variants: which does the drug bend, and which not?',
      where: 'population',
    },
    level: { minutes: 2, for: 'a first look' },
  },
  mutator: {
    group,
    see: { palette: 'class', split: true, plots: ['population', 'drug', 'histogram'], drug: 'imatinib' },
    say: {
      caption: 'A young culture of cancer cells, some of which make many mistakes when they divide.',
      text: [
        'One founder in six is a mutator: it alters its genes a hundred times as often as the other cancer cells and pays for it with a tenth of its growth.',
        'The chronicle names each new resistant variant as it arises, and when imatinib comes several of them grow at once.',
      ],
    },
    knobs: [
      { path: 'mutator.factor', name: 'How much more often mutators alter' },
      { path: 'mutator.cost', name: 'What it costs a mutator in growth' },
      { path: 'tumour.resistantFounders[0].count', name: 'Mutators at the start' },
      { path: 'targets[0].variantProbability', name: 'How often BCR-ABL alters' },
      { path: 'drugs[0].schedule.levelMicromolar', name: 'Level of imatinib' },
    ],
    tries: [
      { label: 'Without instability', changes: [{ path: 'mutator.factor', value: 1 }] },
      { label: 'Treat at 100,000 cells', changes: [{ path: 'treatment.atCells', value: 100_000 }] },
    ],
    pictureDay: 18,
    notice: {
      text: 'How many cells have an altered target on the day that imatinib comes.',
      where: 'population',
    },
    level: { minutes: 3, for: 'a course' },
  },
  'double-minutes': {
    group,
    see: { palette: 'target', of: 'DHFR', plots: ['population', 'histogram', 'drug'], drug: 'methotrexate' },
    say: {
      caption: 'Extra gene copies that lie loose in the cell are dealt out by chance.',
      text: [
        'Some of these cancer cells have extra copies of the gene DHFR outside the chromosomes, and each division deals them to the daughters at random.',
        'Under methotrexate cells with extra copies win; after fifty days the drug is taken away, and in the hundred days that follow most cells lose the copies again.',
      ],
    },
    knobs: [
      { path: 'drugs[0].schedule.levelMicromolar', name: 'Level of methotrexate' },
      { path: 'drugs[0].schedule.infusionHours', name: 'How long it is given' },
      { path: 'targets[0].costPerDoubling', name: 'What each doubling of copies costs' },
      { path: 'targets[0].gainProbability', name: 'How often copies first arise' },
      { path: 'targets[0].doubleMinutes', name: 'Copies lie outside the chromosomes' },
    ],
    tries: [
      {
        label: 'Put the copies on a chromosome',
        changes: [{ path: 'targets[0].doubleMinutes', value: false }],
      },
      { label: 'Let copies cost nothing', changes: [{ path: 'targets[0].costPerDoubling', value: 0 }] },
    ],
    pictureDay: 126,
    notice: { text: 'Amplified cells after the drug is taken away: their line falls.', where: 'population' },
    level: { minutes: 4, for: 'a course' },
  },
} satisfies Record<string, Scene>;
