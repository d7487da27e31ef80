/** Treatment: its beginning, the rules that steer it, how response to it is judged, and what ends a treated run. */
import { citedFrom, derivedFrom, part, sheet } from './builders';
import type { Scenario } from './scenario';
import type { Infer } from './tree';
import { MOST_TOGETHER } from './tumour';

const course = sheet({ group: 'Treatment', acts: 'now', chapter: 0 });
const plan = sheet({ group: 'Treatment', acts: 'restart', chapter: 4 });

export const treatment = part({
  begin: course.choice({
    label: 'Treatment begins',
    default: 'never',
    options: ['size', 'day', 'never'],
    help: 'When the schedules of drugs and inhibitor start: at a tumour size, on a day, or never.',
  }),
  atCells: course.number({
    label: 'Begins at',
    unit: 'cells',
    default: 1_000_000,
    range: [1, MOST_TOGETHER],
    usual: [1000, 100_000_000],
    scale: 'log',
    integer: true,
    help: 'Treatment begins at the first step with at least this many cells (when it begins at a size); of several compartments together, when limits are next looked at, each few hours.',
    assumed: true,
    appliesWhen: (treatment: Treatment) => treatment.begin === 'size',
  }),
  onDay: course.number({
    label: 'Begins on day',
    unit: 'd',
    default: 0,
    range: [0, 36_500],
    usual: [0, 365],
    help: 'Day on which treatment begins (when it begins on a day).',
    appliesWhen: (treatment: Treatment) => treatment.begin === 'day',
  }),
  controlEveryHours: plan.number({
    label: 'Rules looked at every',
    unit: 'h',
    default: 24,
    range: [0.1, 8760],
    usual: [1, 672],
    scale: 'log',
    help: 'How often the treatment rules are looked at, beside the times that their own calendar names.',
    assumed: true,
    appliesWhen: (_: Treatment, scenario: Scenario) => scenario.rules.length > 0,
  }),
});

export const stop = part({
  relapseCells: course.number({
    label: 'Ends at relapse to',
    unit: 'cells',
    default: 0,
    range: [0, MOST_TOGETHER],
    usual: [1000, 100_000_000],
    scale: 'log',
    integer: true,
    help: 'Under treatment the run ends when the tumour is back at this size after it has fallen below half of this and of its size at the start; one that has not fallen so far ends it at twice this size, or at twice its size at the start where that is more. 0: it does not end the run.',
  }),
  daysAfterTreatment: course.number({
    label: 'Ends after treatment day',
    unit: 'd',
    default: 0,
    range: [0, 36_500],
    usual: [1, 1000],
    scale: 'log',
    help: 'The run ends this many days after treatment began; 0: it does not end the run.',
  }),
});

/** One form for all kinds: what a kind does not use stays at its default. */
const ruleSheet = { group: 'Treatment', chapter: 4 } as const;
const ruleOf = (...kinds: string[]) =>
  sheet({ ...ruleSheet, acts: 'now', appliesWhen: (rule: Rule) => kinds.includes(rule.kind) });
const cycle = ruleOf('cycle');
const held = ruleOf('adaptive', 'toxicity');
const steps = ruleOf('escalate');
const operation = ruleOf('resect');
const finding = sheet({
  ...ruleSheet,
  acts: 'now',
  appliesWhen: (rule: Rule) => rule.kind === 'switch' && rule.variant !== '',
});

/** Shares of the burden at the start of treatment or, of toxicity, of the normal marrow. */
export const rule = part({
  /**
   * `cycle`: days on, days off. `adaptive`: held while the burden is small. `toxicity`: held while the marrow is low.
   * `escalate`: the dose changes step by step, unless it is held. `switch`: ends one drug and begins another.
   * `resect`: takes a share of a compartment away, once.
   */
  kind: plan.choice({
    label: 'Rule',
    default: 'cycle',
    options: ['cycle', 'adaptive', 'toxicity', 'escalate', 'switch', 'resect'],
    help: 'Days on and days off; held while the burden is small (adaptive) or blood cells are few (toxicity); a dose that changes step by step; one drug after another; or an operation that takes part of a compartment away.',
  }),
  /** Drug or inhibitor by name; '' means every one. */
  drug: plan.text({
    label: 'Drug',
    default: '',
    longest: 60,
    help: 'Drug or inhibitor that the rule is about; empty for every one.',
    appliesWhen: (rule: Rule) => rule.kind !== 'resect',
  }),
  onDays: cycle.number({
    label: 'Days on',
    unit: 'd',
    default: 7,
    range: [0.1, 36_500],
    usual: [1, 60],
    help: 'Days in which a cycle gives the drug as its schedule says.',
  }),
  offDays: cycle.number({
    label: 'Days off',
    unit: 'd',
    default: 7,
    range: [0, 36_500],
    usual: [0, 60],
    help: 'Days of rest that end a cycle.',
  }),
  cycles: cycle.number({
    label: 'Cycles',
    default: 0,
    range: [0, 10_000],
    usual: [0, 20],
    integer: true,
    help: 'Number of cycles; 0: to the end of the run.',
  }),
  /** Treatment day of the first cycle, of the operation (0: only by size). */
  onDay: ruleOf('cycle', 'resect').number({
    label: 'From treatment day',
    unit: 'd',
    default: 0,
    range: [0, 36_500],
    usual: [0, 365],
    help: 'Treatment day on which the first cycle begins, the drug waiting until then, or on which an operation is made (0: at a size only).',
  }),
  holdBelow: held.number({
    label: 'Held below',
    default: 0.5,
    range: [0, 1000],
    usual: [0, 1],
    help: 'The drug is held once the burden is below this share of its value at the start of treatment (0.5 in the trial of adaptive abiraterone), or blood cells below this share of normal.',
    mark: citedFrom('zhangAbiraterone2017', 'rule of the trial: off below half, on again at the start'),
  }),
  resumeAbove: held.number({
    label: 'Given again from',
    default: 1,
    range: [0, 1000],
    usual: [0, 2],
    help: 'The drug is given again once burden or blood cells are back at this share.',
    mark: citedFrom('zhangAbiraterone2017', 'rule of the trial: off below half, on again at the start'),
  }),
  /** `escalate`: dose over the one before it. `toxicity`: dose after a hold over the one before it. */
  factor: ruleOf('toxicity', 'escalate').number({
    label: 'Step of the dose',
    default: 1.5,
    range: [0.01, 100],
    usual: [0.5, 3],
    help: 'Dose over the one before it at every step, or after every hold for toxicity; below 1 the dose falls.',
    assumed: true,
  }),
  everyDays: steps.number({
    label: 'Step every',
    unit: 'd',
    default: 28,
    range: [0.1, 36_500],
    usual: [1, 90],
    help: 'Days from one step of the dose to the next; no step is made while the drug is held.',
    assumed: true,
  }),
  limitFactor: steps.number({
    label: 'Steps end at',
    default: 4,
    range: [0.0001, 10_000],
    usual: [0.1, 100],
    scale: 'log',
    help: 'Multiple of the scheduled dose at which the steps end.',
    assumed: true,
  }),
  leastFactor: ruleOf('toxicity').number({
    label: 'Not below',
    default: 0,
    range: [0, 1],
    help: 'Multiple of the scheduled dose under which toxicity does not bring the dose; 0: it may fall without end.',
  }),
  /** The drug that begins; it waits until then. */
  to: plan.text({
    label: 'Next drug',
    default: '',
    longest: 60,
    help: 'Drug that takes the place of the other; it waits until then.',
    appliesWhen: (rule: Rule) => rule.kind === 'switch',
  }),
  on: plan.choice({
    label: 'Changes at',
    default: 'progression',
    options: ['progression', 'finding'],
    help: 'Once the burden has grown over its lowest under the drug, or as soon as a variant is found.',
    appliesWhen: (rule: Rule) => rule.kind === 'switch',
  }),
  variant: plan.text({
    label: 'Variant',
    default: '',
    longest: 60,
    help: 'Variant of a target that must be found for the change; empty for none.',
    appliesWhen: (rule: Rule) => rule.kind === 'switch',
  }),
  variantShare: finding.number({
    label: 'Found from',
    default: 0.15,
    range: [0, 1],
    usual: [0.01, 1],
    scale: 'log',
    help: 'Share of the cells from which a variant is found; sequencing by Sanger’s method finds about 0.15.',
    assumed: true,
  }),
  /** Compartment by name; '' means the first. */
  compartment: plan.text({
    label: 'Operation on',
    default: '',
    longest: 60,
    help: 'Compartment that an operation takes cells from, by name; empty for the first.',
    appliesWhen: (rule: Rule) => rule.kind === 'resect',
  }),
  share: operation.number({
    label: 'Share removed',
    default: 0.99,
    range: [0, 1],
    usual: [0.5, 1],
    help: 'Probability with which an operation takes a cell away, the same for all.',
    assumed: true,
  }),
  atCells: operation.number({
    label: 'Operation at',
    unit: 'cells',
    default: 0,
    range: [0, 4e9],
    usual: [1000, 1e9],
    scale: 'log',
    help: 'Size of the compartment at which an operation is made, once; 0: on its day only.',
  }),
});

/** Shares of the burden at the start of treatment, and growth over its lowest. */
export const response = part(
  {
    completeShare: plan.number({
      label: 'Complete response at',
      default: 0.001,
      range: [0, 1],
      usual: [0.00001, 0.1],
      scale: 'log',
      help: 'A response is complete at or below this share of the burden at the start of treatment: too little to be seen.',
      assumed: true,
    }),
    partialShare: plan.number({
      label: 'Partial response at',
      default: 0.343,
      range: [0, 1],
      help: 'A response is partial at or below this share of the burden at the start of treatment; 0.343 is a diameter of 70%.',
      mark: derivedFrom(['recist2009'], 'diameters 30% less, 0.7³'),
    }),
    progressionFactor: plan.number({
      label: 'Progression from',
      default: 1.728,
      range: [1, 1000],
      usual: [1, 10],
      scale: 'log',
      help: 'Growth of the burden over its lowest that is progression; 1.728 is a diameter of 120%.',
      mark: derivedFrom(['recist2009'], 'diameters 20% more, 1.2³'),
    }),
  },
  // What comes of them is the choice of the next drug.
  (scenario: Scenario) => scenario.rules.some(({ kind }) => kind === 'switch'),
);

export interface Treatment extends Infer<typeof treatment> {}
export interface Rule extends Infer<typeof rule> {}
export type RuleKind = Rule['kind'];
export type TreatmentBegin = Treatment['begin'];
