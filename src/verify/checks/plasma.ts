/** Plasma levels by superposition of exponentials. */
import { Dosing } from '../../patient/dosing';
import { type Changes, drugFromCatalogue } from '../../scenario/drugs';
import { completeScenario, type Drug } from '../../scenario/schema';
import { byRelative, type Check, type Finding } from '../check';

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
    'Bateman 1910; Widmer 2006',
    at(tau),
    dosing.levelAt(60 * tau),
  );
  dosing.advance(60 * tau, 60 * tau + 3);
  yield byRelative(
    'imatinib 400 mg a day, at 3 h, µM',
    'Bateman 1910; Widmer 2006',
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

export const plasmaChecks: readonly Check[] = [oral, area].map((run) => ({ group: 'Plasma', run }));
