/**
 * Plasma levels of two published regimens; more of the same functions in tests/patient.
 *
 * Catches: clearance or absorption 2% off in the compartments of a drug.
 */
import { describe, expect, it } from 'vitest';
import { Dosing } from '../../../src/patient/treatment/dosing';
import { modesOf } from '../../../src/patient/treatment/linearKinetics';
import { type Agent, completeScenario, type Pharmacokinetics } from '../../../src/scenario/schema';
import { reference } from '../../kit/published';
import { expectRelative } from '../../kit/statistics';

function agent(
  molarMass: number,
  pharmacokinetics: Partial<Pharmacokinetics>,
  schedule: Partial<Agent['schedule']>,
): Agent {
  const [drug] = completeScenario({ drugs: [{ name: 'drug', molarMass, pharmacokinetics, schedule }] }).drugs;
  return drug as Agent;
}

/** Levels in mg/L at some hours after the first dose. */
function levels(of: Agent, hours: readonly number[]): number[] {
  return hours.map((hour) => {
    const dosing = new Dosing(of);
    dosing.begin(0);
    for (let now = 0; now < hour; now += 1) dosing.advance(now, Math.min(now + 1, hour));
    return (dosing.levelAt(hour) * of.molarMass) / 1000;
  });
}

describe('L1: imatinib 400 mg a day (Widmer 2006), 0.1%', () => {
  const { expected } = reference<{
    par: { dose_mg: number; ka: number; CL_F: number; V_F: number; tau_h: number };
    mgL: Record<'ke' | 't_half' | 'tmax' | 'Cmax' | 'Cmin' | 'Cavg', number>;
    uM: Record<'Cmax' | 'Cmin' | 'Cavg', number>;
    first_dose_mgL: Record<string, number>;
  }>('L1');
  const { par, mgL, uM } = expected;
  const imatinib = agent(
    (mgL.Cmin / uM.Cmin) * 1000,
    { route: 'oral', absorptionPerHour: par.ka, clearanceLitresPerHour: par.CL_F, centralLitres: par.V_F },
    { doseMg: par.dose_mg, everyHours: par.tau_h },
  );

  it('first dose', () => {
    const hours = Object.keys(expected.first_dose_mgL).map(Number);
    levels(imatinib, hours).forEach((level, i) => {
      expectRelative(level, expected.first_dose_mgL[hours[i]!]!, 1e-3, `at ${hours[i]} h`);
    });
  });

  it('steady state: trough, peak and its time, mean, half-life', () => {
    const start = 30 * par.tau_h;
    const dosing = new Dosing(imatinib);
    dosing.begin(0);
    dosing.advance(0, start);
    let [time, peak, area] = [0, 0, 0];
    for (let i = 0; i < 2400; i++) {
      const level = dosing.levelAt(start + i / 100);
      if (level > peak) [time, peak] = [i / 100, level];
      area += dosing.advance(start + i / 100, start + (i + 1) / 100);
    }
    const trough = levels(imatinib, [start])[0]!;
    expectRelative(trough, mgL.Cmin, 1e-3, 'trough');
    expectRelative(peak, uM.Cmax, 1e-3, 'peak');
    expectRelative(area / 2400, uM.Cavg, 1e-3, 'mean');
    expect(Math.abs(time - mgL.tmax)).toBeLessThan(0.006);
    const [ke] = modesOf(imatinib.pharmacokinetics).ratesPerHour as [number];
    expectRelative(ke, mgL.ke, 1e-3, 'elimination rate');
    expectRelative(Math.LN2 / ke, mgL.t_half, 1e-3, 'half-life');
  });
});

describe('L2: doxorubicin 90 mg in half an hour (Pérez-Blanco 2016), 0.5%', () => {
  const { expected } = reference<{
    mgL: { C: Record<string, number>; lambdas: number[]; t_half: number[]; AUCinf: number };
    Cmax_uM: number;
  }>('L2');
  const { mgL } = expected;
  const doxorubicin = agent(
    (mgL.C['0.5']! / expected.Cmax_uM) * 1000,
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
    { doseMg: 90, infusionHours: 0.5, everyHours: 1e4, doses: 1 },
  );

  it('levels to 48 h', () => {
    const hours = Object.keys(mgL.C).map(Number);
    levels(doxorubicin, hours).forEach((level, i) => {
      expectRelative(level, mgL.C[hours[i]!]!, 5e-3, `at ${hours[i]} h`);
    });
  });

  it('rates, half-lives and area', () => {
    modesOf(doxorubicin.pharmacokinetics).ratesPerHour.forEach((rate, i) => {
      expectRelative(rate, mgL.lambdas[i]!, 5e-3, `rate ${i}`);
      expectRelative(Math.LN2 / rate, mgL.t_half[i]!, 5e-3, `half-life ${i}`);
    });
    const dosing = new Dosing(doxorubicin);
    dosing.begin(0);
    let area = 0;
    for (let hour = 0; hour < 2000; hour += 10) area += 10 * dosing.advance(hour, hour + 10);
    expectRelative((area * doxorubicin.molarMass) / 1000, mgL.AUCinf, 5e-3, 'area under the level');
  });
});
