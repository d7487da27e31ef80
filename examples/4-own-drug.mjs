// A drug of one's own: how it gets in, what it binds, what it does; read off cell by cell.
import { createPatient } from 'clonarium';

const patient = await createPatient({
  seed: 4,
  tumour: { founders: 2000, divisionPerDay: 0.3, deathPerDay: 0.1, expressionCv: 0.5 },
  targets: [{ name: 'DHFR', abundanceMicromolar: 1 }],
  drugs: [
    {
      name: 'my inhibitor',
      target: 'DHFR',
      response: 'inhibitor',
      kdMicromolar: 1e-3,
      neededFraction: 0.5,
      passivePerHour: 1,
      killPerDay: 1,
      schedule: { levelMicromolar: 1 },
    },
  ],
  treatment: { begin: 'day', onDay: 1 },
  untilDays: 10,
});
patient.advance({ untilDay: 5 });
const { count, amounts, expression } = patient.cellColumns();
const [held] = amounts;
const byLevel = [...held.keys()].sort((a, b) => expression[a] - expression[b]);
const mean = (cells) => cells.reduce((sum, cell) => sum + held[cell], 0) / cells.length;
console.log(
  `${count} cells; the tenth with least target hold ${mean(byLevel.slice(0, count / 10)).toFixed(3)} µM,`,
);
console.log(`the tenth with most ${mean(byLevel.slice(-count / 10)).toFixed(3)} µM`);
patient.dispose();
