import { describe, expect, test } from 'vitest';
import { Dosing } from '../../src/patient/treatment/dosing';
import { modesOf } from '../../src/patient/treatment/linearKinetics';
import { PlasmaLevel } from '../../src/patient/treatment/pharmacokinetics';
import {
  type Agent,
  completeScenario,
  type Pharmacokinetics,
  type Schedule,
} from '../../src/scenario/schema';

function agent(
  molarMass: number,
  pharmacokinetics: Partial<Pharmacokinetics>,
  schedule: Partial<Schedule>,
): Agent {
  const [drug] = completeScenario({ drugs: [{ name: 'drug', molarMass, pharmacokinetics, schedule }] }).drugs;
  if (drug === undefined) throw new Error('no drug');
  return drug;
}

/** Levels in mg/L at each of some hours after the first dose, stepping by `step`. */
function levels(of: Agent, hours: readonly number[], step: number): number[] {
  const dosing = new Dosing(of);
  dosing.begin(0);
  let now = 0;
  return hours.map((hour) => {
    while (now < hour - 1e-9) {
      dosing.advance(now, now + step);
      now += step;
    }
    return (dosing.levelAt(now) * of.molarMass) / 1000;
  });
}

function expectWithin(got: readonly number[], wanted: readonly number[], tolerance: number): void {
  got.forEach((value, index) => {
    expect(Math.abs(value / wanted[index]! - 1), `value ${index}: ${value}`).toBeLessThan(tolerance);
  });
}

const imatinib = agent(
  493.6,
  { route: 'oral', absorptionPerHour: 0.61, clearanceLitresPerHour: 14.3, centralLitres: 347 },
  { doseMg: 400, everyHours: 24 },
);
const doxorubicin = agent(
  543.5,
  {
    route: 'infusion',
    compartments: 3,
    clearanceLitresPerHour: 62.4,
    centralLitres: 17.7,
    exchange2LitresPerHour: 50.7,
    peripheral2Litres: 1830,
    exchange3LitresPerHour: 28.4,
    peripheral3Litres: 71,
  },
  { doseMg: 90, infusionHours: 0.5, everyHours: 504 },
);

describe('published regimens', () => {
  test('imatinib 400 mg: first dose (Widmer 2006), 0.1%', () => {
    const wanted = [
      0.5146244690207102, 0.773469304888433, 0.9406273009011143, 0.8796642659369254, 0.4598007273817883,
    ];
    expectWithin(levels(imatinib, [1, 2, 4, 8, 24], 1), wanted, 1e-9);
  });

  test('imatinib 400 mg a day: steady state (Widmer 2006), 0.1%', () => {
    const last = 24 * 30;
    const steady = levels(imatinib, [last, last + 3.92], 0.01);
    expectWithin(steady, [0.7320857526188005, 1.5615804172554908], 1e-5);
    const dosing = new Dosing(imatinib);
    dosing.begin(0);
    dosing.advance(0, last);
    expectWithin([(dosing.advance(last, last + 24) * 493.6) / 1000], [1.1655011655011653], 1e-9);
  });

  test('doxorubicin 90 mg in half an hour: three compartments (Pérez-Blanco 2016), 0.5%', () => {
    const wanted = [
      1.1072551705311695, 1.277437496510757, 0.07123353475363722, 0.03878197504931867, 0.0247922738925104,
      0.013186886452487938, 0.007022928196516863, 0.004866319385925911,
    ];
    expectWithin(levels(doxorubicin, [0.25, 0.5, 1, 2, 4, 8, 24, 48], 0.25), wanted, 1e-9);
    // A step of three hours ends the infusion and lets the level fall inside the step.
    expectWithin(levels(doxorubicin, [24, 48], 3), [0.007022928196516863, 0.004866319385925911], 1e-9);
    const rates = modesOf(doxorubicin.pharmacokinetics).ratesPerHour;
    expectWithin(rates, [8.0876814730492, 0.3192421604959315, 0.015131566973536409], 1e-9);
  });

  test('methotrexate 16.2 g in 5 h: two compartments (Zhang 2015), 912 µM at 5 h and 2.5 at 24 h', () => {
    const methotrexate = agent(
      454.4,
      {
        route: 'infusion',
        compartments: 2,
        clearanceLitresPerHour: 6.2,
        centralLitres: 19.6,
        exchange2LitresPerHour: 0.0172,
        peripheral2Litres: 0.515,
      },
      { doseMg: 16_200, infusionHours: 5, everyHours: 336 },
    );
    const [peak, later] = levels(methotrexate, [5, 24], 1).map((milligrams) => (milligrams / 454.4) * 1000);
    expect(peak).toBeGreaterThan(912 * 0.98);
    expect(peak).toBeLessThan(912 * 1.02);
    expect(later).toBeGreaterThan(2.5 * 0.9);
    expect(later).toBeLessThan(2.5 * 1.1);
  });
});

const compartments: Partial<Pharmacokinetics>[] = [
  { compartments: 1, clearanceLitresPerHour: 5, centralLitres: 20 },
  {
    compartments: 2,
    clearanceLitresPerHour: 6.2,
    centralLitres: 19.6,
    exchange2LitresPerHour: 3,
    peripheral2Litres: 40,
  },
  {
    compartments: 3,
    clearanceLitresPerHour: 38.5,
    centralLitres: 7.4,
    exchange2LitresPerHour: 7.8,
    peripheral2Litres: 5.2,
    exchange3LitresPerHour: 9.3,
    peripheral3Litres: 111,
  },
  // Both peripheral compartments return at the same rate.
  {
    compartments: 3,
    clearanceLitresPerHour: 5,
    centralLitres: 20,
    exchange2LitresPerHour: 3,
    peripheral2Litres: 30,
    exchange3LitresPerHour: 2,
    peripheral3Litres: 20,
  },
];
const routes = ['bolus', 'infusion', 'oral'] as const;
const models = compartments.flatMap((kinetics, index) =>
  routes.map((route) => ({ name: `${route}, model ${index + 1}`, route, kinetics })),
);

describe.each(models)('$name', ({ route, kinetics }) => {
  const one = agent(
    500,
    { ...kinetics, route, absorptionPerHour: 0.7 },
    { doseMg: 100, infusionHours: 2.5, everyHours: 1000, doses: 1, startDay: 0.0625 },
  );
  const micromoles = 200;

  test('area under the level is dose over clearance', () => {
    const dosing = new Dosing(one);
    dosing.begin(0.2);
    let area = 0;
    for (let hour = 0; hour < 6000; hour += 4) area += 4 * dosing.advance(hour, hour + 4);
    expect(area / (micromoles / one.pharmacokinetics.clearanceLitresPerHour)).toBeCloseTo(1, 9);
  });

  test('mean over a step is the mean over its parts, and the level at its end is the same', () => {
    const whole = new Dosing(one);
    const parts = new Dosing(one);
    whole.begin(0.2);
    parts.begin(0.2);
    for (let hour = 0; hour < 24; hour += 3) {
      const mean = whole.advance(hour, hour + 3);
      let sum = 0;
      for (let part = 0; part < 30; part++) sum += parts.advance(hour + part * 0.1, hour + (part + 1) * 0.1);
      expect(sum / 30).toBeCloseTo(mean, 9);
      expect(parts.levelAt(hour + 3)).toBeCloseTo(whole.levelAt(hour + 3), 10);
    }
  });

  test('a state put back goes the same way again, bit for bit', () => {
    const dosing = new Dosing(one);
    dosing.begin(0.2);
    dosing.advance(0, 3);
    const saved = dosing.save();
    const first = [dosing.advance(3, 4), dosing.advance(4, 9)];
    dosing.restore(saved);
    expect([dosing.advance(3, 4), dosing.advance(4, 9)]).toEqual(first);
  });
});

test('absorption as fast as elimination stays finite and continuous', () => {
  const area = (absorptionPerHour: number) => {
    const level = new PlasmaLevel(
      agent(500, { route: 'oral', absorptionPerHour, clearanceLitresPerHour: 5, centralLitres: 20 }, {})
        .pharmacokinetics,
    );
    level.swallow(100);
    const areas = [level.advance(0.5), level.advance(3), level.advance(20)];
    return [...areas, level.level];
  };
  // C(t) = dose ka t e^{−ka t}/V at ka = k
  expect(area(0.25)[3]).toBeCloseTo((100 / 20) * 0.25 * 23.5 * Math.exp(-0.25 * 23.5), 12);
  area(0.25).forEach((value, index) => {
    expect(value).toBeCloseTo(area(0.25 + 1e-9)[index]!, 6);
  });
});

describe('schedules', () => {
  test('a held level is there at once, can pause, and ends', () => {
    const held = agent(500, {}, { levelMicromolar: 2 });
    const always = new Dosing(held);
    expect(always.advance(0, 1)).toBe(0);
    always.begin(1.5);
    expect(always.advance(1, 2)).toBe(1);
    expect(always.advance(2, 3)).toBe(2);

    const pulses = new Dosing(
      agent(500, {}, { levelMicromolar: 2, infusionHours: 6, everyHours: 24, doses: 2 }),
    );
    pulses.begin(0);
    const means = Array.from({ length: 12 }, (_, index) => pulses.advance(index * 6, index * 6 + 6));
    expect(means).toEqual([2, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0]);
    expect(pulses.doses).toEqual([
      { start: 0, end: 6, extra: false },
      { start: 24, end: 30, extra: false },
    ]);
  });

  test('an extra dose raises a held level by itself, for a day or one of its periods, whole or in parts', () => {
    const schedules = [
      [{ levelMicromolar: 2 }, 24],
      [{ levelMicromolar: 2, infusionHours: 6, everyHours: 48 }, 6],
    ] as const;
    for (const [schedule, raised] of schedules) {
      const plain = new Dosing(agent(500, {}, schedule));
      const more = new Dosing(agent(500, {}, schedule));
      for (const dosing of [plain, more]) {
        dosing.begin(0);
        dosing.advance(0, 1);
      }
      more.doseNow(1);
      expect(more.levelAt(1)).toBe(4);
      expect(more.levelAt(1 + raised)).toBe(plain.levelAt(1 + raised));
      let extra = 0;
      for (let hours = 1; hours < 60; hours += 0.75) {
        const saved = more.save();
        more.advance(hours, hours + 5);
        more.restore(saved);
        extra += 0.75 * (more.advance(hours, hours + 0.75) - plain.advance(hours, hours + 0.75));
      }
      expect(extra).toBeCloseTo(2 * raised, 9);
      expect(more.doses.find((dose) => dose.extra)).toEqual({ start: 1, end: 1 + raised, extra: true });
    }
  });

  test('a level held period by period is there where one ends and the next begins', () => {
    const ruled = new Dosing(agent(500, {}, { levelMicromolar: 2, everyHours: 24 }), true);
    ruled.begin(0);
    const seen = [12, 24, 36, 48].map((hours, index) => {
      ruled.advance(index * 12, hours);
      return ruled.levelAt(hours);
    });
    expect(seen).toEqual([2, 2, 2, 2]);
    ruled.pause(48);
    expect(ruled.levelAt(48)).toBe(0);
  });

  test('an interval changed under way keeps the doses given', () => {
    const tablets = agent(500, { route: 'oral' }, { doseMg: 10, everyHours: 24, doses: 4 });
    const dosing = new Dosing(tablets);
    dosing.begin(0);
    dosing.advance(0, 30);
    tablets.schedule.everyHours = 48;
    dosing.reschedule(30);
    dosing.advance(30, 300);
    expect(dosing.doses.map(({ start }) => start)).toEqual([0, 24, 72, 120]);
  });

  test('an extra dose comes beside the schedule', () => {
    const bolus = agent(500, { route: 'bolus' }, { doseMg: 10, everyHours: 24 });
    const dosing = new Dosing(bolus);
    dosing.begin(0);
    dosing.advance(0, 10);
    const before = dosing.levelAt(10);
    dosing.doseNow(10);
    expect(dosing.levelAt(10)).toBeCloseTo(before + 20 / bolus.pharmacokinetics.centralLitres, 12);
    dosing.advance(10, 50);
    expect(dosing.doses.map(({ start }) => start)).toEqual([0, 10, 24, 48]);
  });
});
