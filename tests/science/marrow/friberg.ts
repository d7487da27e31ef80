/**
 * Blood counts against the equations that they are named after (Friberg et al. 2002 J Clin Oncol 20:4713), solved here by
 * Runge–Kutta with nothing of the program's:
 *
 *     Prol' = k Prol (1 − S C)(Circ₀/Circ)^γ − k Prol      T₁' = k (Prol − T₁)   …   Circ' = k (T₃ − Circ),   k = 4/MTT
 *
 * S C exceeds 1 at peaks, up to 38 for docetaxel: the published 1 − S C is then negative, which is a loss of cells, not
 * division. The same rate is stated here as division at k (Circ₀/Circ)^γ and a kill of k S C (Circ₀/Circ)^γ, linear in
 * the level and following growth; each is positive at all levels, and together they are the published equation.
 */
import { expect } from 'vitest';
import { createGroup } from '../../../src/kernel/group';
import { Patient } from '../../../src/patient/patient';
import { completeScenario } from '../../../src/scenario/schema';

interface Marrow {
  mttHours: number;
  gamma: number;
  /** /µM */
  slope: number;
}

interface Infusion {
  doseMicromoles: number;
  hours: number;
  everyHours: number;
  doses: number;
}

/** Three compartments by their rate constants, /h, and the first by its volume, L. */
interface Plasma {
  k10: number;
  k12: number;
  k21: number;
  k13: number;
  k31: number;
  v1: number;
}

/** Share of normal by hours. */
interface Course {
  hours: number[];
  share: number[];
}

const STEP_HOURS = 0.02;

/** @param drugEffect what becomes of 1 − S C */
export function published(
  { mttHours, gamma, slope }: Marrow,
  { k10, k12, k21, k13, k31, v1 }: Plasma,
  { doseMicromoles, hours, everyHours, doses }: Infusion,
  days: number,
  drugEffect = (share: number) => share,
): Course {
  const k = 4 / mttHours;
  const slopes = (rate: number, y: number[]): number[] => {
    const [a1, a2, a3, prol, t1, t2, t3, circ] = y as [
      ...[number, number, number, number],
      ...[number, number, number, number],
    ];
    const effect = drugEffect(1 - (slope * a1) / v1);
    return [
      rate - (k10 + k12 + k13) * a1 + k21 * a2 + k31 * a3,
      k12 * a1 - k21 * a2,
      k13 * a1 - k31 * a3,
      k * prol * effect * circ ** -gamma - k * prol,
      k * (prol - t1),
      k * (t1 - t2),
      k * (t2 - t3),
      k * (t3 - circ),
    ];
  };
  let y = [0, 0, 0, 1, 1, 1, 1, 1];
  const course: Course = { hours: [0], share: [1] };
  const steps = Math.round((24 * days) / STEP_HOURS);
  for (let step = 0; step < steps; step++) {
    const dose = Math.floor(((step + 0.5) * STEP_HOURS) / everyHours);
    const since = (step + 0.5) * STEP_HOURS - dose * everyHours;
    const rate = dose < doses && since < hours ? doseMicromoles / hours : 0;
    const along = (by: number, slope: number[]) => y.map((value, i) => value + by * slope[i]!);
    const s1 = slopes(rate, y);
    const s2 = slopes(rate, along(STEP_HOURS / 2, s1));
    const s3 = slopes(rate, along(STEP_HOURS / 2, s2));
    const s4 = slopes(rate, along(STEP_HOURS, s3));
    y = y.map((value, i) => value + (STEP_HOURS / 6) * (s1[i]! + 2 * s2[i]! + 2 * s3[i]! + s4[i]!));
    course.hours.push((step + 1) * STEP_HOURS);
    course.share.push(y[7]!);
  }
  return course;
}

/** The same patient as a scenario: one million progenitors, each a cell, beside a tumour that feels next to nothing. */
async function counted(
  marrow: Marrow,
  { k10, k12, k21, k13, k31, v1 }: Plasma,
  infusion: Infusion,
  days: number,
  stepHours: number,
): Promise<Course> {
  const molarMass = 807.9;
  const killFactor = 100;
  const halfEffectMicromolar = 0.005;
  const scenario = completeScenario({
    seed: 1,
    stepHours,
    outputEveryHours: 1000,
    untilDays: days,
    tumour: { founders: 100, divisionPerDay: 10, deathPerDay: 0, crowding: 'logistic', capacity: 300 },
    compartments: [
      {
        name: 'marrow',
        kind: 'marrow',
        founders: FOUNDERS,
        meanTransitHours: marrow.mttHours,
        feedbackExponent: marrow.gamma,
        killFactor,
      },
    ],
    drugs: [
      {
        name: 'drug',
        molarMass,
        // Inside and outside are level within a minute.
        passivePerHour: 100,
        response: 'linear',
        halfEffectMicromolar,
        unboundFraction: 1,
        killFollowsGrowth: true,
        // A linear effect is 1 at twice the half effect.
        killPerDay: ((4 * 24) / marrow.mttHours) * marrow.slope * 2 * (halfEffectMicromolar / killFactor),
        pharmacokinetics: {
          route: 'infusion',
          compartments: k13 > 0 ? 3 : 2,
          clearanceLitresPerHour: k10 * v1,
          centralLitres: v1,
          exchange2LitresPerHour: k12 * v1,
          peripheral2Litres: (k12 * v1) / k21,
          ...(k13 > 0 ? { exchange3LitresPerHour: k13 * v1, peripheral3Litres: (k13 * v1) / k31 } : {}),
        },
        schedule: {
          doseMg: (infusion.doseMicromoles * molarMass) / 1000,
          infusionHours: infusion.hours,
          everyHours: infusion.everyHours,
          doses: infusion.doses,
        },
      },
    ],
    treatment: { begin: 'day', onDay: 0 },
  });
  const patient = new Patient(scenario, await createGroup('simd', 2));
  const course: Course = { hours: [0], share: [1] };
  while (!patient.done) {
    patient.advance({ steps: 1 });
    course.hours.push(patient.hours);
    course.share.push(patient.compartments[1]!.blood!.share);
  }
  expect(patient.hours).toBe(24 * days);
  return course;
}

/** Height and day of the lowest or highest count between two days: the vertex of a parabola through what lies near it. */
export function extreme({ hours, share }: Course, sign: 1 | -1, [from, to]: [number, number]) {
  const within = hours.map((hour, i) => [hour / 24, share[i]] as const);
  const inside = within.filter(([day]) => day >= from && day <= to);
  const [at] = inside.reduce((best, each) => (sign * each[1]! > sign * best[1]! ? each : best));
  const near = inside.filter(([day]) => Math.abs(day - at) <= FIT_DAYS);
  // Least squares of c₀ + c₁x + c₂x² with x from the middle, which is symmetric but at the ends of the course.
  const sums = [0, 1, 2, 3, 4].map((power) => near.reduce((sum, [day]) => sum + (day - at) ** power, 0));
  const right = [0, 1, 2].map((power) => near.reduce((sum, [day, y]) => sum + y! * (day - at) ** power, 0));
  const [s0, s1, s2, s3, s4] = sums as [number, number, number, number, number];
  const [r0, r1, r2] = right as [number, number, number];
  const det = s0 * (s2 * s4 - s3 * s3) - s1 * (s1 * s4 - s2 * s3) + s2 * (s1 * s3 - s2 * s2);
  const c0 = (r0 * (s2 * s4 - s3 * s3) - s1 * (r1 * s4 - r2 * s3) + s2 * (r1 * s3 - r2 * s2)) / det;
  const c1 = (s0 * (r1 * s4 - r2 * s3) - r0 * (s1 * s4 - s2 * s3) + s2 * (s1 * r2 - s2 * r1)) / det;
  const c2 = (s0 * (s2 * r2 - s3 * r1) - s1 * (s1 * r2 - s2 * r1) + r0 * (s1 * s3 - s2 * s2)) / det;
  const shift = -c1 / (2 * c2);
  return { day: at + shift, share: c0 - (c1 * c1) / (4 * c2) };
}

const FOUNDERS = 1_000_000;
const FIT_DAYS = 1;
/** Of each nadir, overshoot and their days. */
const TOLERANCE = 0.03;

export const docetaxel: Marrow = { mttHours: 88.7, gamma: 0.161, slope: 8.58 };
/** Bruno et al. 1996. */
export const bruno: Plasma = { k10: 5.2, k12: 1.06, k21: 1.51, k13: 1.26, k31: 0.084, v1: 7.4 };
/** 100 mg/m² over 1 h. */
export const once: Infusion = {
  doseMicromoles: (180 / 807.9) * 1000,
  hours: 1,
  everyHours: 10_000,
  doses: 1,
};

const near = (got: number, wanted: number, what: string) =>
  expect(Math.abs(got / wanted - 1), `${what}: ${got}, published model ${wanted}`).toBeLessThan(TOLERANCE);

/** Docetaxel 100 mg/m² over 1 h. */
export async function expectDocetaxel(stepHours: number): Promise<void> {
  const days = 28;
  const theory = published(docetaxel, bruno, once, days);
  const course = await counted(docetaxel, bruno, once, days, stepHours);
  for (const [what, sign, span] of [
    ['nadir', -1, [2, 14]],
    ['overshoot', 1, [14, 27]],
  ] as const) {
    const wanted = extreme(theory, sign, [...span]);
    const got = extreme(course, sign, [...span]);
    near(got.share, wanted.share, `${what}, share of normal`);
    near(got.day, wanted.day, `${what}, day`);
  }
}

// Friberg's leukocytes: 28.9 per µM of unbound paclitaxel, 5% of it; linear kinetics in two compartments, 175 mg/m².
export async function expectTwoCycles(stepHours: number): Promise<void> {
  const marrow: Marrow = { mttHours: 124, gamma: 0.239, slope: 28.9 * 0.05 };
  const plasma: Plasma = { k10: 0.7, k12: 20 / 30, k21: 20 / 300, k13: 0, k31: 1, v1: 30 };
  const cycles: Infusion = { doseMicromoles: (315 / 853.9) * 1000, hours: 3, everyHours: 504, doses: 2 };
  const days = 56;
  const theory = published(marrow, plasma, cycles, days);
  const course = await counted(marrow, plasma, cycles, days, stepHours);
  for (const [what, sign, span] of [
    ['first nadir', -1, [4, 21]],
    ['second nadir', -1, [25, 42]],
    ['overshoot', 1, [42, 55]],
  ] as const) {
    const wanted = extreme(theory, sign, [...span]);
    const got = extreme(course, sign, [...span]);
    near(got.share, wanted.share, `${what}, share of normal`);
    near(got.day, wanted.day, `${what}, day`);
  }
}
