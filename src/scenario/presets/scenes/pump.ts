/** P-glycoprotein throws drugs out of the cell. */
import { inhibitorFromCatalogue } from '../../drugs';
import type { Scene } from '../scene';

const group = 'pump';

/** Held for two days after each weekly dose, as in the preset with it. */
const tariquidar = inhibitorFromCatalogue('tariquidar', {
  unboundFraction: 1,
  pharmacokinetics: { route: 'level' },
  schedule: { levelMicromolar: 0.08, infusionHours: 48, everyHours: 168 },
});

export const pump = {
  'mdr1-pump': {
    group,
    see: { palette: 'class', plots: ['population', 'drug', 'histogram'], drug: 'paclitaxel' },
    from: 0.1,
    say: {
      caption: 'A tumour grows from one cancer cell; weekly paclitaxel begins at two million cells.',
      text: [
        'Weekly paclitaxel shrinks this tumour, but some cancer cells have switched on MDR1, the gene of a pump that throws the drug out of the cell.',
        'Cells with the pump hold less of the drug than the others, and it is they that bring the tumour back.',
      ],
    },
    knobs: [
      { path: 'drugs[0].schedule.doseMg', name: 'Dose of paclitaxel' },
      { path: 'drugs[0].schedule.everyHours', name: 'Time between doses' },
      { path: 'alterations.pumpGain', name: 'How often MDR1 is switched on' },
      { path: 'pump.perCopy', name: 'Strength of one pump gene' },
      { path: 'treatment.atCells', name: 'Treatment begins at' },
    ],
    tries: [
      { label: 'Add tariquidar, which blocks the pump', changes: [{ path: 'inhibitor', value: tariquidar }] },
      { label: 'Without the pump', changes: [{ path: 'alterations.pumpGain', value: 0 }] },
      { label: 'Double the dose', changes: [{ path: 'drugs[0].schedule.doseMg', value: 288 }] },
    ],
    pictureDay: 126,
    notice: { text: 'Drug inside the cells: after each dose those with the pump hold less.', where: 'drug' },
    level: { minutes: 3, for: 'a first look' },
  },
  'mdr1-pump-inhibitor': {
    group,
    see: { palette: 'class', plots: ['population', 'drug', 'histogram'], drug: 'paclitaxel' },
    from: 0.1,
    say: {
      caption: 'The tumour of the scene before, now with a drug that blocks the pump.',
      text: [
        'The same tumour gets the same weekly paclitaxel, and for two days after each dose tariquidar, which blocks the pump of its cancer cells.',
        'Cells with the pump then hold nearly as much paclitaxel as the others.',
      ],
    },
    knobs: [
      { path: 'inhibitor.schedule.levelMicromolar', name: 'Level of tariquidar' },
      { path: 'inhibitor.schedule.infusionHours', name: 'How long it is held' },
      { path: 'drugs[0].schedule.doseMg', name: 'Dose of paclitaxel' },
      { path: 'alterations.pumpGain', name: 'How often MDR1 is switched on' },
      { path: 'pump.perCopy', name: 'Strength of one pump gene' },
    ],
    tries: [
      { label: 'Take tariquidar away', changes: [{ path: 'inhibitor', value: null }] },
      {
        label: 'A hundredth of the tariquidar',
        changes: [{ path: 'inhibitor.schedule.levelMicromolar', value: 0.0008 }],
      },
    ],
    pictureDay: 120,
    notice: { text: 'Drug inside cells with the pump, beside that in sensitive ones.', where: 'drug' },
    level: { minutes: 3, for: 'a first look' },
  },
  'mdr1-cross-resistance': {
    group,
    see: { palette: 'class', plots: ['population', 'drug', 'histogram'], drug: 'paclitaxel' },
    say: {
      caption: 'One pump, four drugs in turn: three that it carries, and one that it does not.',
      text: [
        'Of these cancer cells 300 carry ten copies of the pump gene; paclitaxel, vincristine and doxorubicin, six days each, kill the others but not them.',
        'Cisplatin, the fourth drug, is not carried by the pump, and kills them all.',
      ],
    },
    knobs: [
      { path: 'tumour.resistantFounders[0].count', name: 'Cells with the pump at the start' },
      { path: 'tumour.resistantFounders[0].pumpCopies', name: 'Pump genes in each of them' },
      { path: 'pump.perCopy', name: 'Strength of one pump gene' },
      { path: 'drugs[0].schedule.levelMicromolar', name: 'Level of paclitaxel' },
      { path: 'drugs[3].schedule.levelMicromolar', name: 'Level of cisplatin' },
    ],
    tries: [
      { label: 'Cisplatin first', changes: [{ path: 'drugs[3].schedule.startDay', value: 0 }] },
      {
        label: 'Without cells that pump',
        changes: [{ path: 'tumour.resistantFounders[0].count', value: 0 }],
      },
    ],
    pictureDay: 7,
    notice: {
      text: 'The line of cells with the pump: it bends only under the fourth drug.',
      where: 'population',
    },
    level: { minutes: 3, for: 'a course' },
  },
} satisfies Record<string, Scene>;
