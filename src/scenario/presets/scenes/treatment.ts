/** Two drugs, a change of drug, less drug, and how much a body bears. */
import type { Scene } from '../scene';

const group = 'treatment';

const release = [
  { path: 'drugs[0].schedule.levelMicromolar', name: 'Level at the edges' },
  { path: 'tumour.resistantFounders[0].count', name: 'Resistant cells at the start' },
  { path: 'targets[0].variants[0].fitness', name: 'Growth of a resistant cell' },
  { path: 'treatment.atCells', name: 'Treatment begins at' },
] as const;

export const treatment = {
  'two-drugs': {
    group,
    see: { palette: 'class', plots: ['population', 'drug', 'histogram'], drug: 'paclitaxel' },
    from: 0.1,
    say: {
      caption: 'Two drugs at once against a tumour of a million cancer cells.',
      text: [
        'Among a million cancer cells some resist paclitaxel and some resist doxorubicin, but none resists both.',
        'Given together, each drug kills the cells that the other would leave, and the tumour is gone.',
      ],
    },
    knobs: [
      { path: 'drugs[0].schedule.levelMicromolar', name: 'Level of paclitaxel' },
      { path: 'drugs[1].schedule.levelMicromolar', name: 'Level of doxorubicin' },
      { path: 'targets[0].variantProbability', name: 'How often tubulin alters' },
      { path: 'targets[1].lossProbability', name: 'How often topoisomerase II is lost' },
      { path: 'alterations.pumpGain', name: 'How often the pump is switched on' },
    ],
    tries: [
      { label: 'Paclitaxel alone', changes: [{ path: 'drugs[1].schedule.levelMicromolar', value: 0 }] },
      { label: 'Let cells switch on the pump', changes: [{ path: 'alterations.pumpGain', value: 1e-5 }] },
    ],
    pictureDay: 47.5,
    notice: { text: 'Two resistant lines before treatment: both fall under two drugs.', where: 'population' },
    level: { minutes: 2, for: 'a first look' },
  },
  'two-drugs-in-turn': {
    group,
    see: { palette: 'class', plots: ['population', 'drug', 'histogram'], drug: 'paclitaxel' },
    from: 0.1,
    say: {
      caption: 'The same two drugs, one after the other.',
      text: [
        'The same tumour gets paclitaxel for four weeks and doxorubicin from then on.',
        'Cancer cells that resist the first are many by the time the second comes, a few of them resist both, and these are the relapse.',
      ],
    },
    knobs: [
      { path: 'drugs[0].schedule.infusionHours', name: 'How long paclitaxel is held' },
      { path: 'drugs[1].schedule.startDay', name: 'Doxorubicin begins on day' },
      { path: 'drugs[0].schedule.levelMicromolar', name: 'Level of paclitaxel' },
      { path: 'drugs[1].schedule.levelMicromolar', name: 'Level of doxorubicin' },
    ],
    tries: [
      {
        label: 'Both at once',
        changes: [
          { path: 'drugs[0].schedule.infusionHours', value: 0 },
          { path: 'drugs[1].schedule.startDay', value: 0 },
        ],
      },
      {
        label: 'Change after one week',
        changes: [
          { path: 'drugs[0].schedule.infusionHours', value: 168 },
          { path: 'drugs[1].schedule.startDay', value: 7 },
        ],
      },
    ],
    pictureDay: 82,
    notice: { text: 'The line “several”: cells that resist both drugs.', where: 'population' },
    level: { minutes: 3, for: 'a first look' },
  },
  'imatinib-switch': {
    group,
    see: { palette: 'class', split: true, plots: ['population', 'drug', 'histogram'], drug: 'imatinib' },
    from: 0.1,
    say: {
      caption: 'When the leukaemia grows again under one drug, another takes its place.',
      text: [
        'When this cancer grows again under imatinib, another drug takes its place: ponatinib where 15% of the cells carry the variant T315I, dasatinib where they do not.',
        'The chronicle says which variants are there and which drug is chosen.',
      ],
    },
    knobs: [
      { path: 'rules[0].variantShare', name: 'Share of T315I that calls for ponatinib' },
      { path: 'targets[0].variantProbability', name: 'How often BCR-ABL alters' },
      { path: 'drugs[0].schedule.doseMg', name: 'Tablet of imatinib' },
      { path: 'treatment.atCells', name: 'Treatment begins at' },
    ],
    tries: [
      { label: 'Change by a share of one half', changes: [{ path: 'rules[0].variantShare', value: 0.5 }] },
      { label: 'Treat at 100,000 cells', changes: [{ path: 'treatment.atCells', value: 100_000 }] },
    ],
    pictureDay: 113,
    notice: { text: 'The strip of treatment: a lane for each drug, and when it is given.', where: 'drug' },
    level: { minutes: 4, for: 'a course' },
  },
  'competitive-release': {
    group,
    see: { palette: 'class', plots: ['population', 'drug', 'histogram'] },
    say: {
      caption: 'Slow resistant cells are walled in by fast sensitive ones.',
      text: [
        'The resistant cancer cells of this tumour divide a third as fast as the sensitive ones, which wall them in.',
        'The drug, held at the edges, kills the sensitive ones, and the resistant ones grow into the room that is left.',
      ],
    },
    knobs: release,
    tries: [
      { label: 'No drug at all', changes: [{ path: 'treatment.begin', value: 'never' }] },
      {
        label: 'A quarter of the drug',
        changes: [{ path: 'drugs[0].schedule.levelMicromolar', value: 0.25 }],
      },
      {
        label: 'Resistance that costs nothing',
        changes: [{ path: 'targets[0].variants[0].fitness', value: 1 }],
      },
    ],
    pictureDay: 90,
    notice: { text: 'The blue patches inside the grey, before the drug and after.', where: 'stage' },
    level: { minutes: 3, for: 'a first look' },
  },
  'competitive-release-adaptive': {
    group,
    see: { palette: 'class', plots: ['population', 'drug', 'histogram'], scale: 'linear' },
    say: {
      caption: 'The same tumour, but the drug is held whenever the tumour has halved.',
      text: [
        'The drug is held once the tumour has halved and given again when it is back.',
        'The sensitive cancer cells that are left keep the resistant ones walled in, and these grow more slowly than under the drug all the time.',
      ],
    },
    knobs: [
      { path: 'rules[0].holdBelow', name: 'Hold the drug below this share' },
      { path: 'rules[0].resumeAbove', name: 'Give it again above this share' },
      ...release.slice(0, 3),
    ],
    tries: [
      { label: 'Never hold the drug', changes: [{ path: 'rules[0].holdBelow', value: 0 }] },
      { label: 'Hold it at four fifths', changes: [{ path: 'rules[0].holdBelow', value: 0.8 }] },
    ],
    pictureDay: 157,
    notice: { text: 'The tumour rises and falls as the drug comes and goes.', where: 'population' },
    level: { minutes: 4, for: 'a course' },
  },
  'marrow-gene-therapy': {
    group,
    see: { palette: 'class', plots: ['population', 'blood', 'drug'], drug: 'paclitaxel' },
    from: 0.1,
    say: {
      caption: 'How much drug the marrow bears decides how much the tumour gets.',
      text: [
        'Weekly paclitaxel is raised by a quarter each week and held once white cells fall below three tenths of normal.',
        'A fifth of the marrow carries the pump gene MDR1, so that white cells last until the dose is high enough to kill the last cancer cells.',
      ],
    },
    knobs: [
      { path: 'compartments[0].transducedShare', name: 'Share of the marrow with the pump' },
      { path: 'compartments[0].transducedCopies', name: 'Pump genes in each of its cells' },
      { path: 'rules[1].factor', name: 'Dose is raised by the factor' },
      { path: 'rules[0].holdBelow', name: 'Held below this share of white cells' },
      { path: 'drugs[0].schedule.doseMg', name: 'First dose of paclitaxel' },
    ],
    tries: [
      {
        label: 'A marrow without the gene',
        changes: [{ path: 'compartments[0].transducedShare', value: 0 }],
      },
      { label: 'Raise the dose by half each week', changes: [{ path: 'rules[1].factor', value: 1.5 }] },
    ],
    pictureDay: 120,
    notice: { text: 'White cells: they fall with each dose and must stay above the limit.', where: 'blood' },
    level: { minutes: 5, for: 'the curious' },
  },
} satisfies Record<string, Scene>;
