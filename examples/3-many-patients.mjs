// Twenty patients who differ by chance alone: in some of them a resistant cell was there before treatment, in some not.
import { createPatient } from 'clonarium';

const scenario = {
  tumour: { founders: 1, divisionPerDay: 0.5, deathPerDay: 0.1 },
  alterations: { pumpGain: 1e-5 },
  drugs: [{ name: 'drug', killPerDay: 2, pumpStrength: 50, schedule: { levelMicromolar: 1 } }],
  treatment: { begin: 'size', atCells: 50_000 },
  stop: { relapseCells: 100_000 },
  untilDays: 200,
};
let cured = 0;
for (let seed = 1; seed <= 20; seed++) {
  const patient = await createPatient({ ...scenario, seed });
  patient.advance({ untilDay: 200 });
  if (patient.cells === 0) cured++;
  patient.dispose();
}
console.log(`${cured} of 20 cured`);
