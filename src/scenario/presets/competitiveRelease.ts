/**
 * The published model of competitive release on a lattice (Bravo et al. 2020 PLoS Comput Biol 16:e1007635, example 6):
 * a costly resistance among sensitive cells, drug from the edges, given all the time or adaptively.
 */
import { type PresetDocument, preset } from './preset';

type Shown = Pick<PresetDocument, 'title' | 'about'>;

const STEPS_PER_DAY = 12;
/** The rate per day that leads to as many divisions in a step as the published chance, 1 − e^{−rate/12}. */
const division = (rate: number) => STEPS_PER_DAY * Math.log(2 - Math.exp(-rate / STEPS_PER_DAY));
const PER_STEP = 'example 6: the rate that gives as many divisions in a step of two hours as its chance';
const DIVISION = division(0.693147);
const FITNESS = division(0.223144) / DIVISION;

/** Killed at 1.609 per day at concentration 1, and in proportion to it below. */
const linearKill = { response: 'linear', halfEffectMicromolar: 0.5, killPerDay: 1.609 };

function release(id: string, more: Shown & Partial<PresetDocument>) {
  return preset(id, {
    marks: {
      'tumour.divisionPerDay': { kind: 'derived', from: ['bravo2020'], how: PER_STEP },
      'targets[0].variants[0].fitness': { kind: 'derived', from: ['bravo2020'], how: PER_STEP },
      'tumour.deathPerDay': { kind: 'cited', source: 'bravo2020', where: 'example 6, rate of death' },
      'drugs[0].killPerDay': {
        kind: 'derived',
        from: ['bravo2020'],
        how: 'killed at 1.609 per day at concentration 1 and in proportion below, as a Hill curve far below its half effect',
      },
    },
    stepHours: 2,
    outputEveryHours: 12,
    untilDays: 700,
    tumour: {
      divisionPerDay: DIVISION,
      deathPerDay: 0.0202,
      founders: 2400,
      expressionCv: 0,
      resistantFounders: [{ count: 80, target: 'target', variant: 'altered' }],
      tissue: {
        sitesX: 256,
        sitesY: 256,
        reach: 0,
        coarsening: 2,
        volumeRatio: 0,
        oxygen: { present: false },
      },
    },
    targets: [{ name: 'target', variants: [{ name: 'altered', fitness: FITNESS }] }],
    drugs: [
      {
        name: 'chemotherapy',
        target: 'target',
        passivePerHour: 50,
        ...linearKill,
        variantEffects: [{ variant: 'altered', halfEffectMicromolar: 1e6 }],
        schedule: { levelMicromolar: 1, infusionHours: 0 },
        tissue: {
          diffusionMicrometres2PerSecond: 20,
          decayPerHour: 0.04,
          consumptionPerHour: 0.03 / 24,
          quiescentKill: 1,
        },
      },
    ],
    treatment: { begin: 'size', atCells: 31_000 },
    stop: { relapseCells: 46_000 },
    ...more,
  });
}

export const competitiveRelease = release('competitive-release', {
  title: 'Competitive release',
  about:
    'Resistant cells that divide a third as fast are walled in by sensitive ones, until a drug held at the edges kills these and gives the others room. Division, death and kill are those of a published model (Bravo 2020); the drug diffuses faster and is lost within a day.',
});

export const adaptiveTherapy = release('competitive-release-adaptive', {
  title: 'Adaptive therapy',
  about:
    'The same tumour and the same drug, held once the burden has halved and given again when it is back (AT50, as in the trial of Zhang 2017). The sensitive cells that are left keep the resistant ones walled in, and progression to half as many again comes later by about half.',
  rules: [{ kind: 'adaptive', drug: 'chemotherapy', holdBelow: 0.5, resumeAbove: 1 }],
});
