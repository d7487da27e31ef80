// Who came from whom: the clones of a tumour that relapses, how various they are, and files that other programs read.
import { ALTERATION_NAMES, createPatient, EXPORT_NAMES } from 'clonarium';

const patient = await createPatient({
  seed: 2,
  cloneCountsFrom: 50,
  tumour: { founders: 100, divisionPerDay: 0.6, deathPerDay: 0.1 },
  alterations: { pumpGain: 1e-3, pumpFurtherGain: 1e-3, pumpLoss: 1e-3 },
  drugs: [{ name: 'drug', killPerDay: 2, pumpStrength: 50, schedule: { levelMicromolar: 1 } }],
  treatment: { begin: 'day', onDay: 10 },
  untilDays: 25,
});
patient.advance({ untilDay: 25 });

const all = patient.clones();
const living = patient.clones({ living: true, collapse: true });
console.log(
  `${all.count} clones were born; ${living.count} are left of the tree, without those that a line only passes through`,
);

const rows = [...living.cells.keys()].sort((a, b) => living.cells[b] - living.cells[a]).slice(0, 5);
for (const row of rows) {
  const what = `${ALTERATION_NAMES[living.alteration[row]]} on day ${(living.birthHours[row] / 24).toFixed(1)}`;
  console.log(`clone ${living.id[row]} of ${living.parent[row]}: ${living.cells[row]} cells, ${what}`);
}

for (const name of EXPORT_NAMES) {
  for (const [file, text] of Object.entries(patient.export(name)))
    console.log(`${file}: ${text.length} characters`);
}
patient.dispose();
