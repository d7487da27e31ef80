// A tumour from one cell: individual cells divide, die and now and then change.
import { createPatient } from 'clonarium';

const patient = await createPatient({
  seed: 1,
  tumour: { founders: 1, divisionPerDay: 0.7, deathPerDay: 0.2 },
  untilDays: 30,
});
while (patient.ended === null && patient.days < 30) {
  patient.advance({ days: 10 });
  console.log(`day ${patient.days}: ${patient.cells} cells`);
}
console.log(`hash ${patient.hash()}`);
patient.dispose();
