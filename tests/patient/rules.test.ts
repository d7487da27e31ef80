import { describe, expect, test } from 'vitest';
import {
  applyRules,
  beginRules,
  doseFactor,
  isGiven,
  type Order,
  type RulesMemory,
  type View,
} from '../../src/patient/treatment/rules';
import { nextRuleHours } from '../../src/patient/treatment/ruleTimes';
import { completeScenario, type Rule } from '../../src/scenario/schema';

const PROGRESSION = { progressionFactor: 1.728, measurableShare: 0.001 };

const [standard] = completeScenario({ rules: [{}] }).rules as [Rule];

function rule(changes: Partial<Rule> & Pick<Rule, 'kind'>): Rule {
  return {
    ...standard,
    onDays: 1,
    offDays: 0,
    factor: 1,
    everyDays: 7,
    limitFactor: 1,
    variantShare: 0.1,
    share: 0,
    ...changes,
  };
}

function view(changes: Partial<View> = {}): View {
  return {
    treatmentHours: 0,
    burden: 1000,
    startBurden: 1000,
    marrow: null,
    variants: new Map(),
    compartments: [{ name: 'tumour', cells: 1000 }],
    drugs: ['A', 'B'],
    ...changes,
  };
}

/** Orders at each of several control times, one after the other. */
function course(rules: Rule[], views: Partial<View>[]): { orders: Order[][]; memory: RulesMemory } {
  let memory = beginRules(rules);
  const orders = views.map((changes) => {
    const before = structuredClone(memory);
    const result = applyRules(rules, memory, view(changes), PROGRESSION);
    expect(memory, 'the memory handed in stays as it is').toEqual(before);
    // Nothing but plain data is remembered, so that a checkpoint can hold it.
    memory = JSON.parse(JSON.stringify({ ...result.memory, lowestBurden: 0 })) as RulesMemory;
    memory.lowestBurden = result.memory.lowestBurden;
    return result.orders;
  });
  return { orders, memory };
}

const kinds = (orders: Order[][]) => orders.map((each) => each.map(({ kind }) => kind).join('+'));

test('without rules every drug is given and nothing is ordered', () => {
  const { orders, memory } = course([], [{}, { burden: 1e9 }]);
  expect(orders).toEqual([[], []]);
  expect(isGiven([], memory, 'A')).toBe(true);
});

describe('adaptive therapy', () => {
  const rules = [rule({ kind: 'adaptive', drug: 'A' })];

  test('AT50: off below half, on again at the start, and not in between', () => {
    const burdens = [1000, 600, 500, 499, 700, 999, 1000, 600, 499, 1200];
    const { orders } = course(
      rules,
      burdens.map((burden) => ({ burden })),
    );
    expect(kinds(orders)).toEqual(['', '', '', 'hold', '', '', 'resume', '', 'hold', 'resume']);
    expect(orders[3]).toEqual([{ kind: 'hold', drug: 'A', because: 'burden at 50% of its start' }]);
  });

  test('does nothing before treatment and nothing to other drugs', () => {
    const { orders, memory } = course(rules, [{ treatmentHours: null, burden: 1 }, { burden: 10 }]);
    expect(kinds(orders)).toEqual(['', 'hold']);
    expect(isGiven(rules, memory, 'A')).toBe(false);
    expect(isGiven(rules, memory, 'B')).toBe(true);
  });
});

describe('cycles', () => {
  const rules = [rule({ kind: 'cycle', drug: 'A', onDays: 5, offDays: 23, cycles: 2 })];

  test('five days of 28, twice', () => {
    const { orders } = course(
      rules,
      Array.from({ length: 80 }, (_, day) => ({ treatmentHours: 24 * day })),
    );
    const changes = orders.flatMap((each, day) => each.map(({ kind }) => [day, kind]));
    expect(changes).toEqual([
      [5, 'hold'],
      [28, 'resume'],
      [33, 'hold'],
    ]);
  });

  test('edges are known in advance and are where the changes fall', () => {
    const edges: number[] = [];
    for (let hours = nextRuleHours(rules, 0); hours < Infinity; hours = nextRuleHours(rules, hours)) {
      edges.push(hours / 24);
    }
    expect(edges).toEqual([5, 28, 33, 56]);
  });

  test('a sum of steps that falls short of an edge by rounding is on it', () => {
    const { orders } = course(rules, [{}, { treatmentHours: 5 * 24 - 1e-9 }]);
    expect(kinds(orders)).toEqual(['', 'hold']);
  });

  test('a cycle may begin later', () => {
    const late = [rule({ kind: 'cycle', drug: 'B', onDays: 7, offDays: 7, onDay: 7 })];
    const { orders } = course(
      late,
      Array.from({ length: 29 }, (_, day) => ({ treatmentHours: 24 * day })),
    );
    expect(kinds(orders).flatMap((kind, day) => (kind === '' ? [] : [`${day} ${kind}`]))).toEqual([
      '0 hold',
      '7 resume',
      '14 hold',
      '21 resume',
      '28 hold',
    ]);
  });
});

describe('toxicity', () => {
  test('held under the limit, resumed when the marrow has recovered, at a lower dose each time', () => {
    const rules = [rule({ kind: 'toxicity', holdBelow: 0.3, resumeAbove: 0.6, factor: 0.75, drug: 'A' })];
    const marrow = [1, 0.31, 0.29, 0.5, 0.61, 0.2, 0.9];
    const { orders, memory } = course(
      rules,
      marrow.map((share) => ({ marrow: share })),
    );
    expect(kinds(orders)).toEqual(['', '', 'hold', '', 'dose+resume', 'hold', 'dose+resume']);
    expect(orders[2]?.[0]?.because).toBe('marrow at 29% of normal');
    expect(doseFactor(memory, 'A')).toBeCloseTo(0.75 ** 2, 12);
    expect(doseFactor(memory, 'B')).toBe(1);
  });

  test('the dose does not fall below the least that the rule allows', () => {
    const rules = [
      rule({ kind: 'toxicity', holdBelow: 0.3, resumeAbove: 0.6, factor: 0.6, leastFactor: 0.5 }),
    ];
    const { orders, memory } = course(
      rules,
      [0.1, 1, 0.1, 1, 0.1, 1].map((share) => ({ marrow: share, drugs: ['A'] })),
    );
    expect(kinds(orders)).toEqual(['hold', 'dose+resume', 'hold', 'dose+resume', 'hold', 'resume']);
    expect(doseFactor(memory, 'A')).toBe(0.5);
  });

  test('without a marrow nothing is held', () => {
    expect(kinds(course([rule({ kind: 'toxicity' })], [{}, { burden: 1 }]).orders)).toEqual(['', '']);
  });
});

describe('escalation', () => {
  const escalation = rule({ kind: 'escalate', drug: 'A', factor: 2, everyDays: 7, limitFactor: 6 });

  test('doubles every week up to the limit', () => {
    const { orders } = course(
      [escalation],
      [0, 6, 7, 8, 14, 21, 28].map((day) => ({ treatmentHours: 24 * day })),
    );
    expect(orders.flat().map((order) => (order.kind === 'dose' ? order.factor : null))).toEqual([2, 4, 6]);
    expect(nextRuleHours([escalation], 7 * 24)).toBe(14 * 24);
  });

  test('steps that were missed between two looks are made up for', () => {
    const { memory } = course([escalation], [{}, { treatmentHours: 24 * 15 }]);
    expect(doseFactor(memory, 'A')).toBe(4);
  });

  test('no step while the drug is held', () => {
    const rules = [rule({ kind: 'toxicity', drug: 'A', holdBelow: 0.3, resumeAbove: 0.6 }), escalation];
    const { memory, orders } = course(rules, [
      {},
      { treatmentHours: 24 * 7, marrow: 0.1 },
      { treatmentHours: 24 * 13, marrow: 1 },
      { treatmentHours: 24 * 14, marrow: 1 },
    ]);
    expect(kinds(orders)).toEqual(['', 'hold', 'resume', 'dose']);
    expect(doseFactor(memory, 'A')).toBe(2);
  });

  test('a factor below one lowers the dose down to the limit', () => {
    const taper = [rule({ kind: 'escalate', drug: 'A', factor: 0.5, limitFactor: 0.2 })];
    const { memory } = course(taper, [{}, { treatmentHours: 24 * 70 }]);
    expect(doseFactor(memory, 'A')).toBe(0.2);
  });
});

describe('switch', () => {
  test('at progression over the lowest burden; the second drug waits until then', () => {
    const rules = [rule({ kind: 'switch', drug: 'A', to: 'B' })];
    expect(isGiven(rules, beginRules(rules), 'B')).toBe(false);
    const burdens = [1000, 100, 172, 173, 5000];
    const { orders, memory } = course(
      rules,
      burdens.map((burden) => ({ burden })),
    );
    expect(kinds(orders)).toEqual(['', '', '', 'switch', '']);
    expect(orders[3]?.[0]).toEqual({ kind: 'switch', drug: 'A', to: 'B', because: 'progression' });
    expect(isGiven(rules, memory, 'A')).toBe(false);
    expect(isGiven(rules, memory, 'B')).toBe(true);
  });

  test('growth from a burden too small to measure is no progression', () => {
    const rules = [rule({ kind: 'switch', drug: 'A', to: 'B' })];
    const { orders } = course(
      rules,
      [1e6, 1, 1000, 1727, 1729].map((burden) => ({ burden, startBurden: 1e6 })),
    );
    expect(kinds(orders)).toEqual(['', '', '', '', 'switch']);
  });

  test('the drug goes by the variant that is found; the first rule that fits counts', () => {
    const rules = [
      rule({ kind: 'switch', drug: 'imatinib', to: 'ponatinib', variant: 'T315I' }),
      rule({ kind: 'switch', drug: 'imatinib', to: 'dasatinib' }),
    ];
    const drugs = ['imatinib', 'dasatinib', 'ponatinib'];
    const grown = (variants: [string, number][]) =>
      course(rules, [
        { drugs, burden: 100 },
        { drugs, burden: 900, variants: new Map(variants) },
      ]).orders[1];
    const choice = (variants: [string, number][]) =>
      grown(variants)?.map((order) => order.kind === 'switch' && order.to);
    expect(choice([['T315I', 800]])).toEqual(['ponatinib']);
    expect(
      choice([
        ['Y253H', 800],
        ['T315I', 80],
      ]),
    ).toEqual(['dasatinib']);
    expect(grown([['T315I', 800]])?.[0]?.because).toBe('progression, T315I in 89% of cells');
  });

  test('a finding needs no progression', () => {
    const rules = [
      rule({ kind: 'switch', drug: 'A', to: 'B', on: 'finding', variant: 'v', variantShare: 0.01 }),
    ];
    const { orders } = course(rules, [{ variants: new Map([['v', 9]]) }, { variants: new Map([['v', 10]]) }]);
    expect(kinds(orders)).toEqual(['', 'switch']);
  });

  test('lines of treatment follow one another, each with its own lowest burden', () => {
    const rules = [
      rule({ kind: 'switch', drug: 'A', to: 'B' }),
      rule({ kind: 'switch', drug: 'B', to: 'C' }),
    ];
    const drugs = ['A', 'B', 'C'];
    const { orders, memory } = course(
      rules,
      [1000, 2000, 3400, 3500].map((burden) => ({ burden, drugs })),
    );
    expect(kinds(orders)).toEqual(['', 'switch', '', 'switch']);
    expect(drugs.map((drug) => isGiven(rules, memory, drug))).toEqual([false, false, true]);
  });
});

describe('resection', () => {
  test('once, on a treatment day', () => {
    const rules = [rule({ kind: 'resect', onDay: 10, share: 0.99 })];
    const { orders } = course(
      rules,
      [0, 9, 10, 11, 20].map((day) => ({ treatmentHours: 24 * day })),
    );
    expect(kinds(orders)).toEqual(['', '', 'resect', '', '']);
    expect(orders[2]?.[0]).toMatchObject({ compartment: 'tumour', share: 0.99 });
    expect(nextRuleHours(rules, 0)).toBe(240);
  });

  test('at a size, before treatment too, of the compartment that is named', () => {
    const rules = [rule({ kind: 'resect', compartment: 'brain', atCells: 500, share: 0.9 })];
    const at = (cells: number) => ({
      treatmentHours: null,
      compartments: [
        { name: 'tumour', cells: 1e6 },
        { name: 'brain', cells },
      ],
    });
    const { orders } = course(rules, [at(499), at(500), at(5000)]);
    expect(kinds(orders)).toEqual(['', 'resect', '']);
    expect(orders[1]?.[0]).toMatchObject({ compartment: 'brain', because: 'at its size' });
  });
});

test('rules on one drug add up: it is given only while none holds it', () => {
  const rules = [
    rule({ kind: 'cycle', drug: 'A', onDays: 7, offDays: 7 }),
    rule({ kind: 'adaptive', drug: 'A' }),
  ];
  const { orders } = course(rules, [
    {},
    { treatmentHours: 24 * 7, burden: 400 },
    { treatmentHours: 24 * 14, burden: 600 },
    { treatmentHours: 24 * 15, burden: 1100 },
  ]);
  expect(kinds(orders)).toEqual(['', 'hold', '', 'resume']);
});
