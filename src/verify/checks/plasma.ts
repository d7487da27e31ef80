/** Plasma levels by superposition of exponentials. */
import { Dosing } from '../../patient/treatment/dosing';
import { modesOf } from '../../patient/treatment/linearKinetics';
import { type Changes, type DrugName, drugCatalogue, drugFromCatalogue } from '../../scenario/drugs';
import { completeScenario, type Drug } from '../../scenario/schema';
import { byPatients, byRelative, type Check, type Finding } from '../check';

/** The drug as far as plasma goes. */
function agent({ name, molarMass, pharmacokinetics, schedule }: Changes<Drug>): Drug {
  return completeScenario({ drugs: [{ name, molarMass, pharmacokinetics, schedule }] }).drugs[0] as Drug;
}

/** An oral dose at steady state (Bateman). */
function* oral(): Generator<Finding> {
  const imatinib = agent(drugFromCatalogue('imatinib'));
  const { absorptionPerHour: ka, clearanceLitresPerHour, centralLitres: litres } = imatinib.pharmacokinetics;
  const { doseMg, everyHours: tau } = imatinib.schedule;
  const ke = clearanceLitresPerHour / litres;
  const at = (hour: number) => {
    const scale = (((doseMg / imatinib.molarMass) * 1000) / litres) * (ka / (ka - ke));
    const mode = (rate: number) => Math.exp(-rate * hour) / -Math.expm1(-rate * tau);
    return scale * (mode(ke) - mode(ka));
  };
  const dosing = new Dosing(imatinib);
  dosing.begin(0);
  dosing.advance(0, 60 * tau);
  yield byRelative(
    'imatinib 400 mg a day, trough, µM',
    'Bateman 1910; Schmidli 2005',
    at(tau),
    dosing.levelAt(60 * tau),
  );
  dosing.advance(60 * tau, 60 * tau + 3);
  yield byRelative(
    'imatinib 400 mg a day, at 3 h, µM',
    'Bateman 1910; Schmidli 2005',
    at(3),
    dosing.levelAt(60 * tau + 3),
  );
}

/** Area under the level of one dose: dose over clearance, whatever the compartments. */
function* area(): Generator<Finding> {
  for (const name of ['doxorubicin', 'paclitaxel', 'vincristine', 'methotrexate', 'temozolomide'] as const) {
    const drug = agent(drugFromCatalogue(name, { schedule: { doses: 1 } }));
    const dosing = new Dosing(drug);
    dosing.begin(0);
    let sum = 0;
    for (let hour = 0; hour < 5000; hour += 10) sum += 10 * dosing.advance(hour, hour + 10);
    const expected =
      ((drug.schedule.doseMg / drug.molarMass) * 1000) / drug.pharmacokinetics.clearanceLitresPerHour;
    yield byRelative(`${name}, area under the level, µM·h`, 'dose/clearance', expected, sum);
  }
}

/** Levels of one interval between doses, after `doses` earlier ones, µM and µM·h. */
function interval(drug: Drug, doses: number): { peak: number; trough: number; area: number } {
  const tau = drug.schedule.everyHours;
  const dosing = new Dosing({ ...drug, schedule: { ...drug.schedule, doses: 0 } });
  dosing.begin(0);
  dosing.advance(0, doses * tau);
  const parts = Math.round(tau * 20);
  let [peak, area] = [0, 0];
  for (let part = 0; part < parts; part++) {
    const [from, to] = [doses * tau + (part * tau) / parts, doses * tau + ((part + 1) * tau) / parts];
    area += dosing.advance(from, to) * (to - from);
    peak = Math.max(peak, dosing.levelAt(to));
  }
  return { peak, trough: dosing.levelAt((doses + 1) * tau), area };
}

/** What was measured in people, against the kinetics of the catalogue; limits as far as their fit goes. */
function* measured(): Generator<Finding> {
  const of = (name: DrugName) => agent(drugFromCatalogue(name));
  const mass = (name: DrugName) => drugCatalogue[name].molarMass;
  const imatinib = (interval(of('imatinib'), 60).trough * mass('imatinib')) / 1000;
  yield byPatients('imatinib 400 mg a day, trough, mg/L', 'Larson 2008', 0.979, imatinib);
  const dasatinib = interval(of('dasatinib'), 0);
  const once = 'Christopher 2008';
  yield byRelative('dasatinib 100 mg, area, µg·h/L', once, 313.9, dasatinib.area * mass('dasatinib'));
  yield byRelative('dasatinib 100 mg, peak, µg/L', once, 104.5, dasatinib.peak * mass('dasatinib'));
  const paclitaxel = interval(of('paclitaxel'), 0);
  yield byRelative('paclitaxel 175 mg/m², peak, µg/L', 'label', 3650, paclitaxel.peak * mass('paclitaxel'));
  // 450 µmol in an hour: the published rates give their own peak.
  const cisplatin = interval(of('cisplatin'), 0);
  yield byRelative('cisplatin 75 mg/m², free, peak, µM', 'Urien and Lokiec 2004', 8.949, cisplatin.peak);
  const temozolomide = of('temozolomide');
  const [slowest] = modesOf(temozolomide.pharmacokinetics).ratesPerHour as [number];
  yield byRelative('temozolomide, half-life, h', 'Ostermann 2004: 2.1', 2.1, Math.LN2 / slowest);
}

export const plasmaChecks: readonly Check[] = [oral, area, measured].map((run) => ({ group: 'Plasma', run }));
