/** Parameters of treatment rules, and of how response is judged. */
import { builders, type Parameter } from './parameter';

const plan = builders({ group: 'Treatment', acts: 'restart' });
const now = builders({ group: 'Treatment', acts: 'now' });

/** The kinds that a patient of this version follows. */
export const RULE_KINDS = ['cycle', 'adaptive', 'toxicity', 'escalate', 'switch'] as const;

const recist =
  'Eisenhauer et al. 2009 Eur J Cancer 45:228 (RECIST 1.1, diameters; numbers of cells go with their cube)';

export const ruleParameters: Parameter[] = [
  plan.number('treatment.controlEveryHours', {
    label: 'Rules looked at every',
    unit: 'h',
    default: 24,
    range: [0.1, 8760],
    usual: [1, 672],
    scale: 'log',
    help: 'How often the treatment rules are looked at, beside the times that their own calendar names.',
    assumed: true,
  }),
  plan.choice('rules[].kind', {
    label: 'Rule',
    default: 'cycle',
    options: RULE_KINDS,
    help: 'Days on and days off; held while the burden is small (adaptive) or blood cells are few (toxicity); a dose that changes step by step; or one drug after another.',
  }),
  plan.text('rules[].drug', {
    label: 'Drug',
    default: '',
    longest: 60,
    help: 'Drug or inhibitor that the rule is about; empty for every one.',
  }),
  now.number('rules[].onDays', {
    label: 'Days on',
    unit: 'd',
    default: 7,
    range: [0.1, 36_500],
    usual: [1, 60],
    help: 'Days in which a cycle gives the drug as its schedule says.',
  }),
  now.number('rules[].offDays', {
    label: 'Days off',
    unit: 'd',
    default: 7,
    range: [0, 36_500],
    usual: [0, 60],
    help: 'Days of rest that end a cycle.',
  }),
  now.number('rules[].cycles', {
    label: 'Cycles',
    default: 0,
    range: [0, 10_000],
    usual: [0, 20],
    integer: true,
    help: 'Number of cycles; 0: to the end of the run.',
  }),
  now.number('rules[].onDay', {
    label: 'From treatment day',
    unit: 'd',
    default: 0,
    range: [0, 36_500],
    usual: [0, 365],
    help: 'Treatment day on which the first cycle begins; the drug waits until then.',
  }),
  now.number('rules[].holdBelow', {
    label: 'Held below',
    default: 0.5,
    range: [0, 1000],
    usual: [0, 1],
    help: 'The drug is held once the burden is below this share of its value at the start of treatment (0.5 in the trial of adaptive abiraterone), or blood cells below this share of normal.',
    citation: 'Zhang et al. 2017 Nat Commun 8:1816',
  }),
  now.number('rules[].resumeAbove', {
    label: 'Given again from',
    default: 1,
    range: [0, 1000],
    usual: [0, 2],
    help: 'The drug is given again once burden or blood cells are back at this share.',
    citation: 'Zhang et al. 2017 Nat Commun 8:1816',
  }),
  now.number('rules[].factor', {
    label: 'Step of the dose',
    default: 1.5,
    range: [0.01, 100],
    usual: [0.5, 3],
    help: 'Dose over the one before it at every step, or after every hold for toxicity; below 1 the dose falls.',
    assumed: true,
  }),
  now.number('rules[].everyDays', {
    label: 'Step every',
    unit: 'd',
    default: 28,
    range: [0.1, 36_500],
    usual: [1, 90],
    help: 'Days from one step of the dose to the next; no step is made while the drug is held.',
    assumed: true,
  }),
  now.number('rules[].limitFactor', {
    label: 'Steps end at',
    default: 4,
    range: [0.0001, 10_000],
    usual: [0.1, 100],
    scale: 'log',
    help: 'Multiple of the scheduled dose at which the steps end.',
    assumed: true,
  }),
  plan.text('rules[].to', {
    label: 'Next drug',
    default: '',
    longest: 60,
    help: 'Drug that takes the place of the other; it waits until then.',
  }),
  plan.choice('rules[].on', {
    label: 'Changes at',
    default: 'progression',
    options: ['progression', 'finding'],
    help: 'Once the burden has grown over its lowest under the drug, or as soon as a variant is found.',
  }),
  plan.text('rules[].variant', {
    label: 'Variant',
    default: '',
    longest: 60,
    help: 'Variant of a target that must be found for the change; empty for none.',
  }),
  now.number('rules[].variantShare', {
    label: 'Found from',
    default: 0.15,
    range: [0, 1],
    usual: [0.01, 1],
    scale: 'log',
    help: 'Share of the cells from which a variant is found; sequencing by Sanger’s method finds about 0.15.',
    assumed: true,
  }),
  plan.number('response.completeShare', {
    label: 'Complete response at',
    default: 0.001,
    range: [0, 1],
    usual: [0.00001, 0.1],
    scale: 'log',
    help: 'A response is complete at or below this share of the burden at the start of treatment: too little to be seen.',
    assumed: true,
  }),
  plan.number('response.partialShare', {
    label: 'Partial response at',
    default: 0.343,
    range: [0, 1],
    help: 'A response is partial at or below this share of the burden at the start of treatment; 0.343 is a diameter of 70%.',
    citation: recist,
  }),
  plan.number('response.progressionFactor', {
    label: 'Progression from',
    default: 1.728,
    range: [1, 1000],
    usual: [1, 10],
    scale: 'log',
    help: 'Growth of the burden over its lowest that is progression; 1.728 is a diameter of 120%.',
    citation: recist,
  }),
];
